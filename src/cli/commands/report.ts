import type { Village } from '../../model/village.js'
import { pageOneText } from '../../render/text/pageOneText.js'
import { toText } from '../../render/text/toText.js'
import { accountHistory } from '../../report/accountHistory.js'
import { accountReport } from '../../report/accountReport.js'
import { chosenAs, villagesOf } from '../accounts.js'
import type { CommandPlan } from '../command.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { CliFailure, type ExitCode } from '../failure.js'
import type { Io } from '../io.js'
import { layoutOf } from '../layout.js'
import { dateIn, seen, type View, viewArgs, viewOf } from '../view.js'
import { codeFor, eachVillage } from '../villages.js'
import { type ExportView, exportArgs, exportsAsked, toldOf, writeExports } from './exports.js'

const args = {
  file: { type: 'positional', required: true, description: 'a village as JSON, several as NDJSON, or - for standard input' },
  ...viewArgs,
  account: { type: 'string', description: 'the account, where the file holds several villages: its id, or its name', valueHint: 'id' },
  json: { type: 'boolean', description: 'print the report as JSON, one line for each village' },
  brief: { type: 'boolean', description: 'print its first page alone' },
  ...exportArgs,
  since: {
    type: 'string',
    description: 'the day since which the page explains changes; three months before when absent',
    valueHint: 'date',
  },
} as const

export const report: CommandPlan<typeof args> = {
  name: 'report',
  description: DESCRIPTIONS.report,
  args,
  async run(options, io): Promise<ExitCode> {
    const isJson = options.json === true
    if (isJson && options.brief === true) throw new CliFailure('--json and --brief are two forms of the same; choose one', 2)
    const asked = exportsAsked(options, isJson)
    const view = viewOf(options, io)
    const since = options.since === undefined ? {} : { since: dateIn(options.since, 'since') }
    if (asked.length > 0) {
      const all: Village[] = []
      const { problems } = await eachVillage(io, options.file, village => void all.push(village))
      const villages = villagesOf(all, options.account)
      writeExports(villages, { ...view, ...since }, asked, io)
      if (isJson) for (const village of villages) io.out(json(village, view))
      return codeFor({ villages: villages.length, problems })
    }
    const chosen = chosenAs(options.account)
    let place = 0
    const print = (village: Village): void => {
      io.out(
        `${place > 0 && !isJson ? '\n' : ''}${isJson ? json(village, view) : options.brief === true ? brief(village, { ...view, ...since }, io) : text(village, view, io)}`,
      )
      place++
    }
    const count = await eachVillage(io, options.file, village => chosen.of(village).forEach(print))
    chosen.last().forEach(print)
    return codeFor({ ...count, villages: place })
  },
}

function json(village: Village, view: View): string {
  return `${JSON.stringify(accountReport(seen(village, view)))}\n`
}

/** The first page alone. */
function brief(village: Village, view: ExportView, io: Io): string {
  const { report: told, change, trackRecord } = toldOf(village, view)
  return pageOneText(told, change, trackRecord, layoutOf(io, view))
}

function text(village: Village, view: View, io: Io): string {
  const history = accountHistory(village, view.asOf, { ...view.options, step: { months: 3 }, steps: 8 })
  return toText(accountReport(seen(village, view)), { ...layoutOf(io, view), history })
}
