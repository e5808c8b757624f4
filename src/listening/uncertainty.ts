/** What is uncertain, and what hearing somebody would do about it. */
export interface Uncertainty {
  /** How much there is. */
  readonly left: number
  /** What hearing the person at a place would take from it. */
  gain(i: number): number
  /** What is uncertain once they have been heard. */
  hearing(i: number): Uncertainty
}
