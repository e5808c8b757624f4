import { expect } from 'vitest'

/** What equals a value in which each number is within 5e-10 of that given. */
export function nearly(value: unknown): unknown {
  if (typeof value === 'number') return expect.closeTo(value, 9)
  if (Array.isArray(value)) return value.map(nearly)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([field, each]) => [field, nearly(each)]))
}
