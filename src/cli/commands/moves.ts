import { plain } from '../../render/plain.js'
import type { CommandPlan } from '../command.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { layoutOf } from '../layout.js'
import { seen, viewArgs, viewOf } from '../view.js'
import { readVillages } from '../villages.js'
import { type PlanForm, printPlans } from './plan.js'
import { budgetArgs, printSuggested } from './suggested.js'

const args = {
  files: { type: 'positional', required: true, description: 'villages as JSON or NDJSON, in one file or several; or - for standard input' },
  ...viewArgs,
  ...budgetArgs,
  plan: { type: 'boolean', description: 'print when the moves of the plan can be done, and whom and what they do not answer' },
  json: { type: 'boolean', description: 'print NDJSON, one line for each move, or with --plan for each village' },
  csv: { type: 'boolean', description: 'print the plan as CSV, one row for each move' },
  ics: { type: 'boolean', description: 'print the plan as a calendar file (.ics) of one village' },
} as const

/** A command about moves: what to do next, over all accounts with one budget of hours, and the plan of each. */
export const moves: CommandPlan<typeof args> = {
  name: 'moves',
  description: 'What to do next, with whom and why, in one account or over several; the plan with its dates and gaps',
  args,
  variadic: 'files',
  run({ plan, json, csv, ics, ...options }, io): ExitCode {
    const form = formIn({ json, csv, ics })
    const view = viewOf(options, io)
    const inputs = options._.map(file => readVillages(io, file))
    const snapshots = inputs.flatMap(({ villages }) => villages.map(village => seen(village, view)))
    if (plan === true || form === 'csv' || form === 'ics') printPlans(snapshots, form, layoutOf(io, view), io)
    else printSuggested(snapshots, options, form === 'json', layoutOf(io, view), io)
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
