import { readFileSync } from 'node:fs'

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
