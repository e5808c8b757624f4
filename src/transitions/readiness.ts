import { soleBridges } from '../influence/bridges.js'
import { gatekeepers } from '../influence/gatekeepers.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { deciderShare, decidersHeard } from './decidersHeard.js'
import { champions, type ReadinessItem, readinessItems } from './readinessItems.js'
import { usersMatters } from './voices.js'

/** How well the account is prepared for deciders taking over. */
export interface HandoverReadiness {
  /** The mean of the aspects that can be judged, 0..1: at 1 nothing that is known would be lost; `undefined` where none can. */
  readonly score: number | undefined
  /** The parts that the score is the mean of. */
  readonly aspects: ReadinessAspects
  /** The aspects that nothing is known of. */
  readonly unknown: readonly (keyof ReadinessAspects)[]
  /** What would be lost, the dearest first. */
  readonly items: readonly ReadinessItem[]
}

/** How much of each kind of knowledge would outlast the hand-over, 0..1; `undefined` where there is nothing to judge. */
export interface ReadinessAspects {
  /** The share of the deciders' power that was heard and is not stale; whoever is unknown was not heard. */
  readonly decidersHeard: number
  /** The share of the users' themes and expectations that somebody who decides or guards a gate has voiced too; judged once they voiced any. */
  readonly mattersShared: number | undefined
  /** 1 less what is lost of the users' say without the sole bridge that carries most of it; judged once users have a say with others. */
  readonly bridges: number | undefined
  /** The share of the deciders' power to whom anything was ever addressed; judged once there is an interaction. */
  readonly decidersAddressed: number | undefined
  /** The share of champions who stay and are listened to; judged once there is a champion. */
  readonly champions: number | undefined
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
 * score //=> 0
 * items.map(({ kind, stakeholders }) => [kind, stakeholders])
 * //=> [['deciderUnheard', ['bo']], ['nothingAddressed', ['bo']], ['onlyUsersVoice', ['ann']], ['noChampion', []]]
 */
export function handoverReadiness(snapshot: Snapshot): HandoverReadiness {
  return measured('handoverReadiness', snapshot, measureHandoverReadiness)
}

function measureHandoverReadiness(s: Snapshot): HandoverReadiness {
  const aspects = aspectsOf(s)
  const judged = ASPECTS.flatMap(aspect => aspects[aspect] ?? [])
  return {
    score: judged.reduce((sum, each) => sum + each, 0) / judged.length,
    aspects,
    unknown: ASPECTS.filter(aspect => aspects[aspect] === undefined),
    items: readinessItems(s),
  }
}

const ASPECTS = ['decidersHeard', 'mattersShared', 'bridges', 'decidersAddressed', 'champions'] as const

function aspectsOf(s: Snapshot): ReadinessAspects {
  const addressed = new Set(s.interactions.flatMap(({ participants }) => participants))
  const { all, onlyTheirs } = usersMatters(s)
  const bridges = new Set(soleBridges(s))
  const carriers = gatekeepers(s)
  const carried = carriers.find(({ stakeholder }) => bridges.has(stakeholder))?.lost ?? 0
  const { promoters, atRisk } = champions(s)
  return {
    decidersHeard: decidersHeard(s),
    mattersShared: all.length > 0 ? 1 - onlyTheirs.length / all.length : undefined,
    bridges: carriers.length > 0 ? 1 - Math.min(Math.max(carried, 0), 1) : undefined,
    decidersAddressed: s.interactions.length > 0 ? deciderShare(s, id => addressed.has(id)) : undefined,
    champions: promoters.length > 0 ? 1 - atRisk.length / promoters.length : undefined,
  }
}
