import { accountReport, createVillage, type Observation, sensitivity, snapshot, type VillageInput } from 'account-village'
import { toHtmlReport } from 'account-village/render'
import { describe, expect, test } from 'vitest'
import { beliefWords } from '../../src/render/beliefWords.js'
import { toText } from '../../src/render/text/toText.js'
import { day } from '../support/days.js'

const ann = { id: 'ann', roles: ['economicBuyer' as const] }
const bo = { id: 'bo', roles: ['approver' as const] }
const heard = (stakeholder: string, sentiment: number, at = day(0)): Observation => ({ stakeholder, at, sentiment, via: 'interview' })
const deal = { id: 'deal', name: 'Deal', kind: 'new' as const, value: { amount: 200_000, currency: 'EUR' } }
const seen = (input: Omit<VillageInput, 'account'>) => snapshot(createVillage({ account: 'Acme', ...input }), day(0))

/** The part of the text about beliefs, line by line. */
function told(input: Omit<VillageInput, 'account'>): string[] {
  const text = toText(accountReport(seen(input)), { width: 400 })
  const [, part = ''] = text.split('\nWhat the answer hangs on\n')
  return (part.split('\n\n')[0] ?? '').split('\n').filter(line => line !== '')
}

const firm = { stakeholders: [ann, bo], observations: [heard('ann', 0.1), heard('bo', 0.4)], decisions: [{ ...deal, rule: 'ann' }] }
const open = { stakeholders: [ann, bo], observations: [heard('bo', 0.1)], decisions: [deal] }
const alone = { stakeholders: [ann, bo], observations: [], decisions: [deal] }
const faded = { ...firm, decisions: [{ ...deal, rule: 'ann', expectedAt: day(365) }] }

describe('what a report says of the beliefs that its answer hangs on', () => {
  const reported = accountReport(seen(firm))
  const { base, beliefs = [] } = reported.sensitivity ?? {}

  test('is what sensitivity finds', () => {
    expect(reported.sensitivity).toEqual(sensitivity(seen(firm)))
  })

  test('names the three widest, each with the chances of yes between which it leads', () => {
    const widest = beliefs.slice(0, 3)
    const inPercent = (share: number): string => `${Math.round(share * 100)}`
    const rows = widest.map(({ belief, probabilityOfYes = [Number.NaN, Number.NaN] }) => {
      const [low, high] = [Math.min(...probabilityOfYes), Math.max(...probabilityOfYes)].map(inPercent)
      return `${beliefWords(belief)} ${low} to ${high} %`
    })
    expect(told(firm).map(line => line.replace(/ {2,}/g, ' '))).toEqual(expect.arrayContaining(rows))
    expect(told(firm).filter(line => line.includes('%'))).toHaveLength(3)
  })

  test('says what the answer hangs on where yes and no change places, and nothing where they do not', () => {
    const turning = beliefs.filter(({ probabilityOfYes = [] }) =>
      probabilityOfYes.some(end => end >= 0.5 !== (base?.probabilityOfYes ?? Number.NaN) >= 0.5),
    )
    expect(turning.map(({ belief }) => belief)).toEqual(['decision.yesThreshold.new'])
    expect(told(firm)).toContain(
      '· The answer hangs on how well people must think of us to say yes: within what is plausible of it, yes and no change places.',
    )
    const sure = { ...firm, observations: [heard('ann', 0.9), heard('bo', 0.9)] }
    expect(told(sure).join()).not.toContain('The answer hangs')
  })

  test('says what the word for the account hangs on', () => {
    const near = { ...firm, observations: [heard('ann', 0.05), heard('bo', 0.25)] }
    const { base: now, beliefs: found } = sensitivity(seen(near))
    const renaming = found.filter(({ state }) => state.some(each => each !== now.state))
    expect(renaming.length).toBeGreaterThan(0)
    const [line = ''] = told(near).filter(each => each.includes('The word for the account hangs on'))
    expect(line).toContain(beliefWords(renaming[0]?.belief ?? ''))
  })

  test.each([
    ['mostly the prior', open, 'mostlyPrior'],
    ['the prior alone', alone, 'priorOnly'],
    ['what will mostly have faded', faded, 'evidence'],
  ] as const)('names the beliefs and no percentage where the chance rests on %s', (_, input, basis) => {
    const { outlooks } = accountReport(seen(input))
    expect(outlooks.map(each => each.basis)).toEqual([basis])
    const lines = told(input)
    expect(lines.join()).toContain('What moves the chance of yes most: ')
    expect(lines.join()).toContain(beliefWords(sensitivity(seen(input)).beliefs[0]?.belief ?? ''))
    expect(lines.join()).not.toMatch(/%|\d/)
  })

  test('is about the sentiment where no decision is in view, and without numbers where there is not enough signal', () => {
    const { decisions: _, ...undecided } = firm
    expect(accountReport(seen(undecided)).sentiment.state).not.toBe('insufficientSignal')
    expect(told(undecided).filter(line => /[+−]\d\.\d\d to [+−]\d\.\d\d$/.test(line))).toHaveLength(3)
    const old = { ...undecided, observations: [heard('bo', 0.4, day(-300))] }
    expect(accountReport(seen(old)).sentiment).toMatchObject({ state: 'insufficientSignal', value: expect.any(Number) })
    expect(told(old).join()).toContain('What moves the sentiment most: ')
    expect(told(old).join()).not.toMatch(/\d\.\d/)
    // Of what hardly anything is left nothing moves a number that there is not.
    expect(told({ ...undecided, observations: [heard('bo', 0.4, day(-500))] })).toEqual([])
  })

  test('stands on the page as well, and on neither where it was left out', () => {
    const words = beliefWords(beliefs[0]?.belief ?? '')
    const [, part = ''] = toHtmlReport(reported).split('<section id="beliefs"')
    expect(part.split('</section>')[0]).toContain(words)
    const without = accountReport(seen(firm), { sensitivity: false })
    const { sensitivity: left, ...others } = reported
    expect(left).toBeDefined()
    expect(without).toEqual(others)
    expect('sensitivity' in without).toBe(false)
    expect(toHtmlReport(without)).not.toContain(words)
    expect(toText(without)).not.toContain('What the answer hangs on')
  })

  test('calls every belief something of its own, in words', () => {
    for (const kind of ['new', 'renewal', 'expansion'] as const) {
      const s = seen({ ...firm, decisions: [{ ...deal, kind }] })
      const message = (() => {
        try {
          sensitivity(s, { ranges: { '': [0, 1] } })
        } catch (error) {
          return String(error)
        }
        return ''
      })()
      const names = (/Choose from (.*)\.$/.exec(message)?.[1] ?? '').split(', ')
      expect(names.length).toBeGreaterThan(15)
      expect(new Set(names.map(beliefWords)).size).toBe(names.length)
      for (const name of names) expect(beliefWords(name)).toMatch(/^(how|what) [a-z ]+$/)
    }
  })

  test('calls a belief that it does not know, of a report that was changed, by its name made safe', () => {
    expect(beliefWords('x\u001b[31m')).toBe('x\u{FFFD}[31m')
  })
})
