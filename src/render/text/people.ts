import type { SentimentNode } from '../../account/tree.js'
import type { AccountVerdict } from '../../account/verdict.js'
import type { AccountReport } from '../../report/accountReport.js'
import { type Names, nameOf, sentimentWords, unitNameOf } from '../names.js'
import { percent } from '../numbers.js'
import { deciders as decidersSection } from '../sections/deciders.js'
import { unknowns } from '../unknowns.js'
import { hanging, type Layout } from './layout.js'
import { textTable } from './textTable.js'

/** Deciders and whoever can stop the decision, and what we last heard of them. */
export function deciders(report: AccountReport, names: Names, { width, heading }: Layout): string[] {
  const { columns = [], rows = [], lines = [] } = decidersSection(report, names)
  const left = width < WIDE_ENOUGH_FOR_ROLES ? ['Roles', 'Thinks', 'Today'] : width < WIDE_ENOUGH_FOR_ALL ? ['Thinks'] : []
  const kept = columns.flatMap(({ title }, i) => (left.includes(title) ? [] : [i]))
  return [
    ...textTable(
      kept.flatMap(i => {
        const column = columns[i]
        return column === undefined ? [] : [{ ...column, title: column.title.replace(' at vote', '') }]
      }),
      rows.map(row => kept.map(i => row[i] ?? '')),
      width,
      heading,
    ),
    ...lines.flatMap(line => hanging('· ', typeof line === 'string' ? line : line.text, width)),
  ]
}

/** Columns from which on roles, and words beside numbers, stand in the table. */
const WIDE_ENOUGH_FOR_ROLES = 80
const WIDE_ENOUGH_FOR_ALL = 110

/** The sentiment of the account, its units and its people. */
export function tree({ sentiment }: AccountReport, names: Names, { width, heading }: Layout): string[] {
  const rows = outline(sentiment.tree, '', '', names, sentiment.state)
  const head = [
    { title: '', flexible: true },
    { title: 'Share', align: 'right' },
    { title: 'Sentiment' },
    { title: 'Coverage', align: 'right' },
  ] as const
  return textTable(head, rows, width, heading)
}

function outline(node: SentimentNode, branch: string, below: string, names: Names, state: AccountVerdict): string[][] {
  const name = node.kind === 'account' ? names.account : node.kind === 'unit' ? unitNameOf(names, node.id) : nameOf(names, node.id)
  const own = [branch + name, percent(node.share), sentimentWords(node, state), percent(node.coverage)]
  const last = node.children.length - 1
  return [
    own,
    ...node.children.flatMap((child, i) =>
      outline(child, `${below}${i < last ? '├ ' : '└ '}`, `${below}${i < last ? '│ ' : '  '}`, names, state),
    ),
  ]
}

/** What nobody knows yet. */
export function unknown(report: AccountReport, names: Names, { width }: Layout): string[] {
  return unknowns(report, names).flatMap(line => hanging('· ', line, width))
}
