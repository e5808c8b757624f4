import { InvalidArgumentError } from '../../errors.js'
import { gatherMoves, type MovesAcross } from '../../plan/movesAcross.js'
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
import type { AccountPrinter } from './plan.js'

/** The options by which hours are spent. */
export const budgetArgs = {
  hours: { type: 'string', description: 'the hours that we have; 16 when absent', valueHint: 'number' },
  limit: { type: 'string', description: 'at most so many moves; 5 when absent', valueHint: 'number' },
  by: { type: 'string', description: 'the teammate whose hours they are', valueHint: 'id' },
} as const

/** What those options were given as. */
export type BudgetInput = { readonly [Name in keyof typeof budgetArgs]?: string | undefined }

/** Prints what to do next in one account, or in several with one budget of hours, once all have come. */
export function suggestionsTo(given: BudgetInput, asJson: boolean, layout: Layout, io: Io): AccountPrinter {
  const budget = budgetOf(given)
  const gathered = asGiven(() => gatherMoves(budget))
  const accounts = new Map<string, string>()
  let only: Snapshot | undefined
  let asOf = ''
  return {
    add(s) {
      if (accounts.has(s.account.id)) throw new CliFailure(`account ${JSON.stringify(s.account.id)} is there twice`, 2)
      only = accounts.size === 0 ? s : undefined
      accounts.set(s.account.id, s.account.name)
      asOf = s.asOf
      asGiven(() => gathered.add(s))
    },
    end() {
      if (accounts.size === 0) return
      const chosen = asGiven(() => gathered.chosen())
      if (asJson) for (const { account, ...move } of chosen.moves) io.out(`${JSON.stringify({ account, asOf, ...move })}\n`)
      else if (only !== undefined) io.out(oneAccount(only, budget, layout))
      else io.out(acrossAccounts(chosen, accounts, layout))
    },
  }
}

/** The options were checked, and accounts and teammates come from the files: what does not fit was given wrongly. */
function asGiven<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
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

function oneAccount(s: Snapshot, budget: NextMovesOptions, layout: Layout): string {
  const report = { ...accountReport(s, { sensitivity: false }), moves: nextMoves(s, budget) }
  const { lines = [], ...section } = onMonday(report, namesOf(report))
  return `${[layout.heading(title(report, layout)), ...sectionLines({ ...section, lines }, layout)].join('\n')}\n`
}

function acrossAccounts({ moves, hoursLeft }: MovesAcross, accounts: ReadonlyMap<string, string>, layout: Layout): string {
  const lines = moves.map(({ account, ...move }) => {
    const line = moveLine(move)
    return { ...line, text: `${plain(accounts.get(account) ?? account)}: ${line.text}` }
  })
  const told = [...(lines.length === 0 ? ['Nothing is worth an hour of ours today.'] : lines), `${inHours(hoursLeft)} left.`]
  return `${[layout.heading(`On Monday, in ${accounts.size} accounts`), ...sectionLines({ title: '', lines: told }, layout)].join('\n')}\n`
}
