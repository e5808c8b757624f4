import { sharedError } from '../math/sentimentFilter.js'
import { READING_SOURCES, type ReadingSource } from '../model/observation.js'
import { type Contradiction, contradictions } from '../sentiment/contradictions.js'
import type { Reading } from '../sentiment/reading.js'
import { readings } from '../sentiment/readings.js'
import { sentimentState } from '../sentiment/state.js'
import { deepFreeze } from '../support/freeze.js'
import { groupedBy } from '../support/grouping.js'
import { NINETY_PERCENT, normalCdf } from '../support/normal.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { jointBiases } from './jointBiases.js'
import { inOrder, type Snapshots } from './several.js'

/** What is known of a reporter, or of a source whose readings name none. */
export interface ReporterRow {
  /** Their id; absent for a source. */
  readonly by?: string
  /** The sources of their readings, of those that share an error. */
  readonly sources: readonly ReadingSource[]
  /** How many accounts they reported on. */
  readonly accounts: number
  /** How many people they reported on, over all accounts. */
  readonly people: number
  /** How many reports of theirs count, over all accounts; below 3 nothing is said of their bias. */
  readonly readings: number
  /** How much rosier their reports are than the people, on the scale of sentiment; `undefined` below 3 readings, and so are the next three. */
  readonly bias: number | undefined
  /** Its standard deviation. */
  readonly sd: number | undefined
  /** Its 90 % interval. */
  readonly interval: readonly [number, number] | undefined
  /** The probability that the bias is above `settings.risk.tooRosy.bias`, 0..1. */
  readonly probabilityTooRosy: number | undefined
  /** How many people say something else than they reported, by two standard deviations or more. */
  readonly contradictions: number
}

/** Fewer readings tell too little of a reporter. */
const LEAST_READINGS = 3

/**
 * How rosy each reporter is, and each source whose readings name no reporter: reporters by id, then sources.
 *
 * In one account it is what the filter knows of the error that the readings share, and the offset of the source. In several accounts a
 * reporter has one error in all of them, found by ridge regression with the spread of the source used most; sources are left out, because
 * their errors stay apart by account.
 *
 * What people say themselves is what tells a reporter's bias from the mood of the account: without it the interval stays wide.
 *
 * @throws InvalidArgumentError when an account is there twice
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { reporters } from 'account-village/listening'
 * const people = ['ann', 'bo', 'cy']
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: people.map(id => ({ id })),
 *   observations: people.flatMap(stakeholder => [
 *     { stakeholder, at: '2026-02-02', sentiment: 0.7, via: 'impression', by: 'kim' },
 *     { stakeholder, at: '2026-02-03', sentiment: 0.2, via: 'survey' },
 *   ] as const),
 * })
 * const rows = reporters(snapshot(village, '2026-03-02'))
 * rows.map(({ by, bias, probabilityTooRosy }) => [by, bias, probabilityTooRosy]) //=> [['kim', 0.2, 0.7835]]
 */
export function reporters(snapshots: Snapshots): readonly ReporterRow[] {
  const all = inOrder('reporters', snapshots)
  const [only] = all
  return deepFreeze(all.length === 1 && only !== undefined ? inOneAccount(only) : inSeveral(all))
}

function inOneAccount(s: Snapshot): ReporterRow[] {
  const { filter, errors } = sentimentState(s)
  return reportsByKey([s]).map(reports => {
    const error = errors.get(reports.key)
    const { mean, variance } = error === undefined ? { mean: 0, variance: 0 } : sharedError(filter, error.number)
    return rowOf(reports, (reports.first.shared?.mean ?? 0) + mean, Math.sqrt(variance))
  })
}

function inSeveral(all: readonly Snapshot[]): ReporterRow[] {
  const named = reportsByKey(all).filter(({ first }) => first.by !== undefined)
  const biases = jointBiases(
    all,
    named.map(reports => {
      const { shared } = mostUsed(reports)
      return { key: reports.key, mean: shared?.mean ?? 0, sd: shared?.sd ?? 0 }
    }),
  )
  return named.map((reports, k) => rowOf(reports, biases[k]?.mean ?? Number.NaN, biases[k]?.sd ?? Number.NaN))
}

/** The readings of one shared error. */
interface Reports {
  readonly key: string
  readonly first: Reading
  readonly all: readonly { readonly s: Snapshot; readonly reading: Reading }[]
}

function reportsByKey(all: readonly Snapshot[]): Reports[] {
  const found = all.flatMap(s => {
    const { index } = sentimentState(s)
    return readings(s).flatMap(reading => (reading.shared !== undefined && index.has(reading.stakeholder) ? [{ s, reading }] : []))
  })
  const reports = [...groupedBy(found, ({ reading }) => reading.shared?.key ?? '')].flatMap(([key, own]): Reports[] =>
    own[0] === undefined ? [] : [{ key, first: own[0].reading, all: own }],
  )
  return reports.sort((a, b) => compareReporters(a.first, b.first))
}

/** Reporters by id, then sources in their order. */
function compareReporters(a: Reading, b: Reading): number {
  const bySource = READING_SOURCES.indexOf(a.via) - READING_SOURCES.indexOf(b.via)
  return Number(a.by === undefined) - Number(b.by === undefined) || compareText(a.by ?? '', b.by ?? '') || bySource
}

/** A reading of the source used most, the more reliable of two used as much. */
function mostUsed({ first, all }: Reports): Reading {
  const bySource = groupedBy(all, ({ reading }) => reading.via)
  const most = Math.max(...[...bySource.values()].map(own => own.length))
  const via = READING_SOURCES.find(each => bySource.get(each)?.length === most)
  return all.find(each => each.reading.via === via)?.reading ?? first
}

/** The row of reports whose shared error has this expectation, beside the offset of its source, and this standard deviation. */
function rowOf(reports: Reports, error: number, sd: number): ReporterRow {
  const { key, first, all } = reports
  const accounts = new Set(all.map(({ s }) => s))
  const bias = error + mostUsed(reports).offset
  const isEnough = all.length >= LEAST_READINGS
  const tooRosy = all[0]?.s.settings.risk.tooRosy.bias ?? 0
  return {
    ...(first.by !== undefined && { by: first.by }),
    sources: READING_SOURCES.filter(via => all.some(({ reading }) => reading.via === via)),
    accounts: accounts.size,
    people: new Set(all.map(({ s, reading }) => JSON.stringify([s.account.id, reading.stakeholder]))).size,
    readings: all.length,
    bias: isEnough ? bias : undefined,
    sd: isEnough ? sd : undefined,
    interval: isEnough ? [bias - NINETY_PERCENT * sd, bias + NINETY_PERCENT * sd] : undefined,
    probabilityTooRosy: isEnough ? (sd > 0 ? normalCdf((bias - tooRosy) / sd) : Number(bias > tooRosy)) : undefined,
    contradictions: [...accounts].reduce((sum, s) => sum + (contradictionsByKey(s).get(key)?.length ?? 0), 0),
  }
}

function contradictionsByKey(s: Snapshot): ReadonlyMap<string, readonly Contradiction[]> {
  return remembered(s, computeContradictionsByKey)
}

function computeContradictionsByKey(s: Snapshot): ReadonlyMap<string, readonly Contradiction[]> {
  return groupedBy(contradictions(s), ({ key }) => key)
}
