import type { Village } from 'account-village'
import { type ImportResult, mergeImport } from 'account-village/import'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { always } from '../../support/law.js'
import { heldIn, tiesIn } from './held.js'
import { salesforce } from './salesforce.js'
import { at, histories, keyOf, type State, type Stored, statesOf, withoutMerges } from './world.js'
import { zoho } from './zoho.js'

interface Source {
  readonly importOf: (records: readonly Stored[]) => ImportResult
  readonly histories: typeof histories
}

const SOURCES: { readonly [name: string]: Source } = {
  salesforce: { importOf: salesforce, histories },
  // It says of what was merged that it was deleted, and no more.
  zoho: { importOf: zoho, histories: histories.map(withoutMerges) },
}

const NOW = '2027-01-01'
const SALT = 'a salt of the tests'

function merged(results: readonly ImportResult[]): readonly Village[] {
  return results.reduce(
    (known: readonly Village[], result, i) => mergeImport(known, result, { recordedAt: at(20 + i), salt: SALT }).villages,
    [],
  )
}

const news = (before: State | undefined, after: State): Stored[] =>
  [...after.values()].filter(each => JSON.stringify({ ...before?.get(keyOf(each)), fields: 0 }) !== JSON.stringify({ ...each, fields: 0 }))

describe.each(Object.entries(SOURCES))('after imports of %s', (_, { importOf, histories }) => {
  const newest = (states: readonly State[]) => importOf([...(states.at(-1)?.values() ?? [])])

  test('in order, of what changed only, villages hold what one import of the newest state holds', () => {
    always(
      histories,
      history => {
        const states = statesOf(history)
        const results = states.map((state, i) => importOf(news(states[i - 1], state)))
        const [now, expected] = [merged(results), newest(states).villages]
        expect(heldIn(now, NOW)).toEqual(heldIn(expected, NOW))
        // Nobody reports to whom they no longer do. Who did so when they were not of one account is not known to.
        expect(tiesIn(expected, NOW)).toEqual(expect.arrayContaining([...tiesIn(now, NOW)]))
      },
      300,
    )
  })

  test('of everything, in any order and with repeats, they do as well', () => {
    always(
      fc.record({ history: histories, order: fc.array(fc.nat(5), { minLength: 3, maxLength: 6 }) }),
      ({ history, order }) => {
        const states = statesOf(history)
        const results = states.map(state => importOf([...state.values()]))
        const told = [...order.map(i => i % results.length), ...results.keys()]
        // Any order, in which each comes at least once.
        const [turn = 0] = order
        const shuffled = told.sort((a, b) => ((a * 7 + turn) % 5) - ((b * 7 + turn) % 5))
        expect(heldIn(merged(shuffled.flatMap(i => results[i] ?? [])), NOW)).toEqual(heldIn(newest(states).villages, NOW))
      },
      300,
    )
  })

  test('the same again changes nothing', () => {
    always(
      histories,
      history => {
        const results = statesOf(history).map(state => importOf([...state.values()]))
        const once = merged(results)
        const again = results.reduce(
          (known: readonly Village[], result) => mergeImport(known, result, { recordedAt: at(40), salt: SALT }).villages,
          once,
        )
        expect(JSON.stringify(again)).toBe(JSON.stringify(once))
      },
      200,
    )
  })
})
