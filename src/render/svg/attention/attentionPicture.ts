import { type ScaleLinear, scaleLinear } from 'd3-scale'
import { CLASS_ORDER } from '../../../model/role.js'
import type { AccountReport } from '../../../report/accountReport.js'
import { element, fragment, type Markup } from '../../../support/markup.js'
import { CLASS_WORDS } from '../../classWords.js'
import { namesOf } from '../../names.js'
import { count, percent, signedPoints } from '../../numbers.js'
import { label, type Picture, round } from '../picture.js'
import { colour } from '../style.js'
import { type AttentionRow, peopleRows } from './rows.js'

const WIDTH = 960
const LEFT = 24
const SCALE = { left: 340, right: 730 } as const
const COLUMNS = { attention: 804, power: 864, beyond: 934 } as const
const ROW = 24
const TOP = 112

/** What one of a class is called. */
const ROLE_WORDS = { decider: 'decider', gate: 'gate', advocate: 'advocate', user: 'user', unknown: 'role unknown' } as const

const RULES = [
  '.picture .at-title{font-size:18px}',
  '.picture .at-verdict{font-size:14px}',
  `.picture .at-stripe{fill:${colour('region')}}`,
  `.picture .at-power{fill:${colour('paper')};stroke:${colour('ink')};stroke-width:1.75}`,
  ...CLASS_ORDER.flatMap(each => [
    `.picture .at-${each}{fill:${colour(each)};stroke:${colour(each)}}`,
    `.picture .at-gap-${each}{stroke:${colour(each)};stroke-opacity:.45;stroke-width:6}`,
  ]),
].join('\n')

/**
 * Where our attention went, class by class and person by person, beside where power lies: a dot for what they get, a diamond for what their
 * power would be worth, and between them what is too much or too little.
 */
export function attentionPicture(report: Pick<AccountReport, 'account' | 'asOf' | 'attention' | 'people' | 'former' | 'units'>): Picture {
  const names = namesOf(report)
  const { attention } = report
  const classes = CLASS_ORDER.flatMap((each): AttentionRow[] => {
    const share = attention.byClass[each]
    return share.attention > 0 || share.target > 0 ? [{ name: CLASS_WORDS[each], class: each, share, kind: 'class' }] : []
  })
  const people = peopleRows(report, names)
  const largest = Math.max(0.05, ...[...classes, ...people].map(({ share }) => Math.max(share.attention, share.target)))
  const scale = scaleLinear().domain([0, largest]).range([SCALE.left, SCALE.right]).nice(4)
  const peopleTop = TOP + ROW * classes.length + 44
  const bottom = peopleTop + ROW * people.length
  const title = `${names.account} · our attention beside their power`
  const isKnown = attention.overinvestment !== undefined
  return {
    width: WIDTH,
    height: bottom + 56,
    title,
    description: `${verdict(report)} ${count(people.length, 'row', 'rows')} of people below.`,
    rules: RULES,
    body: fragment(
      label(title, LEFT, 28, { class: 'at-title strong', width: WIDTH - 2 * LEFT, size: 18 }),
      label(basis(report), LEFT, 46, { class: 'quiet' }),
      label(verdict(report), LEFT, 72, { class: 'at-verdict strong', width: WIDTH - 2 * LEFT, size: 15 }),
      block('By class', classes, TOP, scale, isKnown),
      block('By person', people, peopleTop, scale, isKnown),
      legend(bottom + 36),
    ),
  }
}

function basis({ asOf, attention: { days, interactions, unit } }: Pick<AccountReport, 'asOf' | 'attention'>): string {
  return `the ${count(days, 'day', 'days')} up to ${asOf}, counted in ${unit} of ${count(interactions, 'interaction', 'interactions')}`
}

function verdict({ attention: { overinvestment, days } }: Pick<AccountReport, 'attention'>): string {
  if (overinvestment === undefined) return `There was no interaction with anybody who is there in the last ${count(days, 'day', 'days')}.`
  if (Math.abs(overinvestment) < 0.005) return 'Users get as much of our attention as they have power.'
  const points = Math.round(Math.abs(overinvestment) * 100)
  return `Users get ${count(points, 'percentage point', 'percentage points')} ${overinvestment > 0 ? 'more' : 'less'} of our attention than their share of power.`
}

function block(heading: string, rows: readonly AttentionRow[], top: number, scale: ScaleLinear<number, number>, isKnown: boolean): Markup {
  const bottom = top + ROW * rows.length
  return fragment(
    label(heading, LEFT, top - 10, { class: 'strong' }),
    rows.map((_, i) => (i % 2 === 1 ? undefined : stripe(top + ROW * i))),
    scale.ticks(4).map(share => {
      const x = round(scale(share))
      return [
        element('line', { class: share === 0 ? 'axis' : 'rule', x1: x, x2: x, y1: top - 4, y2: bottom }),
        label(percent(share), x, top - 10, { class: 'middle small quiet' }),
      ]
    }),
    Object.entries(COLUMNS).map(([name, x]) => label(name, x, top - 10, { class: 'end small quiet' })),
    rows.map((row, i) => rowOf(row, top + ROW * i, share => scale(share), isKnown)),
  )
}

function stripe(top: number): Markup {
  return element('rect', { class: 'at-stripe', x: LEFT - 8, y: top, width: WIDTH - 2 * LEFT + 16, height: ROW })
}

function rowOf({ kind, name, class: own, share }: AttentionRow, top: number, x: (share: number) => number, isKnown: boolean): Markup {
  const y = top + ROW / 2
  const [gets, due] = [x(share.attention), x(share.target)]
  return fragment(
    own === undefined ? undefined : element('rect', { class: `at-${own}`, x: LEFT, y: y - 5, width: 10, height: 10 }),
    label(name, LEFT + 18, top + 16, { class: own === undefined ? 'quiet' : '', width: SCALE.left - LEFT - 105 }),
    kind === 'person' && own !== undefined ? label(ROLE_WORDS[own], SCALE.left - 14, top + 16, { class: 'end small quiet' }) : undefined,
    isKnown && Math.abs(gets - due) > 1
      ? element('line', { class: `at-gap-${own ?? 'unknown'}`, x1: round(due), x2: round(gets), y1: y, y2: y })
      : undefined,
    element('path', { class: 'at-power', d: `M${round(due)},${y - 6}l6,6l-6,6l-6,-6Z` }),
    isKnown ? element('circle', { class: `at-${own ?? 'unknown'}`, cx: round(gets), cy: y, r: 4.5 }) : undefined,
    label(isKnown ? percent(share.attention) : '–', COLUMNS.attention, top + 16, { class: 'end' }),
    label(percent(share.target), COLUMNS.power, top + 16, { class: 'end quiet' }),
    label(isKnown ? signedPoints(share.excess).replace(/ points?$/, '') : '–', COLUMNS.beyond, top + 16, { class: 'end strong' }),
  )
}

function legend(y: number): Markup {
  return fragment(
    element('circle', { class: 'at-user', cx: LEFT + 6, cy: y - 4, r: 4.5 }),
    label('share of our attention', LEFT + 16, y, { class: 'small quiet' }),
    element('path', { class: 'at-power', d: `M${LEFT + 166},${y - 10}l6,6l-6,6l-6,-6Z` }),
    label('share of power', LEFT + 178, y, { class: 'small quiet' }),
    label('beyond: what they get beyond their power, in percentage points', COLUMNS.beyond, y, { class: 'small quiet end' }),
  )
}
