import type { AccountReport } from '../../../report/accountReport.js'
import { stanceOf } from '../../../sentiment/stance.js'
import { element, fragment, type Markup } from '../../../support/markup.js'
import { NINETY_PERCENT } from '../../../support/normal.js'
import { type Names, nameOf, namesOf, unitNameOf } from '../../names.js'
import { count, percent, signed } from '../../numbers.js'
import { hatching, MARK_RULES, stanceLegend, stanceMark } from '../marks.js'
import { label, type Picture, round, textWidth } from '../picture.js'
import { colour } from '../style.js'
import { rowsOf, type TreeRow } from './rows.js'

/** So many rows stay legible on a page. */
const MOST_ROWS = 40

const WIDTH = 960
const LEFT = 24
const NAMES_RIGHT = 290
const SHARES = { left: 300, right: 570 } as const
const VALUES = { left: 640, right: 880 } as const
const ROW = 22
const TOP = 84

const RULES = [
  MARK_RULES,
  '.picture .tr-title{font-size:18px}',
  '.picture .tr-note{font-size:12px}',
  `.picture .tr-half{fill-opacity:.4}`,
  `.picture .tr-empty{fill:none;stroke:${colour('line')};stroke-width:1}`,
  `.picture .tr-span{stroke:${colour('line')};stroke-width:1.5;fill:none}`,
  `.picture .tr-stripe{fill:${colour('region')}}`,
  `.picture .tr-branch{stroke:${colour('line')};stroke-width:1;fill:none}`,
].join('\n')

/**
 * The sentiment of the account, its units and its people, level by level: how large each one's share of the account's voice is, lying
 * exactly below what it is a part of, and what they think with what it may be. What nobody told is hatched, never a number.
 */
export function sentimentTreePicture(
  report: Pick<AccountReport, 'account' | 'asOf' | 'sentiment' | 'people' | 'former' | 'units'>,
): Picture {
  const names = namesOf(report)
  const rows = rowsOf(report.sentiment.tree, MOST_ROWS)
  const bottom = TOP + ROW * rows.length
  const title = `${names.account} · sentiment, level by level`
  return {
    width: WIDTH,
    height: bottom + 62,
    title,
    description: described(report.sentiment.tree.children.length, rows, report),
    rules: RULES,
    body: fragment(
      label(title, LEFT, 28, { class: 'tr-title strong', width: WIDTH - 2 * LEFT, size: 18 }),
      label(report.asOf, LEFT, 46, { class: 'quiet' }),
      rows.map((_, i) => (i % 2 === 1 ? undefined : stripe(TOP + ROW * i))),
      heads(bottom),
      rows.map((row, i) => rowOf(row, TOP + ROW * i, names)),
      branches(rows),
      stanceLegend(LEFT, bottom + 44),
    ),
  }
}

function described(parts: number, rows: readonly TreeRow[], { sentiment, people }: Pick<AccountReport, 'sentiment' | 'people'>): string {
  const unheard = people.filter(({ sentiment: own }) => own.value === undefined).length
  const whole =
    sentiment.value === undefined
      ? 'Too little is known to tell the sentiment of the account'
      : `The account stands at ${signed(sentiment.value).trim()}`
  return `${whole}, made up of ${count(parts, 'part', 'parts')} in ${count(rows.length, 'row', 'rows')}; ${unheard} of ${count(people.length, 'person was', 'people were')} never heard.`
}

/** What the columns are, with their scales. */
function heads(bottom: number): Markup {
  const x = valueAt
  return fragment(
    label('share of the voice', SHARES.left, TOP - 12, { class: 'quiet small' }),
    [-1, -0.5, 0, 0.5, 1].map(value => [
      element('line', { class: value === 0 ? 'axis' : 'rule', x1: x(value), x2: x(value), y1: TOP - 6, y2: bottom }),
      label(value === 0 ? '0' : `${value < 0 ? '−' : '+'}${Math.abs(value)}`, x(value), TOP - 12, { class: 'middle quiet small' }),
    ]),
    label('sentiment, with its 90 % interval', (VALUES.left + VALUES.right) / 2, TOP - 28, { class: 'middle quiet small' }),
    [SHARES.left, SHARES.right].map(at => element('line', { class: 'rule', x1: at, x2: at, y1: TOP - 6, y2: bottom })),
  )
}

function valueAt(value: number): number {
  return round(VALUES.left + ((Math.max(-1, Math.min(1, value)) + 1) / 2) * (VALUES.right - VALUES.left))
}

function stripe(top: number): Markup {
  return element('rect', { class: 'tr-stripe', x: LEFT - 8, y: top, width: WIDTH - 2 * LEFT + 16, height: ROW })
}

function rowOf(row: TreeRow, top: number, names: Names): Markup {
  const left = LEFT + 16 * row.depth
  const isWhole = row.kind === 'account' || row.kind === 'unit'
  return fragment(
    label(nameFor(row, names), left, top + 15, {
      class: isWhole ? 'strong' : row.kind === 'rest' ? 'quiet' : '',
      width: NAMES_RIGHT - left,
      // Strong letters are wider.
      size: isWhole ? 14.5 : 13,
    }),
    shareBar(row, top),
    label(percent(row.share), SHARES.right + 8, top + 15, { class: 'quiet' }),
    row.value === undefined ? unheard(row, top) : heard(row, row.value, top),
  )
}

function nameFor({ kind, id, people }: TreeRow, names: Names): string {
  if (kind === 'rest') return people === 0 ? 'and smaller units' : `and ${people} more`
  return kind === 'account' ? names.account : kind === 'unit' ? unitNameOf(names, id) : nameOf(names, id)
}

/** Its share of the account, where it lies within what it is a part of. */
function shareBar({ start, share, value }: TreeRow, top: number): Markup {
  const stance = stanceOf(value)
  const scale = SHARES.right - SHARES.left
  const [x, y, width, height] = [SHARES.left + start * scale, top + 4, Math.max(share * scale, 1), ROW - 8]
  const box = { x: round(x), y: round(y), width: round(width), height: round(height) }
  if (stance === 'unknown') return fragment(hatching(x, y, width, height, 6), element('rect', { class: 'tr-empty', ...box }))
  const half = stance === 'supporter' || stance === 'nonSupporter' || stance === 'neutral'
  return element('rect', { class: `stance-${stance}${half ? ' tr-half' : ''}`, 'stroke-width': 1, ...box })
}

function heard({ sd }: TreeRow, value: number, top: number): Markup {
  const y = top + ROW / 2
  const span = sd === undefined ? undefined : [valueAt(value - NINETY_PERCENT * sd), valueAt(value + NINETY_PERCENT * sd)]
  return fragment(
    span === undefined ? undefined : element('line', { class: 'tr-span', x1: span[0], x2: span[1], y1: y, y2: y }),
    stanceMark(stanceOf(value), valueAt(value), y),
    label(signed(value).trim(), VALUES.right + 46, top + 15, { class: 'end' }),
  )
}

/** Nobody told: no mark on the scale, which would look like a number. */
function unheard({ kind }: TreeRow, top: number): Markup {
  const text = kind === 'stakeholder' ? 'never heard' : kind === 'account' ? 'not enough signal' : 'nobody heard'
  const right = VALUES.right + 46
  return fragment(
    hatching(VALUES.left, top + 6, right - textWidth(text, 12) - 8 - VALUES.left, ROW - 12, 6),
    label(text, right, top + 15, { class: 'end quiet tr-note' }),
  )
}

/** Lines from each part to what it is a part of. */
function branches(rows: readonly TreeRow[]): Markup {
  const lines = rows.flatMap((row, i) => {
    if (row.depth === 0) return []
    const parent = rows.findLastIndex((other, j) => j < i && other.depth < row.depth)
    const x = LEFT + 16 * (row.depth - 1) + 4
    const y = TOP + ROW * i + 11
    return [`M${x},${TOP + ROW * parent + 20}V${y}h8`]
  })
  return lines.length === 0 ? fragment() : element('path', { class: 'tr-branch', d: lines.join('') })
}
