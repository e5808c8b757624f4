/** A question to ask, and what it is for. */
export interface GuideQuestion {
  /** What the question is about; `consent` comes first and `close` last. */
  readonly topic:
    | 'consent'
    | 'work'
    | 'goals'
    | 'feedback'
    | 'motive'
    | 'sentiment'
    | 'expectation'
    | 'barrier'
    | 'rivals'
    | 'decision'
    | 'veto'
    | 'theme'
    | 'close'
  /** `general` for a question that goes to everybody; `specific` for one that follows from what is known of this person. */
  readonly scope: 'general' | 'specific'
  /** What to ask, in words that name nobody. */
  readonly question: string
  /** What is unknown or unsettled. */
  readonly why: string
  /** The ids of the facts, units or people that it is about; absent when it is about none. */
  readonly about?: readonly string[]
}

/** What to ask everybody first. */
export const GENERAL: readonly GuideQuestion[] = [
  {
    topic: 'consent',
    scope: 'general',
    question: 'May we talk for half an hour, and may I take notes? You may stop at any time, and what you say is used to serve you better.',
    why: 'Nothing is written down without consent.',
  },
  {
    topic: 'work',
    scope: 'general',
    question: 'What are you responsible for, and what has changed in that since last year?',
    why: 'What people want follows from what they answer for.',
  },
  {
    topic: 'goals',
    scope: 'general',
    question: 'What would have to happen this year for you to call it a good one?',
    why: 'Their goals come before what we sell.',
  },
]

/** What to ask everybody last. */
export const LAST: readonly GuideQuestion[] = [
  {
    topic: 'close',
    scope: 'general',
    question: 'What should I have asked and did not?',
    why: 'The odd answer comes last.',
  },
  {
    topic: 'close',
    scope: 'general',
    question: 'Whom else should I talk to, and may I say that you sent me?',
    why: 'Whoever is named here leads to the next interview.',
  },
]
