import { errorFor } from '../errors.js'
import type { AccountStanding } from '../report/standingIn.js'
import { checkLength, checkNumbers } from '../support/finite.js'
import { anyText, idText, type OptionCheck, type OptionShape, oneOf, optionsOf, whole, wholeOrAll, wrong } from '../support/options.js'
import { reading } from '../support/reading.js'
import { checkGiven } from '../village/given.js'
import type { Portfolio, PortfolioOptions } from './base.js'
import { moneyCheck, ratesCheck } from './currencies.js'
import { gatherPortfolio } from './gatherPortfolio.js'

/** What each option of a base may be. */
export const PORTFOLIO_OPTIONS: OptionShape<PortfolioOptions> = {
  by: oneOf('owner', 'segment', 'parent'),
  rates: ratesCheck,
  most: wholeOrAll(1),
}

/**
 * A base of accounts, ranked by money at risk: where to look first, what moved, and what is not known.
 *
 * Accounts whose chance of yes rests on evidence come first, by their revenue at risk; the others follow, marked as not judged, by what would
 * be at risk if everybody unheard said no. Amounts of two currencies are never added unless rates are given.
 *
 * @param standings rows of `standingOf`, one for each account
 * @throws InvalidArgumentError for what is no row of `standingOf`, an account given twice, or options that make no sense;
 * LimitExceededError for more than a million rows
 * @example
 * import { createVillage } from 'account-village'
 * import { portfolio, standingOf } from 'account-village/portfolio'
 * const of = (account: string, amount: number, sentiment: number) =>
 *   standingOf(
 *     createVillage({
 *       account,
 *       stakeholders: [{ id: 'bo', roles: ['economicBuyer'] }],
 *       observations: [{ stakeholder: 'bo', at: '2026-03-02', sentiment, via: 'interview' }],
 *       decisions: [{ id: 'deal', name: 'Renewal', kind: 'renewal', value: { amount, currency: 'EUR' }, expectedAt: '2026-05-31' }],
 *     }),
 *     { asOf: '2026-03-02' },
 *   )
 * const { rankings } = portfolio([of('North', 300_000, 0.6), of('South', 200_000, -0.6)])
 * rankings[0]?.accounts.map(({ standing }) => standing.account) //=> ['South', 'North']
 */
export function portfolio(standings: readonly AccountStanding[], options?: PortfolioOptions): Portfolio {
  const given = optionsOf('portfolio', options, PORTFOLIO_OPTIONS)
  if (!Array.isArray(standings))
    throw errorFor('portfolio', [wrong('standings', 'are no list of rows; standingOf(village, { asOf }) gives one')])
  checkLength('portfolio', 'standings', standings)
  checkNumbers('portfolio', { standings })
  return reading(
    'portfolio',
    'standings',
    () => {
      const gathered = gatherPortfolio('portfolio', given)
      for (const [i, standing] of Array.from(standings).entries()) {
        checkStanding(standing, `standings[${i}]`)
        gathered.add(standing)
      }
      return gathered.portfolio()
    },
    'lack a field, or have one of another kind. Make them anew with standingOf.',
  )
}

/** Refuses what is no row of `standingOf`, or one that was changed so that it cannot be counted. */
function checkStanding(standing: AccountStanding, path: string): void {
  checkGiven('portfolio', standing, ['standing'], path)
  const issues = Object.entries(COUNTED).flatMap(([field, check]) => check(Reflect.get(standing, field), `${path}.${field}`))
  if (issues.length > 0) throw errorFor('portfolio', issues)
}

const COUNTED = {
  account: idText,
  name: anyText,
  verdict: oneOf('favourable', 'neutral', 'unfavourable', 'undecided', 'insufficientSignal'),
  people: whole(0),
  heard: whole(0),
  money: moneyCheck,
} satisfies { readonly [Field in keyof AccountStanding]?: OptionCheck }
