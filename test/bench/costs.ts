import { do_not_optimize } from 'mitata'

/** The processor time of some work, in milliseconds; others may keep the machine busy. */
export function costOf(work: () => unknown): number {
  const before = process.cpuUsage()
  do_not_optimize(work())
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

export function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

/**
 * What work on a text costs beside JSON.parse of it. Each text is seen once, and what is found is read whole; the first half warms up.
 */
export function coldRatio(texts: readonly string[], work: (text: string) => unknown): number {
  const half = texts.length >> 1
  const measured = texts.slice(half)
  for (const text of texts.slice(0, half)) do_not_optimize(JSON.stringify(work(text)))
  const parse = costOf(() => measured.map(text => JSON.parse(text)))
  const whole = costOf(() => measured.map(text => JSON.stringify(work(text))?.length))
  return whole / parse
}
