import type { AccountReport } from '../../report/accountReport.js'
import { isFirm } from '../../report/outlookSummary.js'
import type { PersonReport } from '../../report/people.js'
import { stanceOf } from '../../sentiment/stance.js'
import { called, type Names, nameOf, STANCE_WORDS, words } from '../names.js'
import { finite, percent, signed } from '../numbers.js'
import { agoWords } from '../pageOne/ago.js'
import { deciding } from '../pageOne/inFocus.js'
import type { ReportSection } from './reportSection.js'

/** Everyone who decides and everyone who can stop the decision, what they think, and how they would answer. */
export function deciders(report: AccountReport, names: Names): ReportSection {
  const vetoes = new Map(report.vetoHolders.map(holder => [holder.stakeholder, holder.basis]))
  const shown = report.people.filter(deciding(report))
  const gone = report.vetoHolders.filter(({ stakeholder }) => report.people.every(({ stakeholder: id }) => id !== stakeholder))
  const vote = report.outlooks.find(({ decision }) => decision === report.decision?.id)
  const isTold = vote !== undefined && isFirm(vote)
  const rows = shown.map(person => {
    const { sentiment, power, outlook, roles, stakeholder } = person
    const basis = vetoes.get(stakeholder)
    return [
      called(person),
      roles.map(words).join(', '),
      percent(power.share),
      STANCE_WORDS[stanceOf(sentiment.value)],
      sentiment.value === undefined ? '' : `${signed(sentiment.value).trim()} ±${finite(sentiment.sd).toFixed(2)}`,
      sentiment.lastHeardAt === undefined ? 'never' : agoWords(sentiment.lastHeardAt, report.asOf),
      isTold ? answer(outlook, 'probabilityOfYes') : '–',
      vote?.basis === 'evidence' ? answer(outlook, 'today') : '–',
      basis === undefined ? '' : VETOES[basis],
    ]
  })
  // A column that says nothing, or nothing else than the one before it, would only take room.
  const kept = COLUMNS.flatMap((_, i) =>
    i === 0 || rows.some(cells => cells[i] !== '' && cells[i] !== '–' && cells[i] !== cells[i - 1]) ? [i] : [],
  )
  return {
    title: 'Deciders and veto holders',
    columns: kept.flatMap(i => COLUMNS[i] ?? []),
    rows: rows.map(cells => kept.map(i => cells[i] ?? '')),
    lines: gone.map(
      ({ stakeholder }) =>
        `${nameOf(names, stakeholder)} has left, and nobody is known to have taken their seat, which can stop the decision.`,
    ),
  }
}

const COLUMNS = [
  { title: 'Name', flexible: true },
  { title: 'Roles', flexible: true },
  { title: 'Power', align: 'right' },
  { title: 'Thinks' },
  { title: 'Sentiment' },
  { title: 'Last heard' },
  { title: 'Yes at vote', align: 'right' },
  { title: 'Today', align: 'right' },
  { title: 'Veto' },
] as const

const VETOES = { granted: 'granted', role: 'by role', rule: 'by rule' } as const satisfies {
  readonly [Basis in AccountReport['vetoHolders'][number]['basis']]: string
}

function answer(outlook: PersonReport['outlook'], when: 'probabilityOfYes' | 'today'): string {
  const { known = 0, [when]: chance } = outlook ?? {}
  return chance === undefined ? '' : known > 0 ? percent(chance) : '–'
}
