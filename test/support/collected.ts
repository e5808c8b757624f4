import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Makes things, and says how many of them are still there once nobody holds them. */
export async function leftOf(make: () => readonly object[]): Promise<number> {
  const refs = weakly(make)
  for (let i = 0; i < 5 && alive(refs) > 0; i++) await collectGarbage()
  return alive(refs)
}

/** How many things are still there, each counted once. */
export function alive(refs: readonly WeakRef<object>[]): number {
  return new Set(refs.flatMap(ref => ref.deref() ?? [])).size
}

/** Lets the engine forget what nobody holds. A weak reference holds its thing until the turn in which it was made has ended. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect !== 'function') throw new TypeError('the engine has no collector to call')
  await setImmediate()
  collect()
}

/** In a function of its own, so that no variable of the caller holds what was made. */
function weakly(make: () => readonly object[]): readonly WeakRef<object>[] {
  return make().map(each => new WeakRef(each))
}
