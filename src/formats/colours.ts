/** A colour of the screen, each part 0..255. */
export interface Rgb {
  readonly r: number
  readonly g: number
  readonly b: number
}

/** From blocking over neutral to championing: vermilion, light grey and blue, which every kind of colour vision tells apart. */
const BAD: Rgb = { r: 181, g: 57, b: 26 }
const NEUTRAL: Rgb = { r: 216, g: 216, b: 216 }
const GOOD: Rgb = { r: 11, g: 110, b: 153 }
/** Somebody never heard, darker than whoever is neutral. */
const UNKNOWN: Rgb = { r: 107, g: 114, b: 128 }

/** The colour of a sentiment, or of not knowing it. */
export function sentimentColour(sentiment: number | undefined): Rgb {
  if (sentiment === undefined) return UNKNOWN
  const end = sentiment < 0 ? BAD : GOOD
  const share = Math.min(Math.abs(sentiment), 1)
  const mix = (from: number, to: number): number => Math.round(from + (to - from) * share)
  return { r: mix(NEUTRAL.r, end.r), g: mix(NEUTRAL.g, end.g), b: mix(NEUTRAL.b, end.b) }
}

/** The colour as `#rrggbb`. */
export function hex({ r, g, b }: Rgb): string {
  return `#${[r, g, b].map(part => part.toString(16).padStart(2, '0')).join('')}`
}
