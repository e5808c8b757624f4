import { CLASS_ORDER } from '../../model/role.js'
import type { AccountMoment } from '../../report/accountHistory.js'
import type { AccountReport } from '../../report/accountReport.js'
import type { PersonReport } from '../../report/people.js'
import { STANCES, stanceOf } from '../../sentiment/stance.js'
import { element, type Markup } from '../../support/markup.js'
import { CLASS_WORDS } from '../classWords.js'
import { called, type Names, nameOf, STANCE_WORDS, unitNameOf, words } from '../names.js'
import { day, finite, percent, signed } from '../numbers.js'
import { plain } from '../plain.js'
import { mark } from '../svg/map/marks.js'
import { villageMap } from '../svg/villageMap.js'
import { figureElement } from './figure.js'
import type { Section } from './section.js'
import { tableTwin } from './table.js'

/** Who is there, who moves whom, and who can stop the decision; with what the page's script needs to move it. */
export function mapSection(report: AccountReport, names: Names, history: readonly AccountMoment[]): Section {
  const figure = { id: 'map', picture: villageMap(report, report.people.length > FEW ? { width: PAGE_WIDTH } : {}) }
  return {
    id: 'village',
    title: 'The village',
    figure,
    body: element(
      'div',
      {},
      element(
        'p',
        { class: 'lead' },
        'Who reports to whom, who moves whom, what they think and how sure that is. The larger the mark, the more power; an octagon can stop the decision.',
        element(
          'span',
          { class: 'hint', id: 'hint', hidden: true },
          ' Point at somebody, or go there by keyboard, to see who moves them and whom they move, directly and through others.',
        ),
      ),
      controls(report, history),
      figureElement(figure, element('figcaption', {}, element('p', { class: 'told', id: 'told', role: 'status' }))),
      marks(),
      tableTwin(
        'everybody, the most powerful first',
        COLUMNS,
        report.people.map(person => rowOf(person, report, names)),
      ),
    ),
  }
}

/** The map of more people than these is arranged for the width of a page on a laptop, so that nothing of it need shrink. */
const FEW = 18
const PAGE_WIDTH = 1200

/** Shown by the script only, without which they would do nothing. */
function controls({ people }: AccountReport, history: readonly AccountMoment[]): Markup {
  const classes = CLASS_ORDER.filter(each => people.some(({ power }) => power.class === each))
  return element(
    'form',
    { class: 'controls', id: 'controls', hidden: true, autocomplete: 'off' },
    element(
      'fieldset',
      {},
      element('legend', {}, 'Show'),
      ...classes.map(each =>
        element('label', {}, element('input', { type: 'checkbox', name: 'class', value: each, checked: true }), ` ${CLASS_WORDS[each]}`),
      ),
    ),
    history.length > 1 &&
      element(
        'div',
        { class: 'slider' },
        element('label', { for: 'date' }, 'As of'),
        element('input', { type: 'range', id: 'date', min: 0, max: history.length - 1, value: history.length - 1, step: 1 }),
        element('output', { for: 'date', id: 'shown' }, history.at(-1)?.at),
      ),
  )
}

/** The marks of all stances in one size, for the script to copy. */
function marks(): Markup {
  const one = (stance: (typeof STANCES)[number]): Markup => element('g', { 'data-stance': stance }, mark(stance, 1, 0, 0, 10))
  return element('template', { id: 'marks' }, element('svg', { xmlns: 'http://www.w3.org/2000/svg' }, ...STANCES.map(one)))
}

const COLUMNS = [
  { title: 'Name' },
  { title: 'Title' },
  { title: 'Unit' },
  { title: 'Class' },
  { title: 'Roles' },
  { title: 'Power', align: 'right' },
  { title: 'Sentiment', align: 'right' },
  { title: 'Stance' },
  { title: 'Last heard' },
  { title: 'Can stop it' },
  { title: 'Moves' },
] as const

function rowOf(person: PersonReport, { vetoHolders, ties }: AccountReport, names: Names): string[] {
  const { stakeholder: id, title, unit, roles, power, sentiment } = person
  const moved = new Set(ties.flatMap(tie => (tie.kind === 'influence' && tie.from === id ? [tie.to] : [])))
  return [
    called(person),
    plain(title ?? ''),
    unit === undefined ? '' : unitNameOf(names, unit),
    CLASS_WORDS[power.class],
    roles.map(words).join(', '),
    percent(power.share),
    sentiment.value === undefined ? '' : `${signed(sentiment.value).trim()} ±${finite(sentiment.sd).toFixed(2)}`,
    STANCE_WORDS[stanceOf(sentiment.value)],
    sentiment.lastHeardAt === undefined ? 'never' : day(sentiment.lastHeardAt),
    vetoHolders.some(({ stakeholder }) => stakeholder === id) ? 'yes' : '',
    [...moved].map(to => nameOf(names, to)).join(', '),
  ]
}
