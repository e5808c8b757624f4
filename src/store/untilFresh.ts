import { StaleRevisionError } from '../errors.js'

/** So often a change is made anew when others were faster. Each time one of them was, so that something goes on. */
const MOST_TRIES = 100

/**
 * Makes a change from what a store holds; anew when somebody else was faster.
 *
 * @param where the function that was called
 * @throws StaleRevisionError when others were faster each time
 */
export async function untilFresh<Result>(where: string, change: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await change()
    } catch (error) {
      if (!(error instanceof StaleRevisionError)) throw error
      if (tries >= MOST_TRIES) throw new StaleRevisionError(where, error.account)
    }
  }
}
