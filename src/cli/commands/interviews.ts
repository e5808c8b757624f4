import { InvalidArgumentError } from '../../errors.js'
import { interviewGuide } from '../../listening/interviewGuide.js'
import { type InterviewProgramme, interviewProgramme } from '../../listening/interviewProgramme.js'
import { namesOf } from '../../render/names.js'
import { plain } from '../../render/plain.js'
import { guideText, planText } from '../../render/text/listeningPages.js'
import { accountReport } from '../../report/accountReport.js'
import type { Snapshot } from '../../village/snapshot.js'
import type { CommandPlan } from '../command.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { CliFailure, type ExitCode } from '../failure.js'
import type { Io } from '../io.js'
import { layoutOf } from '../layout.js'
import { seen, viewArgs, viewOf } from '../view.js'
import { readVillages } from '../villages.js'

const args = {
  files: { type: 'positional', required: true, description: 'villages as JSON or NDJSON, in one file or several; or - for standard input' },
  ...viewArgs,
  plan: { type: 'string', description: 'the plan whose interviews count; all interviews when absent', valueHint: 'name' },
  guide: { type: 'string', description: 'print what to ask this person of the one village', valueHint: 'id' },
  json: { type: 'boolean', description: 'print the plan, or the guide, as one line of JSON' },
} as const

/** A command that plans interviews over accounts by profile, or says what to ask one person. */
export const interviews: CommandPlan<typeof args> = {
  name: 'interviews',
  description: DESCRIPTIONS.interviews,
  args,
  variadic: 'files',
  run({ guide, plan, json, ...options }, io): ExitCode {
    const view = viewOf(options, io)
    const inputs = options._.map(file => readVillages(io, file))
    const snapshots = inputs.flatMap(({ villages }) => villages.map(village => seen(village, view)))
    const asJson = json === true
    if (guide !== undefined) io.out(guideOf(snapshots, guide, asJson, io))
    else io.out(asPrinted(plannedOver(snapshots, plan), snapshots, asJson, io))
    const problems = inputs.flatMap(input => input.problems)
    for (const problem of problems) io.note(plain(problem))
    return problems.length === 0 ? 0 : snapshots.length === 0 ? 1 : 4
  },
}

/** The plan; that an account stands in two files is a matter of the files. */
function plannedOver(snapshots: readonly Snapshot[], plan: string | undefined): InterviewProgramme {
  try {
    return interviewProgramme(snapshots, plan === undefined ? {} : { plan })
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw new CliFailure(error.message)
    throw error
  }
}

function asPrinted(plan: InterviewProgramme, snapshots: readonly Snapshot[], asJson: boolean, io: Io): string {
  if (asJson) return `${JSON.stringify(plan)}\n`
  return planText(plan, new Map(snapshots.map(s => [s.account.id, namesOf(accountReport(s, { sensitivity: false }))])), layoutOf(io))
}

function guideOf(snapshots: readonly Snapshot[], id: string, asJson: boolean, io: Io): string {
  const [s, ...others] = snapshots
  if (s === undefined || others.length > 0) throw new CliFailure('--guide needs one village', 2)
  const guide = interviewGuide(s, id)
  return asJson
    ? `${JSON.stringify({ account: s.account.id, asOf: s.asOf, ...guide })}\n`
    : guideText(guide, namesOf(accountReport(s, { sensitivity: false })), layoutOf(io))
}
