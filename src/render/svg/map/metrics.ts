import { textWidth } from '../picture.js'
import { STRONG } from '../widths.js'

/** How large things are drawn, in units of the picture. */
export interface Metrics {
  /** The class that sets the sizes of texts. */
  readonly name: 'roomy' | 'medium' | 'compact'
  readonly cardWidth: number
  readonly cardHeight: number
  /** Between cards side by side: a reporting line passes there. */
  readonly columnGap: number
  /** Between cards one above the other: buses of reporting lines and the beginnings of curves lie there. */
  readonly rowGap: number
  /** Between cards of one team in several rows. */
  readonly teamGap: number
  /** Between regions, and within them. */
  readonly regionGap: number
  readonly padding: number
  /** For the name of a region. */
  readonly regionHead: number
  readonly nameSize: number
  readonly titleSize: number
  readonly regionSize: number
  /** The radius of a mark, from no power to the most. */
  readonly radius: readonly [least: number, most: number]
  /** The width of a curve, for the least weight and the most. */
  readonly curve: readonly [least: number, most: number]
}

type Sizes = Omit<Metrics, 'cardWidth'> & { readonly cardWidths: readonly [least: number, most: number] }

const ROOMY: Sizes = {
  name: 'roomy',
  cardWidths: [150, 236],
  cardHeight: 58,
  columnGap: 34,
  rowGap: 56,
  teamGap: 34,
  regionGap: 30,
  padding: 20,
  regionHead: 30,
  nameSize: 13,
  titleSize: 11,
  regionSize: 13,
  radius: [9, 22],
  curve: [1.2, 3.4],
}

const MEDIUM: Sizes = {
  name: 'medium',
  cardWidths: [140, 212],
  cardHeight: 54,
  columnGap: 28,
  rowGap: 44,
  teamGap: 26,
  regionGap: 26,
  padding: 18,
  regionHead: 27,
  nameSize: 12,
  titleSize: 11,
  regionSize: 12,
  radius: [7, 18],
  curve: [1.1, 3],
}

const COMPACT: Sizes = {
  name: 'compact',
  cardWidths: [124, 186],
  cardHeight: 46,
  columnGap: 20,
  rowGap: 30,
  teamGap: 18,
  regionGap: 24,
  padding: 14,
  regionHead: 24,
  nameSize: 11,
  titleSize: 11,
  regionSize: 12,
  radius: [5, 14],
  curve: [1, 2.4],
}

/** Sizes for so many people with these texts: cards are as wide as nine of ten names need, within limits; a longer name takes two lines. */
export function metricsFor(people: readonly { readonly name: string; readonly title: string }[], on: 'screen' | 'paper'): Metrics {
  const { cardWidths, ...sizes } = on === 'paper' ? COMPACT : people.length <= 18 ? ROOMY : people.length <= 60 ? MEDIUM : COMPACT
  const [least, most] = cardWidths
  const needed = people
    .map(({ name, title }) =>
      Math.max(textWidth(name.slice(0, 60), sizes.nameSize * STRONG), textWidth(title.slice(0, 60), sizes.titleSize)),
    )
    .sort((a, b) => a - b)
  const usual = needed[Math.floor(needed.length * 0.9)] ?? 0
  return { ...sizes, cardWidth: Math.ceil(Math.min(most, Math.max(least, usual + textStart(sizes) + TEXT_END))) }
}

/** Where the texts of a card begin, from its left. */
export function textStart({ radius }: Pick<Metrics, 'radius'>): number {
  return STRIPE + radius[1] * 2 + 15
}

/** How wide the stripe of a card is that tells the class. */
export const STRIPE = 5
/** Between the texts of a card and its right. */
export const TEXT_END = 9
