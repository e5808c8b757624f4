import { type Listening, type Settling, settlingOf } from '../math/settling.js'
import type { InfluenceSettings } from '../model/settings.js'
import { keysOf } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered, shared } from '../village/work.js'
import { type HeardTies, heardTies, speakersOf } from './listening.js'

/** Who listens to whom among the stakeholders, in the order of the snapshot. */
export interface Network {
  readonly size: number
  /** How much each listens to whom, nobody to themselves; of each listener it sums to 1, and is empty for those whom nobody moves. */
  readonly weights: Listening
  /** How far each is moved by those they listen to, 0..0.99. */
  readonly susceptibility: Float64Array
  /** The equations by which opinions settle. */
  readonly system: Settling
}

/**
 * The listening weights and susceptibilities from ties.
 *
 * For each listener `i` and kind `k`, `r = kindWeight[k]` times the largest confidence among the ties of that kind to `i`. Kinds share what
 * `i` listens to in proportion to `r`, speakers share their kind in proportion to weight times confidence, and `i` is moved by
 * `openness * min(1, sum of r)`. So weights are compared only among the ties of one kind to one listener, more ties move nobody further, and
 * doubtful or weak kinds of ties move somebody less.
 */
export function network(s: Snapshot): Network {
  return shared(s, listeningParts, computeNetwork)
}

function computeNetwork(s: Snapshot): Network {
  const size = s.stakeholders.length
  const weights = s.stakeholders.map(() => new Map<number, number>())
  const susceptibility = new Float64Array(size)
  const heard = heardTies(s)
  s.stakeholders.forEach(({ openness = s.settings.influence.openness }, listener) => {
    const voices = heeded(heard.get(listener) ?? new Map(), s.settings.influence)
    const reach = voices.reduce((sum, voice) => sum + voice.reach, 0)
    const moved = openness * Math.min(1, reach)
    if (moved === 0) return
    susceptibility[listener] = moved
    const own = weights[listener]
    for (const voice of voices) {
      for (const [speaker, part] of voice.parts) own?.set(speaker, (own.get(speaker) ?? 0) + (voice.reach / reach) * part)
    }
  })
  return { size, weights, susceptibility, system: settlingOf(weights, susceptibility) }
}

/** How far each kind of tie reaches a listener, and whom they hear by it. */
function heeded(
  kinds: HeardTies,
  { kindWeight }: InfluenceSettings,
): { readonly reach: number; readonly parts: ReadonlyMap<number, number> }[] {
  return keysOf(kindWeight).map(kind => {
    const ties = kinds.get(kind) ?? []
    const reach = kindWeight[kind] * ties.reduce((most, { confidence }) => Math.max(most, confidence), 0)
    return { reach, parts: speakersOf(ties) }
  })
}

/** To whom each person listens, by place in the snapshot. */
export function speakersIn(s: Snapshot): readonly (readonly number[])[] {
  return remembered(s, computeSpeakers)
}

function computeSpeakers(s: Snapshot): readonly (readonly number[])[] {
  return network(s).weights.map(row => [...row].flatMap(([speaker, weight]) => (weight > 0 ? speaker : [])).sort((a, b) => a - b))
}

function listeningParts({ stakeholders, ties, settings }: Snapshot): readonly object[] {
  return [stakeholders, ties, settings.influence]
}
