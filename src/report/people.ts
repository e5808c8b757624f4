import { decisionOutlook } from '../decision/outlook.js'
import { votingPower } from '../decision/votingPower.js'
import { rolesByPerson } from '../influence/authority.js'
import { power } from '../influence/power.js'
import { sentiments } from '../sentiment/sentiments.js'
import type { Snapshot } from '../village/snapshot.js'
import type { PersonReport } from './accountReport.js'

/** Everything about everybody that the measures say, the most powerful first. */
export function peopleOf(s: Snapshot): PersonReport[] {
  const placeholders = new Set(s.placeholders)
  const roles = rolesByPerson(s)
  const shares = power(s)
  const known = sentiments(s)
  const outlook = decisionOutlook(s).byStakeholder
  const { players } = votingPower(s)
  const people = s.stakeholders.flatMap(({ id, name, title, unit }): PersonReport[] => {
    const own = shares.get(id)
    const sentiment = known.get(id)
    const answer = outlook.get(id)
    const vote = players.get(id)
    if (own === undefined || sentiment === undefined) return []
    return [
      {
        id,
        ...(name !== undefined && { name }),
        ...(title !== undefined && { title }),
        ...(unit !== undefined && { unit }),
        placeholder: placeholders.has(id),
        roles: [...(roles.get(id)?.keys() ?? [])],
        power: own,
        sentiment,
        ...(answer !== undefined && { outlook: answer }),
        ...(vote !== undefined && { votingPower: vote }),
      },
    ]
  })
  return people.sort((a, b) => b.power.share - a.power.share)
}
