import { type ClosedDecision, closedDecisions, latestViews } from '../forecast/closed.js'
import { dateAfterFirst, refuse, strangeVillages } from '../forecast/options.js'
import { rolesByPerson } from '../influence/authority.js'
import { powerByStakeholder } from '../influence/power.js'
import { wilsonInterval } from '../math/wilson.js'
import { MOTIVE_KINDS, type MotiveKind } from '../model/motive.js'
import { BUYING_ROLES, type BuyingRole, CLASS_ORDER, type RoleClass } from '../model/role.js'
import type { Village } from '../model/village.js'
import { deepFreeze } from '../support/freeze.js'
import { formatInstant, parseInstant, type TimeInput } from '../support/instants.js'
import { lastAnswer } from '../support/memo.js'
import { date, type OptionShape, optionIssues } from '../support/options.js'
import { compareText } from '../support/order.js'
import { foldedText } from '../support/text.js'
import type { Snapshot } from '../village/snapshot.js'
import { snapshot } from '../village/takeSnapshot.js'

/** A part of a whole, never without how sure it is. */
export interface Proportion {
  /** Of how many decisions it is true. */
  readonly count: number
  /** Out of how many decisions; 0 where there are none. */
  readonly of: number
  /** `count / of`, 0..1; absent when there is nothing to divide by. */
  readonly share?: number
  /** Wilson's 90 % interval of the share; 0..1 when there is nothing to divide by. */
  readonly interval: readonly [low: number, high: number]
}

/** A reason, and how often it was given where they bought and where they did not. */
export interface ReasonShare {
  /** As it was first written. */
  readonly reason: string
  /** Of the decisions that were won and of which a reason is known. */
  readonly bought: Proportion
  /** Of the decisions that were lost or never taken and of which a reason is known. */
  readonly notBought: Proportion
}

/** Why decisions were won and lost. */
export interface OutcomeReasons {
  /**
   * How many were won (`bought`), how many lost or never taken (`notBought`), of how many of both no reason is known (`withoutReasons`),
   * and how many accounts they are of.
   */
  readonly decisions: { readonly bought: number; readonly notBought: number; readonly withoutReasons: number; readonly accounts: number }
  /** Every reason, the one given most often first. */
  readonly reasons: readonly ReasonShare[]
  /**
   * The same among the decisions in which a person of a class gave a reason, by what those said; deciders first, and no class without a
   * reason.
   */
  readonly byClass: readonly { readonly class: RoleClass; readonly reasons: readonly ReasonShare[] }[]
  /** The same by the buying roles of those who gave a reason; a person in several roles counts in each. In the order of `BUYING_ROLES`. */
  readonly byRole: readonly { readonly role: BuyingRole; readonly reasons: readonly ReasonShare[] }[]
  /** The same by the motives of those who gave a reason; a person with several counts in each. In the order of `MOTIVE_KINDS`. */
  readonly byMotive: readonly { readonly motive: MotiveKind; readonly reasons: readonly ReasonShare[] }[]
}

/** Which outcomes are looked at. */
export interface OutcomeReasonOptions {
  /** Outcomes from then on; all when absent. */
  readonly since?: TimeInput | undefined
  /** What was known just before then; all that is known when absent. */
  readonly until?: TimeInput | undefined
}

const OUTCOME_REASON_OPTIONS: OptionShape<OutcomeReasonOptions> = {
  since: date,
  until: dateAfterFirst,
}

/**
 * Why they bought and why they did not, over many accounts: each reason with how often it was given, beside the interval of that share, for
 * three decisions out of three prove little. By class, role and motive of those who gave it, as `outcome.statedBy` says and as they were
 * when the decision fell.
 *
 * A decision counts once for a reason, however many gave it. A decision that was never taken counts as not bought. Case and spaces do not
 * tell reasons apart. Decisions of one account are not independent, so that intervals are too narrow where few accounts decided often.
 *
 * @throws InvalidArgumentError when an account is there twice; InvalidDateError for a date that is none; LimitExceededError above
 * `FORECAST_LIMITS`
 * @see `wilsonInterval`: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
 * Statistical Association 22 (1927)
 * @example
 * import { createVillage } from 'account-village'
 * import { outcomeReasons } from 'account-village/forecast'
 * const account = (id: string, result: 'won' | 'lost', reason: string) => createVillage({
 *   account: id,
 *   stakeholders: [{ id: 'bo', roles: ['economicBuyer'] }],
 *   decisions: [{ id: 'd', name: 'D', kind: 'new', outcome: { result, at: '2026-03-02', statedBy: [{ stakeholder: 'bo', reason }] } }],
 * })
 * const found = outcomeReasons([account('a', 'lost', 'price'), account('b', 'lost', 'Price'), account('c', 'lost', 'trust'), account('d', 'won', 'trust')])
 * found.reasons[0]?.reason //=> 'price'
 * found.reasons[0]?.notBought //=> { count: 2, of: 3, share: 0.6667, interval: [0.2535, 0.9217] }
 * found.byClass.map(each => each.class) //=> ['decider']
 */
export function outcomeReasons(villages: readonly Village[], options?: OutcomeReasonOptions): OutcomeReasons {
  refuse('outcomeReasons', [...strangeVillages(villages), ...optionIssues(options, OUTCOME_REASON_OPTIONS)])
  const [since, until] = [parseInstant(options?.since), parseInstant(options?.until)]
  const views = latestViews('outcomeReasons', villages, until)
  const closed = closedDecisions('outcomeReasons', views, since)
  const cases = closed.map(caseOf)
  const known = cases.filter(({ reasons }) => reasons.size > 0)
  const group = <Key>(keys: readonly Key[], isIn: (voice: Voice, key: Key) => boolean) =>
    keys.flatMap(key => {
      const reasons = sharesOf(
        known.map(each => ({
          ...each,
          reasons: reasonsOf(each.voices.filter(voice => isIn(voice, key)).map(({ reason }) => reason)),
        })),
      )
      return reasons.length === 0 ? [] : [{ key, reasons }]
    })
  return deepFreeze({
    decisions: {
      bought: cases.filter(({ bought }) => bought).length,
      notBought: cases.filter(({ bought }) => !bought).length,
      withoutReasons: cases.length - known.length,
      accounts: new Set(closed.map(({ account }) => account)).size,
    },
    reasons: sharesOf(known),
    byClass: group(CLASS_ORDER, (voice, key) => voice.class === key).map(({ key, reasons }) => ({ class: key, reasons })),
    byRole: group(BUYING_ROLES, ({ roles }, key) => roles.has(key)).map(({ key, reasons }) => ({ role: key, reasons })),
    byMotive: group(MOTIVE_KINDS, ({ motives }, key) => motives.has(key)).map(({ key, reasons }) => ({ motive: key, reasons })),
  })
}

/** Somebody who gave a reason, as they were when the decision fell. */
interface Voice {
  readonly reason: string
  /** `undefined` for a person who was not there. */
  readonly class: RoleClass | undefined
  readonly roles: ReadonlySet<BuyingRole>
  readonly motives: ReadonlySet<MotiveKind>
}

/** A decision that has fallen. */
interface Case {
  readonly bought: boolean
  /** The reasons as they were first written, by what tells them apart. */
  readonly reasons: ReadonlyMap<string, string>
  readonly voices: readonly Voice[]
}

function caseOf({ village, decision, at, outcome, knownOn }: ClosedDecision): Case {
  const { result, reasons = [], statedBy = [] } = outcome
  const then = lastAnswer(() => snapshot(village, formatInstant(at), { knownOn, decision }))
  return {
    bought: result === 'won',
    reasons: reasonsOf([...reasons, ...statedBy.map(({ reason }) => reason)]),
    voices: statedBy.map(({ stakeholder, reason }) => voiceOf(then(), stakeholder, reason)),
  }
}

function voiceOf(s: Snapshot, id: string, reason: string): Voice {
  return {
    reason,
    class: powerByStakeholder(s).get(id)?.class,
    roles: new Set(rolesByPerson(s).get(id)?.keys()),
    motives: new Set(s.motives.filter(({ stakeholder }) => stakeholder === id).map(({ kind }) => kind)),
  }
}

function reasonsOf(reasons: readonly string[]): ReadonlyMap<string, string> {
  return new Map([...reasons].reverse().map(reason => [foldedText(reason), reason]))
}

/** How often each reason was given, of the cases in which any was. */
function sharesOf(cases: readonly Case[]): ReasonShare[] {
  const known = cases.filter(({ reasons }) => reasons.size > 0)
  const [bought, notBought] = [known.filter(each => each.bought), known.filter(each => !each.bought)]
  const names = new Map([...known].reverse().flatMap(({ reasons }) => [...reasons]))
  const shares = [...names].map(([key, reason]) => {
    const count = (of: readonly Case[]): number => of.filter(({ reasons }) => reasons.has(key)).length
    return {
      key,
      share: { reason, bought: proportion(count(bought), bought.length), notBought: proportion(count(notBought), notBought.length) },
    }
  })
  const times = ({ bought: one, notBought: other }: ReasonShare): number => one.count + other.count
  return shares.sort((a, b) => times(b.share) - times(a.share) || compareText(a.key, b.key)).map(({ share }) => share)
}

function proportion(count: number, of: number): Proportion {
  return of === 0 ? { count, of, interval: [0, 1] } : { count, of, share: count / of, interval: wilsonInterval(count, of) }
}
