import type { Mover, Portfolio, RankedAccount } from '../../portfolio/base.js'
import { type Names, nameOf, VERDICT_WORDS } from '../names.js'
import { count, day, grouped, signed } from '../numbers.js'
import { plain } from '../plain.js'
import { atRisk, chance, totalWords, UNRANKED } from '../portfolioWords.js'
import { reasonWords } from '../reasons.js'
import { hanging, type Layout } from './layout.js'
import { textTable } from './textTable.js'

/** A base of accounts on a terminal: where to look first, what moved, its groups, and what is not known. */
export function portfolioText(base: Portfolio, looked: string, layout: Layout): string {
  const sections = [
    [
      ...hanging('', `${count(base.accounts, 'account', 'accounts')} · ${looked}`, layout.width).map(layout.heading),
      ...coverage(base, layout),
    ],
    ...base.rankings.map(({ currency, total, count: all, accounts }) => [
      layout.heading(`At risk in ${currency}`),
      ...textTable(RANKED, accounts.map(ranked), layout.width, layout.heading),
      ...hanging('· ', `In all ${totalWords(total)} in ${count(all, 'account', 'accounts')}${rest(all, accounts.length)}.`, layout.width),
    ]),
    base.movers.length === 0 ? [] : [layout.heading('What moved'), ...base.movers.flatMap(mover => moved(mover, layout))],
    base.groups.length === 0 ? [] : [layout.heading('By group'), ...groups(base, layout)],
    listed(
      'In no ranking',
      base.unranked.accounts.map(({ name, reason }) => `${plain(name)} (${UNRANKED[reason]})`),
      base.unranked.count,
      layout,
    ),
    listed(
      'Too little known',
      base.tooLittleKnown.accounts.map(({ name }) => plain(name)),
      base.tooLittleKnown.count,
      layout,
    ),
  ]
  return `${sections.flatMap(lines => (lines.length > 0 ? [lines.join('\n')] : [])).join('\n\n')}\n`
}

function coverage({ coverage: { people, heard, accountsHeard, verdicts }, accounts }: Portfolio, { width }: Layout): string[] {
  const words = Object.entries(VERDICT_WORDS).flatMap(([verdict, word]) => {
    const number = Object.entries(verdicts).find(([name]) => name === verdict)?.[1] ?? 0
    return number === 0 ? [] : [`${grouped(number)} ${word}`]
  })
  return [
    ...hanging(
      '· ',
      `Heard ${grouped(heard)} of ${count(people, 'person', 'people')}, in ${grouped(accountsHeard)} of ${count(accounts, 'account', 'accounts')}.`,
      width,
    ),
    ...(words.length > 0 ? hanging('· ', `Sentiment: ${words.join(', ')}.`, width) : []),
  ]
}

const RANKED = [
  { title: 'Account', flexible: true },
  { title: 'At risk', align: 'right' },
  { title: 'Chance of yes' },
  { title: 'Vote' },
  { title: 'Weakest seat', flexible: true },
] as const

function ranked({ rank, money, standing }: RankedAccount): string[] {
  const { name, expectedAt, weakestSeat } = standing
  return [
    `${grouped(rank)}. ${plain(name)}`,
    atRisk(money),
    chance(standing),
    expectedAt === undefined ? '–' : day(expectedAt),
    weakestSeat === undefined ? '–' : `${nameOf(NO_NAMES, weakestSeat.stakeholder)} (${weakestSeat.cause})`,
  ]
}

/** Rows of a base have ids of people, not their names. */
const NO_NAMES: Names = { account: '', units: new Map(), people: new Map(), present: new Set(), unknown: new Set() }

function moved({ name, from, before, after, total, main }: Mover, { width }: Layout): string[] {
  const why = main === undefined ? 'nothing has changed' : `${reasonWords(main, NO_NAMES)} (${signed(main.amount)})`
  return hanging(
    '· ',
    `${plain(name)}: ${signed(total).trim()} since ${from}, from ${signed(before).trim()} to ${signed(after).trim()}. What did most: ${why}.`,
    width,
  )
}

/** A line for each group. */
function groups({ groups: all }: Portfolio, { width }: Layout): string[] {
  return all.flatMap(({ group, accounts, money, verdicts }) => {
    const parts = [
      ...money.map(part => `${part.currency} ${atRisk(part)}`),
      ...(verdicts.unfavourable > 0 ? [`${grouped(verdicts.unfavourable)} unfavourable`] : []),
      ...(verdicts.insufficientSignal > 0 ? [`${grouped(verdicts.insufficientSignal)} of which too little is known`] : []),
    ]
    const told = [count(accounts, 'account', 'accounts'), ...parts].join('; ')
    return hanging('· ', `${group === undefined ? 'None' : plain(group)}: ${told}.`, width)
  })
}

/** So many names are told of those that are in no order of worth. */
const MOST_NAMES = 20

function listed(title: string, names: readonly string[], all: number, { width, heading }: Layout): string[] {
  const shown = names.slice(0, MOST_NAMES)
  return all === 0
    ? []
    : [heading(`${title}: ${count(all, 'account', 'accounts')}`), ...hanging('· ', `${shown.join(', ')}${rest(all, shown.length)}`, width)]
}

function rest(all: number, shown: number): string {
  return all > shown ? `, of which ${grouped(all - shown)} are not shown` : ''
}
