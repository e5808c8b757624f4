import { flagAfter, type HandoverChain, readChain } from '../math/handoverChain.js'
import type { HandoverSettings } from '../model/settings.js'
import { DAY, isDay } from '../support/instants.js'
import type { RolePeriod } from '../village/rolePeriod.js'
import type { Snapshot } from '../village/snapshot.js'
import type { DrivingEvidence } from './evidence.js'
import { believedIn, knownFrom, type RecordedInteraction, timeOf } from './known.js'
import { ledgerOf } from './ledger.js'

/** What is believed of a hand-over, and since when its flag is as it is. */
export interface Followed {
  readonly evidence: readonly DrivingEvidence[]
  readonly chain: HandoverChain
  /**
   * The first moment, in milliseconds, from which on the flag was up, or taken back, as it is now, each moment with what was known then;
   * absent where it was never raised.
   */
  readonly since: number | undefined
}

/** What is believed of a hand-over by all that is known now. */
export function followed(s: Snapshot, interactions: readonly RecordedInteraction[], roles: readonly RolePeriod[]): Followed {
  const { handover } = s.settings
  const ledger = ledgerOf(interactions, roles, handover)
  ledger.believe(
    roles.filter(({ knownUntil }) => knownUntil === undefined),
    [],
  )
  for (const interaction of interactions) ledger.learn(interaction)
  ledger.advance(lastOf(s.asOf))
  const { turns } = readChain(ledger.chain, handover)
  const since = turns.at(-1) === undefined ? undefined : sinceOf(s, interactions, roles, handover)
  return { evidence: ledger.evidence(), chain: ledger.chain, since }
}

/**
 * Since when the flag is as it is: a second ledger goes through every moment at which something happened or came to be known, each time with
 * what was known then.
 */
function sinceOf(
  s: Snapshot,
  interactions: readonly RecordedInteraction[],
  roles: readonly RolePeriod[],
  settings: HandoverSettings,
): number | undefined {
  const ledger = ledgerOf(interactions, roles, settings)
  const until = lastOf(s.asOf)
  let status: string | undefined
  let since: number | undefined
  for (const [moment, { news, now, noLonger, turned }] of momentsOf(interactions, roles, until)) {
    ledger.believe(now, noLonger)
    for (const interaction of news) ledger.learn(interaction)
    for (const role of turned) ledger.reach(role)
    ledger.advance(Math.min(moment, until))
    const flag = flagAfter(ledger.chain, settings)
    if (flag !== status) since = moment
    status = flag
  }
  return since
}

/** The last instant of a moment that is a day or an instant. */
function lastOf(moment: string): number {
  return isDay(moment) ? timeOf(moment) + DAY - 1 : timeOf(moment)
}

/** What comes at a moment: interactions that are learned, roles that are believed from then on or no longer, and roles that begin or end. */
interface News {
  readonly news: RecordedInteraction[]
  readonly now: RolePeriod[]
  readonly noLonger: RolePeriod[]
  readonly turned: RolePeriod[]
}

/** Every moment, in milliseconds and in order, at which something came; first what was always believed. */
export function momentsOf(interactions: readonly RecordedInteraction[], roles: readonly RolePeriod[], until: number): [number, News][] {
  const moments = new Map<number, News>()
  const at = (moment: number): News => {
    const found = moments.get(moment) ?? { news: [], now: [], noLonger: [], turned: [] }
    moments.set(moment, found)
    return found
  }
  for (const each of interactions) at(knownFrom(each)).news.push(each)
  for (const role of roles) {
    const [from, to] = believedIn(role)
    if (from >= to) continue
    at(from).now.push(role)
    if (to < Number.POSITIVE_INFINITY) at(to).noLonger.push(role)
    for (const turn of [role.since, role.until]) if (turn !== undefined && timeOf(turn) <= until) at(timeOf(turn)).turned.push(role)
  }
  return [...moments].sort(([a], [b]) => (a < b ? -1 : 1))
}
