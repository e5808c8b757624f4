import type { StandingAsk, StandingOptions } from '../report/standingOf.js'
import { reading } from '../support/reading.js'

/** What options of `standingOf` ask, as data of its own that may be sent elsewhere. They were checked before. */
export function copiedAsk(where: string, { asOf, since, ...view }: StandingOptions): StandingAsk {
  return reading(where, 'options', () =>
    JSON.parse(JSON.stringify({ asOf, view, ...(since !== undefined && { since: { asOf: since, view } }) })),
  )
}
