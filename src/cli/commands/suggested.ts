import { InvalidArgumentError } from '../../errors.js'
import { movesAcross } from '../../plan/movesAcross.js'
import { type NextMovesOptions, nextMoves } from '../../plan/nextMoves.js'
import { namesOf } from '../../render/names.js'
import { plain } from '../../render/plain.js'
import { inHours, moveLine, onMonday } from '../../render/sections/onMonday.js'
import { title } from '../../render/text/headline.js'
import type { Layout } from '../../render/text/layout.js'
import { sectionLines } from '../../render/text/sectionLines.js'
import { accountReport } from '../../report/accountReport.js'
import type { Snapshot } from '../../village/snapshot.js'
import { CliFailure } from '../failure.js'
import type { Io } from '../io.js'

/** The options by which hours are spent. */
export const budgetArgs = {
  hours: { type: 'string', description: 'the hours that we have; 16 when absent', valueHint: 'number' },
  limit: { type: 'string', description: 'at most so many moves; 5 when absent', valueHint: 'number' },
  by: { type: 'string', description: 'the teammate whose hours they are', valueHint: 'id' },
} as const

/** What those options were given as. */
export type BudgetInput = { readonly [Name in keyof typeof budgetArgs]?: string | undefined }

/** Prints what to do next in one account, or in several with one budget of hours. */
export function printSuggested(snapshots: readonly Snapshot[], given: BudgetInput, asJson: boolean, layout: Layout, io: Io): void {
  const budget = budgetOf(given)
  const [only, ...others] = snapshots
  try {
    if (asJson) printLines(snapshots, budget, io)
    else if (only !== undefined && others.length === 0) io.out(oneAccount(only, budget, layout))
    else if (snapshots.length > 0) io.out(acrossAccounts(snapshots, budget, layout))
  } catch (error) {
    // The options were checked, and accounts and teammates come from the files.
    if (error instanceof InvalidArgumentError) throw new CliFailure(error.message, 2)
    throw error
  }
}

function budgetOf({ hours, limit, by }: BudgetInput): Pick<NextMovesOptions, 'hours' | 'limit' | 'by'> {
  return {
    ...(hours !== undefined && { hours: numberIn(hours, 'hours') }),
    ...(limit !== undefined && { limit: numberIn(limit, 'limit') }),
    ...(by !== undefined && { by }),
  }
}

function numberIn(text: string, option: string): number {
  if (/^\d+(?:\.\d+)?$/.test(text.trim())) return Number(text)
  throw new CliFailure(`--${option} "${plain(text)}" is not a number of at least 0`, 2)
}

function printLines(snapshots: readonly Snapshot[], budget: NextMovesOptions, io: Io): void {
  const days = new Map(snapshots.map(s => [s.account.id, s.asOf]))
  const { moves } = movesAcross(snapshots, budget)
  for (const { account, ...move } of moves) io.out(`${JSON.stringify({ account, asOf: days.get(account), ...move })}\n`)
}

function oneAccount(s: Snapshot, budget: NextMovesOptions, layout: Layout): string {
  const report = { ...accountReport(s, { sensitivity: false }), moves: nextMoves(s, budget) }
  const { lines = [], ...section } = onMonday(report, namesOf(report))
  return `${[layout.heading(title(report, layout)), ...sectionLines({ ...section, lines }, layout)].join('\n')}\n`
}

function acrossAccounts(snapshots: readonly Snapshot[], budget: NextMovesOptions, layout: Layout): string {
  const names = new Map(snapshots.map(({ account }) => [account.id, plain(account.name)]))
  const { moves, hoursLeft } = movesAcross(snapshots, budget)
  const lines = moves.map(({ account, ...move }) => {
    const line = moveLine(move)
    return { ...line, text: `${names.get(account) ?? plain(account)}: ${line.text}` }
  })
  const told = [...(lines.length === 0 ? ['Nothing is worth an hour of ours today.'] : lines), `${inHours(hoursLeft)} left.`]
  return `${[layout.heading(`On Monday, in ${snapshots.length} accounts`), ...sectionLines({ title: '', lines: told }, layout)].join('\n')}\n`
}
