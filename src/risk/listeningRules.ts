import { feedbackLoop } from '../feedback/feedbackLoop.js'
import { openComments } from '../feedback/openComments.js'
import { type RecurringIssue, recurringIssues } from '../feedback/recurringIssues.js'
import { isPowerful } from '../influence/isPowerful.js'
import { listeningCadence } from '../listening/cadence.js'
import { conclusions } from '../listening/conclusions.js'
import { businessDaysBetween } from '../support/calendar.js'
import { parseInstant } from '../support/instants.js'
import { type Evidence, MOST_EVIDENCE, type RiskRule } from './finding.js'
import { presentOf } from './present.js'

/** A theme came up again after we had declared that something was done about it. */
export const recurring: RiskRule = {
  id: 'recurring',
  title: 'Issue came back',
  asks: 'account',
  gravest: 'warning',
  find(s) {
    const byAction = new Map<string, RecurringIssue[]>()
    for (const issue of recurringIssues(s)) byAction.set(issue.action.comment, [...(byAction.get(issue.action.comment) ?? []), issue])
    return [...byAction].map(([comment, issues]) => ({
      stakeholders: presentOf(
        s,
        issues.flatMap(({ stakeholders }) => stakeholders),
      ),
      subjects: [comment],
      floor: 'info',
      message: 'Something came up again after we had declared that it was dealt with. What was done did not prevent it.',
      evidence: issues.flatMap(({ action, recurrences }): Evidence[] => [
        { measure: 'recurringIssues.action', value: comment, at: action.at },
        ...recurrences.slice(0, MOST_EVIDENCE).map(({ source, fact, stakeholder, at }) => ({
          measure: `recurringIssues.recurrences (${source})`,
          value: fact,
          stakeholder,
          at,
        })),
      ]),
    }))
  },
}

/** People who told us something have waited for long and were never told what came of it. */
export const loopOpen: RiskRule = {
  id: 'loopOpen',
  title: 'Loop never closed',
  asks: 'account',
  gravest: 'warning',
  find(s) {
    const { answerDays, holidays } = s.settings.listening
    const now = parseInstant(s.agedTo) ?? 0
    const { neverTold } = feedbackLoop(s)
    const late = openComments(s).filter(
      ({ stakeholder, at }) => neverTold.includes(stakeholder) && businessDaysBetween(parseInstant(at) ?? now, now, holidays) > answerDays,
    )
    const people = presentOf(
      s,
      late.map(({ stakeholder }) => stakeholder),
    )
    const lateHere = late.filter(({ stakeholder }) => people.includes(stakeholder))
    if (people.length === 0) return []
    return [
      {
        stakeholders: people,
        subjects: [],
        floor: 'info',
        message: `People told us something more than ${answerDays} business days ago and never heard what came of it. They will stop telling us.`,
        evidence: lateHere
          .slice(0, MOST_EVIDENCE)
          .map(({ comment, stakeholder, at }) => ({ measure: 'openComments', value: comment, stakeholder, at })),
      },
    ]
  },
}

/** Those with most of the power are overdue to be heard. Only where interviews or comments are recorded does anybody keep a cadence. */
export const listeningOverdue: RiskRule = {
  id: 'listeningOverdue',
  title: 'Listening overdue',
  asks: 'account',
  gravest: 'warning',
  find(s) {
    if (s.interviews.length + s.comments.length === 0) return []
    const late = listeningCadence(s).turns.filter(({ status, share }) => status === 'overdue' && isPowerful(share, s))
    if (late.length === 0) return []
    const ranked = [...late].sort((a, b) => b.share - a.share)
    return [
      {
        subjects: [],
        floor: 'info',
        stakeholders: ranked.map(({ stakeholder }) => stakeholder),
        message: 'Powerful people are overdue to be heard.',
        evidence: ranked.map(({ stakeholder, businessDays, lastHeardAt }) => ({
          measure: 'listeningCadence.businessDays',
          value: businessDays,
          stakeholder,
          ...(lastHeardAt !== undefined && { at: lastHeardAt }),
        })),
      },
    ]
  },
}

/** Interviews were held and nothing was concluded from them. */
export const interviewsUnfinished: RiskRule = {
  id: 'interviewsUnfinished',
  title: 'Interviews without conclusions',
  asks: 'account',
  gravest: 'warning',
  find(s) {
    // Interviews of no plan are talks; nobody owes conclusions from them.
    return conclusions(s)
      .filter(({ plan, finished }) => plan !== undefined && !finished)
      .map(({ plan = '', interviews, missing = 'conclusions' }) => ({
        stakeholders: [],
        subjects: [plan],
        floor: 'info',
        message:
          missing === 'conclusions'
            ? 'Interviews were held by a plan, and nobody wrote down what follows from them.'
            : 'Conclusions from interviews have nobody who sees to them.',
        evidence: [
          { measure: 'conclusions.plan', value: plan },
          { measure: 'conclusions.interviews', value: interviews },
        ],
      }))
  },
}
