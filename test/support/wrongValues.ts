import { LOOKALIKES } from './soundCalls.js'

class Unreadable extends Error {}

const throwing = (): never => {
  throw new Unreadable('it does not let itself be read')
}

/** A list of four thousand million holes, which takes no room. */
export const ENDLESS: readonly unknown[] = new Array(2 ** 32 - 1)

/** What programs give by mistake, and what breaks whoever reads it, by a name for messages. */
export const WRONG_VALUES: readonly (readonly [what: string, value: unknown])[] = [
  ...Object.entries(LOOKALIKES),
  ...[undefined, null, true, 0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e308, '', 'x'].map(value => [String(value), value] as const),
  ['a JSON text', '{"account":"Acme"}'],
  ['an empty list', []],
  ['an endless list', ENDLESS],
  ['an empty object', {}],
  ['a Map', new Map([['a', 1]])],
  ['a Set', new Set([1])],
  ['a Date', new Date(0)],
  ['an invalid Date', new Date(Number.NaN)],
  ['a function', () => undefined],
  ['a symbol', Symbol('s')],
  ['a bigint', 10n],
  ['a promise', Promise.resolve({})],
  [
    'a throwing proxy',
    new Proxy({}, { get: throwing, has: throwing, ownKeys: throwing, getPrototypeOf: throwing, getOwnPropertyDescriptor: throwing }),
  ],
  ['a throwing getter', Object.defineProperty({}, 'id', { enumerable: true, get: throwing })],
  ['an object without prototype', Object.assign(Object.create(null), { id: 'x' })],
]
