/** What stood for a time: from an instant on, inclusive, up to another, exclusive, in milliseconds. */
export interface Run<Value> {
  readonly from: number
  readonly to: number
  readonly value: Value
}

/** Goes on with a series of runs at a moment: the same value stands on, another one takes its place, and none ends it. */
export function goOn<Value>(runs: Run<Value>[], at: number, value: Value | undefined): void {
  const last = openRun(runs)
  if (last?.value === value) return
  if (last !== undefined) runs[runs.length - 1] = { ...last, to: at }
  if (value !== undefined) runs.push({ from: at, to: Number.POSITIVE_INFINITY, value })
}

/** The run that has not ended. */
export function openRun<Value>(runs: readonly Run<Value>[]): Run<Value> | undefined {
  const last = runs.at(-1)
  return last?.to === Number.POSITIVE_INFINITY ? last : undefined
}
