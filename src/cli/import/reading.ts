import { DAY_ORDERS, type DayOrder, type DecimalSign, ENCODINGS, type Encoding, type ReadingRules } from '../../reading/rules.js'
import { CliFailure } from '../failure.js'

/** How cells are to be read that can be read in several ways. */
export const RULE_ARGS = {
  'time-zone': { type: 'string', description: 'the zone of times without one, such as Europe/Berlin or +02:00', valueHint: 'zone' },
  'day-order': { type: 'string', description: 'ymd, dmy or mdy: what comes first in days such as 3/4/2026', valueHint: 'order' },
  decimal: { type: 'string', description: 'the sign before the decimals of numbers: a point or a comma', valueHint: 'sign' },
  yes: { type: 'string', description: 'words for yes beside the usual ones, with commas between them', valueHint: 'words' },
  no: { type: 'string', description: 'words for no, in the same way', valueHint: 'words' },
  nothing: { type: 'string', description: 'words in cells that hold nothing, in the same way', valueHint: 'words' },
} as const

/** What every import can be told of how cells are to be read. */
export const READING_ARGS = {
  ...RULE_ARGS,
  encoding: {
    type: 'string',
    description: 'utf-8, utf-16 or windows-1252: how files are written that do not say so; utf-8 when absent',
    valueHint: 'name',
  },
  issues: { type: 'string', description: 'a file for all issues, one a line as JSON', valueHint: 'file' },
} as const

/** The rules among the options of a command. */
export function readingRulesIn(options: object): ReadingRules {
  const timeZone = textIn(options, 'time-zone')
  const dayOrder = textIn(options, 'day-order')
  const decimal = textIn(options, 'decimal')
  const encoding = encodingIn(options)
  const lists = (['yes', 'no', 'nothing'] as const).flatMap(name => {
    const words = textIn(options, name)
    return words === undefined ? [] : [[name, words.split(',').map(word => word.trim())] as const]
  })
  return {
    ...(timeZone !== undefined && { timeZone }),
    ...(dayOrder !== undefined && { dayOrder: dayOrderIn(dayOrder) }),
    ...(decimal !== undefined && { decimal: decimalIn(decimal) }),
    ...Object.fromEntries(lists),
    ...(encoding !== undefined && { encoding }),
  }
}

/** How files are written that do not say so. */
export function encodingIn(options: object): Encoding | undefined {
  const given = textIn(options, 'encoding')
  const found = ENCODINGS.find(each => each === given?.toLowerCase())
  if (given !== undefined && found === undefined) throw new CliFailure(`--encoding takes ${ENCODINGS.join(', ')}`, 2)
  return found
}

function dayOrderIn(text: string): DayOrder {
  const found = DAY_ORDERS.find(each => each === text.toLowerCase())
  if (found === undefined) throw new CliFailure(`--day-order takes ${DAY_ORDERS.join(', ')}`, 2)
  return found
}

function decimalIn(text: string): DecimalSign {
  if (text === '.' || text === 'point') return '.'
  if (text === ',' || text === 'comma') return ','
  throw new CliFailure('--decimal takes a point or a comma', 2)
}

function textIn(options: object, name: string): string | undefined {
  const given: unknown = Reflect.get(options, name)
  return typeof given === 'string' ? given : undefined
}
