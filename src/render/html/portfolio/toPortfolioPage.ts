import type { Mover, Portfolio, PortfolioGroup } from '../../../portfolio/base.js'
import { checkNumbers } from '../../../support/finite.js'
import { element, type Markup } from '../../../support/markup.js'
import { anyText, fieldsOf, idText, is, list, listOf, type OptionShape, optionsOf } from '../../../support/options.js'
import { checkGiven, makeFrom } from '../../../village/given.js'
import { type Names, VERDICT_WORDS } from '../../names.js'
import { count, grouped, signed } from '../../numbers.js'
import { plain } from '../../plain.js'
import { atRisk, totalWords, UNRANKED } from '../../portfolioWords.js'
import { reasonWords } from '../../reasons.js'
import { MARK_RULES } from '../../svg/marks.js'
import { htmlDocument } from '../document.js'
import { pageStyle } from '../style.js'
import { table } from '../table.js'
import { unbroken } from '../unbroken.js'
import type { PortfolioAccount } from './portfolioAccount.js'
import { ranking } from './ranking.js'

/** What the page of a base shows beside its rows. */
export interface PortfolioPageOptions {
  /** The day that it is of, as text. */
  readonly asOf?: string | undefined
  readonly accounts?: readonly PortfolioAccount[] | undefined
}

/** Only an address on the same site is a link: a page that somebody was sent leads nowhere else. */
const HREF = /^[\w.~%-]{1,200}(?:\/[\w.~%-]{1,200}){0,20}$/

const OPTIONS: OptionShape<PortfolioPageOptions> = {
  asOf: anyText,
  accounts: listOf(
    fieldsOf<PortfolioAccount>(
      {
        account: idText,
        href: is('an address on the same site, such as "accounts/acme.html"', value => typeof value === 'string' && HREF.test(value)),
        history: list,
        people: list,
      },
      ['account'],
    ),
  ),
}

/**
 * A base of accounts as one page of HTML that asks nothing of any network: what is at risk in all, the accounts in order with how each went in
 * a line, what moved and why, the groups, and what is not known. It has no script; each account links to its own page where one was named.
 *
 * @throws InvalidArgumentError for what is no result of `portfolio`, or an address that leads to another site
 * @example
 * import { createVillage } from 'account-village'
 * import { portfolio, standingOf } from 'account-village/portfolio'
 * import { toPortfolioPage } from 'account-village/render'
 * const village = createVillage({ account: { id: 'acme', name: 'Acme <SE>' } })
 * const html = toPortfolioPage(portfolio([standingOf(village, { asOf: '2026-03-02' })]), { asOf: '2026-03-02' })
 * html.includes('Acme &lt;SE&gt;') && !html.includes('<script') //=> true
 */
export function toPortfolioPage(base: Portfolio, options?: PortfolioPageOptions): string {
  checkGiven('toPortfolioPage', base, ['portfolio'])
  const given = optionsOf('toPortfolioPage', options, OPTIONS)
  checkNumbers('toPortfolioPage', { base, accounts: given.accounts ?? [] })
  return makeFrom('toPortfolioPage', 'base', base, () => pageOf(base, given))
}

function pageOf(base: Portfolio, { asOf, accounts = [] }: PortfolioPageOptions): string {
  const known = new Map(accounts.map(each => [each.account, each]))
  const sections = [
    ...base.rankings.map((each, i) => section(`ranking-${i + 1}`, `Where to look first, in ${each.currency}`, ...ranking(each, known))),
    ...(base.movers.length === 0
      ? []
      : [section('movers', 'What moved', element('ul', {}, ...base.movers.map(each => moved(each, known))))]),
    ...(base.groups.length === 0 ? [] : [section('groups', 'By group', groups(base.groups))]),
    ...(base.unranked.count === 0
      ? []
      : [
          section(
            'unranked',
            'In no ranking',
            element(
              'ul',
              {},
              ...base.unranked.accounts.map(({ account, name, reason }) =>
                element('li', {}, linked(account, name, known), `: ${UNRANKED[reason]}`),
              ),
            ),
            left(base.unranked.count - base.unranked.accounts.length),
          ),
        ]),
    ...(base.tooLittleKnown.count === 0
      ? []
      : [
          section(
            'unknown',
            'Too little known',
            element('p', { class: 'lead' }, 'Too little of what was said there still counts. These accounts are unknown, not neutral.'),
            element('ul', {}, ...base.tooLittleKnown.accounts.map(({ account, name }) => element('li', {}, linked(account, name, known)))),
            left(base.tooLittleKnown.count - base.tooLittleKnown.accounts.length),
          ),
        ]),
  ]
  const day = asOf === undefined ? '' : `as of ${plain(asOf)}`
  return htmlDocument({
    title: `All accounts${day === '' ? '' : `, ${day}`}`,
    style: `${pageStyle([], `All accounts ${day}`)}\n${MARK_RULES}\n${RULES}`,
    body: [
      element('a', { class: 'skip', href: '#content' }, 'Skip to the accounts'),
      element(
        'header',
        { class: 'top' },
        element(
          'p',
          { class: 'kicker' },
          element('span', {}, element('b', {}, 'All accounts'), ` · ${count(base.accounts, 'account', 'accounts')}`),
          element('span', {}, day),
        ),
        element('div', { class: 'say' }, element('h1', {}, unbroken(headline(base))), element('p', { class: 'explained' }, coverage(base))),
      ),
      element('main', { id: 'content', tabindex: -1 }, ...sections),
      element(
        'footer',
        {},
        element(
          'p',
          {},
          'Money at risk is the value of a decision times the chance of a no. Whiskers are 90\u00A0% intervals; an outline is not judged. Made with account-village.',
        ),
      ),
    ],
  })
}

const RULES = [
  '.spark{display:block;width:104px;height:26px}td .spark[aria-hidden]{width:120px;height:18px}main .course{stroke-width:1.6}',
  '.open{fill:none;stroke:var(--line);stroke-dasharray:3 2}',
  '@media print{.spark{width:90px}}',
].join('\n')

/** What is at risk in all, in one sentence. */
function headline({ accounts, rankings }: Portfolio): string {
  if (accounts === 0) return 'There is no account.'
  if (rankings.length === 0) return 'No open decision with a value is known in any account.'
  const [first] = rankings.flatMap(({ accounts: [top] }) => (top === undefined ? [] : [top]))
  const most = first === undefined ? '' : ` Look at ${plain(first.standing.name)} first.`
  return `At risk: ${rankings.map(({ total }) => totalWords(total)).join('; ')}.${most}`
}

function coverage({ coverage: { people, heard, accountsHeard, verdicts }, accounts }: Portfolio): string {
  const words = Object.entries(VERDICT_WORDS).flatMap(([verdict, word]) => {
    const number = Object.entries(verdicts).find(([name]) => name === verdict)?.[1] ?? 0
    return number === 0 ? [] : [`${grouped(number)} ${word}`]
  })
  const all = words.length === 0 ? '' : ` Sentiment: ${words.join(', ')}.`
  return `Heard ${grouped(heard)} of ${count(people, 'person', 'people')}, in ${grouped(accountsHeard)} of ${count(accounts, 'account', 'accounts')}.${all}`
}

function section(id: string, title: string, ...body: (Markup | false)[]): Markup {
  return element('section', { id, 'aria-labelledby': `${id}-heading` }, element('h2', { id: `${id}-heading` }, title), ...body)
}

function left(number: number): Markup | false {
  return number > 0 && element('p', { class: 'quiet' }, `and ${grouped(number)} more`)
}

function linked(account: string, name: string, known: ReadonlyMap<string, PortfolioAccount>): Markup {
  const href = known.get(account)?.href
  return href === undefined ? element('span', {}, plain(name)) : element('a', { href }, plain(name))
}

function moved({ account, name, from, before, after, total, main }: Mover, known: ReadonlyMap<string, PortfolioAccount>): Markup {
  const people = (known.get(account)?.people ?? []).flatMap((each): [string, string][] =>
    each.name === undefined ? [] : [[each.stakeholder, plain(each.name)]],
  )
  const names: Names = {
    account: plain(name),
    units: new Map(),
    people: new Map(people),
    present: new Set(people.map(([id]) => id)),
    unknown: new Set(),
  }
  const why = main === undefined ? '' : ` What did most: ${reasonWords(main, names)} (${signed(main.amount).trim()}).`
  return element(
    'li',
    {},
    linked(account, name, known),
    `: ${signed(total).trim()} since ${plain(from)}, from ${signed(before).trim()} to ${signed(after).trim()}.${why}`,
  )
}

function groups(all: readonly PortfolioGroup[]): Markup {
  return table(
    'Accounts by group',
    [
      { title: 'Group', flexible: true },
      { title: 'Accounts', align: 'right' },
      { title: 'At risk', flexible: true },
      { title: 'Unfavourable', align: 'right' },
      { title: 'Too little known', align: 'right' },
    ],
    all.map(({ group, accounts, money, verdicts }) => [
      group === undefined ? 'None' : plain(group),
      grouped(accounts),
      unbroken(money.map(part => `${part.currency} ${atRisk(part)}`).join('; ')),
      grouped(verdicts.unfavourable),
      grouped(verdicts.insufficientSignal),
    ]),
  )
}
