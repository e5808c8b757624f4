import { explainChange } from '../../account/explainChange.js'
import { explainRisk, type RiskExplanation } from '../../decision/explainRisk.js'
import { revenueAtRisk } from '../../decision/revenueAtRisk.js'
import type { Village } from '../../model/village.js'
import { explanationText } from '../../render/text/explanation.js'
import { accountReport } from '../../report/accountReport.js'
import { isFirm, outlookSummary } from '../../report/outlookSummary.js'
import { isDay, parseInstant } from '../../support/instants.js'
import type { Snapshot } from '../../village/snapshot.js'
import type { CommandPlan } from '../command.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { CliFailure, type ExitCode } from '../failure.js'
import type { Io } from '../io.js'
import { layoutOf } from '../layout.js'
import { dateIn, seenBeforeAndAfter, type View, viewArgs, viewOf } from '../view.js'
import { codeFor, eachVillage } from '../villages.js'

const { 'time-zone': timeZone, decision, settings } = viewArgs
const args = {
  file: { type: 'positional', required: true, description: 'a village as JSON, several as NDJSON, or - for standard input' },
  from: { type: 'string', description: 'the earlier day or instant', valueHint: 'date' },
  to: { type: 'string', description: 'the later day or instant; today when absent', valueHint: 'date' },
  'time-zone': timeZone,
  decision,
  settings,
  json: { type: 'boolean', description: 'print the explanation as JSON, one line for each village' },
} as const

/** A command that says why accounts stand otherwise than before. */
export const explain: CommandPlan<typeof args> = {
  name: 'explain',
  description: DESCRIPTIONS.explain,
  args,
  async run({ file, from, to, json, ...options }, io): Promise<ExitCode> {
    if (from === undefined) throw new CliFailure('say from when on, with --from', 2)
    const start = dateIn(from, 'from')
    const end = to === undefined ? {} : { 'as-of': dateIn(to, 'to') }
    const view = viewOf({ ...options, ...end }, io)
    refuseBackwards(start, view.asOf)
    let place = 0
    const count = await eachVillage(io, file, village => {
      io.out(json === true ? asJson(village, start, view) : `${place > 0 ? '\n' : ''}${asText(village, start, view, io)}`)
      place++
    })
    return codeFor(count)
  },
}

/** Days without a time begin with their first moment, so that of one day and a moment within it either may be the earlier. */
function refuseBackwards(from: string, to: string): void {
  const isSameDay = from.slice(0, 10) === to.slice(0, 10) && (isDay(from) || isDay(to))
  if (!isSameDay && (parseInstant(from) ?? 0) > (parseInstant(to) ?? 0)) {
    throw new CliFailure(`--from ${from} is after --to ${to}. Give the earlier day first.`, 2)
  }
}

function asText(village: Village, from: string, view: View, io: Io): string {
  const [before, after] = seenBeforeAndAfter(village, from, view)
  const risk = riskExplained(before, after)
  const change = explainChange(before, after)
  const explained = {
    report: accountReport(after, { sensitivity: false }),
    from: before.asOf,
    change,
    ...(risk !== undefined && { risk }),
    isFirm: [before, after].every(s => isFirm(outlookSummary(s))),
  }
  return explanationText(explained, layoutOf(io, view))
}

function asJson(village: Village, from: string, view: View): string {
  const [before, after] = seenBeforeAndAfter(village, from, view)
  const change = explainChange(before, after)
  const risk = riskExplained(before, after)
  const about = { account: after.account.id, from: before.asOf, to: after.asOf }
  return `${JSON.stringify({ ...about, change, ...(risk !== undefined && { risk }) })}\n`
}

function riskExplained(before: Snapshot, after: Snapshot): RiskExplanation | undefined {
  const [start, end] = [revenueAtRisk(before), revenueAtRisk(after)]
  const sameDecision = before.decision !== undefined && before.decision.id === after.decision?.id
  return sameDecision && start.amount !== undefined && end.amount !== undefined && start.currency === end.currency
    ? explainRisk(before, after)
    : undefined
}
