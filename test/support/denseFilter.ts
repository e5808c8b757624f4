import type { SentimentEvents } from 'account-village/math'
import { normalCdf, normalDensity } from '../../src/support/normal.js'

/** A joint normal distribution of everything at once, updated by the formulas of the textbook. */
export interface DenseState {
  readonly mean: number[]
  readonly covariance: number[][]
  logLikelihood: number
}

/**
 * What `filterSentiment` gives, with everybody, every shared error and, where asked for, the past sum of all sentiments with weights on a
 * day in one vector: people first, then errors, then that sum.
 */
export function denseFilter(input: SentimentEvents, past?: { readonly day: number; readonly weights: readonly number[] }): DenseState {
  const { people, groups = people, shared = [], upheavals = [], silences = [], readings, prior } = input
  const { mean: mu = 0, sd, halfLifeDays, sameGroupCorrelation } = prior
  const n = people.length
  const size = n + shared.length + (past === undefined ? 0 : 1)
  const priorOf = (i: number, j: number): number => (i === j ? sd * sd : groups[i] === groups[j] ? sd * sd * sameGroupCorrelation : 0)
  const error = (k: number): number => (shared[k - n]?.sd ?? 0) ** 2
  const state: DenseState = {
    mean: Array.from({ length: size }, (_, i) => (i < n ? mu : (shared[i - n]?.mean ?? 0))),
    covariance: grid(size, (i, j) => (i < n && j < n ? priorOf(i, j) : i === j ? error(i) : 0)),
    logLikelihood: 0,
  }
  const P = (i: number, j: number): number => state.covariance[i]?.[j] ?? Number.NaN
  const set = (next: number[][]): void => void state.covariance.splice(0, size, ...next)
  const move = (next: (mean: number, i: number) => number): void => void state.mean.splice(0, size, ...state.mean.map(next))
  const keep = (share: (i: number) => number): void => {
    const of = (i: number): number => (i < n ? share(i) : 1)
    const fresh = (i: number, j: number): number =>
      i < n && j < n ? Math.sqrt((1 - share(i) ** 2) * (1 - share(j) ** 2)) * priorOf(i, j) : 0
    move((each, i) => (i < n ? mu + share(i) * (each - mu) : each))
    set(grid(size, (i, j) => of(i) * of(j) * P(i, j) + fresh(i, j)))
  }
  let now = Number.NEGATIVE_INFINITY
  const ageTo = (day: number): void => {
    if (now > Number.NEGATIVE_INFINITY && day > now) keep(() => 2 ** (-(day - now) / halfLifeDays))
    now = Math.max(now, day)
  }
  const observe = (picked: readonly number[], value: number, variance: number, offset: number): void => {
    const g = state.mean.map((_, i) => picked.reduce((sum, j) => sum + P(i, j), 0))
    const F = picked.reduce((sum, j) => sum + (g[j] ?? 0), 0) + variance
    const v = value - offset - picked.reduce((sum, j) => sum + (state.mean[j] ?? 0), 0)
    move((each, i) => each + ((g[i] ?? 0) / F) * v)
    set(grid(size, (i, j) => P(i, j) - ((g[i] ?? 0) * (g[j] ?? 0)) / F))
    state.logLikelihood += -0.5 * (Math.log(2 * Math.PI * F) + (v * v) / F)
  }
  const ignore = (i: number, rate: number, slope: number): void => {
    if (slope === 0) return
    const k0 = quantile(rate) * Math.sqrt(1 + slope ** 2 * sd ** 2) - slope * mu
    const q = Math.sqrt(1 + slope ** 2 * P(i, i))
    const z = -(k0 + slope * (state.mean[i] ?? 0)) / q
    const l = normalDensity(z) / normalCdf(z)
    const g = state.mean.map((_, j) => P(j, i))
    move((each, j) => each - ((g[j] ?? 0) * slope * l) / q)
    set(grid(size, (j, k) => P(j, k) - (g[j] ?? 0) * (g[k] ?? 0) * (slope / q) ** 2 * l * (l + z)))
    state.logLikelihood += Math.log(normalCdf(z))
  }
  const remember = (weights: readonly number[]): void => {
    const of = (i: number, j: number): number => weights.reduce((sum, weight, k) => sum + weight * P(i === size - 1 ? j : i, k), 0)
    const last = Array.from({ length: size - 1 }, (_, j) => of(size - 1, j))
    const variance = last.reduce((sum, each, j) => sum + each * (weights[j] ?? 0), 0)
    state.mean[size - 1] = weights.reduce((sum, weight, k) => sum + weight * (state.mean[k] ?? 0), 0)
    set(
      grid(size, (i, j) =>
        i === size - 1 && j === size - 1 ? variance : i === size - 1 ? (last[j] ?? 0) : j === size - 1 ? (last[i] ?? 0) : P(i, j),
      ),
    )
  }
  const place = (person: string): number => people.indexOf(person)
  const events = [
    ...(past === undefined ? [] : [{ day: past.day, act: () => remember(past.weights) }]),
    ...upheavals.map(({ day, people: concerned = people, strength }) => ({
      day,
      act: () => keep(i => (concerned.includes(people[i] ?? '') ? 1 - strength : 1)),
    })),
    ...silences.map(({ day, person, rate, slope }) => ({ day, act: () => ignore(place(person), rate, slope) })),
    ...readings.map(({ day, person, value, sd: own, offset = 0, shared: key }) => ({
      day,
      act: () =>
        observe([place(person), ...(key === undefined ? [] : [n + shared.findIndex(each => each.key === key)])], value, own ** 2, offset),
    })),
  ]
  for (const { day, act } of events.filter(({ day }) => day <= input.day).sort((a, b) => a.day - b.day)) {
    ageTo(day)
    act()
  }
  ageTo(input.day)
  return state
}

/** The inverse of the normal distribution function, by halving. */
function quantile(p: number): number {
  let [low, high] = [-10, 10]
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2
    if (normalCdf(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

function grid(size: number, element: (i: number, j: number) => number): number[][] {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => element(i, j)))
}
