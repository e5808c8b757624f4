import type { Voice } from '../influence/voice.js'

/** A part of a whole, with its share of its parent and its value: the mean of its own parts by their shares, if it has any. */
export interface Valued {
  readonly kind: Voice['kind'] | 'nobody'
  readonly id: string
  readonly weight: number
  readonly mean: number
  readonly children: readonly Valued[]
}

/** What makes parts of two trees the same. */
export function valuedKey({ kind, id }: Valued): string {
  return JSON.stringify([kind, id])
}
