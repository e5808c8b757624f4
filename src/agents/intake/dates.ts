import { DAY, parseInstant } from '../../support/instants.js'
import { MONTHS, NUMBERS, UNITS, WEEKDAYS } from './dateWords.js'

/** The days that words may mean, both included, in milliseconds since 1970; two or more where the words mean one of several. */
export type Meant = readonly DaySpan[]

/** Days in a row, both included, in milliseconds since 1970. */
export interface DaySpan {
  readonly from: number
  readonly to: number
}

/**
 * The days that the words of a date mean on the day of the text, in English, German or French; none where they are not understood.
 *
 * A year that is left out is the one in which the date is nearest to the text. Of `next Tuesday` the coming Tuesday is first and that of the
 * next week, where it is another, second. `03/04/2026` may be in March or in April.
 *
 * @param day the first instant of the day of the text, in milliseconds
 * @param isAhead whether the date lies ahead: a year that is left out is then the first in which it does
 */
export function daysMeant(words: string, day: number, isAhead = false): Meant {
  const plain = plainDate(words)
  for (const form of FORMS) {
    const found = form.pattern.exec(plain)
    if (found === null) continue
    const meant = form.meant(found.groups ?? {}, { day, isAhead })
    if (meant.length > 0) return meant
  }
  return []
}

/** Without case, little words and the ends of ordinal numbers. */
function plainDate(words: string): string {
  return words
    .toLowerCase()
    .normalize('NFC')
    .replace(/[‘’´`]/g, "'")
    .replace(/\b(\d{1,2})(?:st|nd|rd|th|er)\b/g, '$1')
    .replace(/[,()"“”„«»!?;]/g, ' ')
    .replace(/\.(?=\s|$)(?<!\d\.)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(LEADING, '')
    .replace(/^(?:le|la|les|den|dem|der|the) (?=\S)/, '')
    .trim()
}

/** Words that say of which kind a date is and not which. */
const LEADING =
  /^(?:(?:by|on|at|before|until|till|from|since|starting|effective|as of|no later than|due|around|bis|am|zum|ab|seit|vor dem|spätestens|um|gegen|avant|d'ici|jusqu'au|jusqu'à|depuis|à partir du|à partir de|pour|vers|dès|au plus tard|le) )+/

interface DateForm {
  readonly pattern: RegExp
  readonly meant: (groups: { readonly [name: string]: string | undefined }, text: TextDay) => Meant
}

/** The day of the text, and whether dates lie ahead of it. */
interface TextDay {
  readonly day: number
  readonly isAhead: boolean
}

const MONTH = `(?<month>${Object.keys(MONTHS).join('|')})`
const WEEKDAY = `(?<weekday>${Object.keys(WEEKDAYS).join('|')})`
const NUMBER = `(?<number>\\d{1,3}|${Object.keys(NUMBERS).join('|')})`
const UNIT = `(?<unit>${Object.keys(UNITS).join('|')})`
/** A weekday that stands before a date and says nothing more. */
const OPTIONAL_WEEKDAY = `(?:(?:${Object.keys(WEEKDAYS).join('|')})\\.? (?:the |den |dem |le )?)?`
const END = '(?:the end of|end of|end|ende|ende des|ende der|fin|la fin de|fin du|fin de la|la fin du)'
const THIS = "(?:this|the|diesen|dieses|dieser|diese|des|der|ce|cette|cet|du|de la|le|la|l')"
const NEXT = '(?:next|nächste[nrsm]?|folgende[nrsm]?)'

const FORMS: readonly DateForm[] = [
  {
    pattern: /^(?<year>\d{4})-(?<month>\d{2})-(?<date>\d{2})$/,
    meant: ({ year, month, date }) => oneDay(calendarDay(Number(year), Number(month), Number(date))),
  },
  {
    pattern: new RegExp(`^${OPTIONAL_WEEKDAY}(?<date>\\d{1,2})\\.(?: ?)(?<month>\\d{1,2})\\.?(?: ?(?<year>\\d{2,4}))?$`),
    meant: ({ year, month, date }, text) => oneDay(dayIn(year, Number(month), Number(date), text)),
  },
  {
    pattern: new RegExp(`^${OPTIONAL_WEEKDAY}(?<first>\\d{1,2})[/-](?<second>\\d{1,2})(?:[/-](?<year>\\d{2,4}))?$`),
    meant({ first, second, year }, text) {
      const [a, b] = [Number(first), Number(second)]
      const both = [...oneDay(dayIn(year, b, a, text)), ...oneDay(dayIn(year, a, b, text))]
      return both.filter((each, i) => both.findIndex(({ from }) => from === each.from) === i)
    },
  },
  {
    pattern: new RegExp(`^${OPTIONAL_WEEKDAY}(?:the )?(?<date>\\d{1,2})\\.? (?:of )?${MONTH}(?: (?<year>\\d{4}))?$`),
    meant: ({ year, month = '', date }, text) => oneDay(dayIn(year, MONTHS[month] ?? 0, Number(date), text)),
  },
  {
    pattern: new RegExp(`^${OPTIONAL_WEEKDAY}${MONTH} (?:the )?(?<date>\\d{1,2})(?: (?<year>\\d{4}))?$`),
    meant: ({ year, month = '', date }, text) => oneDay(dayIn(year, MONTHS[month] ?? 0, Number(date), text)),
  },
  {
    pattern: new RegExp(
      `^(?<part>early|mid|late|anfang|mitte|${END}|début|mi)?[ -]?(?:in |of |im |en |de |d')?${MONTH}(?: (?<year>\\d{4}))?$`,
    ),
    meant: ({ part = '', month = '', year }, text) => partOf(part, monthIn(year, MONTHS[month] ?? 0, text)),
  },
  {
    pattern: new RegExp(
      `^(?<part>${END})? ?(?:of )?${THIS}? ?(?<which>next|nächste[nrsm]?|kommende[nrsm]?|last|letzte[nrsm]?)? ?(?<unit>week|month|quarter|year|woche|monats?|quartals?|jahre?s?|semaine|mois|trimestre|année|an)(?: (?<after>prochaine?|dernière?))?$`,
    ),
    meant: ({ part = '', which, after, unit = '' }, { day }) => partOf(part, periodAround(unit, stepsTo(which ?? after), day)),
  },
  {
    pattern: /^(?<part>end of|ende|fin)? ?(?:the )?q(?<quarter>[1-4])(?: (?<year>\d{4}))?$/,
    meant: ({ part = '', quarter, year }, text) => partOf(part, quarterIn(year, Number(quarter), text)),
  },
  {
    pattern:
      /^(?:today|heute|aujourd'hui|tonight)(?: (?:morning|noon|afternoon|evening|night|früh|mittag|abend|nacht|vormittag|nachmittag|matin|midi|soir))?$/,
    meant: (_, { day }) => oneDay(day),
  },
  { pattern: /^(?:the )?(?:day after tomorrow|übermorgen|après-demain|après demain)$/, meant: (_, { day }) => oneDay(day + 2 * DAY) },
  { pattern: /^(?:the )?(?:day before yesterday|vorgestern|avant-hier|avant hier)$/, meant: (_, { day }) => oneDay(day - 2 * DAY) },
  {
    pattern: /^(?:tomorrow|morgen|demain)(?: (?:morning|afternoon|evening|früh|abend|vormittag|nachmittag|matin|soir))?$/,
    meant: (_, { day }) => oneDay(day + DAY),
  },
  { pattern: /^(?:yesterday|gestern|hier)(?: (?:morning|afternoon|evening|abend|matin|soir))?$/, meant: (_, { day }) => oneDay(day - DAY) },
  {
    pattern: new RegExp(`^${NEXT} ${WEEKDAY}$|^${WEEKDAY.replace('weekday', 'before')} prochain$`),
    meant: ({ weekday, before }, { day }) => nextWeekday(WEEKDAYS[weekday ?? before ?? ''] ?? 0, day),
  },
  {
    pattern: new RegExp(
      `^${WEEKDAY} (?:next week|nächste woche|la semaine prochaine|de la semaine prochaine)$|^(?:next week|nächste woche|la semaine prochaine) ${WEEKDAY.replace('weekday', 'after')}$`,
    ),
    meant: ({ weekday, after }, { day }) => oneDay(mondayOf(day) + 7 * DAY + ((WEEKDAYS[weekday ?? after ?? ''] ?? 0) - 1) * DAY),
  },
  {
    pattern: new RegExp(`^(?:last|letzte[nr]?|vergangene[nr]?|vorige[nr]?) ${WEEKDAY}$|^${WEEKDAY.replace('weekday', 'before')} dernier$`),
    meant: ({ weekday, before }, { day }) =>
      oneDay(day - (((weekdayOf(day) - (WEEKDAYS[weekday ?? before ?? ''] ?? 0) + 6) % 7) + 1) * DAY),
  },
  {
    pattern: new RegExp(
      `^(?:${THIS} |coming |this coming |kommende[nr]? )?${WEEKDAY}(?: (?:morning|afternoon|evening|früh|abend|matin|soir))?$`,
    ),
    meant: ({ weekday = '' }, { day }) => oneDay(comingWeekday(WEEKDAYS[weekday] ?? 0, day)),
  },
  {
    pattern: new RegExp(`^(?:(?:today|heute) in|in|within|innerhalb von|binnen|dans|d'ici|sous) ${NUMBER} ${UNIT}$`),
    meant: ({ number = '', unit = '' }, { day }) => oneDay(shifted(day, numberOf(number), UNITS[unit])),
  },
  {
    pattern: new RegExp(`^${NUMBER} ${UNIT} (?:from now|from today)$`),
    meant: ({ number = '', unit = '' }, { day }) => oneDay(shifted(day, numberOf(number), UNITS[unit])),
  },
  {
    pattern: new RegExp(`^(?=vor |il y a |.* ago$)(?:vor |il y a )?${NUMBER} ${UNIT}(?: ago)?$`),
    meant: ({ number = '', unit = '' }, { day }) => oneDay(shifted(day, -numberOf(number), UNITS[unit])),
  },
]

function oneDay(day: number | undefined): Meant {
  return day === undefined || !Number.isFinite(day) ? [] : [{ from: day, to: day }]
}

/** A day of the calendar; none where no calendar has it. */
function calendarDay(year: number, month: number, date: number): number | undefined {
  const [yyyy, mm, dd] = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(date).padStart(2, '0')]
  return parseInstant(`${yyyy}-${mm}-${dd}`)
}

/** A day of a year that may be left out. */
function dayIn(year: string | undefined, month: number, date: number, text: TextDay): number | undefined {
  if (year !== undefined) return calendarDay(fullYear(year), month, date)
  const days = yearsAround(text.day).flatMap(each => calendarDay(each, month, date) ?? [])
  return chosen(
    text,
    days.map(each => ({ from: each, to: each })),
  )?.from
}

function fullYear(year: string): number {
  return year.length === 2 ? 2000 + Number(year) : Number(year)
}

function yearsAround(day: number): number[] {
  const year = new Date(day).getUTCFullYear()
  return [year - 1, year, year + 1]
}

/** The first span that has not passed where dates lie ahead; else one that is going on, or the nearest. */
function chosen({ day, isAhead }: TextDay, spans: readonly DaySpan[]): DaySpan | undefined {
  const distance = ({ from, to }: DaySpan): number => Math.max(from - day, day - to, 0)
  const ahead = spans.filter(({ to }) => to >= day)
  return isAhead && ahead.length > 0 ? ahead[0] : [...spans].sort((a, b) => distance(a) - distance(b))[0]
}

function monthIn(year: string | undefined, month: number, text: TextDay): DaySpan | undefined {
  const years = year === undefined ? yearsAround(text.day) : [fullYear(year)]
  return chosen(
    text,
    years.flatMap(each => monthsFrom(each, month, 1) ?? []),
  )
}

function quarterIn(year: string | undefined, quarter: number, text: TextDay): DaySpan | undefined {
  const years = year === undefined ? yearsAround(text.day) : [fullYear(year)]
  return chosen(
    text,
    years.flatMap(each => monthsFrom(each, 3 * quarter - 2, 3) ?? []),
  )
}

/** So many months from the first day of one on. A month may lie outside of the year. */
function monthsFrom(year: number, month: number, count: number): DaySpan | undefined {
  const [first, next] = [month, month + count].map(each =>
    calendarDay(year + Math.floor((each - 1) / 12), ((((each - 1) % 12) + 12) % 12) + 1, 1),
  )
  return first === undefined || next === undefined ? undefined : { from: first, to: next - DAY }
}

/** The beginning, the middle or the end of a span of days, or all of it. */
function partOf(part: string, span: DaySpan | undefined): Meant {
  if (span === undefined) return []
  const { from, to } = span
  const third = Math.round((to - from) / DAY / 3) * DAY
  if (/end|fin|late/.test(part)) return oneDay(to)
  if (/^(?:early|anfang|début)$/.test(part)) return [{ from, to: from + third }]
  if (/^(?:mid|mitte|mi)$/.test(part)) return [{ from: from + third, to: to - third }]
  return [span]
}

function stepsTo(which: string | undefined): number {
  if (which === undefined) return 0
  return /^(?:last|letzt|dern)/.test(which) ? -1 : 1
}

/** The week, month, quarter or year so many after that of a day. */
function periodAround(unit: string, steps: number, day: number): DaySpan | undefined {
  const [year, month] = [new Date(day).getUTCFullYear(), new Date(day).getUTCMonth() + 1]
  if (/^(?:week|woche|semaine)/.test(unit)) return { from: mondayOf(day) + 7 * steps * DAY, to: mondayOf(day) + (7 * steps + 6) * DAY }
  if (/^(?:month|monat|mois)/.test(unit)) return monthsFrom(year, month + steps, 1)
  if (/^(?:quarter|quartal|trimestre)/.test(unit)) return monthsFrom(year, month - ((month - 1) % 3) + 3 * steps, 3)
  return monthsFrom(year + steps, 1, 12)
}

/** From 1, Monday, to 7. */
function weekdayOf(day: number): number {
  return ((new Date(day).getUTCDay() + 6) % 7) + 1
}

function mondayOf(day: number): number {
  return day - (weekdayOf(day) - 1) * DAY
}

function comingWeekday(weekday: number, day: number): number {
  return day + (((weekday - weekdayOf(day) + 6) % 7) + 1) * DAY
}

function nextWeekday(weekday: number, day: number): Meant {
  const [coming, ofNextWeek] = [comingWeekday(weekday, day), mondayOf(day) + (6 + weekday) * DAY]
  return coming === ofNextWeek ? oneDay(coming) : [...oneDay(coming), ...oneDay(ofNextWeek)]
}

function numberOf(number: string): number {
  return NUMBERS[number] ?? Number(number)
}

function shifted(day: number, count: number, unit: 'day' | 'week' | 'month' | 'year' | undefined): number | undefined {
  if (unit === 'day') return day + count * DAY
  if (unit === 'week') return day + 7 * count * DAY
  const months = unit === 'year' ? 12 * count : count
  const date = new Date(day)
  const span = monthsFrom(date.getUTCFullYear(), date.getUTCMonth() + 1 + months, 1)
  // A month later than the 31st is the last day of a month that has none.
  return span === undefined ? undefined : Math.min(span.from + (date.getUTCDate() - 1) * DAY, span.to)
}
