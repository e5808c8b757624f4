import type { AccountReport } from '../../report/accountReport.js'
import { namesOf, STANCE_WORDS } from '../names.js'
import { amount, signed } from '../numbers.js'
import { chanceWords, moneyWords, noOutlookWords } from '../outlookWords.js'
import { type ChangeSince, changesOf, handoverSentence, withSign } from '../pageOne/changes.js'
import { largestGaps } from '../pageOne/gaps.js'
import { inFocus } from '../pageOne/inFocus.js'
import { stoppersOf } from '../pageOne/stoppers.js'
import { verdictOf } from '../pageOne/verdict.js'
import { plain } from '../plain.js'
import { onMonday } from '../sections/onMonday.js'
import { title } from './headline.js'
import { hanging, type Layout, row } from './layout.js'
import { sectionLines } from './sectionLines.js'
import { textTable } from './textTable.js'

/** So many moves and people are told. */
const MOST = 3
const MOST_PEOPLE = 6

/** The first page of a report as text: will it come off, who can stop it, what changed, what do we do next, what do we not know. */
export function pageOneText(report: AccountReport, since: ChangeSince | undefined, trackRecord: string, layout: Layout): string {
  const names = namesOf(report)
  const { width, heading } = layout
  const { sentence, explained } = verdictOf(report, names)
  const changes = changesOf(report, names, since)
  const outlook = inFocus(report)
  const people = stoppersOf(report, names).slice(0, MOST_PEOPLE)
  const sections: (readonly [string, readonly string[]])[] = [
    [title(report, layout), [...hanging('', sentence, width), ...hanging('', explained, width)]],
    [
      'Will it come off?',
      outlook === undefined
        ? hanging('', noOutlookWords(report), width)
        : [
            ...row('Decision', [plain(outlook.name), ...(outlook.value === undefined ? [] : [amount(outlook.value)])].join(' · '), layout),
            ...row('Chance of yes', told(chanceWords(outlook)), layout),
            ...row('Money at risk', told(moneyWords(outlook, names)), layout),
          ],
    ],
    ['Who can stop it?', textTable(COLUMNS, people.map(rowOf), width, heading)],
    [
      'What changed, and why?',
      changes === undefined
        ? hanging('', 'Nothing that may be told as a number.', width)
        : [
            ...changes.rows.flatMap(({ words, adds, byTime }) =>
              hanging(`${withSign(adds).padStart(4)}  `, `${words}${byTime ? ' (by time alone)' : ''}`, width),
            ),
            ...hanging(
              `${withSign(changes.total).padStart(4)}  `,
              `in all, in ${changes.unit === 'points' ? 'points of the chance at the vote' : 'hundredths of the scale of sentiment'}, since ${plain(changes.from)}. ${handoverSentence(report)}`.trim(),
              width,
            ),
          ],
    ],
    ['What do we do next?', sectionLines(onMonday(report, names, MOST), layout)],
    ['What do we not know?', [...largestGaps(report, names), `Track record: ${trackRecord}.`].flatMap(line => hanging('· ', line, width))],
  ]
  return `${sections.map(([name, lines]) => [...hanging('', name, width).map(heading), ...lines].join('\n')).join('\n\n')}\n`
}

const COLUMNS = [
  { title: 'Who', flexible: true },
  { title: 'Thinks' },
  { title: 'Sentiment' },
  { title: 'Last heard' },
  { title: 'Alone' },
  { title: 'Waits for', flexible: true },
] as const

function rowOf({ name, stance, sentiment, heard, canStop, waits, late }: ReturnType<typeof stoppersOf>[number]): string[] {
  return [
    name,
    STANCE_WORDS[stance],
    sentiment === undefined ? '–' : signed(sentiment.value).trim(),
    heard,
    canStop ? 'yes' : '',
    [...(late === '' ? [] : [late]), waits].join(': '),
  ]
}

function told({ figure, sentences }: ReturnType<typeof chanceWords>): string {
  return [figure, ...sentences.map(sentence => sentence.replace(/\.$/, ''))].join('. ')
}
