import { meanOf } from '../../statistics.js'
import { quantileOf, shareOf, tableOf } from '../table.js'
import { type Case, isAlarming, isLost, isWon } from './cases.js'
import { CAUSES } from './plan.js'

/** Accounts of a world, by whether anything went wrong there. */
export interface Cases {
  readonly name: string
  readonly healthy: readonly Case[]
  readonly risky: readonly Case[]
}

type Line = readonly [label: string, cell: (cases: Cases) => string]
type Is = (each: Case) => boolean

/** The share of some accounts, those of which one thing is true, of which another is true. */
function share(cases: readonly Case[], is: Is, among: Is = () => true): string {
  const of = cases.filter(among)
  return shareOf(of.filter(is).length, of.length)
}

const due =
  (days: number): Is =>
  ({ daysLeft }) =>
    daysLeft === days
const isFound: Is = ({ isFoundEarly }) => isFoundEarly
const isTurned: Is = ({ cause }) => cause === 'turned'
const wasHeard: Is = ({ wasHeardSince }) => wasHeardSince
/** Not one of those in which somebody turned, or was told of too rosily, and was not heard since. */
const isHearable: Is = each => !(isTurned(each) || each.cause === 'rosy') || wasHeard(each)
const warningsIn = ({ findings }: Case): number => findings.filter(({ severity }) => severity === 'warning').length

const LINES: readonly Line[] = [
  ['healthy: won', ({ healthy }) => share(healthy, isWon)],
  ['healthy: any critical', ({ healthy }) => share(healthy, isAlarming)],
  ['  won', ({ healthy }) => share(healthy, isAlarming, isWon)],
  ...[30, 60, 120].map((days): Line => [`  ${days} days before the vote`, ({ healthy }) => share(healthy, isAlarming, due(days))]),
  ['  overdue', ({ healthy }) => share(healthy, isAlarming, due(-20))],
  ['healthy: warnings, median', ({ healthy }) => String(quantileOf(healthy.map(warningsIn), 0.5))],
  ['healthy: warnings, mean', ({ healthy }) => meanOf(healthy.map(warningsIn)).toFixed(2)],
  ['healthy: findings, mean', ({ healthy }) => meanOf(healthy.map(({ findings }) => findings.length)).toFixed(2)],
  ['at risk: won', ({ risky }) => share(risky, isWon)],
  ['at risk: any critical', ({ risky }) => share(risky, isAlarming)],
  ['all lost: any critical', ({ healthy, risky }) => share([...healthy, ...risky], isAlarming, isLost)],
  ['all won: any critical', ({ healthy, risky }) => share([...healthy, ...risky], isAlarming, isWon)],
  ['at risk: cause among the first three', ({ risky }) => share(risky, isFound)],
  ['  turned and rosy only where heard since', ({ risky }) => share(risky, isFound, isHearable)],
  ...CAUSES.map((cause): Line => [`  ${cause}`, ({ risky }) => share(risky, isFound, each => each.cause === cause)]),
  ['turned: heard since', ({ risky }) => share(risky, wasHeard, isTurned)],
  ['turned and heard since: found', ({ risky }) => share(risky, isFound, each => isTurned(each) && wasHeard(each))],
]

/** What findings tell of accounts, a column for each world. */
export function accountsTable(title: string, worlds: readonly Cases[]): string {
  return tableOf(
    title,
    ['%', ...worlds.map(({ name }) => name)],
    LINES.map(([label, cell]) => [label, ...worlds.map(cell)]),
  )
}
