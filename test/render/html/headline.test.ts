import { type AccountReport, accountReport, createVillage, snapshot, type VillageInput } from 'account-village'
import { toHtmlReport } from 'account-village/render'
import { describe, expect, it } from 'vitest'
import { BOARD_DAY } from '../../support/boards.js'
import { hundredths, readPage } from '../../support/page.js'
import { withClass } from '../../support/xml.js'

function reportOf(input: VillageInput, decision?: string): AccountReport {
  return accountReport(snapshot(createVillage(input), BOARD_DAY, decision === undefined ? {} : { decision }))
}

/** The tile of a name: its figure and its sentence. */
function tile(html: string, wanted: string): { readonly figure: string; readonly says: string; readonly tone: string } {
  for (const { attributes, children } of withClass(readPage(html).root, 'tile')) {
    const [name, figure, says] = children.map(({ text }) => text)
    if (name === wanted) return { figure: figure ?? '', says: says ?? '', tone: (attributes.get('class') ?? '').replace('tile ', '') }
  }
  throw new Error(`no tile ${wanted}`)
}

describe('the headline', () => {
  const ann = { id: 'ann', name: 'Ann Lee', roles: ['economicBuyer' as const] }
  const bo = { id: 'bo', name: 'Bo Ek', roles: ['user' as const] }
  const deal = { id: 'deal', name: 'Deal', kind: 'new' as const }
  const heard = (stakeholder: string, sentiment: number) => ({ stakeholder, at: BOARD_DAY, sentiment, via: 'interview' as const })
  const htmlOf = (rest: Omit<VillageInput, 'account'>, decision?: string): string =>
    toHtmlReport(reportOf({ account: 'Acme', ...rest }, decision))

  it('says so where too little is known', () => {
    const nobody = tile(htmlOf({ stakeholders: [ann, bo] }), 'Sentiment')
    expect(nobody).toMatchObject({ figure: 'not enough signal', tone: 'unknown' })
    expect(nobody.says).toBe('Nobody was heard yet; too little is known to speak for all, who may lie anywhere from −1.00 to +1.00.')
    const input = {
      stakeholders: [ann, bo, ...Array.from({ length: 8 }, (_, i) => ({ ...ann, id: `c${i}` }))],
      observations: [heard('bo', 0.9)],
    }
    const some = tile(htmlOf(input), 'Sentiment')
    const { sentiment } = reportOf({ account: 'Acme', ...input })
    expect(sentiment.value).toBeUndefined()
    expect(some.figure).toBe('not enough signal')
    expect(some.says).toContain(`Those heard stand at ${hundredths(sentiment.heard ?? 0)};`)
  })

  it('gives the sentiment with its interval where enough is known', () => {
    const input = { stakeholders: [ann, bo], observations: [heard('ann', 0.8), heard('bo', 0.6)] }
    const { value = 0, interval: [low, high] = [0, 0] } = reportOf({ account: 'Acme', ...input }).sentiment
    expect(value).toBeGreaterThan(0.2)
    const { figure, says, tone } = tile(htmlOf(input), 'Sentiment')
    expect([figure, tone]).toEqual([`${hundredths(value)} favourable`, 'good'])
    expect(says).toContain(`between ${hundredths(low)} and ${hundredths(high)}.`)
  })

  it('says why there is no money to tell of', () => {
    const money = (rest: Omit<VillageInput, 'account'>, decision?: string) =>
      tile(htmlOf({ stakeholders: [ann], ...rest }, decision), 'Money at risk')
    expect(money({})).toEqual({ figure: 'unknown', says: 'No open decision is known.', tone: 'unknown' })
    expect(money({ decisions: [deal] }).says).toBe('The decision in view has no value.')
    expect(money({ decisions: [deal, { ...deal, id: 'other' }] }).says).toBe('Several decisions are open; none is in view.')
    const lost = { ...deal, value: { amount: 10, currency: 'EUR' }, outcome: { result: 'lost' as const, at: '2026-02-01' } }
    expect(money({ decisions: [lost] }, 'deal')).toEqual({ figure: 'unknown', says: 'The decision in view has fallen.', tone: 'unknown' })
  })

  it('tells the money at risk in its currency', () => {
    const input = {
      stakeholders: [ann],
      decisions: [{ ...deal, value: { amount: 1_234_567, currency: 'EUR' } }],
      observations: [heard('ann', -0.9)],
    }
    const { revenueAtRisk } = reportOf({ account: 'Acme', ...input })
    const { figure, says } = tile(htmlOf(input), 'Money at risk')
    const whole = Math.round(revenueAtRisk.amount ?? Number.NaN)
    expect(figure).toBe(`EUR ${new Intl.NumberFormat('en').format(whole)}`)
    expect(says).toMatch(/^Of EUR 1,234,567; with 90 % probability between EUR [\d,]+ and EUR [\d,]+\.$/)
  })

  it('says of whoever caps the account whether they were heard', () => {
    const unheard = tile(htmlOf({ stakeholders: [ann, bo] }), 'Who caps it')
    expect(unheard.figure).toBe('Ann Lee')
    expect(unheard.says).toBe(
      'The one who holds the account down was never heard, which counts as neutral until they are. No number of content people makes up for that.',
    )
    const input = { stakeholders: [ann, bo], observations: [heard('ann', -0.8), heard('bo', 1)] }
    const { vetoAware } = reportOf({ account: 'Acme', ...input }).sentiment
    const known = tile(htmlOf(input), 'Who caps it')
    expect(known.figure).toBe('Ann Lee')
    expect(known.says).toContain(`stands at ${hundredths(vetoAware.bar)}.`)
  })

  it('counts who can stop it, and who of them was never heard', () => {
    const cy = { id: 'cy', roles: ['economicBuyer' as const] }
    expect(tile(htmlOf({ stakeholders: [ann, cy] }), 'Can stop it')).toEqual({
      figure: `${reportOf({ account: 'Acme', stakeholders: [ann, cy] }).vetoHolders.length} people`,
      says: 'Each of them alone can stop the decision; 2 of them were never heard.',
      tone: 'bad',
    })
    const saysOf = (...some: { readonly id: string; readonly mood?: number }[]): string => {
      const observations = some.flatMap(({ id, mood }) => (mood === undefined ? [] : [heard(id, mood)]))
      return tile(htmlOf({ stakeholders: some.map(({ id }) => ({ ...ann, id })), observations }), 'Can stop it').says
    }
    expect(saysOf({ id: 'a', mood: 0.3 })).toBe('This one alone can stop the decision; they were heard.')
    expect(saysOf({ id: 'a' })).toBe('This one alone can stop the decision; they were never heard.')
    expect(saysOf({ id: 'a', mood: 0.3 }, { id: 'b', mood: 0.3 })).toBe('Each of them alone can stop the decision; all were heard.')
    expect(saysOf({ id: 'a', mood: 0.3 }, { id: 'b' })).toBe('Each of them alone can stop the decision; 1 of them was never heard.')
  })
})
