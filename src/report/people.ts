import { outlookByStakeholder, type StakeholderOutlook } from '../decision/outlook.js'
import { votingPower } from '../decision/votingPower.js'
import { rolesByPerson } from '../influence/authority.js'
import { type Power, powerByStakeholder } from '../influence/power.js'
import { byStakeholder } from '../math/rows.js'
import type { VotingPower } from '../math/voting.js'
import type { BuyingRole } from '../model/role.js'
import { type Sentiment, sentimentsByStakeholder } from '../sentiment/sentiments.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'

/** Who somebody is, what they think and how much they have to say, whatever is to be decided. */
export interface PersonSummary {
  /** The id of the person, or of a placeholder, which begins with `?`. */
  readonly stakeholder: string
  /** Their name as shown to people; the id is shown when absent. */
  readonly name?: string
  /** Their job title; unknown when absent. */
  readonly title?: string
  /** The id of the unit in which they work; directly in the account when absent. */
  readonly unit?: string
  /** Whether this stands for somebody whom nobody knows yet. */
  readonly placeholder: boolean
  /** The roles that they play in the decision in view and in all; none when nobody knows any. */
  readonly roles: readonly BuyingRole[]
  /** How much they have to say, and in which class. */
  readonly power: Power
  /** What they think of us, and how sure that is. */
  readonly sentiment: Sentiment
}

/** Everything about one person that the measures say. */
export interface PersonReport extends PersonSummary {
  /** What their answer means for the decision in view; absent when they have no seat in it. */
  readonly outlook?: StakeholderOutlook
  /** Their power under the rule of the decision in view; absent when they have no seat in it. */
  readonly votingPower?: VotingPower
}

/** Everybody, the most powerful first. */
export function personSummaries(s: Snapshot): readonly PersonSummary[] {
  return remembered(s, computeSummaries)
}

function computeSummaries(s: Snapshot): readonly PersonSummary[] {
  const placeholders = new Set(s.placeholders)
  const roles = rolesByPerson(s)
  const shares = powerByStakeholder(s)
  const known = sentimentsByStakeholder(s)
  const people = s.stakeholders.flatMap(({ id, name, title, unit }): PersonSummary[] => {
    const share = shares.get(id)
    const sentiment = known.get(id)
    if (share === undefined || sentiment === undefined) return []
    return [
      {
        stakeholder: id,
        ...(name !== undefined && { name }),
        ...(title !== undefined && { title }),
        ...(unit !== undefined && { unit }),
        placeholder: placeholders.has(id),
        roles: [...(roles.get(id)?.keys() ?? [])],
        power: own(share),
        sentiment: own(sentiment),
      },
    ]
  })
  return people.sort((a, b) => b.power.share - a.power.share)
}

/** The same with what the decision in view has to say about them. */
export function peopleIn(s: Snapshot): PersonReport[] {
  const outlook = outlookByStakeholder(s)
  const players = byStakeholder(votingPower(s).players)
  return personSummaries(s).map(person => {
    const answer = outlook.get(person.stakeholder)
    const vote = players.get(person.stakeholder)
    return { ...person, ...(answer !== undefined && { outlook: own(answer) }), ...(vote !== undefined && { votingPower: own(vote) }) }
  })
}

/** What a row says, without of whom. */
function own<Row extends { readonly stakeholder: string }>({ stakeholder: _, ...said }: Row): Omit<Row, 'stakeholder'> {
  return said
}
