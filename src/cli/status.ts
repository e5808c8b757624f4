import { grouped } from '../render/numbers.js'
import type { Io } from './io.js'
import type { Done } from './standings.js'

/** Tells on a terminal how many accounts are done, at what rate, and how long the others take, where there is a size to go by. */
export function statusOf(io: Io, paths: readonly string[]): (done: Done) => void {
  const { status } = io
  if (status === undefined) return () => undefined
  const sizes = paths.map(path => io.disk?.size(path))
  const size = sizes.reduce<number | undefined>((sum, each) => (sum === undefined || each === undefined ? undefined : sum + each), 0)
  const start = Date.parse(io.now())
  let last = 0
  return ({ accounts, bytes }) => {
    const seconds = (Date.parse(io.now()) - start) / 1000
    if (seconds - last < BETWEEN) return
    last = seconds
    const left = size === undefined || bytes === 0 ? '' : ` · ${timeOf((seconds * Math.max(size - bytes, 0)) / bytes)} left`
    status(`${grouped(accounts)} accounts · ${grouped(accounts / seconds)} a second${left}`)
  }
}

/** So many seconds pass before it is told again. */
const BETWEEN = 0.25

/** A time in the unit that suits it. */
export function timeOf(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
