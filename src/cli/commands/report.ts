import { styleText } from 'node:util'
import type { Village } from '../../model/village.js'
import { plain } from '../../render/plain.js'
import { toText } from '../../render/text.js'
import { accountReport } from '../../report/accountReport.js'
import { type SnapshotOptions, snapshot } from '../../village/snapshot.js'
import type { CommandPlan } from '../command.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { readItems } from '../input.js'
import type { Io } from '../io.js'
import { readVillages } from '../villages.js'

const args = {
  file: { type: 'positional', required: true, description: 'a village as JSON, several as NDJSON, or - for standard input' },
  'as-of': { type: 'string', description: 'the day or instant to look at; today when absent', valueHint: 'date' },
  'known-on': { type: 'string', description: 'what we knew by then; by the day looked at when absent', valueHint: 'date' },
  decision: { type: 'string', description: 'the id of the decision in view, needed where several are open', valueHint: 'id' },
  settings: { type: 'string', description: 'a JSON file with settings to replace', valueHint: 'file' },
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
      io.out(`${i > 0 && options.json !== true ? '\n' : ''}${print(village, options['as-of'] ?? io.today(), view, io)}`)
    })
    for (const problem of problems) io.note(plain(problem))
    return problems.length === 0 ? 0 : villages.length === 0 ? 1 : 4
  },
}

interface View {
  readonly 'known-on'?: string | undefined
  readonly decision?: string | undefined
  readonly settings?: string | undefined
}

function viewOf({ 'known-on': knownOn, decision, settings }: View, io: Io): SnapshotOptions {
  return {
    ...(knownOn !== undefined && { knownOn }),
    ...(decision !== undefined && { decision }),
    ...(settings !== undefined && { settings: settingsIn(settings, io) }),
  }
}

function settingsIn(path: string, io: Io): object {
  const [first, ...others] = readItems(io, path).items
  if (typeof first?.value !== 'object' || first.value === null || others.length > 0)
    throw new CliFailure(`${path} holds no settings as one JSON object`)
  return first.value
}

function json(village: Village, asOf: string, view: SnapshotOptions): string {
  return `${JSON.stringify(accountReport(snapshot(village, asOf, view)))}\n`
}

function text(village: Village, asOf: string, view: SnapshotOptions, io: Io): string {
  const heading = io.colour ? (line: string): string => styleText('bold', line) : (line: string): string => line
  const width = Math.min(io.width ?? 100, 120)
  return toText(accountReport(snapshot(village, asOf, view)), { width, heading })
}
