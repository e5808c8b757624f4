import { type Finding, RISK_RULES } from 'account-village'
import { likelihoodRatio } from '../../../../src/forecast/ruleRatios.js'
import { areaOf } from '../../statistics.js'
import { tableOf } from '../table.js'
import { type Case, isLost, isWon } from './cases.js'

type Severity = Finding['severity']
const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info']

/** A row for each rule that found anything, the most telling first: how grave in healthy accounts, and how often before a vote won and lost. */
export function rulesTable(title: string, healthy: readonly Case[], risky: readonly Case[]): string {
  const all = [...healthy, ...risky]
  const [won, lost] = [all.filter(isWon), all.filter(isLost)]
  const rows = RISK_RULES.flatMap(({ id }) => {
    if (countOf(all, id, SEVERITIES) === 0) return []
    const ofHealthy = SEVERITIES.map(severity => percentOf(healthy, id, [severity]))
    const ratio = ratioOf(won, lost, id, SEVERITIES)
    const ofCriticals = countOf(all, id, ['critical']) === 0 ? '' : told(ratioOf(won, lost, id, ['critical']))
    const ofEnds = [won, lost].map(cases => percentOf(cases, id, SEVERITIES))
    return [{ ratio, cells: [id, ofHealthy.join(', '), ofEnds.join(', '), told(ratio), ofCriticals] }]
  })
  const ranked = rows.sort((a, b) => b.ratio.value - a.ratio.value).map(({ cells }) => cells)
  return tableOf(
    title,
    ['rule', 'healthy: critical, warning, info %', 'won, lost %', 'likelihood ratio (90 %)', 'of its criticals'],
    ranked,
  )
}

/** In how many accounts the gravest finding of a rule is one of some severities. */
function countOf(cases: readonly Case[], rule: string, severities: readonly Severity[]): number {
  return cases.filter(({ findings }) => {
    const own = findings.filter(finding => finding.rule === rule).map(({ severity }) => severity)
    const gravest = SEVERITIES.find(severity => own.includes(severity))
    return gravest !== undefined && severities.includes(gravest)
  }).length
}

function percentOf(cases: readonly Case[], rule: string, severities: readonly Severity[]): string {
  return ((100 * countOf(cases, rule, severities)) / cases.length).toFixed(1)
}

function ratioOf(
  won: readonly Case[],
  lost: readonly Case[],
  rule: string,
  severities: readonly Severity[],
): ReturnType<typeof likelihoodRatio> {
  return likelihoodRatio(countOf(won, rule, severities), won.length, countOf(lost, rule, severities), lost.length)
}

function told({ value, interval: [low, high] }: ReturnType<typeof likelihoodRatio>): string {
  return `${value.toFixed(1)} (${low.toFixed(1)}..${high.toFixed(1)})`
}

const SCORES: readonly (readonly [name: string, score: (each: Case) => number])[] = [
  ['chance of a no', ({ probabilityOfYes }) => 1 - probabilityOfYes],
  ['sum of the effects', ({ findings }) => findings.reduce((sum, { effect = 0 }) => sum + effect, 0)],
  ['number of critical findings', ({ findings }) => findings.filter(({ severity }) => severity === 'critical').length],
  ['number of findings', ({ findings }) => findings.length],
]

/** How well some scores tell a vote that is lost from one that is won. */
export function areasTable(title: string, all: readonly Case[]): string {
  const [won, lost] = [all.filter(isWon), all.filter(isLost)]
  const rows = SCORES.map(([name, score]) => [name, areaOf(lost.map(score), won.map(score)).toFixed(3)])
  return tableOf(title, ['score', 'area'], rows)
}
