import type { ReadingSource } from '../model/observation.js'
import type { SentimentSettings } from '../model/settings.js'
import type { Snapshot } from '../village/snapshot.js'
import { rememberedOf } from '../village/work.js'
import type { ErrorInCommon } from './reading.js'

/** What is expected of the error of a reading before it is heard. */
interface ExpectedError {
  readonly shared: ErrorInCommon | undefined
  readonly offset: number
}

/** What a reading of a source and a reporter shares with others. A source without shared error is a person's own word, whoever reports it. */
export function errorInCommon(s: Snapshot, via: ReadingSource, by: string | undefined): ExpectedError {
  const { sentiment } = s.settings
  if (sentiment.sharedSd[via] === 0) return { shared: undefined, offset: sentiment.offset[via] }
  const all = rememberedOf(s, sentiment, expectedErrors)
  const ofSource = all.get(via) ?? new Map<string | undefined, ExpectedError>()
  const found = ofSource.get(by) ?? sharedBy(sentiment, via, by)
  all.set(via, ofSource.set(by, found))
  return found
}

/** Names the error that the readings of a reporter share, or those of a source without reporter; the two never meet. */
export function errorKey(via: ReadingSource, by: string | undefined): string {
  return JSON.stringify(by === undefined ? { via } : { by })
}

/** What is expected of each source and reporter, found once. */
function expectedErrors(_: SentimentSettings): Map<ReadingSource, Map<string | undefined, ExpectedError>> {
  return new Map()
}

function sharedBy({ offset, sharedSd, reporters }: SentimentSettings, via: ReadingSource, by: string | undefined): ExpectedError {
  const key = errorKey(via, by)
  const known = reporters.find(each => each.by === by)
  return known === undefined
    ? { shared: { key, mean: 0, sd: sharedSd[via] }, offset: offset[via] }
    : { shared: { key, mean: known.offset, sd: known.sd }, offset: 0 }
}
