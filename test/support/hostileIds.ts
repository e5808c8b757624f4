import { readFileSync } from 'node:fs'
import { isNothing } from '../../src/reading/words.js'

// Not imported: bundlers cannot read the unpaired surrogates in it.
const fixture: { readonly ids: string[]; readonly pairs: string[][] } = JSON.parse(
  readFileSync(new URL('../fixtures/hostile/ids.json', import.meta.url), 'utf8'),
)

/**
 * Ids that break careless programs: names of the prototype, texts that look like numbers, invisible and unpaired characters, keys that this library uses
 * itself. All are different, and none is empty.
 */
export const HOSTILE_IDS: readonly string[] = [
  ...new Set([...fixture.ids, '?decider', '?user', '??decider', 'stakeholder:x', 'tie:x', 'role:?decider', 'asOf']),
].filter(id => id !== '')

/** Pairs of ids that look alike and are not. */
export const LOOKALIKES: readonly (readonly string[])[] = fixture.pairs

/** An id longer than any system gives. */
export const ENDLESS_ID = 'A'.repeat(65_537)

/** Those of them that a table can hold as an id: no word for nothing, and no NUL, which is no character of any text. */
export const HOSTILE_CELLS: readonly string[] = HOSTILE_IDS.filter(id => !isNothing(id) && !id.includes('\0'))
