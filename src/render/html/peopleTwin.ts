import type { AccountReport } from '../../report/accountReport.js'
import type { PersonReport } from '../../report/people.js'
import { stanceOf } from '../../sentiment/stance.js'
import type { Markup } from '../../support/markup.js'
import { CLASS_WORDS } from '../classWords.js'
import { called, type Names, nameOf, STANCE_WORDS, unitNameOf, words } from '../names.js'
import { day, finite, percent, signed } from '../numbers.js'
import { plain } from '../plain.js'
import { tableTwin } from './table.js'

/** The same as the map says, as a table. */
export function peopleTwin(report: AccountReport, names: Names): Markup {
  return tableTwin(
    'everybody, the most powerful first',
    COLUMNS,
    report.people.map(person => rowOf(person, report, names)),
  )
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
