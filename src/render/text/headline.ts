import type { AccountReport } from '../../report/accountReport.js'
import { asOfWords } from '../asOf.js'
import { type Names, nameOf, VERDICT_WORDS } from '../names.js'
import { count, percent, signed } from '../numbers.js'
import { chanceWords, moneyWords, noOutlookWords, type Told } from '../outlookWords.js'
import { plain } from '../plain.js'
import { type Layout, row } from './layout.js'

/** What the report is about and as of when. */
export function title(report: AccountReport, { timeZone }: Layout): string {
  const { account, decision } = report
  const about = decision === undefined ? '' : ` · ${plain(decision.name)} (${decision.kind})`
  return `${plain(account.name)}${about} · ${asOfWords(report, timeZone).join(', ')}`
}

/** Where the account stands, one measure a line. */
export function headline(report: AccountReport, names: Names, layout: Layout): string[] {
  const { sentiment, coverage, outlooks } = report
  const { vetoAware, byClass, divergence } = sentiment
  const { total } = coverage
  const lines: (readonly [label: string, text: string])[] = [
    ['Sentiment', sentimentLine(report)],
    [
      'Coverage',
      `${percent(sentiment.coverage)}; heard ${total.heard} of ${count(total.known, 'person', 'people')}, ${percent(total.shareHeard)} of power`,
    ],
    ['With vetoes', vetoLine(vetoAware, names)],
    ...(divergence === undefined
      ? []
      : [
          [
            'Users, deciders',
            `${signed(byClass.user?.value)} and ${signed(byClass.decider?.value)}, ${signed(divergence.value)} apart (${signed(divergence.interval[0])} to ${signed(divergence.interval[1])})`,
          ] as const,
        ]),
    ...(outlooks.length === 0
      ? [['Chance of yes', noOutlookWords(report)] as const, ['Money at risk', noOutlookWords(report)] as const]
      : outlooks.slice(0, MOST_DECISIONS).flatMap(outlook => {
          const label = outlooks.length > 1 ? `${plain(outlook.name)}: ` : ''
          return [
            ['Chance of yes', label + inOneLine(chanceWords(outlook))] as const,
            ['Money at risk', label + inOneLine(moneyWords(outlook, names))] as const,
          ]
        })),
    ...(outlooks.length > MOST_DECISIONS ? [['', `and ${outlooks.length - MOST_DECISIONS} more open decisions`] as const] : []),
  ]
  return lines.flatMap(([label, text]) => row(label, text, layout))
}

/** So many open decisions are told where none was named. */
const MOST_DECISIONS = 5

function sentimentLine({ sentiment: { value, interval, state, bounds } }: AccountReport): string {
  const word = VERDICT_WORDS[state]
  const all = `whatever the unheard think ${signed(bounds[0]).trim()} to ${signed(bounds[1])}`
  if (value === undefined || interval === undefined) return `${word}; ${all}`
  const figure = state === 'insufficientSignal' ? word : `${signed(value)} ${word}`
  return `${figure}, 90 % between ${signed(interval[0])} and ${signed(interval[1])}; ${all}`
}

function vetoLine({ value, interval, bar, cappedBy, cappedByUnheard }: AccountReport['sentiment']['vetoAware'], names: Names): string {
  if (value === undefined || interval === undefined || cappedBy === undefined) return VERDICT_WORDS.insufficientSignal
  const cap = cappedByUnheard ? `${nameOf(names, cappedBy)}, who was never heard` : `${nameOf(names, cappedBy)} at ${signed(bar)}`
  return `${signed(value)} (${signed(interval[0])} to ${signed(interval[1])}), capped by ${cap}`
}

function inOneLine({ figure, sentences }: Told): string {
  return [figure, ...sentences.map(sentence => sentence.replace(/\.$/, ''))].join('. ')
}
