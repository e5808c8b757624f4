import { ExactSum } from '../math/exactSum.js'
import type { StandingMoney } from '../report/standingIn.js'
import type { TimeInput } from '../support/instants.js'
import type { Interval } from '../support/interval.js'
import { above0, date, fieldsOf, finite, is, listOf, type OptionCheck, wrong } from '../support/options.js'
import { compareText } from '../support/order.js'

/** What currencies are worth, as the caller gives it: the library knows no rates. */
export interface CurrencyRates {
  /** The ISO 4217 code of the currency in which all is counted. */
  readonly base: string
  /** The day of the rates. */
  readonly at: TimeInput
  /**
   * How many units of `base` one unit of each other currency is worth, above 0: `currency` is its ISO 4217 code, each once and never
   * `base`.
   */
  readonly per: readonly { readonly currency: string; readonly rate: number }[]
}

const code = is('a currency such as "EUR"', value => typeof value === 'string' && /^[A-Z]{3}$/.test(value))
const shape = fieldsOf<CurrencyRates>(
  { base: code, at: date, per: listOf(fieldsOf({ currency: code, rate: above0 }, ['currency', 'rate']), 1000) },
  ['base', 'at', 'per'],
)

/** Rates, each currency once and the base not among them. */
export const ratesCheck: OptionCheck = (value, path) => {
  if (!isOfShape(value)) return shape(value, path)
  const seen = new Set([value.base])
  return value.per.flatMap(({ currency }, i) => {
    const isNew = !seen.has(currency)
    seen.add(currency)
    if (isNew) return []
    return [
      wrong(`${path}.per[${i}].currency`, `${currency} is ${currency === value.base ? 'the base' : 'there twice'}. Give one rate each.`),
    ]
  })
}

const interval = is('an interval of two numbers', value => Array.isArray(value) && value.length === 2 && value.every(Number.isFinite))

/** What hangs on the decisions of an account, currency by currency. */
export const moneyCheck: OptionCheck = listOf(
  fieldsOf<StandingMoney>({ currency: code, revenueAtRisk: finite, interval, notJudged: finite }, ['currency']),
)

function isOfShape(value: unknown): value is CurrencyRates {
  return shape(value, '').length === 0
}

/** Whether a value is rates. */
export function isRates(value: unknown): value is CurrencyRates {
  return ratesCheck(value, '').length === 0
}

/** Money in the base of rates; `undefined` where a currency has none. */
export function converted(money: readonly StandingMoney[], { base, per }: CurrencyRates): readonly StandingMoney[] | undefined {
  const rates = new Map([[base, 1], ...per.map(({ currency, rate }) => [currency, rate] as const)])
  const parts = money.flatMap(part => {
    const rate = rates.get(part.currency)
    return rate === undefined ? [] : [times(part, rate, base)]
  })
  if (parts.length < money.length) return undefined
  const sums = new MoneySums()
  sums.add(parts)
  return sums.money()
}

function times({ revenueAtRisk, interval, notJudged }: StandingMoney, rate: number, currency: string): StandingMoney {
  return {
    currency,
    ...(revenueAtRisk !== undefined && { revenueAtRisk: revenueAtRisk * rate }),
    ...(interval !== undefined && { interval: [interval[0] * rate, interval[1] * rate] satisfies Interval }),
    ...(notJudged !== undefined && { notJudged: notJudged * rate }),
  }
}

/** The parts of what hangs on decisions that are added up, and what reads each of them. */
const ADDED = [
  ({ revenueAtRisk }: StandingMoney) => revenueAtRisk,
  ({ interval }: StandingMoney) => interval?.[0],
  ({ interval }: StandingMoney) => interval?.[1],
  ({ notJudged }: StandingMoney) => notJudged,
] as const

/** The sums of each currency, whatever the order in which its parts come; what no part has stays absent. */
export class MoneySums {
  readonly #sums = new Map<string, (ExactSum | undefined)[]>()

  add(parts: Iterable<StandingMoney>): void {
    for (const part of parts) {
      const sums = this.#sums.get(part.currency) ?? []
      this.#sums.set(part.currency, sums)
      for (const [i, read] of ADDED.entries()) {
        const amount = read(part)
        if (amount === undefined) continue
        const sum = sums[i] ?? new ExactSum()
        sum.add(amount)
        sums[i] = sum
      }
    }
  }

  /** In order of the currency. */
  money(): readonly StandingMoney[] {
    const all = [...this.#sums].sort(([a], [b]) => compareText(a, b))
    return all.map(([currency, sums]) => {
      const [revenueAtRisk, low, high, notJudged] = ADDED.map((_, i) => sums[i]?.value())
      return {
        currency,
        ...(revenueAtRisk !== undefined && { revenueAtRisk }),
        ...(low !== undefined && high !== undefined && { interval: [low, high] satisfies Interval }),
        ...(notJudged !== undefined && { notJudged }),
      }
    })
  }
}
