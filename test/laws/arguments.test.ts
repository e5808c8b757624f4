import { VillageError } from 'account-village'
import { describe, expect, it } from 'vitest'
import { isOwnSnapshot, isOwnVillage } from '../../src/village/work.js'
import { ENTRIES, exportsOf } from '../architecture/entries.js'
import { drawsFrom } from '../support/draws.js'
import { strangeNumbers } from '../support/exact.js'
import { casesOf } from '../support/law.js'
import { lawSeed, lawShare } from '../support/lawRun.js'
import { callLoosely } from '../support/refusal.js'
import { SOUND_CALLS } from '../support/soundCalls.js'
import { type Place, placesIn, spoilt } from '../support/spoiling.js'
import { WRONG_VALUES } from '../support/wrongValues.js'

/** What is wrong with the outcome of a call: it holds a NaN or an infinity, or what it throws is not the library's, or not in its name. */
async function faultOf(name: string, call: () => unknown): Promise<string | undefined> {
  try {
    const result = await call()
    const [strange] = typeof result === 'string' ? (/\b(?:NaN|Infinity)\b/.exec(result) ?? []) : strangeNumbers(result)
    return strange
  } catch (error) {
    const isOurs = error instanceof VillageError && error.message.startsWith(`${name}: `)
    return isOurs ? undefined : String(error)
  }
}

const isWhole = (part: unknown): boolean => typeof part === 'object' && part !== null && (isOwnSnapshot(part) || isOwnVillage(part))

/** Every place of a call with every wrong value, or the share of them that this run tries. */
function spoilsOf(given: readonly unknown[], draw = drawsFrom(lawSeed())): readonly (readonly [Place, string, unknown])[] {
  const all = placesIn(given, isWhole).flatMap(place => WRONG_VALUES.map(([what, value]) => [place, what, value] as const))
  // A few of the thousands of places in a report are as good as all.
  return draw.shuffled(all).slice(0, lawShare() === 1 ? all.length : Math.min(casesOf(all.length), MOST))
}

/** So many wrong calls of one function are tried where not all are. */
const MOST = 120

describe('a function of any entry', () => {
  const functions = ENTRIES.flatMap(([entry, file]) =>
    exportsOf(file).flatMap(({ name, signatures }) => (signatures.length > 0 ? [`${entry} ${name}`] : [])),
  )

  it('has a call that makes sense among those that are spoilt', () => {
    expect([...new Set(SOUND_CALLS.map(([entry, name]) => `${entry} ${name}`))].sort()).toEqual([...new Set(functions)].sort())
  })

  it.each(SOUND_CALLS.map(([entry, name, given]) => [name, entry, given] as const))(
    '%s of %s answers, or refuses a wrong argument in its own name',
    async (name, entry, given) => {
      const called: (...args: never[]) => unknown = Reflect.get(await import(entry), name)
      await callLoosely(called, ...given)
      const faults: string[] = []
      for (const [place, what, value] of spoilsOf(given)) {
        const fault = await faultOf(name, () => callLoosely(called, ...spoilt(given, place, value)))
        if (fault !== undefined) faults.push(`${place.join('.')} as ${what}: ${fault}`)
      }
      expect(faults).toEqual([])
    },
  )
})
