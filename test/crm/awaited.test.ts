import { fromDynamics } from 'account-village/dynamics'
import { fromSurveys } from 'account-village/surveys'
import { describe, expect, it } from 'vitest'

describe('what is still to come', () => {
  const promise = Promise.resolve({ value: [], responses: [] })
  async function* stream() {
    yield* await promise.then(({ value }) => value)
  }

  it.each([
    // @ts-expect-error A promise is not its result.
    ['a promise for a page', () => fromDynamics(promise)],
    // @ts-expect-error Neither is it under a name.
    ['a promise for a table', () => fromDynamics({ accounts: promise })],
    // @ts-expect-error Nor is a stream.
    ['a stream', () => fromDynamics({ accounts: stream() })],
    // @ts-expect-error Nor in a list.
    ['a promise in a list', () => fromDynamics([promise])],
    // @ts-expect-error Nor are responses.
    ['a promise for responses', () => fromSurveys(promise, { known: [] })],
    // @ts-expect-error Nor lists of them.
    ['promises for responses', () => fromSurveys([promise], { known: [] })],
  ])('is refused by the compiler, and an issue that tells what to do: %s', (_, read) => {
    const { villages, issues } = read()
    expect([villages, issues]).toEqual([[], [expect.objectContaining({ code: 'unreadable', message: expect.stringContaining('Await') })]])
  })
})
