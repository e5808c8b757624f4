import { listeningCadence } from '../../listening/cadence.js'
import { listeningCalendar } from '../../listening/calendar.js'
import { plain } from '../../render/plain.js'
import type { Layout } from '../../render/text/layout.js'
import { listenText } from '../../render/text/listeningPages.js'
import { accountReport } from '../../report/accountReport.js'
import type { Snapshot } from '../../village/snapshot.js'
import type { CommandPlan } from '../command.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { layoutOf } from '../layout.js'
import { seen, viewArgs, viewOf } from '../view.js'
import { readVillages } from '../villages.js'

const args = {
  file: { type: 'positional', required: true, description: 'a village as JSON, several as NDJSON, or - for standard input' },
  ...viewArgs,
  json: { type: 'boolean', description: 'print NDJSON, one line for each person' },
  ics: { type: 'boolean', description: 'print a calendar file (.ics) of one village' },
} as const

/** A command that says who is to be heard and when, as text, as NDJSON or as a calendar. */
export const listen: CommandPlan<typeof args> = {
  name: 'listen',
  description: DESCRIPTIONS.listen,
  args,
  run(options, io): ExitCode {
    const { villages, problems } = readVillages(io, options.file)
    if (options.ics === true && villages.length > 1) throw new CliFailure('--ics takes one village; import one calendar for each', 2)
    const view = viewOf(options, io)
    const snapshots = villages.map(village => seen(village, view))
    snapshots.forEach((s, i) => {
      if (options.ics === true) io.out(listeningCalendar(s))
      else if (options.json === true) for (const line of linesOf(s)) io.out(line)
      else io.out(`${i > 0 ? '\n' : ''}${text(s, layoutOf(io, view))}`)
    })
    for (const problem of problems) io.note(plain(problem))
    return problems.length === 0 ? 0 : villages.length === 0 ? 1 : 4
  },
}

function linesOf(s: Snapshot): string[] {
  return listeningCadence(s).turns.map(turn => `${JSON.stringify({ account: s.account.id, asOf: s.asOf, ...turn })}\n`)
}

function text(s: Snapshot, layout: Layout): string {
  return listenText(accountReport(s, { sensitivity: false }), layout)
}
