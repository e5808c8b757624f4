import type { Village } from '../../model/village.js'
import { assessRisk } from '../../risk/assessRisk.js'
import type { Finding, Severity } from '../../risk/finding.js'
import type { CommandPlan } from '../command.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { CliFailure, type ExitCode } from '../failure.js'
import type { Io } from '../io.js'
import { seen, type View, viewArgs, viewOf } from '../view.js'
import { codeFor, countOfAll, eachVillage, type VillageCount } from '../villages.js'

const args = {
  files: { type: 'positional', required: true, description: 'villages as JSON or NDJSON, in one file or several; or - for standard input' },
  ...viewArgs,
  'fail-on': { type: 'string', description: 'end with exit code 3 when a finding is at least this grave', valueHint: 'warning|critical' },
} as const

/** A command that prints every finding as a line of JSON, with the account and the day that it is about. */
export const risks: CommandPlan<typeof args> = {
  name: 'risks',
  description: DESCRIPTIONS.risks,
  args,
  variadic: 'files',
  async run(options, io): Promise<ExitCode> {
    const failing = severitiesFrom(options['fail-on'])
    const view = viewOf(options, io)
    const unreadable: CliFailure[] = []
    const out = waitingFor(options.decision, io)
    let isAbove = false
    const take = (village: Village): void => {
      const findings = findingsOf(village, view)
      isAbove ||= findings.some(({ severity }) => failing.includes(severity))
      out.take(village, findings.map(finding => `${JSON.stringify(finding)}\n`).join(''))
    }
    const counts: VillageCount[] = []
    for (const file of options._) counts.push(await countOr(unreadable, () => eachVillage(io, file, take)))
    out.end()
    if (unreadable.length > 0) throw new CliFailure(unreadable.map(({ message }) => message).join('\n'))
    return isAbove ? 3 : codeFor(countOfAll(counts))
  },
}

/** What a file holds; that one cannot be read must not hide what endangers the accounts in the others. */
async function countOr(unreadable: CliFailure[], count: () => Promise<VillageCount>): Promise<VillageCount> {
  try {
    return await count()
  } catch (error) {
    if (!(error instanceof CliFailure)) throw error
    unreadable.push(error)
    return { villages: 0, problems: 0 }
  }
}

/**
 * Prints texts about villages. Where a decision is named they wait until a village has it, or for as long as they are short, because a name
 * that no village knows is a mistake.
 */
function waitingFor(decision: string | undefined, io: Io): { take(village: Village, text: string): void; end(): void } {
  let isKnown = decision === undefined
  let [hasCome, waiting] = [false, '']
  return {
    take({ decisions }, text) {
      hasCome = true
      isKnown ||= decisions.some(({ id }) => id === decision)
      waiting += text
      if (waiting === '' || (!isKnown && waiting.length < MOST_WAITING)) return
      io.out(waiting)
      waiting = ''
    },
    end() {
      if (hasCome && !isKnown) throw new CliFailure(`no village has a decision ${JSON.stringify(decision)}`, 2)
    },
  }
}

/** As many characters wait. */
const MOST_WAITING = 2 ** 20

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
