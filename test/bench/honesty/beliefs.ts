import { DEFAULT_SETTINGS, type READING_SOURCES, type Settings } from 'account-village'

/** Beliefs under a name. */
export interface Beliefs {
  readonly name: string
  readonly settings: Settings
}

const { sentiment } = DEFAULT_SETTINGS
const NONE = { interview: 0, survey: 0, meeting: 0, comment: 0, impression: 0, text: 0 } satisfies Record<
  (typeof READING_SOURCES)[number],
  number
>

/** All that is believed unless told otherwise. */
export const DEFAULTS: Beliefs = { name: 'all defaults', settings: DEFAULT_SETTINGS }

/** No source makes an error that all its readings share. */
export const NO_SHARED_ERRORS: Beliefs = {
  name: 'sharedSd 0',
  settings: { ...DEFAULT_SETTINGS, sentiment: { ...sentiment, sharedSd: NONE } },
}

/** Readings of one day differ from the truth each by itself. */
export const INDEPENDENT_READINGS: Beliefs = {
  name: 'sameDayCorrelation 0',
  settings: { ...DEFAULT_SETTINGS, sentiment: { ...sentiment, sameDayCorrelation: NONE } },
}
