// Whether the library keeps what it promises where its beliefs hold, by simulation: how often it is wrong, how sure it is, and how fast. Seeded,
// so that every run prints the same.
import { parseArgs } from 'node:util'
import { simulateEvidence } from './evidence.js'
import { simulateForecasts } from './forecasts.js'
import { simulateHandovers } from './handover.js'
import { simulateInterviews } from './interviews.js'
import { simulateLearning } from './learning.js'
import { simulateMoveEffects } from './moveEffects.js'
import { simulateOutlooks } from './outlook.js'
import { simulateReporters } from './reporters.js'
import { simulateRisks } from './risk/risks.js'
import { simulateUpheavals } from './upheavals.js'
import { simulateVerdicts } from './verdicts.js'

/** The tables, by name. */
const TABLES: { readonly [name: string]: (runs: number) => void } = {
  handover: simulateHandovers,
  evidence: simulateEvidence,
  reporters: simulateReporters,
  upheavals: simulateUpheavals,
  interviews: simulateInterviews,
  verdicts: simulateVerdicts,
  outlook: simulateOutlooks,
  risks: simulateRisks,
  learning: simulateLearning,
  forecasts: simulateForecasts,
  effects: simulateMoveEffects,
}

const { values, positionals } = parseArgs({ options: { runs: { type: 'string', default: '600' } }, allowPositionals: true })
const runs = Number(values.runs)
if (!Number.isSafeInteger(runs) || runs < 1) throw new RangeError(`--runs ${values.runs} is not a whole number of at least 1`)
for (const name of positionals.length > 0 ? positionals : Object.keys(TABLES)) {
  const table = TABLES[name]
  if (table === undefined) throw new RangeError(`there is no table ${name}; choose from ${Object.keys(TABLES).join(', ')}`)
  table(runs)
}
