import { execFileSync } from 'node:child_process'

/** The share of its cases that a law is tried on where LAW_CASES says nothing. */
const USUAL_SHARE = 1 / 8

/** The seed where there is no repository, as in an unpacked archive. */
const SEED_WITHOUT_COMMIT = 20_260_302

/** The share of its cases that each law is tried on: LAW_CASES, either "all" or a number above 0 and up to 1. */
export function lawShare(cases = process.env.LAW_CASES): number {
  if (cases === undefined || cases === '') return USUAL_SHARE
  if (cases === 'all') return 1
  const share = Number(cases)
  if (share > 0 && share <= 1) return share
  throw new Error(`LAW_CASES is "${cases}"; set it to "all" or to a number above 0 and up to 1`)
}

/** The seed from which all cases are drawn: LAW_SEED, which the start of a run sets where nobody did. */
export function lawSeed(seed = process.env.LAW_SEED): number {
  if (seed === undefined || seed === '') return SEED_WITHOUT_COMMIT
  if (/^-?\d{1,9}$/.test(seed)) return Number(seed)
  throw new Error(`LAW_SEED is "${seed}"; set it to a whole number of at most nine digits`)
}

/** A seed that is another after each commit, and the same for all who test that commit. */
export function seedOf(commit: string): number {
  return /^[0-9a-f]{40,64}$/.test(commit) ? Number.parseInt(commit.slice(0, 7), 16) : SEED_WITHOUT_COMMIT
}

/** Runs once, before any worker begins: all of them inherit the seed. */
export function setup(): void {
  process.env.LAW_SEED ||= String(seedOf(commitHere()))
  const cases = lawShare() === 1 ? 'all cases' : `${Math.round(100 * lawShare())} % of the cases`
  process.stdout.write(`laws: ${cases}, LAW_SEED=${lawSeed()}\n`)
}

function commitHere(): string {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return ''
  }
}
