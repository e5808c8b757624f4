import { InvalidArgumentError, quoted } from '../errors.js'
import { isModest } from '../math/given.js'
import type { Village } from '../model/village.js'
import { type OptionCheck, wrong } from '../support/options.js'
import { kindOf, shown } from '../support/shown.js'
import { knownBy } from '../village/knownBy.js'
import { momentOf } from '../village/moment.js'
import type { Forecast } from './forecast.js'
import { FORECAST_LIMITS } from './limits.js'
import { OWN_NAMES } from './rivals.js'

/**
 * A number that may tell how a decision falls, such as what the stage of the deal in a CRM was worth: the higher, the likelier, on whatever
 * scale; `undefined` where there is none.
 *
 * @param village the account as it was known on the day of the forecast: nothing that came or was learned later is in it
 * @param decision the id of the decision
 * @param at the day of the forecast; `snapshot(village, at, { decision })` is what the forecast was made from
 */
export type OwnScore = (village: Village, decision: string, at: string) => number | undefined

/** Scores of one's own, by name. */
export type OwnScores = { readonly [name: string]: OwnScore }

/** What is wrong with scores of one's own. */
export const ownScores: OptionCheck = (given, path) => {
  if (typeof given !== 'object' || given === null || kindOf(given) !== 'object') {
    return [wrong(path, `is ${shown(given)}, not an object of functions by name`)]
  }
  const entries: [string, unknown][] = Object.entries(given)
  const most = FORECAST_LIMITS.scores
  if (entries.length > most) return [wrong(path, `holds ${entries.length} scores, at most ${most} are allowed`)]
  return entries.flatMap(([name, score]) => {
    const place = placeOf(path, name)
    if (name === '') return [wrong(path, 'holds a score without a name')]
    if (OWN_NAMES.includes(name))
      return [wrong(place, `is the name of a rival that is always there. Choose another than ${OWN_NAMES.join(', ')}.`)]
    return typeof score === 'function' ? [] : [wrong(place, `${shown(score)} is not a function`)]
  })
}

/** What scores of one's own say at a forecast, in their order. */
export function askedScores(scores: OwnScores, village: Village, forecast: Forecast): (number | undefined)[] {
  const entries = Object.entries(scores)
  if (entries.length === 0) return []
  const known = knownBy('backtest', village, momentOf('backtest', 'at', forecast.at).last)
  return entries.map(([name, score]) => asked(name, score, known, forecast))
}

function asked(name: string, score: OwnScore, village: Village, { account, decision, at }: Forecast): number | undefined {
  const refusal = (what: string, options?: ErrorOptions) => {
    const message = `${what} for decision ${quoted(decision)} of account ${quoted(account)} on ${at}`
    return new InvalidArgumentError('backtest', [wrong(placeOf('scores', name), message)], options)
  }
  let value: unknown
  try {
    value = score(village, decision, at)
  } catch (cause) {
    throw refusal('threw an error, which is the cause of this one,', { cause })
  }
  if (value === undefined || isModest(value)) return value
  throw refusal(`gave ${shown(value)}, neither a number within -1e50..1e50 nor undefined,`)
}

function placeOf(path: string, name: string): string {
  return /^[A-Za-z_$][\w$]{0,39}$/.test(name) ? `${path}.${name}` : `${path}[${quoted(name)}]`
}
