import type { Estimate } from '../statistics.js'

/** A table as text, with its columns aligned. */
export function tableOf(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((each, i) => Math.max(each.length, ...rows.map(row => row[i]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd()
  return [`\n${title}`, line(head), ...rows.map(line)].join('\n')
}

/** A share in per cent with one digit, and twice its standard error; of nothing there is none. */
export function shareOf(count: number, runs: number): string {
  if (runs === 0) return '-'
  const share = count / runs
  const error = 2 * Math.sqrt((share * (1 - share)) / runs)
  return `${(100 * share).toFixed(1)} ± ${(100 * error).toFixed(1)}`
}

/** A quantile of some values; those that are missing are the largest. */
export function quantileOf(values: readonly (number | undefined)[], share: number): number | undefined {
  const sorted = values.map(value => value ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b)
  const found = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  return found === undefined || found === Number.POSITIVE_INFINITY ? undefined : found
}

/** Some shares, each with two digits. */
export function fractions(shares: readonly number[]): string {
  return shares.map(share => share.toFixed(2).replace(/^0/, '')).join(' ')
}

/** An estimate and its standard error, with so many digits. */
export function estimated(digits: number): (estimate: Estimate) => string {
  return ({ value, error }) => `${value.toFixed(digits)} ± ${error.toFixed(digits)}`
}
