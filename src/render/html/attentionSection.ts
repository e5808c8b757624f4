import { CLASS_ORDER } from '../../model/role.js'
import type { AccountReport } from '../../report/accountReport.js'
import { element, fragment } from '../../support/markup.js'
import { CLASS_WORDS } from '../classWords.js'
import { type Names, nameOf } from '../names.js'
import { percent, signedPoints } from '../numbers.js'
import { attentionPicture } from '../svg/attention/attentionPicture.js'
import { figureElement } from './figure.js'
import type { Section } from './section.js'
import { tableTwin } from './table.js'

/** Where our attention goes, against where power lies. */
export function attentionSection(report: AccountReport, names: Names): Section {
  const figure = { id: 'attention-picture', picture: attentionPicture(report) }
  const { byClass, byStakeholder, days, overinvestment } = report.attention
  const rows = [
    ...CLASS_ORDER.map(each => ({
      name: each === 'unknown' ? 'All whose role is unknown' : `All ${CLASS_WORDS[each]}`,
      share: byClass[each],
    })).filter(({ share }) => share.attention > 0 || share.target > 0),
    ...byStakeholder.map(share => ({ name: nameOf(names, share.stakeholder), share })),
  ]
  const shareText = (share: number): string => (overinvestment === undefined ? 'unknown' : percent(share))
  return {
    id: 'attention',
    title: 'Our attention against their power',
    figure,
    body: fragment(
      element('p', { class: 'lead' }, `Whom we spent the last ${days} days with, and how much say they have.`),
      figureElement(figure),
      tableTwin(
        'attention and power',
        COLUMNS,
        rows.map(({ name, share }) => [
          name,
          `${share.contacts}`,
          shareText(share.attention),
          percent(share.target),
          overinvestment === undefined ? '' : signedPoints(share.excess),
        ]),
      ),
    ),
  }
}

const COLUMNS = [
  { title: 'Who' },
  { title: 'Contacts', align: 'right' },
  { title: 'Our attention', align: 'right' },
  { title: 'Their power', align: 'right' },
  { title: 'Beyond', align: 'right' },
] as const
