import { readFileSync } from 'node:fs'

// Not imported: bundlers cannot read the unpaired surrogates in it.
const fixture: { readonly labels: string[] } = JSON.parse(readFileSync(new URL('../fixtures/hostile/labels.json', import.meta.url), 'utf8'))

/** Labels that break careless printing: markup, terminal sequences, control and direction marks, unpaired surrogates, wide and combining scripts. */
export const HOSTILE_LABELS: readonly string[] = fixture.labels

/** A label longer than any line. */
export const ENDLESS_LABEL = 'W'.repeat(10_000)
