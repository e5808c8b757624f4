import type { ProgressReport, ProgressState } from '../../moves/progressReport.js'
import { checkNumbers } from '../../support/finite.js'
import { element, type Markup } from '../../support/markup.js'
import { checkGiven, makeFrom } from '../../village/given.js'
import { plain } from '../plain.js'
import { PROGRESS_WORDS, type ProgressItem, type ProgressPart, progressParts, progressSummary } from '../sections/progress.js'
import { htmlDocument } from './document.js'
import { PROGRESS_STYLE } from './progressStyle.js'

/**
 * What one person of theirs may be sent, as one page of HTML: what they asked for and what became of it, what else we promised, and what they
 * took on; in each what is done first, then what is under way, then what is open.
 *
 * It has no script and asks nothing of any network: its content security policy permits its own style and nothing else. It reads on a phone, by
 * a screen reader and on paper, and states are told by word and mark. Nothing stands on it that is not in the report of progress, and no id
 * but that of the person, where no name is known.
 *
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { progressReport } from 'account-village/moves'
 * import { toProgressPage } from 'account-village/render'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', name: 'Ann <Lee>' }],
 *   comments: [{ id: 'c1', at: '2026-03-02', stakeholder: 'ann', text: 'Late again.' }],
 *   moves: [{ id: 'm1', statement: 'Calm her down', promise: 'A second driver', answers: [{ kind: 'comment', id: 'c1' }] }],
 * })
 * const html = toProgressPage(progressReport(snapshot(village, '2026-03-10'), { with: 'ann' }))
 * html.includes('Ann &lt;Lee&gt;') && html.includes('A second driver') //=> true
 * html.includes('Calm her down') || html.includes('<script') //=> false
 */
export function toProgressPage(progress: ProgressReport): string {
  checkGiven('toProgressPage', progress, ['progress'])
  checkNumbers('toProgressPage', progress)
  return makeFrom('toProgressPage', 'progress', progress, () => pageOf(progress))
}

function pageOf(progress: ProgressReport): string {
  const { account, asOf, for: whom } = progress
  const parts = progressParts(progress)
  const title = `Progress for ${plain(whom.name ?? whom.id)}`
  return htmlDocument({
    title: `${title} · ${plain(account)}`,
    style: PROGRESS_STYLE,
    body: [
      element(
        'header',
        {},
        element('p', { class: 'quiet' }, `${plain(account)} · as of ${plain(asOf)}`),
        element('h1', {}, title),
        element('p', { class: 'quiet' }, progressSummary(parts)),
      ),
      element('main', {}, ...parts.map(section)),
    ],
  })
}

function section({ id, title, items }: ProgressPart): Markup {
  return element(
    'section',
    { 'aria-labelledby': `${id}-heading` },
    element('h2', { id: `${id}-heading` }, title),
    element('ul', { class: 'items' }, ...items.map(itemOf)),
  )
}

function itemOf({ state, isSaid, lines, days, steps }: ProgressItem): Markup {
  const text = lines.map(line => element('p', { class: 'text' }, line))
  return element(
    'li',
    { class: state },
    stateLine(state, days),
    isSaid ? element('blockquote', {}, ...text) : text,
    steps.length > 0 &&
      element(
        'ul',
        { class: 'steps' },
        ...steps.map(step =>
          element('li', {}, stateLine(step.state, step.days), ...step.lines.map(line => element('p', { class: 'text' }, line))),
        ),
      ),
  )
}

/** A tick, a ring half full, an empty ring. */
const MARKS: { readonly [State in ProgressState]: string } = { done: '\u2713', underway: '\u25D0', open: '\u25CB' }

function stateLine(state: ProgressState, days: readonly string[]): Markup {
  return element(
    'p',
    { class: 'state' },
    element('span', { 'aria-hidden': 'true' }, `${MARKS[state]} `),
    element('strong', {}, PROGRESS_WORDS[state]),
    ...days.map(text => ` · ${text}`),
  )
}
