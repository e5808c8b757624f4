const FIRST = Date.UTC(2026, 0, 1)
const DAY = 86_400_000

/** The calendar day so many whole days after 1 January 2026. */
export function day(n: number): string {
  return new Date(FIRST + n * DAY).toISOString().slice(0, 10)
}

/** The instant so many days, with fractions, after 1 January 2026 began in UTC. */
export function instant(n: number): string {
  return new Date(FIRST + Math.round(n * DAY)).toISOString()
}
