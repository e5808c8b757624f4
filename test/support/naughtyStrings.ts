import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { ENDLESS_LABEL, HOSTILE_LABELS } from './hostileLabels.js'

const require = createRequire(import.meta.url)

/** M. Woolf's Big List of Naughty Strings: what has broken programs that people type into. */
const BIG_LIST: readonly string[] = JSON.parse(readFileSync(require.resolve('big-list-of-naughty-strings'), 'utf8'))

/** Texts that break careless programs: our own and the Big List of Naughty Strings. All are different, and none is empty. */
export const NAUGHTY_STRINGS: readonly string[] = [...new Set([...HOSTILE_LABELS, ENDLESS_LABEL, ...BIG_LIST])].filter(each => each !== '')
