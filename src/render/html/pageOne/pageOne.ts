import type { AccountMoment } from '../../../report/accountHistory.js'
import type { AccountReport } from '../../../report/accountReport.js'
import { type Child, element, type Markup } from '../../../support/markup.js'
import { capital } from '../../../support/text.js'
import { type Names, VERDICT_WORDS } from '../../names.js'
import { percent, signed } from '../../numbers.js'
import { chanceWords, noOutlookWords } from '../../outlookWords.js'
import { type ChangeSince, changesOf } from '../../pageOne/changes.js'
import { largestGaps } from '../../pageOne/gaps.js'
import { inFocus } from '../../pageOne/inFocus.js'
import { stoppersInShort, stoppersOf } from '../../pageOne/stoppers.js'
import { plain } from '../../plain.js'
import { unbroken } from '../unbroken.js'
import { changedPart } from './changed.js'
import { figures } from './figures.js'
import { legend } from './legend.js'
import { mondayPart } from './monday.js'
import { outlookChart } from './outlookChart.js'
import { part } from './part.js'
import { peopleTable } from './people.js'

/** What the first page shows beside the report. */
export interface PageOneOptions {
  readonly history: readonly AccountMoment[]
  readonly change: ChangeSince | undefined
  /** How good the forecasts were, in a line. */
  readonly trackRecord: string | undefined
  /** Whether the evidence follows below. */
  readonly hasEvidence: boolean
}

/** So many people who decide are on the first page. */
const MOST_PEOPLE = 4

/** The page for a board: will it come off, who can stop it, what changed, what do we do next, what do we not know. */
export function pageOne(report: AccountReport, names: Names, { history, change, trackRecord, hasEvidence }: PageOneOptions): Markup {
  const changes = changesOf(report, names, change)
  return element(
    'div',
    { class: 'one' },
    element(
      'div',
      { class: 'grid' },
      element('div', { class: 'col l' }, will(report, names, history), who(report, names, hasEvidence)),
      element(
        'div',
        { class: 'col' },
        changedPart(report, changes, change?.from),
        mondayPart(report, names),
        part(
          'gaps',
          'What do we not know?',
          '',
          element('ul', { class: 'gaps' }, ...largestGaps(report, names).map(text => element('li', {}, unbroken(text)))),
          element(
            'p',
            { class: 's q track' },
            element('b', {}, 'Track record:'),
            ' ',
            unbroken(`${trackRecord ?? 'too few decisions to tell'}.`),
          ),
        ),
      ),
    ),
    legend(changes?.rows.some(({ byTime }) => byTime) === true),
  )
}

function will(report: AccountReport, names: Names, history: readonly AccountMoment[]): Markup {
  const outlook = inFocus(report)
  if (outlook === undefined)
    return part('will', 'Will it come off?', '', element('p', { class: 'calm' }, `${capital(noOutlookWords(report))}.`), mood(report))
  return part(
    'will',
    'Will it come off?',
    report.outlooks.length > 1 ? `${plain(outlook.name)}; chance of yes in %` : 'chance of yes in %, as known on each day',
    element(
      'div',
      { class: 'willin' },
      element('div', { class: 'drawn' }, outlookChart(report, outlook, history)),
      figures(outlook, names),
    ),
    others(report, outlook.decision),
  )
}

/** What is known of the account where no decision is open. */
function mood({ sentiment: { value, interval, state }, coverage: { total } }: AccountReport): Child {
  const figure =
    value === undefined || interval === undefined ? VERDICT_WORDS.insufficientSignal : `${signed(value).trim()}, ${VERDICT_WORDS[state]}`
  const beside = interval === undefined ? '' : `${signed(interval[0]).trim()} to ${signed(interval[1]).trim()}`
  return element(
    'dl',
    { class: 'nums wide' },
    element(
      'div',
      {},
      element('dt', {}, 'Sentiment of the account, −1 to +1'),
      element('dd', { class: 'fig' }, element('b', {}, figure), ' ', element('span', { class: 'q' }, beside)),
    ),
    element(
      'div',
      {},
      element('dt', {}, 'Heard, of all power'),
      element(
        'dd',
        { class: 'fig' },
        element('b', {}, unbroken(percent(total.shareHeard))),
        ' ',
        element('span', { class: 'q' }, `${total.heard} of ${total.known} people`),
      ),
    ),
  )
}

/** Other decisions that are open, in a line. */
function others({ outlooks }: AccountReport, decision: string): Child {
  const rest = outlooks.filter(each => each.decision !== decision)
  if (rest.length === 0) return undefined
  const shown = rest.slice(0, MOST_OTHERS).map(each => `${plain(each.name)}, ${chanceWords(each).figure}`)
  const more = rest.length > shown.length ? `; and ${rest.length - shown.length} more` : ''
  return element('p', { class: 's q sum' }, element('b', {}, 'Also open:'), ' ', unbroken(`${shown.join('; ')}${more}.`))
}

const MOST_OTHERS = 3

function who(report: AccountReport, names: Names, hasEvidence: boolean): Markup {
  const rows = stoppersOf(report, names)
  const shown = rows.slice(0, MOST_PEOPLE)
  return part(
    'who',
    'Who can stop it?',
    stoppersInShort(report),
    rows.length === 0
      ? element('p', { class: 'calm' }, 'Nobody is known to decide. Find out who does first.')
      : peopleTable(shown, 'Who can stop it, and who decides'),
    rows.length > shown.length &&
      element(
        'p',
        { class: 's q sum' },
        `And ${rows.length - shown.length} more${hasEvidence ? ', below under “Deciders and veto holders”' : ''}.`,
      ),
  )
}
