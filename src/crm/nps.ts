/**
 * The likelihood of a recommendation, 0..10, as a sentiment: straight lines from -1 at 0 to 0 at 7, to 1/7 at 8, and to 1 at 10.
 *
 * So every detractor (0 to 6) is below neutral, passives (7 and 8) are next to it, and promoters (9 and 10) are clearly above; a higher
 * answer is always a better one. The classes are Reichheld's; where within them an answer lies is our choice.
 *
 * @see F. Reichheld, "The One Number You Need to Grow", Harvard Business Review 81 (12), 2003
 */
export function npsSentiment(likelihood: number): number {
  return likelihood <= 8 ? (likelihood - 7) / 7 : 1 / 7 + ((likelihood - 8) * 3) / 7
}

/** The answers of NPS from the worst to the best. */
export const NPS_SCALE = [0, 10] as const

/** What a class of NPS says, without the answer: the mean of its answers. */
export const NPS_CLASSES = { promoter: 11 / 14, passive: 1 / 14, detractor: -4 / 7 } as const
