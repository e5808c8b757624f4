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
    expect(nobody.says).toBe(
      'Nobody was heard, or so long ago that nothing of it is left; whatever the unheard think, the whole lies between −1.00 and +1.00.',
    )
    const input = {
      stakeholders: [ann, bo, ...Array.from({ length: 8 }, (_, i) => ({ ...ann, id: `c${i}` }))],
      observations: [heard('bo', 0.9)],
    }
    const some = tile(htmlOf(input), 'Sentiment')
    const { state, value, interval = [0, 0], bounds } = reportOf({ account: 'Acme', ...input }).sentiment
    expect([state, value]).toEqual(['insufficientSignal', expect.any(Number)])
    // The word stands for the value, and the spans tell how little is known.
    expect(some).toMatchObject({ figure: 'not enough signal', tone: 'unknown' })
    const [from, to] = [interval, bounds].map(ends => ends.map(hundredths).join(' and '))
    expect(some.says).toContain(`with 90\u00A0% probability between ${from}, and whatever the unheard think, the whole lies between ${to}.`)
  })

  it('says that it is open either way where much was heard and no word is right often enough', () => {
    const input = { stakeholders: [ann, bo], observations: [heard('ann', 0), heard('bo', 0)].map(each => ({ ...each, sd: 0.3 })) }
    const { state, value = Number.NaN } = reportOf({ account: 'Acme', ...input }).sentiment
    expect(state).toBe('undecided')
    expect(tile(htmlOf(input), 'Sentiment')).toMatchObject({ figure: `${hundredths(value).trim()} open either way`, tone: 'unknown' })
  })

  it('gives the sentiment with its interval where enough is known', () => {
    const input = { stakeholders: [ann, bo], observations: [heard('ann', 0.8), heard('bo', 0.6)] }
    const { value = 0, interval: [low, high] = [0, 0] } = reportOf({ account: 'Acme', ...input }).sentiment
    expect(value).toBeGreaterThan(0.2)
    const { figure, says, tone } = tile(htmlOf(input), 'Sentiment')
    expect([figure, tone]).toEqual([`${hundredths(value)} favourable`, 'good'])
    expect(says).toContain(`between ${hundredths(low)} and ${hundredths(high)}, and`)
  })

  const money = (rest: Omit<VillageInput, 'account'>, decision?: string) =>
    tile(htmlOf({ stakeholders: [ann], ...rest }, decision), 'Money at risk')

  it('says why there is no money to tell of', () => {
    const none = 'No decision in view; none is known to be open.'
    expect(money({})).toEqual({ figure: 'unknown', says: none, tone: 'unknown' })
    expect(money({ decisions: [deal] }).says).toBe('The decision has no value.')
    const open = { ...deal, value: { amount: 10, currency: 'EUR' } }
    expect(money({ decisions: [open] })).toEqual({
      figure: 'EUR 10 open, not judged',
      says: 'Nobody who decides was heard.',
      tone: 'unknown',
    })
    const lost = { ...open, outcome: { result: 'lost' as const, at: '2026-02-01' } }
    expect(money({ decisions: [lost] }, 'deal')).toEqual({ figure: 'unknown', says: 'Decided: lost on 2026-02-01.', tone: 'unknown' })
    expect(money({ decisions: [lost] }).says).toBe(none)
  })

  it('has a chance and an amount for each of several open decisions, and for the one that was named alone', () => {
    const decisions = ['b', 'a'].map(id => ({ ...deal, id, name: `Deal ${id}`, rule: 'ann', value: { amount: 10, currency: 'EUR' } }))
    const input = { stakeholders: [ann], decisions, observations: [heard('ann', 0.1)] }
    const names = (decision?: string) =>
      withClass(readPage(htmlOf(input, decision)).root, 'tile').map(({ children: [name] }) => name?.text ?? '')
    expect(names().slice(1, 5)).toEqual([
      'Chance of yes: Deal a',
      'Money at risk: Deal a',
      'Chance of yes: Deal b',
      'Money at risk: Deal b',
    ])
    expect(names('b').slice(1, 3)).toEqual(['Chance of yes', 'Money at risk'])
  })

  it('tells the money at risk in its currency', () => {
    const input = {
      stakeholders: [ann],
      decisions: [{ ...deal, value: { amount: 1_234_567, currency: 'EUR' } }],
      observations: [heard('ann', -0.1)],
    }
    const { amount = Number.NaN, interval = [] } = reportOf({ account: 'Acme', ...input }).revenueAtRisk
    const { figure, says } = tile(htmlOf(input), 'Money at risk')
    const [whole, low, high] = [amount, ...interval].map(each => new Intl.NumberFormat('en').format(Math.round(each)))
    expect(figure).toBe(`EUR ${whole} (${low} to ${high})`)
    expect(says).toBe('The decision is worth EUR 1,234,567.')
  })

  it('says of the person who holds the account down whether they were heard', () => {
    expect(tile(htmlOf({ stakeholders: [ann, bo] }), 'Held down by')).toEqual({
      figure: 'unknown',
      says: 'Nobody who decides was heard.',
      tone: 'unknown',
    })
    const unheard = tile(htmlOf({ stakeholders: [ann, bo], observations: [heard('bo', 1)] }), 'Held down by')
    expect(unheard.figure).toBe('Ann Lee')
    expect(unheard.says).toContain('was never heard, which counts as neutral until they are. With vetoes counted the account is at')
    const input = { stakeholders: [ann, bo], observations: [heard('ann', -0.8), heard('bo', 1)] }
    const { vetoAware } = reportOf({ account: 'Acme', ...input }).sentiment
    const known = tile(htmlOf(input), 'Held down by')
    expect(known.figure).toBe('Ann Lee')
    expect(known.says).toContain(`The person who holds the account down is at ${hundredths(vetoAware.bar ?? Number.NaN)}.`)
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
