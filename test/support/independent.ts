/** Settings under which no source shares an error, as in references that know of none. */
export const OWN_WORDS = { sharedSd: { interview: 0, survey: 0, meeting: 0, comment: 0, impression: 0, text: 0 } } as const

/** Settings under which readings of one day count each by itself. */
export const SEPARATE_WORDS = { sameDayCorrelation: { interview: 0, survey: 0, meeting: 0, comment: 0, impression: 0, text: 0 } } as const
