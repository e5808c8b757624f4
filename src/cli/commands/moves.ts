import type { CommandPlan } from '../command.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { layoutOf } from '../layout.js'
import { seen, viewArgs, viewOf } from '../view.js'
import { codeFor, eachVillageOf } from '../villages.js'
import { type PlanForm, plansTo } from './plan.js'
import { budgetArgs, suggestionsTo } from './suggested.js'

const args = {
  files: { type: 'positional', required: true, description: 'villages as JSON or NDJSON, in one file or several; or - for standard input' },
  ...viewArgs,
  ...budgetArgs,
  plan: { type: 'boolean', description: 'print when the moves of the plan can be done, and who and what they leave unanswered' },
  json: { type: 'boolean', description: 'print NDJSON, one line for each move, or with --plan for each village' },
  csv: { type: 'boolean', description: 'print the plan as CSV, one row for each move' },
  ics: { type: 'boolean', description: 'print the plan as a calendar file (.ics) of one village' },
} as const

/** A command about moves: what to do next, over all accounts with one budget of hours, and the plan of each. */
export const moves: CommandPlan<typeof args> = {
  name: 'moves',
  description: DESCRIPTIONS.moves,
  args,
  variadic: 'files',
  async run({ plan, json, csv, ics, ...options }, io): Promise<ExitCode> {
    const form = formIn({ json, csv, ics })
    const view = viewOf(options, io)
    const layout = layoutOf(io, view)
    const asked =
      plan === true || form === 'csv' || form === 'ics' ? plansTo(form, layout, io) : suggestionsTo(options, form === 'json', layout, io)
    const count = await eachVillageOf(io, options._, village => asked.add(seen(village, view)))
    asked.end()
    return codeFor(count)
  },
}

function formIn(given: { readonly [Form in PlanForm]?: boolean | undefined }): PlanForm | undefined {
  const asked = (['json', 'csv', 'ics'] as const).filter(form => given[form] === true)
  if (asked.length > 1) throw new CliFailure(`${asked.map(form => `--${form}`).join(' and ')} are forms of the same; choose one`, 2)
  return asked[0]
}
