import type { AccountReport } from '../report/accountReport.js'
import { isFirm, isFresh } from '../report/outlookSummary.js'
import type { PersonReport } from '../report/people.js'

/** The numbers of a decision for a record that does not say on what they rest. */
export interface FirmScores {
  readonly decision: string
  /** Absent where the prior would tell the same: the record's field is emptied. */
  readonly probabilityOfYes?: number | undefined
  readonly revenueAtRisk?: number | undefined
}

/** The scores of each open decision, and of the one in view. */
export function firmScores({ outlooks, decision }: AccountReport): readonly FirmScores[] {
  const open = outlooks.map((outlook): FirmScores => {
    const { probabilityOfYes, revenueAtRisk } = isFirm(outlook) ? outlook : {}
    return { decision: outlook.decision, probabilityOfYes, revenueAtRisk: revenueAtRisk?.amount }
  })
  return decision?.outcome === undefined ? open : [...open, { decision: decision.id }]
}

/**
 * The same of one person's answer to the decision in view: none of people never heard, nor where most of what is known will have faded by
 * the vote; and no amount where the decision has none.
 */
export function firmAnswer(
  answer: PersonReport['outlook'],
  { outlooks, decision }: AccountReport,
): Pick<NonNullable<PersonReport['outlook']>, 'probabilityOfYes' | 'worthSaving'> {
  const outlook = outlooks.find(each => each.decision === decision?.id)
  if (answer === undefined || answer.known === 0 || outlook === undefined || !isFresh(outlook)) return {}
  const { probabilityOfYes, worthSaving } = answer
  return {
    ...(probabilityOfYes !== undefined && { probabilityOfYes }),
    ...(worthSaving !== undefined && isFirm(outlook) && { worthSaving }),
  }
}
