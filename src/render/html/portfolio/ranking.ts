import type { CurrencyRanking, RankedAccount } from '../../../portfolio/base.js'
import { type Child, element, type Markup } from '../../../support/markup.js'
import { STANCE_WORDS, VERDICT_WORDS, words } from '../../names.js'
import { count, day, finite, grouped, signed } from '../../numbers.js'
import { rough } from '../../outlookWords.js'
import { plain } from '../../plain.js'
import { atRisk, chance, totalWords } from '../../portfolioWords.js'
import { round } from '../../svg/picture.js'
import { table } from '../table.js'
import { unbroken } from '../unbroken.js'
import type { PortfolioAccount } from './portfolioAccount.js'
import { sparkline } from './sparkline.js'

/** A ranking: a line per account, the most money at risk first. */
export function ranking(
  { currency, accounts, total, count: all }: CurrencyRanking,
  known: ReadonlyMap<string, PortfolioAccount>,
): Markup[] {
  const most = Math.max(1, ...accounts.map(({ money }) => finite(money.revenueAtRisk ?? money.notJudged ?? 0)))
  const hidden = all - accounts.length
  return [
    element(
      'p',
      { class: 'lead' },
      unbroken(
        `In all ${totalWords(total)} in ${count(all, 'account', 'accounts')}${hidden > 0 ? `, of which ${grouped(hidden)} are not shown` : ''}.`,
      ),
    ),
    table(
      `At risk in ${currency}`,
      COLUMNS,
      accounts.map(account => row(account, most, known.get(account.standing.account))),
    ),
  ]
}

const COLUMNS = [
  { title: 'Account', flexible: true },
  { title: 'Sentiment, one year' },
  { title: 'Now' },
  { title: 'Chance of yes' },
  { title: 'Vote' },
  { title: 'Money at risk', align: 'right' },
  { title: 'As a bar' },
  { title: 'Weakest seat', flexible: true },
] as const

function row({ rank, money, standing, judged }: RankedAccount, most: number, known: PortfolioAccount | undefined): Child[] {
  const { name, sentiment, verdict, expectedAt, weakestSeat } = standing
  const title = `${grouped(rank)}. ${plain(name)}`
  const seat =
    weakestSeat === undefined
      ? undefined
      : (known?.people?.find(({ stakeholder }) => stakeholder === weakestSeat.stakeholder)?.name ?? seatName(weakestSeat.stakeholder))
  return [
    known?.href === undefined ? title : element('a', { href: known.href }, title),
    known?.history === undefined ? '–' : sparkline(known.history),
    sentiment === undefined || verdict === 'insufficientSignal'
      ? VERDICT_WORDS.insufficientSignal
      : `${signed(sentiment).trim()} ${VERDICT_WORDS[verdict]}`,
    unbroken(chance(standing)),
    expectedAt === undefined ? '–' : day(expectedAt),
    unbroken(money.revenueAtRisk === undefined ? atRisk(money) : grouped(rough(money.revenueAtRisk))),
    bar(money.revenueAtRisk ?? money.notJudged ?? 0, money.interval, most, judged),
    weakestSeat === undefined || seat === undefined ? '–' : `${plain(seat)}, ${CAUSES[weakestSeat.cause]}`,
  ]
}

/** What makes a seat weak, in words. */
const CAUSES = {
  against: STANCE_WORDS.nonSupporter,
  unheard: STANCE_WORDS.unknown,
  stale: 'heard long ago',
  favourable: STANCE_WORDS.supporter,
} as const

function seatName(id: string): string {
  const role = /^\?+(\w+)$/.exec(id)?.[1]
  return role === undefined ? id : `unknown ${words(role)}`
}

/** The money of an account beside the most of any, with its interval; an outline where it is not judged. */
function bar(amount: number, interval: readonly [number, number] | undefined, most: number, judged: boolean): Markup {
  const x = (value: number): number => round(1 + (118 * Math.min(Math.max(finite(value), 0), most)) / most)
  return element(
    'svg',
    { class: 'picture spark', viewBox: '0 0 120 18', 'aria-hidden': 'true' },
    element('rect', { class: judged ? 'risk' : 'open', x: 1, y: 2, width: round(Math.max(1, x(amount) - 1)), height: 8 }),
    interval !== undefined &&
      element('path', { class: 'whisker', d: `M${x(interval[0])} 14.5H${x(interval[1])}M${x(interval[0])} 12V17M${x(interval[1])} 12V17` }),
  )
}
