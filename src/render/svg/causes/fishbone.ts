/** Whether something adds to the sentiment, takes from it, or neither. */
export type Tone = 'good' | 'bad' | 'plain'

/** A cause-and-effect diagram before it is drawn: an effect and its causes by kind, each with causes of its own. */
export interface Fishbone {
  readonly title: string
  readonly subtitle: string
  readonly head: {
    /** The effect in a few words or a figure. */
    readonly figure?: string
    readonly tone: Tone
    readonly text: string
    readonly notes: readonly string[]
  }
  /** The weightiest first. */
  readonly branches: readonly Branch[]
}

/** A kind of cause. */
export interface Branch {
  readonly name: string
  readonly figure?: string
  readonly tone: Tone
  /** How thick it is beside the others, 0..1. */
  readonly weight: number
  readonly twigs: readonly Twig[]
}

/** A cause. */
export interface Twig {
  readonly text: string
  readonly figure?: string
  readonly tone: Tone
}

/** So many causes of a kind are shown, the last of which may be a sum. */
export const MOST_TWIGS = 6
