import { byStakeholder, createVillage, decisionOutlook, snapshot } from 'account-village'
import { passProbability, seatShares, stillFalls } from 'account-village/math'
import { describe, expect, test } from 'vitest'
import { normalCdf } from '../../src/support/normal.js'
import { amended } from '../../src/village/work.js'
import reference from '../fixtures/reference/outlook.json' with { type: 'json' }
import { day } from '../support/days.js'

const close = (value: number) => expect.closeTo(value, 9)

describe.each(reference.cases.map(each => [`${each.name}, ${each.daysToDecision} days ahead`, each] as const))('%s', (_, source) => {
  const { rule, threshold, priorMean, priorSd, halfLifeDays, state, daysToDecision } = source
  const people = Object.entries(state)
  const fade = 2 ** (-daysToDecision / halfLifeDays)
  const answers = people.map(([id, { mean, variance }]) => {
    const sd = Math.sqrt(fade ** 2 * variance + (1 - fade ** 2) * priorSd ** 2)
    return [id, normalCdf((priorMean + fade * (mean - priorMean) - threshold) / sd)] as const
  })
  const inIdOrder = (values: object): [string, unknown][] => Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))

  test('has the answers, the chance and the shares of the source by the kernel', () => {
    expect(answers).toEqual(Object.entries(source.yes).map(([id, yes]) => [id, close(yes)]))
    expect(passProbability(rule, new Map(answers)).probability).toBeCloseTo(source.probabilityOfYes, 9)
    const shares = seatShares(rule, new Map(answers)).map(({ stakeholder, share }) => [stakeholder, share])
    expect(shares).toEqual(inIdOrder(source.seatShares).map(([id, share]) => [id, close(Number(share))]))
  })

  test('has them in the outlook of a village in which everybody was heard just so well', () => {
    // One reading with an error variance of v S^2 / (S^2 - v) leaves v, and moves the mean by 1 - v / S^2 of its distance to the prior.
    const village = createVillage({
      account: 'Acme',
      stakeholders: people.map(([id]) => ({ id, roles: ['user', 'approver'] })),
      observations: people.map(([stakeholder, { variance }]) => ({
        stakeholder,
        at: day(0),
        sentiment: 0,
        via: 'interview',
        sd: Math.sqrt((variance * priorSd ** 2) / (priorSd ** 2 - variance)),
      })),
      decisions: [{ id: 'deal', name: 'Deal', kind: 'new', rule, expectedAt: day(daysToDecision) }],
    })
    const settings = { sentiment: { priorMean, priorSd, halfLifeDays }, decision: { yesThreshold: { new: threshold } } }
    const view = snapshot(village, day(0), { settings })
    // What somebody must have said for it may lie beyond the scale, and cannot be recorded.
    const said = (id: string): number => {
      const { mean, variance } = new Map(people).get(id) ?? expect.fail()
      return priorMean + (mean - priorMean) / (1 - variance / priorSd ** 2)
    }
    const heard = amended(view, { observations: view.observations.map(each => ({ ...each, sentiment: said(each.stakeholder) })) })
    const { state: standing, probabilityOfYes, stillFalls: falls, agedDays, byStakeholder: rows } = decisionOutlook(heard)
    expect([standing, agedDays, falls]).toEqual(['dated', daysToDecision, 1])
    expect(probabilityOfYes).toBeCloseTo(source.probabilityOfYes, 9)
    for (const [id, yes] of Object.entries(source.yes)) {
      expect(byStakeholder(rows).get(id)?.probabilityOfYes).toBeCloseTo(yes, 9)
      expect(byStakeholder(rows).get(id)?.share).toBeCloseTo(Number(Reflect.get(source.seatShares, id)), 9)
    }
  })
})

describe('a decision that is overdue', () => {
  test.each(reference.stillFalls)(
    'by $daysOverdue days is made with the probability of the source',
    ({ daysOverdue, value, ...options }) => {
      expect(stillFalls(daysOverdue, options)).toBeCloseTo(value, 9)
    },
  )
})
