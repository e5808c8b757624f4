import { quoted, UnknownStakeholderError } from '../errors.js'
import { deepFreeze } from '../support/freeze.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { GENERAL, type GuideQuestion, LAST } from './generalQuestions.js'
import { specificQuestions } from './specificQuestions.js'

/** What to ask somebody. */
export interface InterviewGuide {
  /** The id of the person to be asked. */
  readonly stakeholder: string
  /** The questions in the order in which to ask them, from the general to the specific. */
  readonly questions: readonly GuideQuestion[]
}

/**
 * What to ask somebody: whether they agree, what they do and what they want in general, then what is not known of them, then whom else to
 * ask. Specific questions come only where something is unknown or unsettled: why they want to do business with us, what they expect, who
 * competes, who else decides, what keeps them from using what they bought, and what came of what they said before.
 *
 * Questions are open and name nobody. What they are about stands beside them, as ids.
 *
 * @throws UnknownStakeholderError when nobody of the snapshot has the id, and for placeholders, whom nobody can ask
 * @see R. L. Kahn and C. F. Cannell, "The Dynamics of Interviewing" (1957), on the funnel from the general to the specific
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { interviewGuide } from 'account-village/listening'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'] }] })
 * const { questions } = interviewGuide(snapshot(village, '2026-03-02'), 'ann')
 * questions[0]?.topic //=> 'consent'
 * questions.filter(({ scope }) => scope === 'specific').map(({ topic }) => topic)
 * //=> ['motive', 'sentiment', 'expectation', 'rivals', 'decision', 'veto']
 */
export function interviewGuide(snapshot: Snapshot, stakeholder: string): InterviewGuide {
  checkGiven('interviewGuide', snapshot)
  if (!snapshot.stakeholders.some(person => person.id === stakeholder) || snapshot.placeholders.includes(stakeholder)) {
    const message = snapshot.placeholders.includes(stakeholder)
      ? `no one is known behind ${quoted(stakeholder)}`
      : `there is no stakeholder ${quoted(stakeholder)} in the snapshot of ${snapshot.asOf}`
    throw new UnknownStakeholderError('interviewGuide', [{ path: 'stakeholder', message, code: 'unknownStakeholder' }])
  }
  return deepFreeze({ stakeholder, questions: [...GENERAL, ...specificQuestions(snapshot, stakeholder), ...LAST] })
}
