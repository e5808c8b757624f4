import { plain } from '../../render/plain.js'
import type { CommandPlan } from '../command.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { seen, viewArgs, viewOf } from '../view.js'
import { readVillages } from '../villages.js'
import { type PlanForm, printPlans } from './plan.js'

const args = {
  files: { type: 'positional', required: true, description: 'villages as JSON or NDJSON, in one file or several; or - for standard input' },
  ...viewArgs,
  plan: { type: 'boolean', description: 'print when the moves of the plan can be done, and whom and what they do not answer' },
  json: { type: 'boolean', description: 'print NDJSON, one line for each village' },
  csv: { type: 'boolean', description: 'print CSV, one row for each move' },
  ics: { type: 'boolean', description: 'print a calendar file (.ics) of one village' },
} as const

/** A command about moves: the plan of each account. */
export const moves: CommandPlan<typeof args> = {
  name: 'moves',
  description: 'What is to be done: the plan of moves with dates and gaps, as text, NDJSON, CSV or a calendar file',
  args,
  variadic: 'files',
  run({ plan, json, csv, ics, ...options }, io): ExitCode {
    if (plan !== true) throw new CliFailure('say what to print: --plan', 2)
    const form = formIn({ json, csv, ics })
    const view = viewOf(options, io)
    const inputs = options._.map(file => readVillages(io, file))
    const snapshots = inputs.flatMap(({ villages }) => villages.map(village => seen(village, view)))
    printPlans(snapshots, form, io)
    const problems = inputs.flatMap(input => input.problems)
    for (const problem of problems) io.note(plain(problem))
    return problems.length === 0 ? 0 : snapshots.length === 0 ? 1 : 4
  },
}

function formIn(given: { readonly [Form in PlanForm]?: boolean | undefined }): PlanForm | undefined {
  const asked = (['json', 'csv', 'ics'] as const).filter(form => given[form] === true)
  if (asked.length > 1) throw new CliFailure(`${asked.map(form => `--${form}`).join(' and ')} are forms of the same; choose one`, 2)
  return asked[0]
}
