import type { Village } from '../model/village.js'
import { erasedTest, type KnownPerson } from './erased.js'
import { workOf } from './work.js'

/** Whether the data of a person was erased from a village, so that facts about them are to be left out. It remembers what it needs of the village. */
export function isErased(village: Village, person: KnownPerson): boolean {
  const test = workOf(village)?.isErased ?? erasedTest(village.erasures)
  return test(person)
}
