import { expect } from 'vitest'

/**
 * Compares a value with what the documentation shows of it, a JavaScript literal. Numbers agree when they round to the digits shown; a map is shown as the list of
 * its entries.
 */
export function shown(actual: unknown, literal: string): void {
  const expected: unknown = new Function(`return (${literal})`)()
  expect(rounded(plain(actual), expected), `shown as ${literal}`).toEqual(expected)
}

function plain(value: unknown): unknown {
  if (value instanceof Map) return [...value].map(plain)
  if (value instanceof Set) return [...value].map(plain)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
  return value
}

/** The value with its numbers at the digits of those expected in their place. */
function rounded(actual: unknown, expected: unknown): unknown {
  if (typeof actual === 'number' && typeof expected === 'number') {
    const digits = String(expected).split('.')[1]?.length ?? 0
    // Whole numbers are shown whole: only rounding errors are forgiven.
    const tolerance = digits === 0 ? 1e-9 : 0.500001 * 10 ** -digits
    return Math.abs(actual - expected) <= tolerance ? expected : actual
  }
  if (Array.isArray(actual) && Array.isArray(expected)) return actual.map((each, i) => rounded(each, expected[i]))
  if (isObject(actual) && isObject(expected)) {
    return Object.fromEntries(Object.entries(actual).map(([key, each]) => [key, rounded(each, expected[key])]))
  }
  return actual
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
