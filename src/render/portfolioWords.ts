import type { UnrankedAccount } from '../portfolio/base.js'
import type { AccountStanding, StandingMoney } from '../report/standingIn.js'
import { amount, grouped, percent } from './numbers.js'
import { enumerated, rough, span } from './outlookWords.js'

/** Amounts that rest on evidence have their interval; of others only how large they may be is told. */
export function atRisk({ revenueAtRisk, interval, notJudged }: StandingMoney): string {
  const judged =
    revenueAtRisk === undefined
      ? []
      : [
          `${grouped(rough(revenueAtRisk))}${interval === undefined ? '' : ` (${grouped(rough(interval[0]))} to ${grouped(rough(interval[1]))})`}`,
        ]
  return [...judged, ...(notJudged === undefined ? [] : [`up to ${grouped(rough(notJudged))}, not judged`])].join(' + ')
}

/** The chance of yes of an account, as far as it may be told as a number. */
export function chance({ basis, probabilityOfYes, probabilityInterval, openDecisions }: AccountStanding): string {
  if (probabilityOfYes === undefined || probabilityInterval === undefined)
    return openDecisions > 1 ? `${grouped(openDecisions)} decisions` : '–'
  if (basis === 'priorOnly') return 'not known'
  return basis === 'evidence'
    ? `${percent(probabilityOfYes)} (${span(probabilityInterval, 'to')})`
    : `between ${span(probabilityInterval, 'and')}`
}

/** What is at risk in all accounts of a ranking. */
export function totalWords({ currency, revenueAtRisk, interval, notJudged }: StandingMoney): string {
  return enumerated([
    ...(revenueAtRisk === undefined
      ? []
      : [
          `${amount({ amount: rough(revenueAtRisk), currency })}${interval === undefined ? '' : ` (${grouped(rough(interval[0]))} to ${grouped(rough(interval[1]))})`}`,
        ]),
    ...(notJudged === undefined ? [] : [`up to ${amount({ amount: rough(notJudged), currency })} that is not judged`]),
  ])
}

/** Why an account is in no ranking, in words. */
export const UNRANKED: { readonly [Reason in UnrankedAccount['reason']]: string } = {
  noOpenDecision: 'no decision is known to be open',
  decisionWithoutValue: 'its open decisions have no value',
  noRate: 'no rate for a currency',
}
