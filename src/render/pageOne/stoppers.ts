import type { AccountReport } from '../../report/accountReport.js'
import type { PersonReport } from '../../report/people.js'
import { type Stance, stanceOf } from '../../sentiment/stance.js'
import { cut, type Interval, SENTIMENT } from '../../support/interval.js'
import { NINETY_PERCENT } from '../../support/normal.js'
import { called, type Names, nameOf, unitNameOf, words } from '../names.js'
import { count, day, finite, percent } from '../numbers.js'
import { plain } from '../plain.js'
import { agoWords, daysFrom } from './ago.js'
import { deciding } from './inFocus.js'

/** Somebody who decides, or can stop the decision alone. */
export interface Stopper {
  readonly name: string
  /** Title or role, and their share of power. */
  readonly post: string
  readonly stance: Stance
  /** The sentiment and its 90 % interval, -1..1; absent of whoever was never heard. */
  readonly sentiment?: { readonly value: number; readonly interval: Interval } | undefined
  /** How much is still known, 0..1. */
  readonly known: number
  readonly canStop: boolean
  readonly heard: string
  readonly heardOn: string
  /** What they wait for; the part that is late on our side apart. */
  readonly waits: string
  readonly late: string
}

/** Whoever can stop the decision alone first, then whoever decides, each the most powerful first. */
export function stoppersOf(report: AccountReport, names: Names): readonly Stopper[] {
  const vetoes = new Map(report.vetoHolders.map(holder => [holder.stakeholder, holder]))
  const present = new Set(report.people.map(({ stakeholder }) => stakeholder))
  const seated = report.people.filter(deciding(report))
  const rows = [...seated.filter(({ stakeholder: id }) => vetoes.has(id)), ...seated.filter(({ stakeholder: id }) => !vetoes.has(id))]
  return [
    ...rows.map(person => stopper(person, vetoes.has(person.stakeholder), report, names)),
    ...report.vetoHolders.filter(({ stakeholder: id }) => !present.has(id)).map(({ stakeholder: id }) => gone(nameOf(names, id))),
  ]
}

/** Who can stop it by how, and how much power they have together. */
export function stoppersInShort(report: AccountReport): string {
  const { people, vetoHolders } = report
  const seated = people.filter(deciding(report))
  const vetoes = new Set(vetoHolders.map(({ stakeholder }) => stakeholder))
  const byVote = seated.filter(({ stakeholder }) => !vetoes.has(stakeholder)).length
  if (vetoes.size + byVote === 0) return 'nobody is known to decide'
  const share = seated.reduce((sum, { power }) => sum + power.share, 0)
  return [
    ...(vetoes.size > 0 ? [`${vetoes.size} alone`] : []),
    ...(byVote > 0 ? [`${byVote} by vote`] : []),
    `${vetoes.size + byVote > 1 ? 'together ' : ''}${percent(share)} of all power`,
  ].join(', ')
}

function stopper(person: PersonReport, canStop: boolean, report: AccountReport, names: Names): Stopper {
  const { title, roles, power, sentiment, unit, placeholder } = person
  const { value, sd, lastHeardAt, reliability } = sentiment
  const post = title === undefined ? roles.slice(0, 2).map(words).join(', ') : plain(title)
  const where = post === '' && unit !== undefined ? unitNameOf(names, unit) : post
  const half = NINETY_PERCENT * finite(sd)
  return {
    name: called(person),
    post: [...(where === '' ? [] : [where]), `${percent(power.share)} of power`].join(' · '),
    stance: stanceOf(value),
    ...(value !== undefined && {
      sentiment: { value, interval: cut([value - half, value + half], SENTIMENT) },
    }),
    known: reliability,
    canStop,
    heard: lastHeardAt === undefined ? (placeholder ? 'not known who' : 'never') : agoWords(lastHeardAt, report.asOf),
    heardOn: lastHeardAt === undefined ? '' : day(lastHeardAt),
    ...waiting(person, report),
  }
}

function gone(name: string): Stopper {
  return {
    name,
    post: 'has left',
    stance: 'unknown',
    known: 0,
    canStop: true,
    heard: 'has left',
    heardOn: '',
    waits: 'not known',
    late: '',
  }
}

/** What somebody expects of us, the dearest first, and what of it is late. */
function waiting(
  { stakeholder: id }: PersonReport,
  { expectations, moves, comments, asOf }: AccountReport,
): Pick<Stopper, 'waits' | 'late'> {
  const own = expectations.filter(({ stakeholder }) => stakeholder === id)
  const overdue = moves.overdue.filter(({ kind, stakeholder }) => kind !== 'move' && stakeholder === id)
  const lateOf = (dueAt: string): string => `${count(daysFrom(dueAt, asOf), 'day', 'days')} overdue`
  const late = own.find(({ expectation }) => overdue.some(row => row.kind === 'expectation' && row.id === expectation))
  const [first] = own
  const waited = late ?? first
  const unanswered = overdue.find(({ kind }) => kind === 'comment')
  if (waited !== undefined) {
    const isMissed = waited.state === 'missed' && late === undefined
    return { waits: plain(waited.statement), late: late?.dueAt === undefined ? (isMissed ? 'missed' : '') : lateOf(late.dueAt) }
  }
  if (unanswered !== undefined) return { waits: 'an answer from us', late: lateOf(unanswered.dueAt) }
  const open = comments.open.find(({ stakeholder }) => stakeholder === id)
  return { waits: open === undefined ? 'not known' : 'an answer from us', late: '' }
}
