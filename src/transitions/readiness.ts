import { soleBridges } from '../influence/bridges.js'
import { gatekeepers } from '../influence/gatekeepers.js'
import { power } from '../influence/power.js'
import { membersOf } from '../influence/powerByClass.js'
import { sentiments } from '../sentiment/sentiments.js'
import { measure } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { champions, type ReadinessItem, readinessItems } from './readinessItems.js'
import { usersMatters } from './voices.js'

/** How well the account is prepared for deciders taking over. */
export interface HandoverReadiness {
  /** The mean of the aspects, 0..1: at 1 nothing that is known would be lost. */
  readonly score: number
  readonly aspects: ReadinessAspects
  /** What would be lost, the dearest first. */
  readonly items: readonly ReadinessItem[]
}

/** How much of each kind of knowledge would outlast the hand-over, 0..1. */
export interface ReadinessAspects {
  /** The share of the deciders' power that was heard and is not stale; whoever is unknown was not heard. */
  readonly decidersHeard: number
  /** The share of the users' themes and expectations that somebody who decides or guards a gate has voiced too; 1 when they voiced none. */
  readonly mattersShared: number
  /** 1 less what is lost of the users' say without the sole bridge that carries most of it; 1 when there is none. */
  readonly bridges: number
  /** The share of the deciders' power to whom anything was ever addressed. */
  readonly decidersAddressed: number
  /** The share of champions who stay and are listened to; 1 when there are none. */
  readonly champions: number
}

/**
 * What would be lost when deciders take over from users, and what to do before they do.
 *
 * Each item is priced: by how much the account's coverage, or the probability of yes, would change.
 *
 * @example
 * import { createVillage, handoverReadiness, snapshot } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   observations: [{ stakeholder: 'ann', at: '2026-03-02', sentiment: 0.9, via: 'interview', themes: ['speed'] }],
 * })
 * const { score, items } = handoverReadiness(snapshot(village, '2026-03-02'))
 * score //=> 0.4
 * items.map(({ kind, stakeholders }) => [kind, stakeholders])
 * //=> [['deciderUnheard', ['bo']], ['nothingAddressed', ['bo']], ['onlyUsersVoice', ['ann']]]
 */
export const handoverReadiness: (snapshot: Snapshot) => HandoverReadiness = measure('handoverReadiness', s => {
  const aspects = aspectsOf(s)
  const all = Object.values<number>({ ...aspects })
  return { score: all.reduce((sum, each) => sum + each, 0) / all.length, aspects, items: readinessItems(s) }
})

function aspectsOf(s: Snapshot): ReadinessAspects {
  const known = sentiments(s)
  const fresh = (id: string): boolean => {
    const own = known.get(id)
    return own?.value !== undefined && own.reliability >= s.settings.account.staleReliability
  }
  const addressed = new Set(s.interactions.flatMap(({ participants }) => participants))
  const { all, onlyTheirs } = usersMatters(s)
  const bridges = new Set(soleBridges(s))
  const carried = gatekeepers(s).find(({ stakeholder }) => bridges.has(stakeholder))?.lost ?? 0
  const { promoters, atRisk } = champions(s)
  return {
    decidersHeard: deciderShare(s, fresh),
    mattersShared: all.length > 0 ? 1 - onlyTheirs.length / all.length : 1,
    bridges: 1 - Math.min(Math.max(carried, 0), 1),
    decidersAddressed: deciderShare(s, id => addressed.has(id)),
    champions: promoters.length > 0 ? 1 - atRisk.length / promoters.length : 1,
  }
}

/** The share of the deciders' power that lies with deciders of a kind. */
function deciderShare(s: Snapshot, isOfKind: (id: string) => boolean): number {
  const shares = power(s)
  const deciders = membersOf(s, 'decider')
  const sum = (ids: readonly string[]): number => ids.reduce((total, id) => total + (shares.get(id)?.share ?? 0), 0)
  const all = sum(deciders)
  return all > 0 ? sum(deciders.filter(isOfKind)) / all : 0
}
