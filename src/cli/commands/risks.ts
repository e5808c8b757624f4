import type { Village } from '../../model/village.js'
import { plain } from '../../render/plain.js'
import { assessRisk } from '../../risk/assessRisk.js'
import type { Finding, Severity } from '../../risk/finding.js'
import type { CommandPlan } from '../command.js'
import { CliFailure, type ExitCode } from '../failure.js'
import type { Io } from '../io.js'
import { seen, type View, viewArgs, viewOf } from '../view.js'
import { readVillages, type VillageInput } from '../villages.js'

const args = {
  files: { type: 'positional', required: true, description: 'villages as JSON or NDJSON, in one file or several; or - for standard input' },
  ...viewArgs,
  'fail-on': { type: 'string', description: 'end with exit code 3 when a finding is at least this grave', valueHint: 'warning|critical' },
} as const

/** A command that prints every finding as a line of JSON, with the account and the day that it is about. */
export const risks: CommandPlan<typeof args> = {
  name: 'risks',
  description: 'Print what endangers each account as NDJSON, one finding a line',
  args,
  variadic: 'files',
  run(options, io): ExitCode {
    const failing = severitiesFrom(options['fail-on'])
    const view = viewOf(options, io)
    const unreadable: CliFailure[] = []
    const inputs = options._.flatMap(file => readElse(unreadable, file, io))
    refuseUnknownDecision(
      inputs.flatMap(({ villages }) => villages),
      options.decision,
    )
    const findings = inputs.flatMap(({ villages }) => villages.flatMap(village => findingsOf(village, view)))
    for (const finding of findings) io.out(`${JSON.stringify(finding)}\n`)
    const problems = inputs.flatMap(input => input.problems)
    for (const problem of problems) io.note(plain(problem))
    if (unreadable.length > 0) throw new CliFailure(unreadable.map(({ message }) => message).join('\n'))
    if (findings.some(({ severity }) => failing.includes(severity))) return 3
    return problems.length === 0 ? 0 : inputs.every(({ villages }) => villages.length === 0) ? 1 : 4
  },
}

/** What a file holds; that one cannot be read must not hide what endangers the accounts in the others. */
function readElse(unreadable: CliFailure[], file: string, io: Io): VillageInput[] {
  try {
    return [readVillages(io, file)]
  } catch (error) {
    if (!(error instanceof CliFailure)) throw error
    unreadable.push(error)
    return []
  }
}

function refuseUnknownDecision(villages: readonly Village[], decision: string | undefined): void {
  if (decision === undefined || villages.length === 0 || villages.some(village => village.decisions.some(({ id }) => id === decision)))
    return
  throw new CliFailure(`no village has a decision ${JSON.stringify(decision)}`, 2)
}

/** The findings of a village. A decision that is named is in view only where it was known by then. */
function findingsOf(
  village: Village,
  view: View,
): (Finding & { readonly account: string; readonly asOf: string; readonly decision?: string })[] {
  const { decision, ...options } = view.options
  const without = seen(village, { ...view, options })
  const s = without.decisions.some(({ id }) => id === decision) ? seen(village, view) : without
  const about = { account: s.account.id, asOf: s.asOf, ...(s.decision !== undefined && { decision: s.decision.id }) }
  return assessRisk(s).map(finding => ({ ...about, ...finding }))
}

function severitiesFrom(bar: string | undefined): readonly Severity[] {
  if (bar === undefined) return []
  if (bar === 'critical') return ['critical']
  if (bar === 'warning') return ['warning', 'critical']
  throw new CliFailure('--fail-on is neither warning nor critical', 2)
}
