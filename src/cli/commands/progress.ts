import type { Village } from '../../model/village.js'
import { progressReport } from '../../moves/progressReport.js'
import { toProgressPage } from '../../render/html/toProgressPage.js'
import { plain } from '../../render/plain.js'
import { progressText } from '../../render/text/progressText.js'
import type { Snapshot } from '../../village/snapshot.js'
import { villagesOf } from '../accounts.js'
import type { CommandPlan } from '../command.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { nobodyCalled } from '../facts/names.js'
import { CliFailure, type ExitCode } from '../failure.js'
import type { Io } from '../io.js'
import { layoutOf } from '../layout.js'
import { nearestOf } from '../nearestOf.js'
import { seen, viewArgs, viewOf } from '../view.js'
import { readVillages } from '../villages.js'

const { 'as-of': asOf, 'known-on': knownOn, 'time-zone': timeZone } = viewArgs
const args = {
  file: { type: 'positional', required: true, description: 'a village as JSON, several as NDJSON, or - for standard input' },
  with: { type: 'string', description: 'the id of the person of theirs it is for', valueHint: 'id' },
  account: { type: 'string', description: 'the account, where the file holds several villages: its id, or its name', valueHint: 'id' },
  'as-of': asOf,
  'known-on': knownOn,
  'time-zone': timeZone,
  html: { type: 'string', description: 'write it as a page to send; - is standard output', valueHint: 'file' },
  json: { type: 'boolean', description: 'print it as one line of JSON' },
} as const

/** A command that says what one person of theirs may be sent, and nothing else. */
export const progress: CommandPlan<typeof args> = {
  name: 'progress',
  description: DESCRIPTIONS.progress,
  args,
  run({ file, with: person, account, html, json, ...options }, io): ExitCode {
    if (person === undefined) throw new CliFailure('say who it is for, with --with', 2)
    if (html === '-' && json === true) throw new CliFailure('only one thing can go to standard output; give the page a file', 2)
    const view = viewOf(options, io)
    const { villages, problems } = readVillages(io, file)
    for (const problem of problems) io.note(plain(problem))
    const s = seen(onlyOne(villagesOf(villages, account)), view)
    const report = progressReport(s, { with: personIn(s, person) })
    if (html !== undefined) write(html, toProgressPage(report), io)
    if (json === true) io.out(`${JSON.stringify(report)}\n`)
    else if (html === undefined) io.out(progressText(report, layoutOf(io, view)))
    return problems.length === 0 ? 0 : 4
  },
}

function onlyOne([village, ...others]: readonly Village[]): Village {
  if (village === undefined) throw new CliFailure('there is no village')
  if (others.length > 0) throw new CliFailure(`there are ${others.length + 1} villages; choose one with --account`, 2)
  return village
}

/** The id of somebody who is there. */
function personIn({ stakeholders, placeholders }: Snapshot, given: string): string {
  const unknown = new Set(placeholders)
  const ids = stakeholders.flatMap(({ id }) => (unknown.has(id) ? [] : [id]))
  if (ids.includes(given)) return given
  throw new CliFailure(`--with ${nobodyCalled(nearestOf(() => ids)(given))}`, 2)
}

function write(path: string, page: string, io: Io): void {
  io.update(path, put => put(page))
  if (path !== '-') io.note(`${path} written`)
}
