import { errorFor } from '../errors.js'
import type { Comment } from '../model/comment.js'
import type { Expectation } from '../model/expectation.js'
import type { Interview } from '../model/interview.js'
import type { Motive } from '../model/motive.js'
import type { Village } from '../model/village.js'
import type { TimeInput } from '../support/instants.js'
import { idText, is, listOf, wrong } from '../support/options.js'
import { reading } from '../support/reading.js'
import { a, kindOf } from '../support/shown.js'
import { recordAs } from '../village/village.js'

/** An interview with everything that was learned in it. */
export interface HeldInterview extends Interview<TimeInput> {
  /** What they turned out to count on; ids are derived from the interview's where they are absent. */
  readonly expectations?: readonly Learnt<Expectation<TimeInput>, 'status'>[] | undefined
  /** What they said in passing that somebody could act on. */
  readonly comments?: readonly Learnt<Comment<TimeInput>, 'at'>[] | undefined
  /** Why they want to do business with us. */
  readonly motives?: readonly Learnt<Motive<TimeInput>, 'since'>[] | undefined
}

/** A fact about the person of the interview, as of the interview. */
type Learnt<F extends { readonly id?: string | undefined }, Dated extends keyof F> = Omit<F, 'stakeholder' | 'id' | Dated> &
  Partial<Pick<F, Dated>> & { readonly id?: string | undefined }

/**
 * The village with an interview and everything that was learned in it: answers with their themes, a sentiment with its own error, and the
 * expectations, comments and motives that came up, all at once or, where something is wrong, not at all.
 *
 * What was learned is of the same person, source and day as the interview. An expectation is open unless it says otherwise. Recording the
 * same again changes nothing.
 *
 * @throws the errors of `record`; also when they refused and something was written down all the same
 * @example
 * import { createVillage } from 'account-village'
 * import { recordInterview } from 'account-village/listening'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }] })
 * const after = recordInterview(village, {
 *   id: 'i1',
 *   at: '2026-03-02',
 *   stakeholder: 'ann',
 *   consent: { given: true, at: '2026-03-02' },
 *   answers: [{ question: 'What would you miss?', summary: 'The yearly benchmark', themes: ['benchmark'] }],
 *   sentiment: 0.4,
 *   sd: 0.1,
 *   expectations: [{ statement: 'a benchmark by May', importance: 0.6, dueAt: '2026-05-01' }],
 *   motives: [{ kind: 'reputation', statement: 'to be in your research' }],
 * })
 * after.expectations.map(({ id, stakeholder }) => [id, stakeholder]) //=> [['i1:expectation:1', 'ann']]
 * after.motives[0]?.since //=> '2026-03-02T00:00:00.000Z'
 */
export function recordInterview(village: Village, held: HeldInterview): Village {
  checkHeld(held)
  const { expectations = [], comments = [], motives = [], ...interview } = held
  refuseWithoutConsent(held)
  const { id, at, stakeholder, by, source, recordedAt } = interview
  const shared = { stakeholder, ...(source !== undefined && { source }), ...(recordedAt !== undefined && { recordedAt }) }
  return recordAs('recordInterview', village, {
    interviews: [interview],
    expectations: expectations.map((each, i) => ({
      id: `${id}:expectation:${i + 1}`,
      status: [{ at, state: 'open' }],
      // An expectation has no day of its own on which it begins: it is known since it was voiced.
      recordedAt: at,
      ...shared,
      ...each,
    })),
    comments: comments.map((each, i) => ({
      id: `${id}:comment:${i + 1}`,
      at,
      via: 'interview',
      ...(by !== undefined && { by }),
      ...shared,
      ...each,
    })),
    motives: motives.map((each, i) => ({ id: `${id}:motive:${i + 1}`, since: at, ...shared, ...each })),
  })
}

function checkHeld(held: HeldInterview): void {
  const issues = kindOf(held) === 'object' ? [] : [wrong('held', `is ${a(kindOf(held))}, not an interview`)]
  if (issues.length > 0) throw errorFor('recordInterview', issues)
  const { id, ...lists } = held
  const learnt = (['expectations', 'comments', 'motives'] as const).filter(name => lists[name] !== undefined)
  const wrongs = [...idText(id, 'id'), ...learnt.flatMap(name => OBJECTS(lists[name], name))]
  if (wrongs.length > 0) throw errorFor('recordInterview', wrongs)
}

const OBJECTS = listOf(
  is('an object with fields', value => kindOf(value) === 'object'),
  10_000,
)

function refuseWithoutConsent({ consent, answers, sentiment, conclusions, expectations, comments, motives }: HeldInterview): void {
  if (reading('recordInterview', 'consent', () => consent?.given) !== false) return
  const said = [answers, conclusions, expectations, comments, motives].some(list => Array.isArray(list) && list.length > 0)
  if (!said && sentiment === undefined) return
  const message = 'was refused, so that nothing of what was said may be kept. Record the interview without answers.'
  throw errorFor('recordInterview', [{ path: 'interviews[0].consent', message, code: 'invalidVillage' }])
}
