import type { Money } from '../model/account.js'
import type { Decision, DecisionKind } from '../model/decision.js'
import { withSettingsOf } from '../sentiment/reasons.js'
import type { Instant } from '../support/instants.js'
import type { Snapshot } from '../village/snapshot.js'
import { amended } from '../village/work.js'

/** A snapshot with a decision in view that is worth something. */
export interface Priced extends Snapshot {
  readonly decision: Decision & { readonly value: Money }
}

/** The facts of before and of after, looked at with the same beliefs. */
export interface Views {
  readonly there: Snapshot
  readonly here: Snapshot
}

/** Settings, the kind of the decision and its expected day are each those of before or of after. */
export const SCENES = [0, 1, 2, 3, 4, 5, 6, 7] as const

/** The scene in which the settings, the kind of the decision and its expected day have changed, or have not. */
export function sceneOf(has: (kind: 'settings' | 'rule' | 'date') => boolean): number {
  return (has('settings') ? 1 : 0) + (has('rule') ? 2 : 0) + (has('date') ? 4 : 0)
}

/** Both snapshots under the beliefs of each scene. */
export function viewsBetween(before: Priced, after: Priced): (scene: number) => Views {
  const views = SCENES.map(scene => {
    const later = (bit: number): Priced => ((scene & bit) > 0 ? after : before)
    const beliefs = { settings: later(1), kind: later(2).decision.kind, expectedAt: later(4).decision.expectedAt }
    return { there: believing(before, beliefs), here: believing(after, beliefs) }
  })
  return scene => views[scene] ?? { there: before, here: after }
}

/** What a scene takes from before or after. */
interface Beliefs {
  readonly settings: Snapshot
  readonly kind: DecisionKind
  readonly expectedAt: Instant | undefined
}

/** The facts of a snapshot under other beliefs; itself where these are the same. */
function believing(facts: Priced, { settings, kind, expectedAt }: Beliefs): Snapshot {
  const own = withSettingsOf(facts, settings)
  const { decision } = facts
  const isSame = kind === decision.kind && expectedAt === decision.expectedAt
  return isSame ? own : amended(own, { decision: { ...decision, kind, expectedAt } })
}
