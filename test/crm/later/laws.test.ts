import type { Village } from 'account-village'
import type { ImportResult } from 'account-village/import'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { always } from '../../support/law.js'
import { attio } from './attio.js'
import { dynamics } from './dynamics.js'
import { heldIn, tiesIn } from './held.js'
import { hubspot } from './hubspot.js'
import { pipedrive } from './pipedrive.js'
import { salesforce } from './salesforce.js'
import { take } from './take.js'
import {
  histories,
  keyOf,
  lastingParts,
  type State,
  type Stored,
  statesOf,
  type Tells,
  wishesAreTold,
  withoutMerges,
  withoutParts,
} from './world.js'
import { zoho } from './zoho.js'

interface Source {
  readonly name: string
  /** How it tells records of a state. */
  readonly importOf: (records: readonly Stored[], state: State) => ImportResult
  /** What it tells of a change, and of one that may arrive late. */
  readonly tells?: Tells
  readonly tellsLate?: Tells
  /** Which states one import of them tells. */
  readonly isTold?: (state: State) => boolean
  /** Whether it does not tell when records were changed. */
  readonly isTimeless?: true
}

const SOURCES: readonly Source[] = [
  { name: 'salesforce', importOf: salesforce },
  { name: 'dynamics', importOf: dynamics },
  { name: 'pipedrive', importOf: pipedrive },
  // An association of HubSpot has neither id nor time: nothing tells that it is gone, and of two that differ the one that comes last counts.
  { name: 'hubspot', importOf: hubspot, tells: lastingParts, tellsLate: withoutParts },
  // It says of what was merged that it was deleted, and no more.
  { name: 'zoho', importOf: zoho, tells: withoutMerges, isTold: wishesAreTold },
  // It says of no record when it was changed, so that what comes last is the newest.
  { name: 'attio', importOf: attio, isTold: wishesAreTold, isTimeless: true },
]

const NOW = '2027-01-01'
/** Histories, and in which order their states are told of. All laws are about the same ones, so that their imports are made once. */
const tellings = fc.record({ history: histories, order: fc.array(fc.nat(5), { minLength: 3, maxLength: 6 }) })
const merged = (results: readonly ImportResult[]): readonly Village[] => results.reduce(take, [])

/** What changed, and all of us: of those whom nothing named when they were told of, no village keeps anything. */
const news = (before: State | undefined, after: State): Stored[] =>
  [...after.values()].filter(
    each => each.kind === 'user' || JSON.stringify({ ...before?.get(keyOf(each)), fields: 0 }) !== JSON.stringify({ ...each, fields: 0 }),
  )

describe.each(SOURCES)('after imports of $name', ({ importOf, tells, tellsLate = tells, isTold, isTimeless }) => {
  const wholes = new Map<string, ImportResult>()
  afterAll(() => wholes.clear())
  /** The import of all that there is in a state, made once. */
  const whole = (state: State): ImportResult => {
    const text = JSON.stringify([...state])
    const result = wholes.get(text) ?? importOf([...state.values()], state)
    wholes.set(text, result)
    return result
  }
  const newest = (states: readonly State[]) => whole(states.at(-1) ?? new Map())

  test('in order, of what changed only, villages hold what one import of the newest state holds', () => {
    always(
      tellings,
      ({ history }) => {
        const states = statesOf(history, tells, isTold)
        const results = states.map((state, i) => importOf(news(states[i - 1], state), state))
        const [now, expected] = [merged(results), newest(states).villages]
        expect(heldIn(now, NOW)).toEqual(heldIn(expected, NOW))
        expect(tiesIn(now, NOW)).toEqual(tiesIn(expected, NOW))
      },
      300,
    )
  })

  test('of its parts, whichever comes first, they do as well', () => {
    const turns = fc.array(fc.nat(2), { minLength: 32, maxLength: 32 })
    always(
      fc.record({ history: histories, turns }),
      ({ history, turns }) => {
        const state = statesOf(history, tells, isTold).at(-1) ?? new Map()
        const all = [...state.values()]
        const turnOf = ({ kind }: Stored, i: number): number => (kind === 'account' ? 0 : (turns[i % turns.length] ?? 0))
        const results = [0, 1, 2].map(turn =>
          importOf(
            all.filter((each, i) => each.kind === 'user' || turnOf(each, i) === turn),
            state,
          ),
        )
        const [now, expected] = [merged(results), whole(state).villages]
        expect(heldIn(now, NOW)).toEqual(heldIn(expected, NOW))
        expect(tiesIn(now, NOW)).toEqual(tiesIn(expected, NOW))
      },
      200,
    )
  })

  if (isTimeless !== true)
    test('of everything, in any order and with repeats, they do as well', () => {
      always(
        tellings,
        ({ history, order }) => {
          const states = statesOf(history, tellsLate, isTold)
          const results = states.map(whole)
          const told = [...order.map(i => i % results.length), ...results.keys()]
          // Any order, in which each comes at least once.
          const [turn = 0] = order
          const shuffled = told.sort((a, b) => ((a * 7 + turn) % 5) - ((b * 7 + turn) % 5))
          const [now, expected] = [merged(shuffled.flatMap(i => results[i] ?? [])), newest(states).villages]
          expect(heldIn(now, NOW)).toEqual(heldIn(expected, NOW))
          expect(tiesIn(now, NOW)).toEqual(tiesIn(expected, NOW))
        },
        300,
      )
    })

  test('the same again changes nothing', () => {
    always(
      tellings,
      ({ history }) => {
        const results = statesOf(history, tellsLate, isTold).map(whole)
        const once = merged(results)
        const repeated = isTimeless ? results.slice(-1) : results
        const again = repeated.reduce((known: readonly Village[], result) => take(known, result, 20), once)
        expect(JSON.stringify(again)).toBe(JSON.stringify(once))
      },
      200,
    )
  })
})
