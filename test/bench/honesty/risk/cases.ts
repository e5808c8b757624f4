import { assessRisk, decisionOutlook, type Finding, snapshot } from 'account-village'
import type { Beliefs } from '../beliefs.js'
import { passes } from '../drawnVillage.js'
import { dateOf } from '../world.js'
import { accountOf } from './account.js'
import { CAUSES, type Cause, type Plan, TODAY, type World } from './plan.js'

const SEED = 20_281_130
/** The seeds of accounts at risk begin so far from those of healthy ones. */
const APART = 1_000_000

/** What was found in an account, and how its decision ended. */
export interface Case {
  /** Days until its decision is expected, below 0 where it is overdue. */
  readonly daysLeft: number
  readonly won: boolean
  readonly probabilityOfYes: number
  readonly findings: readonly Finding[]
  /** Nothing in a healthy account. */
  readonly cause: Cause | undefined
  /** Whether one of the first three findings is about what went wrong. */
  readonly isFoundEarly: boolean
  /** Whether the person with whom it began was heard since. */
  readonly wasHeardSince: boolean
}

/** Healthy accounts of a world, or as many at risk of which each cause has an eighth, as they are judged by each beliefs. */
export function casesOf(world: World, runs: number, isAtRisk: boolean, beliefs: readonly Beliefs[]): Case[][] {
  const cases: Case[][] = beliefs.map(() => [])
  for (let i = 0; i < runs; i++) {
    const { village, plan, thinks, heardSince } = accountOf(
      SEED + i + (isAtRisk ? APART : 0),
      world,
      isAtRisk ? CAUSES[i % CAUSES.length] : undefined,
    )
    const concerned = concernedIn(plan)
    beliefs.forEach(({ settings }, k) => {
      const s = snapshot(village, dateOf(TODAY), { settings })
      const findings = assessRisk(s)
      cases[k]?.push({
        daysLeft: plan.due - TODAY,
        won: plan.falls && passes(s, thinks),
        probabilityOfYes: decisionOutlook(s).probabilityOfYes ?? Number.NaN,
        findings,
        cause: plan.trouble?.cause,
        isFoundEarly: findings.slice(0, 3).some(finding => isAbout(finding, plan, concerned)),
        wasHeardSince: [...concerned].some(id => heardSince.has(id)),
      })
    })
  }
  return cases
}

/** Who has held the place where it went wrong, known or not. */
function concernedIn({ places, trouble }: Plan): ReadonlySet<string> {
  const place = trouble === undefined ? undefined : places[trouble.place]
  return new Set(place === undefined ? [] : [...place.holders.map(({ id }) => id), `?${place.role}`])
}

/** The rules about the whole account that tell of a cause. */
const OF_ACCOUNT: { readonly [Name in Cause]?: string } = { championLeft: 'noChampion', useFalls: 'useFell', rosy: 'tooRosy' }

/** Whether a finding names somebody with whom it went wrong, their expectation, or what the cause does to the account. */
function isAbout({ rule, subjects }: Finding, { trouble }: Plan, concerned: ReadonlySet<string>): boolean {
  if (trouble === undefined) return false
  return subjects.some(id => concerned.has(id) || id === 'trouble') || rule === OF_ACCOUNT[trouble.cause]
}

/** Whether a finding of an account is critical. */
export function isAlarming({ findings }: Case): boolean {
  return findings.some(({ severity }) => severity === 'critical')
}

/** Whether its decision was won. */
export function isWon({ won }: Case): boolean {
  return won
}

/** The opposite. */
export function isLost({ won }: Case): boolean {
  return !won
}
