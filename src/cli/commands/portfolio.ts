import { csvText } from '../../formats/csvText.js'
import type { Portfolio, PortfolioOptions, UnrankedAccount } from '../../portfolio/base.js'
import { isRates, ratesCheck } from '../../portfolio/currencies.js'
import { gatherPortfolio } from '../../portfolio/gatherPortfolio.js'
import { MOST_THREADS, openMeasurer } from '../../portfolio/measurer.js'
import { asOfWords } from '../../render/asOf.js'
import { grouped } from '../../render/numbers.js'
import { plain } from '../../render/plain.js'
import { portfolioText } from '../../render/text/portfolioText.js'
import type { AccountStanding } from '../../report/standingIn.js'
import type { StandingAsk } from '../../report/standingOf.js'
import type { CommandPlan } from '../command.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { readItems } from '../input.js'
import type { Io } from '../io.js'
import { openKept } from '../kept.js'
import { layoutOf } from '../layout.js'
import { eachStanding } from '../standings.js'
import { statusOf } from '../status.js'
import { askOf, dateIn, viewArgs, viewOf } from '../view.js'
import { codeFor, type VillageCount } from '../villages.js'
import { writePages } from './portfolioPages.js'

// Accounts have decisions of their own, so that one by name is none of them all.
const { decision: _, ...looks } = viewArgs
const args = {
  files: { type: 'positional', required: true, description: 'villages as JSON or NDJSON, in one file or several; or - for standard input' },
  ...looks,
  since: { type: 'string', description: 'a day before, since which accounts that moved are listed with the reason', valueHint: 'date' },
  by: { type: 'string', description: 'sums for each owner, segment or parent as well', valueHint: 'owner|segment|parent' },
  top: {
    type: 'string',
    description: 'how many accounts and movers are listed; 20 as text and all as JSON or CSV when absent',
    valueHint: 'number',
  },
  rates: {
    type: 'string',
    description: 'a JSON file { base, at, per: [{ currency, rate }] }, to rank over all currencies',
    valueHint: 'file',
  },
  threads: { type: 'string', description: 'how many threads measure accounts; 1 when absent', valueHint: 'number' },
  resume: {
    type: 'string',
    description: 'a file that keeps what is done until all is, so that the same call goes on there after an interruption',
    valueHint: 'file',
  },
  json: { type: 'boolean', description: 'print NDJSON, one line for each account in a ranking, and for those in none' },
  csv: { type: 'boolean', description: 'print CSV, one row for each of these' },
  html: { type: 'string', description: 'write the base as a page to look at; - is standard output', valueHint: 'file' },
  pages: {
    type: 'string',
    description: 'with --html: write the page of each account listed into this folder, and link to it',
    valueHint: 'folder',
  },
} as const

/** A command that ranks a base of accounts by the money at risk. */
export const portfolioCommand: CommandPlan<typeof args> = {
  name: 'portfolio',
  description: DESCRIPTIONS.portfolio,
  args,
  variadic: 'files',
  async run({ json, csv, html, pages, since, by, top, rates, threads, resume, ...options }, io): Promise<ExitCode> {
    if (json === true && csv === true) throw new CliFailure('--json and --csv are two forms of the same; choose one', 2)
    if (html !== undefined && (json === true || csv === true))
      throw new CliFailure('--html is a form of its own; leave out --json and --csv', 2)
    if (html !== undefined && options._.includes('-'))
      throw new CliFailure('--html reads what it lists once more, which standard input cannot give; name a file', 2)
    if (pages !== undefined && (html === undefined || html === '-'))
      throw new CliFailure('--pages goes with --html and a file, which links to them', 2)
    const view = viewOf(options, io)
    const isText = json !== true && csv !== true
    const asked: PortfolioOptions = {
      ...(by !== undefined && { by: groupingIn(by) }),
      ...(rates !== undefined && { rates: ratesIn(rates, io) }),
      most: top === undefined ? (isText ? 20 : Number.POSITIVE_INFINITY) : numberIn(top),
    }
    const from = since === undefined ? undefined : dateIn(since, 'since')
    const ask = askOf(view, from)
    const gathered = gatherPortfolio('portfolio', asked)
    const counted = await measured(io, options._, ask, { threads: threadsIn(threads), resume }, standing => {
      const { account } = standing
      if (gathered.has(account)) throw new CliFailure(`account ${JSON.stringify(account)} is there twice`, 2)
      gathered.add(standing)
    })
    const base = gathered.portfolio()
    if (html !== undefined) await writePages(base, options._, { html, pages }, { ...view, ...(from !== undefined && { since: from }) }, io)
    else if (csv === true) io.out(csvText(COLUMNS, rowsOf(base)))
    else if (json === true) for (const row of rowsOf(base)) io.out(`${JSON.stringify(row)}\n`)
    else io.out(portfolioText(base, asOfWords({ asOf: view.asOf }, view.timeZone).join(), layoutOf(io, view)))
    return codeFor(counted)
  },
}

/** Measures the accounts of all files by so many threads, and takes from a file what was measured before. */
async function measured(
  io: Io,
  paths: readonly string[],
  ask: StandingAsk,
  { threads, resume }: { readonly threads: number; readonly resume: string | undefined },
  work: (standing: AccountStanding) => void,
): Promise<VillageCount> {
  const kept = resume === undefined ? undefined : openKept(resume, ask)
  const status = statusOf(io, paths)
  let accounts = 0
  const release = io.onInterrupt?.(() => {
    io.status?.('')
    if (kept !== undefined) io.note(`village: stopped after ${grouped(accounts)} accounts; the same call goes on there`)
  })
  const measurer = await openMeasurer(ask, threads)
  let isDone = false
  try {
    const counted = await eachStanding(io, paths, kept?.by(measurer) ?? measurer, work, done => {
      accounts = done.accounts
      status(done)
    })
    isDone = true
    return counted
  } finally {
    await measurer.close()
    io.status?.('')
    release?.()
    kept?.end(isDone)
  }
}

/** A line of the list: an account in a ranking, with its money in that currency. */
type Ranked = { readonly currency: string; readonly rank: number; readonly judged: boolean } & AccountStanding
/** Or an account in none. */
type Row = Ranked | UnrankedAccount

function rowsOf({ rankings, unranked }: Portfolio): readonly Row[] {
  return [
    ...rankings.flatMap(({ currency, accounts }) =>
      accounts.map(({ rank, judged, money, standing }) => ({ currency, rank, judged, ...standing, money: [money] })),
    ),
    ...unranked.accounts,
  ]
}

/** Texts are made safe to print. */
const COLUMNS: Parameters<typeof csvText<Row>>[0] = [
  ['account', row => plain(row.account)],
  ['name', row => plain(row.name)],
  ranked('currency', row => row.currency),
  ranked('rank', row => row.rank),
  ranked('judged', row => String(row.judged)),
  ranked('revenueAtRisk', row => row.money[0]?.revenueAtRisk),
  ranked('revenueAtRiskLow', row => row.money[0]?.interval?.[0]),
  ranked('revenueAtRiskHigh', row => row.money[0]?.interval?.[1]),
  ranked('notJudged', row => row.money[0]?.notJudged),
  ranked('basis', row => row.basis),
  // Without evidence a chance says what is believed of people nobody heard.
  ranked('probabilityOfYes', row => (row.basis === 'evidence' ? row.probabilityOfYes : undefined)),
  ranked('probabilityLow', row => row.probabilityInterval?.[0]),
  ranked('probabilityHigh', row => row.probabilityInterval?.[1]),
  ranked('expectedAt', row => row.expectedAt),
  ranked('verdict', row => row.verdict),
  ranked('people', row => row.people),
  ranked('heard', row => row.heard),
  ranked('lastHeardAt', row => row.lastHeardAt),
  ranked('weakestSeat', row => row.weakestSeat && plain(row.weakestSeat.stakeholder)),
  ranked('weakestSeatCause', row => row.weakestSeat?.cause),
  ranked('owner', row => row.owner && plain(row.owner)),
  ranked('segment', row => row.segment && plain(row.segment)),
  ranked('parent', row => row.parent && plain(row.parent)),
  ranked('change', row => row.change?.total),
  ranked('changeReason', row => row.change?.main?.kind),
  ['unranked', row => ('rank' in row ? undefined : row.reason)],
]

function ranked(name: string, of: (row: Ranked) => string | number | undefined) {
  return [name, (row: Row) => ('rank' in row ? of(row) : undefined)] as const
}

function groupingIn(text: string): NonNullable<PortfolioOptions['by']> {
  const found = (['owner', 'segment', 'parent'] as const).find(each => each === text)
  if (found === undefined) throw new CliFailure('--by takes owner, segment or parent', 2)
  return found
}

function numberIn(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new CliFailure(`--top "${plain(text)}" is not a whole number of at least 1`, 2)
}

function threadsIn(text: string | undefined): number {
  if (text === undefined) return 1
  if (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= MOST_THREADS) return Number(text)
  throw new CliFailure(`--threads "${plain(text)}" is not a whole number from 1 to ${MOST_THREADS}`, 2)
}

function ratesIn(path: string, io: Io): NonNullable<PortfolioOptions['rates']> {
  const [first] = readItems(io, path).items
  const [issue] = ratesCheck(first?.value, path)
  if (!isRates(first?.value)) throw new CliFailure(`${issue?.path ?? path} ${issue?.message ?? 'holds no rates'}`, 2)
  return first.value
}
