import type { Village } from '../../model/village.js'
import { plain } from '../../render/plain.js'
import { toText } from '../../render/text/toText.js'
import { accountHistory } from '../../report/accountHistory.js'
import { accountReport } from '../../report/accountReport.js'
import type { CommandPlan } from '../command.js'
import type { ExitCode } from '../failure.js'
import type { Io } from '../io.js'
import { layoutOf } from '../layout.js'
import { seen, type View, viewArgs, viewOf } from '../view.js'
import { readVillages } from '../villages.js'

const args = {
  file: { type: 'positional', required: true, description: 'a village as JSON, several as NDJSON, or - for standard input' },
  ...viewArgs,
  json: { type: 'boolean', description: 'print the report as JSON, one line for each village' },
} as const

export const report: CommandPlan<typeof args> = {
  name: 'report',
  description: 'Who decides, what they think, who can kill it, how sure we are, and what it is worth',
  args,
  run(options, io): ExitCode {
    const { villages, problems } = readVillages(io, options.file)
    const view = viewOf(options, io)
    const print = options.json === true ? json : text
    villages.forEach((village, i) => {
      io.out(`${i > 0 && options.json !== true ? '\n' : ''}${print(village, view, io)}`)
    })
    for (const problem of problems) io.note(plain(problem))
    return problems.length === 0 ? 0 : villages.length === 0 ? 1 : 4
  },
}

function json(village: Village, view: View): string {
  return `${JSON.stringify(accountReport(seen(village, view)))}\n`
}

function text(village: Village, view: View, io: Io): string {
  const history = accountHistory(village, view.asOf, { ...view.options, step: { months: 3 }, steps: 8 })
  return toText(accountReport(seen(village, view)), { ...layoutOf(io), history })
}
