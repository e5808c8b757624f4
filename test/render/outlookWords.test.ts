import { accountReport, createVillage, type Observation, snapshot, type VillageInput } from 'account-village'
import { toHtmlReport } from 'account-village/render'
import { describe, expect, test } from 'vitest'
import { firmAnswer, firmScores } from '../../src/crm/firmScores.js'
import { toText } from '../../src/render/text/toText.js'

const AT = '2026-03-02'
const ann = { id: 'ann', name: 'Ann Lee', roles: ['economicBuyer' as const] }
const bo = { id: 'bo', name: 'Bo Ek', roles: ['user' as const] }
const cy = { id: 'cy', name: 'Cy Fox', roles: ['approver' as const] }
const heard = (stakeholder: string, sentiment: number, at = AT): Observation => ({ stakeholder, at, sentiment, via: 'interview' })
const deal = { id: 'deal', name: 'Deal', kind: 'new' as const, value: { amount: 200_000, currency: 'EUR' } }
const reportOf = (input: Omit<VillageInput, 'account'>, decision?: string) =>
  accountReport(snapshot(createVillage({ account: 'Acme', ...input }), AT, decision === undefined ? {} : { decision }))

/** What the text says of the chance and of the money, line by line. */
function told(input: Omit<VillageInput, 'account'>, decision?: string): string[] {
  const lines = toText(reportOf(input, decision), { width: 400 }).split('\n')
  return lines.filter(line => /^(Chance of yes|Money at risk)/.test(line)).map(line => line.slice(17))
}

const inPercent = (share = Number.NaN): string => {
  const whole = Math.round(share * 100)
  return whole === 0 && share > 0 ? '<1' : whole === 100 && share < 1 - 1e-9 ? '>99' : `${whole}`
}
const money = (amount = Number.NaN): string =>
  new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(amount).replaceAll(',', '\u202f')

describe('a chance of yes that rests on evidence', () => {
  test('is a value with its interval, and so is the money', () => {
    const input = { stakeholders: [ann, bo], observations: [heard('ann', 0.1), heard('bo', 0.4)], decisions: [{ ...deal, rule: 'ann' }] }
    const { outlooks, revenueAtRisk } = reportOf(input)
    const { basis, probabilityOfYes, interval = [] } = outlooks[0] ?? expect.fail()
    expect(basis).toBe('evidence')
    const [low, high] = interval.map(inPercent)
    const [least, most] = (revenueAtRisk.interval ?? []).map(money)
    expect(told(input)).toEqual([
      `${inPercent(probabilityOfYes)} % (${low} to ${high} %)`,
      `EUR ${money(revenueAtRisk.amount)} (${least} to ${most}). The decision is worth EUR 200\u202f000`,
    ])
  })

  test('stands beside that of a vote today, and says why the two differ by much', () => {
    const decisions = (expectedAt: string) => [{ ...deal, rule: 'ann', expectedAt }]
    const input = { stakeholders: [ann, bo], observations: [heard('ann', -0.3), heard('bo', 0.4)] }
    const [soon] = told({ ...input, decisions: decisions('2026-03-05') })
    expect(soon).toMatch(/^\d+ % \(.*\)\. If voted today: \d+ % \(.*\)$/)
    const [later] = told({ ...input, decisions: decisions('2026-06-30') })
    // 120 days of a half-life of 180: 1 - 2^(-2/3).
    expect(later).toMatch(
      /^\d+ % \(.*\)\. If voted today: \d+ % \(.*\)\. By the vote 37 % of what is known will have faded unless those who decide are heard again$/,
    )
    const [today] = told({ ...input, decisions: decisions(AT) })
    expect(today).toMatch(/^\d+ % \([^)]*\)$/)
  })

  test('says of an overdue decision by how many days, and that it may never be made', () => {
    const input = { stakeholders: [ann, bo], observations: [heard('ann', 0.8), heard('bo', 0.4)] }
    const [chance] = told({ ...input, decisions: [{ ...deal, rule: 'ann', expectedAt: '2026-01-01' }] })
    expect(chance).toMatch(/\. It is overdue by 60 days and may never be made$/)
    const [one] = told({ ...input, decisions: [{ ...deal, rule: 'ann', expectedAt: '2025-09-01' }] })
    expect(one).toMatch(/overdue by 182 days/)
  })

  test('is that of today where the vote is a half-life ahead or more, and the money is told up to an amount', () => {
    const at = (expectedAt: string) => ({
      stakeholders: [ann, bo],
      observations: [heard('ann', 0.1), heard('bo', 0.4)],
      decisions: [{ ...deal, rule: 'ann', expectedAt }],
    })
    // The half-life is 180 days.
    expect(told(at('2026-08-28'))[0]).toContain('If voted today:')
    const { ifVotedToday, interval } = reportOf(at('2026-08-29')).outlooks[0] ?? expect.fail()
    const [chance, amount] = told(at('2026-08-29'))
    const [low, high] = (ifVotedToday?.interval ?? []).map(inPercent)
    expect(chance).toBe(
      `${inPercent(ifVotedToday?.probabilityOfYes)} % (${low} to ${high} %). That is how it would end today; the vote is mostly unknown until those who decide are heard again`,
    )
    expect(amount).toBe(
      `up to EUR ${money(200_000 * (1 - (interval?.[0] ?? Number.NaN)))}. Most of what is known will have faded by the vote`,
    )
  })
})

describe('a chance of yes that is mostly the prior', () => {
  const rule = { quota: 2, members: [{ of: 'ann' }, { of: 'cy' }, { of: 'bo' }] }

  test('is a range with how many people nobody has heard, and money up to an amount with who they are', () => {
    const input = { stakeholders: [ann, bo, cy], observations: [heard('bo', 0.9)], decisions: [{ ...deal, rule }] }
    const { basis, range = [] } = reportOf(input).outlooks[0] ?? expect.fail()
    expect(basis).toBe('mostlyPrior')
    const [low, high] = range.map(inPercent)
    expect(told(input)).toEqual([
      `between ${low} and ${high} %. It depends on 2 people nobody has heard`,
      `up to EUR ${money(200_000 * (1 - (range[0] ?? Number.NaN)))}. It depends on Ann Lee and Cy Fox`,
    ])
  })

  test('names the days where all were heard, but long ago', () => {
    const input = {
      stakeholders: [ann, bo, cy],
      observations: [heard('ann', 0.1, '2025-01-26'), heard('cy', 0.1, '2025-06-05')],
      decisions: [{ ...deal, rule: { quota: 2, members: [{ of: 'ann' }, { of: 'cy' }] } }],
    }
    expect(reportOf(input).outlooks[0]?.basis).toBe('mostlyPrior')
    expect(told(input)[0]).toMatch(/It depends on 2 people last heard 400 and 270 days ago$/)
    expect(told(input)[1]).toMatch(/^up to EUR [\d\u202f]+\. It depends on Ann Lee and Cy Fox$/)
  })

  test('tells seats that are vacant, or will be by the vote, from people nobody has heard', () => {
    const input = {
      stakeholders: [{ ...ann, leftAt: '2026-04-01' }, bo, cy],
      observations: [heard('ann', 0.8), heard('bo', 0.9)],
      decisions: [{ ...deal, rule, expectedAt: '2026-05-01' }],
    }
    const { unheard, vacant } = reportOf(input).outlooks[0] ?? expect.fail()
    expect([unheard, vacant]).toEqual([['ann', 'cy'], ['ann']])
    expect(told(input)[0]).toMatch(/It depends on 1 person nobody has heard and 1 seat whose holder has left or leaves before the vote$/)
  })
})

describe('a chance of yes that is the prior alone', () => {
  test('is no percentage and no amount', () => {
    const input = { stakeholders: [ann, bo], decisions: [{ ...deal, rule: 'ann' }] }
    expect(told(input)).toEqual([
      'not known. Nobody who decides was heard',
      'EUR 200\u202f000 open, not judged. Nobody who decides was heard',
    ])
    const { probabilityOfYes, range } = reportOf(input).outlooks[0] ?? expect.fail()
    expect([probabilityOfYes, range]).toEqual([0.5, [0, 1]])
    expect(toHtmlReport(reportOf(input))).not.toContain('50 %</p>')
  })
})

describe('without an open decision in view', () => {
  test('there is none, or the open ones are told one by one, in their currencies', () => {
    expect(told({ stakeholders: [ann, bo] })).toEqual(Array(2).fill('no decision in view; none is known to be open'))
    const over = { ...deal, outcome: { result: 'noDecision' as const, at: '2026-02-03' } }
    expect(told({ stakeholders: [ann], decisions: [over] }, 'deal')).toEqual(Array(2).fill('decided: no decision was made on 2026-02-03'))
    const several = {
      stakeholders: [ann, bo],
      observations: [heard('ann', 0.1)],
      decisions: [
        { ...deal, rule: 'ann' },
        { ...deal, id: 'more', name: 'More', value: { amount: 10, currency: 'USD' }, rule: 'bo' },
      ],
    }
    const [chance, amount, ...others] = told(several)
    expect(chance).toMatch(/^Deal: \d+ % \(/)
    expect(amount).toMatch(/^Deal: EUR [\d\u202f]+ \(/)
    expect(others).toEqual(['More: not known. Nobody who decides was heard', 'More: USD 10 open, not judged. Nobody who decides was heard'])
  })

  test('five of many are told, and how many more there are', () => {
    const decisions = Array.from({ length: 7 }, (_, i) => ({ ...deal, id: `d${i}`, name: `Deal ${i}` }))
    const input = { stakeholders: [ann], decisions }
    expect(told(input)).toHaveLength(10)
    expect(toText(reportOf(input))).toContain('and 2 more open decisions')
  })
})

describe('the scores for the records of a CRM', () => {
  const scoresOf = (observations: readonly Observation[], rest: object = {}) =>
    firmScores(reportOf({ stakeholders: [ann, bo], observations, decisions: [{ ...deal, rule: 'ann', ...rest }] }))

  test('are there for evidence only; otherwise the fields are emptied', () => {
    const [firm] = scoresOf([heard('ann', 0.1)])
    expect(firm).toEqual({ decision: 'deal', probabilityOfYes: expect.any(Number), revenueAtRisk: expect.any(Number) })
    expect((firm?.revenueAtRisk ?? Number.NaN) / 200_000).toBeCloseTo(1 - (firm?.probabilityOfYes ?? Number.NaN), 12)
    const emptied = [{ decision: 'deal', probabilityOfYes: undefined, revenueAtRisk: undefined }]
    expect(scoresOf([])).toEqual(emptied)
    expect(scoresOf([heard('ann', 0.1, '2024-01-01')])).toEqual(emptied)
  })

  test('are those of each open decision, and empty those of one that has fallen', () => {
    const input = {
      stakeholders: [ann],
      observations: [heard('ann', 0.1)],
      decisions: ['b', 'a'].map(id => ({ ...deal, id, rule: 'ann' })),
    }
    expect(firmScores(reportOf(input)).map(({ decision }) => decision)).toEqual(['a', 'b'])
    const over = { ...deal, outcome: { result: 'won' as const, at: '2026-02-03' } }
    expect(firmScores(reportOf({ ...input, decisions: [over] }, 'deal'))).toEqual([{ decision: 'deal' }])
  })

  test('of a person are there for those who were heard', () => {
    const report = reportOf({ stakeholders: [ann, cy], observations: [heard('ann', 0.1)], decisions: [deal] })
    const answers = new Map(report.people.map(({ stakeholder, outlook }) => [stakeholder, firmAnswer(outlook, report).probabilityOfYes]))
    expect(answers.get('ann')).toBeGreaterThan(0.5)
    expect(answers.get('cy')).toBeUndefined()
    expect(firmAnswer(undefined, report)).toEqual({})
  })

  test('of a person have an amount only where the chance of the decision rests on evidence, and nothing once most has faded', () => {
    const of = (input: Partial<VillageInput>) => {
      const report = reportOf({ stakeholders: [ann, cy], observations: [heard('ann', 0.1)], decisions: [deal], ...input })
      return [report.outlooks[0]?.basis, Object.keys(firmAnswer(report.people.find(each => each.stakeholder === 'ann')?.outlook, report))]
    }
    expect(of({})).toEqual(['mostlyPrior', ['probabilityOfYes']])
    expect(of({ observations: [heard('ann', 0.1), heard('cy', 0.1)] })).toEqual(['evidence', ['probabilityOfYes', 'worthSaving']])
    const far = [{ ...deal, rule: 'ann', expectedAt: '2027-03-02' }]
    expect(of({ decisions: far })).toEqual(['evidence', []])
  })
})
