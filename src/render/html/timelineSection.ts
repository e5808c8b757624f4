import type { AccountMoment } from '../../report/accountHistory.js'
import type { AccountReport } from '../../report/accountReport.js'
import { isFirm } from '../../report/outlookSummary.js'
import { element, fragment } from '../../support/markup.js'
import { likeliestInWords } from '../handoverWords.js'
import { day, percent, signed } from '../numbers.js'
import { plain } from '../plain.js'
import { timelinePicture } from '../svg/timeline/timelinePicture.js'
import { figureElement } from './figure.js'
import type { Section } from './section.js'
import { tableTwin } from './table.js'

/** Where the account stood before, and when power passed. */
export function timelineSection({ account }: AccountReport, history: readonly AccountMoment[]): Section {
  const figure = { id: 'timeline', picture: timelinePicture(history, { account: plain(account.name) }) }
  return {
    id: 'time',
    title: 'Over time',
    figure,
    body: fragment(
      element('p', { class: 'lead' }, 'Each moment knows only what was known then. Where too little was known there is a gap, not a zero.'),
      figureElement(figure),
      tableTwin('sentiment and power at each moment', COLUMNS, history.map(rowOf)),
    ),
  }
}

const COLUMNS = [
  { title: 'Date' },
  { title: 'Sentiment', align: 'right' },
  { title: '90 % from', align: 'right' },
  { title: 'to', align: 'right' },
  { title: 'With vetoes', align: 'right' },
  { title: 'Chance of yes', align: 'right' },
  { title: 'Power of deciders', align: 'right' },
  { title: 'of users', align: 'right' },
  { title: 'Passed to deciders' },
] as const

function rowOf({ at, value: { sentiment, outlook, powerByClass, powerTransitions } }: AccountMoment): string[] {
  const { value, interval, vetoAware } = sentiment
  return [
    day(at),
    ...[value, interval?.[0], interval?.[1], vetoAware.value].map(each => (each === undefined ? 'unknown' : signed(each).trim())),
    isFirm(outlook) && outlook.probabilityOfYes !== undefined ? percent(outlook.probabilityOfYes) : 'unknown',
    percent(powerByClass.decider),
    percent(powerByClass.user),
    likeliestInWords(powerTransitions),
  ]
}
