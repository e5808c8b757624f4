import { withSettingsOf } from '../sentiment/reasons.js'
import type { Snapshot } from '../village/snapshot.js'
import { amended } from '../village/work.js'

/** The facts of before and of after, looked at with the same beliefs. */
export interface Views {
  readonly there: Snapshot
  readonly here: Snapshot
}

/** Beliefs are settings and the kind of the decision, each those of before or of after. */
export const SCENES = [0, 1, 2, 3] as const

/** The scene in which the settings and the kind of the decision have changed, or have not. */
export function sceneOf(has: (kind: 'settings' | 'rule') => boolean): number {
  return (has('settings') ? 1 : 0) + (has('rule') ? 2 : 0)
}

/** Both snapshots under the beliefs of each scene. */
export function viewsBetween(before: Snapshot, after: Snapshot): (scene: number) => Views {
  const views = SCENES.map(scene => {
    const [settings, decision] = [scene % 2 === 1 ? after : before, scene >= 2 ? after : before]
    return { there: believing(before, settings, decision), here: believing(after, settings, decision) }
  })
  return scene => views[scene] ?? { there: before, here: after }
}

/** The facts of a snapshot with the settings of another and about the kind of decision of a third; itself where these are the same. */
function believing(facts: Snapshot, settings: Snapshot, { decision }: Snapshot): Snapshot {
  const own = withSettingsOf(facts, settings)
  return decision === undefined || decision.kind === facts.decision?.kind ? own : amended(own, { decision })
}
