import * as main from 'account-village'
import * as forecast from 'account-village/forecast'
import * as graph from 'account-village/graph'
import * as listening from 'account-village/listening'
import * as moves from 'account-village/moves'
import * as portfolio from 'account-village/portfolio'
import { expect, test } from 'vitest'
import { callLoosely, refused } from '../support/refusal.js'

const all: object = { ...main, ...graph, ...listening, ...forecast, ...moves, ...portfolio }
const functions = Object.entries(all).flatMap(([name, value]) => (isFunction(value) ? [[name, value] as const] : []))

test.each(functions)('%s refuses an object that is nothing of what it takes, in its own name', (name, called) => {
  expect(refused(() => callLoosely(called, {})).message).toMatch(new RegExp(`^${name}: `))
})

/** Whether a value is a function, and no error. */
function isFunction(value: unknown): value is (...args: never[]) => unknown {
  return typeof value === 'function' && !(value.prototype instanceof Error)
}
