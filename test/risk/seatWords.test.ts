import { assessRisk, type BuyingRole, createVillage, type Observation, snapshot, type VillageInput } from 'account-village'
import { describe, expect, test } from 'vitest'
import { day } from '../support/days.js'

const seen = (role: BuyingRole, input: Partial<VillageInput> = {}) =>
  assessRisk(
    snapshot(
      createVillage({
        account: 'Acme',
        stakeholders: [{ id: 'cy', roles: [role] }, { id: 'di' }, { id: 'ed' }],
        decisions: [{ id: 'deal', name: 'Deal', kind: 'new', rule: { quota: 2, members: [{ of: 'cy' }, { of: 'di' }, { of: 'ed' }] } }],
        ...input,
      }),
      day(400),
    ),
  )
const heard = (sentiment: number, at: string): Observation => ({ stakeholder: 'cy', at, sentiment, via: 'interview' })
const ofRule = (found: ReturnType<typeof seen>, rule: string) =>
  found.filter(each => each.rule === rule && each.stakeholders[0] === 'cy').map(({ message }) => message)

const WORDS = [
  ['decisionMaker', 'a person who decides'],
  ['legalCompliance', 'a gatekeeper whose voice counts in the decision'],
  ['influencer', 'an advocate whose voice counts in the decision'],
  ['user', 'a user whose voice counts in the decision'],
] as const

describe('a finding about a seat', () => {
  test.each(WORDS)('calls a %s %s, whether never heard, against us or heard long ago', (role, words) => {
    const capital = `${words.charAt(0).toUpperCase()}${words.slice(1)}`
    expect(ofRule(seen(role), 'deciderUnheard')).toEqual([`${capital} was never heard.`])
    expect(ofRule(seen(role, { observations: [heard(-0.6, day(399))] }), 'deciderAgainst')).toEqual([
      `${capital} is more likely to say no than yes.`,
    ])
    expect(ofRule(seen(role, { observations: [heard(0.6, day(0))] }), 'deciderStale')).toEqual([
      `${capital} was last heard so long ago that little of it is left.`,
    ])
  })

  test('says of two people in conflict that they decide only where both do', () => {
    const ties = [{ from: 'cy', to: 'di', kind: 'conflict' as const }]
    const [one = ''] = ofRule(seen('decisionMaker', { ties }), 'conflict')
    expect(one).toContain('Two people whose voices count in the decision are in conflict.')
    const stakeholders = ['cy', 'di', 'ed'].map(id => ({ id, roles: ['decisionMaker' as const] }))
    expect(ofRule(seen('decisionMaker', { ties, stakeholders }), 'conflict')[0]).toContain('Two people who decide are in conflict.')
  })

  test('calls whoever leaves a decider, or a veto holder where they had no more than that', () => {
    const leaving = (role: BuyingRole) => [{ id: 'cy', roles: [role], leftAt: day(390) }, { id: 'di' }, { id: 'ed' }]
    const of = (role: BuyingRole) => ofRule(seen(role, { stakeholders: leaving(role), vetoes: [{ stakeholder: 'cy' }] }), 'left')
    expect(of('decisionMaker')[0]).toMatch(/^A person who decides has left/)
    expect(of('user')[0]).toMatch(/^A veto holder has left/)
    expect(of('champion')[0]).toMatch(/^A champion of ours has left/)
  })
})
