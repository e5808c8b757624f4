import type { ListeningSample, SampleGroup } from '../../listening/sample.js'
import { CLASS_ORDER } from '../../model/role.js'
import type { AccountReport } from '../../report/accountReport.js'
import { CLASS_WORDS } from '../classWords.js'
import { type Names, unitNameOf } from '../names.js'
import { percent } from '../numbers.js'
import type { ReportSection } from './reportSection.js'

/** Whom we heard in the last year, against the people who decide; where anybody was heard. */
export function sample({ listeningSample: sampled }: AccountReport, names: Names): ReportSection | undefined {
  const { dissimilarity, groups } = sampled
  if (dissimilarity === undefined) return undefined
  const columns = [
    { title: 'Group', flexible: true },
    { title: 'People', align: 'right' },
    { title: 'Heard', align: 'right' },
    { title: 'Of those heard', align: 'right' },
    { title: 'Power', align: 'right' },
    { title: 'Sample' },
  ] as const
  // Where all people are in no unit there is nothing to tell of units.
  const shown = groups.filter(({ by }) => by === 'class' || groups.some(other => other.by === 'unit' && other.group !== ''))
  const rows = shown
    .slice(0, MOST_GROUPS)
    .map(({ by, group, people, heard, shareOfHeard, shareOfPower: share, verdict }) => [
      by === 'class' ? classWords(group) : group === '' ? 'in no unit' : unitNameOf(names, group),
      String(people),
      String(heard),
      shareOfHeard === undefined ? '–' : percent(shareOfHeard),
      percent(share),
      verdict === undefined ? '–' : VERDICTS[verdict],
    ])
  const more = shown.length - rows.length
  const lines = [...(more > 0 ? [`and ${more} more units.`] : []), ...sampleLines(sampled)]
  return { title: 'Whom we heard', columns, rows, lines }
}

/** The same in short: how much power was heard, and which classes too little or too much; nothing where nobody was heard. */
export function sampleLines({ dissimilarity, groups, shareOfPower }: ListeningSample): string[] {
  if (dissimilarity === undefined) return []
  const classes = (wanted: SampleGroup['verdict']): string =>
    groups.flatMap(({ by, group, verdict }) => (by === 'class' && verdict === wanted ? [classWords(group)] : [])).join(', ')
  const [few, many] = [classes('under'), classes('over')]
  return [
    `Those who spoke for themselves in the last year hold ${percent(shareOfPower)} of all power.`,
    ...(few === '' ? [] : [`Heard too little for their power: ${few}.`]),
    ...(many === '' ? [] : [`Heard more than their power calls for: ${many}.`]),
  ]
}

function classWords(group: string): string {
  return CLASS_ORDER.flatMap(each => (each === group ? [CLASS_WORDS[each]] : [])).join('')
}

const VERDICTS = { over: 'too many', under: 'too few', fair: 'fair' } as const

/** So many classes and units are shown. */
const MOST_GROUPS = 15
