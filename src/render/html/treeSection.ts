import type { SentimentNode } from '../../account/tree.js'
import type { AccountVerdict } from '../../account/verdict.js'
import type { AccountReport } from '../../report/accountReport.js'
import { element, fragment } from '../../support/markup.js'
import { type Names, nameOf, sentimentWords, unitNameOf } from '../names.js'
import { percent } from '../numbers.js'
import { sentimentTreePicture } from '../svg/tree/sentimentTreePicture.js'
import { figureElement } from './figure.js'
import type { Section } from './section.js'
import { tableTwin } from './table.js'

/** The sentiment of the account, its units and its people. */
export function treeSection(report: AccountReport, names: Names): Section {
  const figure = { id: 'tree', picture: sentimentTreePicture(report) }
  return {
    id: 'levels',
    title: 'Sentiment, level by level',
    figure,
    body: fragment(
      element(
        'p',
        { class: 'lead' },
        'How much each unit and each person counts in the whole, and what they think. Who was never heard is hatched, not neutral.',
      ),
      figureElement(figure),
      tableTwin('the account, its units and its people', COLUMNS, rowsOf(report.sentiment.tree, 0, names, report.sentiment.state)),
    ),
  }
}

const COLUMNS = [
  { title: 'Who' },
  { title: 'Level', align: 'right' },
  { title: 'Share of the account', align: 'right' },
  { title: 'Sentiment', align: 'right' },
  { title: 'Coverage', align: 'right' },
] as const

function rowsOf(node: SentimentNode, level: number, names: Names, state: AccountVerdict): string[][] {
  const name = node.kind === 'account' ? names.account : node.kind === 'unit' ? unitNameOf(names, node.id) : nameOf(names, node.id)
  return [
    [name, `${level}`, percent(node.share), sentimentWords(node, state).trim(), percent(node.coverage)],
    ...node.children.flatMap(child => rowsOf(child, level + 1, names, state)),
  ]
}
