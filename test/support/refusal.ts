import { runInNewContext } from 'node:vm'
import { LimitExceededError, VillageError } from 'account-village'

/**
 * The error with which the library refuses something. Anything else that is thrown, not refusing at all, and a refusal that does not say what is
 * wrong fail the test.
 */
export function refusal(act: () => unknown): VillageError {
  try {
    act()
  } catch (error) {
    if (error instanceof VillageError && saysWhatIsWrong(error)) return error
    throw error
  }
  throw new Error('it was not refused')
}

/** Whether the message names the function, every issue has words and a code, and a limit says what there is too much of and the way out. */
function saysWhatIsWrong(error: VillageError): boolean {
  const hasWords = error.issues.every(({ message, code }) => /\w/.test(message) && /\w/.test(code))
  const hasLimit = !(error instanceof LimitExceededError) || (error.limit !== '' && /are allowed\. \w/.test(error.message))
  return /^[a-zA-Z][^:]*: \S/.test(error.message) && hasWords && hasLimit
}

/** What the library says when it refuses something: the name of the error, and where each issue stands. */
export function refused(act: () => unknown): {
  readonly name: string
  readonly code: string
  readonly paths: string[]
  readonly message: string
} {
  const error = refusal(act)
  const issues: unknown = Reflect.get(error, 'issues')
  const paths = Array.isArray(issues) ? issues.map((issue: { readonly path: string }) => issue.path) : []
  return { name: error.name, code: error.code, paths, message: error.message }
}

/** The same of something that waits. */
export async function refusedLater(act: () => unknown): Promise<ReturnType<typeof refused>> {
  const outcome = await Promise.resolve()
    .then(act)
    .then(
      () => () => undefined,
      (error: unknown) => () => {
        throw error
      },
    )
  return refused(outcome)
}

/** Calls a function with arguments that its types forbid, as JavaScript can. */
export function callLoosely(called: (...args: never[]) => unknown, ...args: readonly unknown[]): unknown {
  return Reflect.apply(called, undefined, args)
}

/** Does something, and stops it with an error when it takes longer than so many seconds, however busy it is. */
export function within<Result>(seconds: number, act: () => Result): Result {
  const results: Result[] = []
  const run = (): void => {
    results.push(act())
  }
  runInNewContext('run()', { run }, { timeout: seconds * 1000 })
  for (const result of results) return result
  throw new Error('there was no result')
}
