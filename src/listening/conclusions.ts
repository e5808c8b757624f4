import { deepFreeze } from '../support/freeze.js'
import { compareText } from '../support/order.js'
import { inOrder, type Snapshots } from './several.js'

/** What we concluded from an interview. */
export interface DrawnConclusion {
  /** The id of the account in which the interview was held. */
  readonly account: string
  /** The id of the interview. */
  readonly interview: string
  /** The id of the person who was interviewed. */
  readonly stakeholder: string
  /** What we take to be so, in our words. */
  readonly statement: string
  /** What follows from it. */
  readonly implication: string
  /** Who of us sees to it; absent when nobody does. */
  readonly owner?: string | undefined
}

/** What was concluded from the interviews of a plan. */
export interface PlanConclusions {
  /** The plan; absent for interviews of none. */
  readonly plan?: string
  /** How many interviews were held in it. */
  readonly interviews: number
  /** In order of account, then of when the interviews were held, then as written; empty when nothing is concluded. */
  readonly conclusions: readonly DrawnConclusion[]
  /** Whether it is finished: something was concluded, and somebody of us sees to each conclusion. */
  readonly finished: boolean
  /** What is missing: no conclusion is written, or some have no owner; absent when it is finished. */
  readonly missing?: 'conclusions' | 'owners'
  /** The ids of the interviews of which nobody wrote down whether the person agreed. */
  readonly withoutConsent: readonly string[]
}

/**
 * What was concluded from interviews, plan by plan in order of name, those of no plan first: each conclusion with what follows from it and
 * who sees to it. A plan without written conclusions is unfinished, however many interviews were held.
 *
 * @throws InvalidArgumentError when an account is there twice
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { conclusions } from 'account-village/listening'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }],
 *   interviews: [{ id: 'i1', plan: 'spring', at: '2026-03-02', stakeholder: 'ann', answers: [] }],
 * })
 * conclusions(snapshot(village, '2026-03-02')).map(({ plan, finished, missing }) => [plan, finished, missing])
 * //=> [['spring', false, 'conclusions']]
 */
export function conclusions(snapshots: Snapshots): readonly PlanConclusions[] {
  const held = inOrder('conclusions', snapshots).flatMap(s => s.interviews.map(interview => ({ account: s.account.id, interview })))
  const byPlan = new Map<string | undefined, typeof held>()
  for (const each of held) {
    const own = byPlan.get(each.interview.plan)
    if (own === undefined) byPlan.set(each.interview.plan, [each])
    else own.push(each)
  }
  const plans = [...byPlan].sort(([a], [b]) => compareText(planKey(a), planKey(b)))
  return deepFreeze(
    plans.map(([plan, own]) => {
      const drawn = own.flatMap(({ account, interview: { id, stakeholder, conclusions: written = [] } }) =>
        written.map(conclusion => ({ account, interview: id, stakeholder, ...conclusion })),
      )
      const missing = drawn.length === 0 ? 'conclusions' : drawn.some(({ owner }) => owner === undefined) ? 'owners' : undefined
      return {
        ...(plan !== undefined && { plan }),
        interviews: own.length,
        conclusions: drawn,
        finished: missing === undefined,
        ...(missing !== undefined && { missing }),
        withoutConsent: own.flatMap(({ interview: { id, consent } }) => (consent === undefined ? [id] : [])),
      }
    }),
  )
}

/** Interviews of no plan stand before those of any, also of one without a name. */
function planKey(plan: string | undefined): string {
  return plan === undefined ? '' : ` ${plan}`
}
