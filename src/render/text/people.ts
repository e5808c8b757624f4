import type { SentimentNode } from '../../account/tree.js'
import type { AccountVerdict } from '../../account/verdict.js'
import type { AccountReport } from '../../report/accountReport.js'
import { isFresh } from '../../report/outlookSummary.js'
import type { PersonReport } from '../../report/people.js'
import { called, type Names, nameOf, sentimentWords, unitNameOf, words } from '../names.js'
import { day, finite, percent, signed } from '../numbers.js'
import { unknowns } from '../unknowns.js'
import { hanging, type Layout } from './layout.js'
import { textTable } from './textTable.js'

/** Deciders and whoever can stop the decision, and what we last heard of them. */
export function deciders(report: AccountReport, names: Names, { width, heading }: Layout): string[] {
  const vetoes = new Map(report.vetoHolders.map(holder => [holder.stakeholder, holder.basis]))
  const shown = report.people.filter(person => person.power.class === 'decider' || vetoes.has(person.stakeholder))
  const gone = report.vetoHolders.filter(({ stakeholder }) => report.people.every(({ stakeholder: id }) => id !== stakeholder))
  const isNarrow = width < WIDE_ENOUGH_FOR_ROLES
  const vote = report.outlooks.find(({ decision }) => decision === report.decision?.id)
  const ages = (vote?.agedDays ?? 0) > 0
  const rows = shown.map(person => {
    const { sentiment, power, outlook, roles } = person
    return [
      called(person),
      ...(isNarrow ? [] : [roles.map(words).join(', ')]),
      percent(power.share),
      sentiment.value === undefined ? 'never heard' : `${signed(sentiment.value)} ±${finite(sentiment.sd).toFixed(2)}`,
      sentiment.lastHeardAt === undefined ? '' : day(sentiment.lastHeardAt),
      vote !== undefined && isFresh(vote) ? answer(outlook, 'probabilityOfYes') : '–',
      ...(ages ? [answer(outlook, 'today')] : []),
      vetoes.has(person.stakeholder) ? VETOES[vetoes.get(person.stakeholder) ?? 'rule'] : '',
    ]
  })
  const head = [
    { title: 'Name', flexible: true },
    ...(isNarrow ? [] : [{ title: 'Roles', flexible: true } as const]),
    { title: 'Power', align: 'right' },
    { title: 'Sentiment' },
    { title: 'Last heard' },
    { title: 'Yes', align: 'right' },
    ...(ages ? [{ title: 'Today', align: 'right' } as const] : []),
    { title: 'Veto' },
  ] as const
  return [
    ...textTable(head, rows, width, heading),
    ...gone.flatMap(({ stakeholder }) =>
      hanging('· ', `${nameOf(names, stakeholder)} has left and still has a seat that can stop it.`, width),
    ),
  ]
}

/** The chance of somebody's yes; none of people never heard, for whom it would be the prior's. */
function answer(outlook: PersonReport['outlook'], of: 'probabilityOfYes' | 'today'): string {
  const chance = outlook?.[of]
  return outlook === undefined || chance === undefined || outlook.known === 0 ? '–' : percent(chance)
}

/** Columns from which on roles stand beside names. */
const WIDE_ENOUGH_FOR_ROLES = 80

const VETOES = { granted: 'granted', role: 'by role', rule: 'by rule' } as const

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
