import type { ChangeExplanation } from '../../account/explainChange.js'
import type { AccountReport } from '../../report/accountReport.js'
import { element, fragment } from '../../support/markup.js'
import type { Names } from '../names.js'
import { finite } from '../numbers.js'
import { plain } from '../plain.js'
import { changeSentence, reasonWords } from '../reasons.js'
import { causeEffectPicture } from '../svg/toCauseEffect.js'
import { figureElement } from './figure.js'
import type { Section } from './section.js'
import { tableTwin } from './table.js'

/** Why the account stands otherwise than at an earlier date. */
export function changeSection(report: AccountReport, names: Names, from: string, change: ChangeExplanation): Section {
  const figure = { id: 'causes', picture: causeEffectPicture(change, report) }
  return {
    id: 'change',
    title: `What changed since ${plain(from)}`,
    figure,
    body: fragment(
      element('p', { class: 'lead' }, changeSentence(change, names)),
      figureElement(figure),
      tableTwin('every reason, the largest first', [{ title: 'Reason' }, { title: 'Adds', align: 'right' }] as const, [
        ...change.contributions.map(each => [reasonWords(each, names), exactly(each.amount)]),
        ['In all', exactly(change.total)],
      ]),
    ),
  }
}

/** A part of a change, in so many digits that the parts can be seen to sum to the whole. */
function exactly(value: number): string {
  const digits = Math.abs(finite(value)).toFixed(4)
  // What rounds to nothing has no sign.
  return digits === '0.0000' ? digits : `${value < 0 ? '−' : '+'}${digits}`
}
