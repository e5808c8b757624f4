import type { Prospect } from '../../../decision/prospect.js'
import type { AccountMoment } from '../../../report/accountHistory.js'
import type { AccountReport } from '../../../report/accountReport.js'
import { isFirm, type OpenDecisionOutlook } from '../../../report/outlookSummary.js'
import { DAY } from '../../../support/instants.js'
import type { Interval } from '../../../support/interval.js'
import { type Child, element, fragment, type Markup } from '../../../support/markup.js'
import { day, percent } from '../../numbers.js'
import { span } from '../../outlookWords.js'
import { startOf } from '../../pageOne/ago.js'
import { hatching } from '../../svg/marks.js'
import { round } from '../../svg/picture.js'
import { type ChartNote, chartNotes } from './chartNotes.js'

/** A chance of yes at a moment. */
interface Point {
  readonly x: number
  readonly chance: number
  readonly interval: Interval
}

/** One of the last year, and who was there. */
interface PastPoint extends Point {
  readonly at: string
  readonly people: AccountMoment['value']['people']
}

const SIZE = { width: 412, height: 224 }
/** Where the days of the last year begin and end, and where the vote is. */
const X = { left: 34, today: 284, vote: 352 }
const Y = { top: 16, bottom: 198 }
const YEAR = 365
/** Where notes stand: left of the figures of today. */
const NOTES = { left: X.left + 4, right: X.today - 14, top: Y.top - 4, bottom: Y.bottom - 2 }

/** The chance of yes over the last year as it was known on each day, today and at the vote; hatched where nobody who decides was heard. */
export function outlookChart(report: AccountReport, outlook: OpenDecisionOutlook, history: readonly AccountMoment[]): Markup {
  const isKnown = outlook.basis !== 'priorOnly'
  const isTold = isFirm(outlook)
  const ofToday = outlook.ifVotedToday
  const now = pointOf(ofToday, X.today, outlook.basis === 'mostlyPrior' ? ofToday?.range : ofToday?.interval)
  const vote = pointOf(outlook, X.vote, outlook.basis === 'mostlyPrior' ? outlook.range : outlook.interval)
  const past = pastPoints(report, outlook, history)
  const line = isTold && now !== undefined ? [...past, now] : past
  const notes = chartNotes(
    past.map(({ x, chance, at, people }) => ({ x, y: y(chance), chance, at, people })),
    report,
    NOTES,
  )
  return element(
    'svg',
    {
      class: 'picture chart',
      viewBox: `0 0 ${SIZE.width} ${SIZE.height}`,
      role: 'img',
      'aria-label': described(outlook, now, vote, notes),
    },
    isKnown
      ? axis()
      : [
          hatching(X.left, Y.top, X.vote - X.left, Y.bottom - Y.top, 9),
          element('path', { class: 'axis', d: `M${X.left} ${Y.bottom}H${X.vote + 6}` }),
        ],
    !isKnown && text('not known', (X.left + X.vote) / 2, (Y.top + Y.bottom) / 2, 'middle strong halo'),
    isKnown && unknownUntil((line[0] ?? now)?.x ?? X.today),
    isKnown && line.length > 1 && bandAndLine(line),
    isKnown && notes.map(noteOf),
    isKnown && now !== undefined && vote !== undefined && ends(now, vote, isTold),
    dates(report.asOf),
  )
}

function pointOf({ probabilityOfYes }: Partial<Prospect> = {}, x: number, interval: Interval | undefined): Point | undefined {
  return probabilityOfYes === undefined || interval === undefined ? undefined : { x, chance: probabilityOfYes, interval }
}

/** The moments of the last year at which a vote could be told, from the last one at which it could not. */
function pastPoints({ asOf }: AccountReport, { decision }: OpenDecisionOutlook, history: readonly AccountMoment[]): PastPoint[] {
  const points: PastPoint[] = []
  for (const { at, value } of history) {
    const ago = (startOf(asOf) - startOf(at)) / DAY
    if (ago <= 0 || ago > YEAR || (value.outlook.decision ?? decision) !== decision) continue
    const { ifVotedToday } = value.outlook
    const point = pointOf(ifVotedToday, X.today - ((X.today - X.left) * ago) / YEAR, ifVotedToday?.interval)
    if (point === undefined || value.outlook.basis !== 'evidence') points.length = 0
    else points.push({ ...point, at, people: value.people })
  }
  return points
}

function y(chance: number): number {
  return Y.bottom - (Y.bottom - Y.top) * chance
}

function axis(): Child {
  return [0, 0.5, 1].map(chance => [
    element('path', { class: chance === 0 ? 'axis' : 'rule', d: `M${X.left} ${y(chance)}H${X.vote + 6}` }),
    text(`${100 * chance}`, X.left - 6, y(chance) + 4, 'quiet end'),
  ])
}

/** The days of the last year of which nothing may be told. */
function unknownUntil(x: number): Child {
  return x - X.left > 8 && hatching(X.left, Y.top, x - X.left, Y.bottom - Y.top, 9)
}

function bandAndLine(points: readonly Point[]): Child {
  const upper = points.map(({ x, interval }) => `${round(x)} ${round(y(interval[1]))}`)
  const lower = points.map(({ x, interval }) => `${round(x)} ${round(y(interval[0]))}`).reverse()
  return [
    element('path', { class: 'band', d: `M${[...upper, ...lower].join('L')}Z` }),
    element('path', { class: 'course', d: `M${points.map(({ x, chance }) => `${round(x)} ${round(y(chance))}`).join('L')}` }),
  ]
}

/** What happened at a moment, on a thin line to the curve. */
function noteOf({ words, x, y: at, textX, textY }: ChartNote): Child {
  const isOver = textY < at
  const from = isOver ? textY + 4 : textY - 13
  return [
    element('path', { class: 'pointer', d: `M${round(x)} ${round(at + (isOver ? -4 : 4))}V${round(from)}` }),
    text(words, textX, textY, 'note halo middle'),
  ]
}

/** Today as a dot and the vote as a diamond, each with its interval; where they may not be told as numbers, the intervals alone. */
function ends(now: Point, vote: Point, isTold: boolean): Child {
  const [low, high] = [now, vote].map(({ chance }) => y(chance))
  return [
    isTold && element('path', { class: 'course dotted', d: `M${now.x} ${round(low ?? 0)}L${vote.x} ${round(high ?? 0)}` }),
    whiskers(now, isTold),
    whiskers(vote, isTold),
    isTold && [
      element('circle', { class: 'ink dot', cx: now.x, cy: round(y(now.chance)), r: 5.5 }),
      element('path', { class: 'diamond', d: `M${vote.x} ${round(y(vote.chance) - 7)}l7 7-7 7-7-7z` }),
      figure(now, 11),
      figure(vote, 11),
    ],
  ]
}

/** A figure beside its sign: above the line where there is room, below it where the sign is near the top. */
function figure({ x, chance }: Point, apart: number): Child {
  const isHigh = y(chance) < Y.top + 14
  return text(percent(chance), x + apart, y(chance) + (x === X.vote ? 5 : isHigh ? 20 : -9), 'figure halo')
}

/** An interval; its ends are written beside it where they are far enough from the figure and from each other. */
function whiskers({ x, chance, interval: [low, high] }: Point, isTold: boolean): Child {
  const [top, bottom] = [y(high), y(low)]
  const isFree = (at: number): boolean => !isTold || Math.abs(at - y(chance)) > 22
  const ends = bottom - top < 30 ? [] : [low, high].filter(end => isFree(y(end)))
  return [
    element('path', { class: 'whisker', d: `M${x} ${round(bottom)}V${round(top)}M${x - 5} ${round(bottom)}h10M${x - 5} ${round(top)}h10` }),
    ...ends.map(end => text(percent(end).replace(' %', ''), x + 8, y(end) + 4, 'quiet halo')),
  ]
}

function dates(asOf: string): Child {
  const before = (days: number): string => new Date(startOf(asOf) - days * DAY).toISOString().slice(0, 7)
  const ticks = [
    [X.left, before(YEAR)],
    [(X.left + X.today) / 2, before(Math.round(YEAR / 2))],
    [X.today, day(asOf) === asOf ? 'today' : 'now'],
    [X.vote, 'vote'],
  ] as const
  return fragment(
    ticks.map(([x, name]) => [element('path', { class: 'axis', d: `M${x} ${Y.bottom}v5` }), text(name, x, Y.bottom + 19, 'quiet middle')]),
  )
}

function text(content: string, x: number, at: number, name: string): Markup {
  return element('text', { class: name, x: round(x), y: round(at) }, content.replace(' ', '\u00A0'))
}

function described(outlook: OpenDecisionOutlook, now: Point | undefined, vote: Point | undefined, notes: readonly ChartNote[]): string {
  if (outlook.basis === 'priorOnly' || now === undefined || vote === undefined) return 'Chance of yes: not known.'
  const said = ({ chance, interval }: Point): string =>
    isFirm(outlook) ? `${percent(chance)}, 90 % interval ${span(interval, 'to')}` : `between ${span(interval, 'and')}`
  const events = notes.map(({ words, on }) => ` ${on}, ${words}.`).join('')
  return `Chance of yes: ${said(now)} today; ${said(vote)} at the vote.${events}`
}
