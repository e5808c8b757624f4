import type { RoleClass } from '../model/role.js'
import type { Snapshot } from '../village/snapshot.js'

/** The risk that deciders are ready to take, beside the reward that users get: users who gain do not move deciders who fear. */
export interface RiskAndReward {
  /** The people of the class of deciders; placeholders are left out. */
  readonly deciders: {
    /** How many deciders we know by name. */
    readonly people: number
    /** Of how many we know how much risk they like to take. */
    readonly known: number
    /** Their mean appetite for risk, 0..1, weighted by power; absent when none is known. */
    readonly appetite?: number
    /** Those who are in it to avoid a risk or to comply, or who like to take less than half of it, the most powerful first. */
    readonly cautious: readonly string[]
  }
  /** The people of the class of users; placeholders are left out. */
  readonly users: {
    /** How many users we know by name. */
    readonly people: number
    /** Of how many we know why they want to do business with us. */
    readonly known: number
    /** The share of those, weighted by power, to whom what we sell gives what they want, 0..1; absent when it is not known. */
    readonly rewarded?: number
  }
}

/** What is needed to know of a person here. */
interface Person {
  readonly stakeholder: string
  readonly class: RoleClass
  readonly share: number
  readonly motives: readonly { readonly kind: string }[]
  readonly answered?: 'all' | 'some' | 'none'
}

/** Whether deciders fear while users gain. */
export function riskAndReward(s: Snapshot, people: readonly Person[]): RiskAndReward {
  const appetites = new Map(s.stakeholders.map(({ id, riskAppetite }) => [id, riskAppetite]))
  const deciders = people.filter(person => person.class === 'decider')
  const users = people.filter(person => person.class === 'user')
  const willing = deciders.flatMap(({ stakeholder, share }) => {
    const appetite = appetites.get(stakeholder)
    return appetite === undefined ? [] : [{ share, value: appetite }]
  })
  const gains = users.flatMap(({ share, answered }) => (answered === undefined ? [] : [{ share, value: answered === 'none' ? 0 : 1 }]))
  const appetite = meanOf(willing)
  const rewarded = meanOf(gains)
  const isCautious = ({ stakeholder, motives }: Person): boolean =>
    (appetites.get(stakeholder) ?? 1) < 0.5 || motives.some(({ kind }) => kind === 'risk' || kind === 'compliance')
  return {
    deciders: {
      people: deciders.length,
      known: willing.length,
      ...(appetite !== undefined && { appetite }),
      cautious: deciders.filter(isCautious).map(({ stakeholder }) => stakeholder),
    },
    users: {
      people: users.length,
      known: users.filter(({ motives }) => motives.length > 0).length,
      ...(rewarded !== undefined && { rewarded }),
    },
  }
}

/** The mean weighted by share; where nobody has any power, all weigh the same. */
function meanOf(values: readonly { readonly share: number; readonly value: number }[]): number | undefined {
  if (values.length === 0) return undefined
  const total = values.reduce((sum, { share }) => sum + share, 0)
  return values.reduce((sum, { share, value }) => sum + (total > 0 ? share / total : 1 / values.length) * value, 0)
}
