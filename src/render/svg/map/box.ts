/** A rectangle in the picture. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The card of a person, by their place in the list of people. */
export interface Card extends Rect {
  readonly index: number
}

/** The region of a unit. */
export interface Region extends Rect {
  readonly name: string
  /** How many regions it stands in. */
  readonly depth: number
}

/** Where people and regions stand. */
export interface Placed {
  readonly cards: readonly Card[]
  /** Outer ones first. */
  readonly regions: readonly Region[]
}

/** Something that takes room, and what stands in it once it has its place. */
export interface Box {
  /** At least. */
  readonly width: number
  readonly height: number
  /** The level of its highest person. */
  readonly level: number
  /** Who stands in it. */
  readonly members: () => readonly number[]
  /** What stands in it when it gets at least the room it needs, and its people stand at least so far below its top. */
  readonly place: (room: Rect, drop: number) => Placed
}

/** Several placements as one. */
export function together(parts: readonly Placed[]): Placed {
  return { cards: parts.flatMap(({ cards }) => cards), regions: parts.flatMap(({ regions }) => regions) }
}

/** What lines and curves find their way through. */
export interface Ground {
  /** The map begins at 0, 0 and is so large. */
  readonly width: number
  readonly height: number
  readonly cards: readonly Card[]
  /** Where the names of regions stand. */
  readonly names: readonly Rect[]
}
