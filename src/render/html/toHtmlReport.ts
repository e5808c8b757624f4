import type { ChangeExplanation } from '../../account/explainChange.js'
import type { AccountMoment } from '../../report/accountHistory.js'
import type { AccountReport } from '../../report/accountReport.js'
import { checkNumbers } from '../../support/finite.js'
import { element } from '../../support/markup.js'
import { is, list, type OptionShape, optionsOf } from '../../support/options.js'
import { offsetsOf } from '../../support/zones.js'
import { checkGiven, makeFrom } from '../../village/given.js'
import { asOfWords } from '../asOf.js'
import { namesOf } from '../names.js'
import { day } from '../numbers.js'
import { plain } from '../plain.js'
import { beliefs } from '../sections/beliefs.js'
import { effects } from '../sections/effects.js'
import { listeningSections } from '../sections/listening.js'
import { onMonday } from '../sections/onMonday.js'
import { attentionSection } from './attentionSection.js'
import { changeSection } from './changeSection.js'
import { findingsSection } from './findingsSection.js'
import { headline } from './headline.js'
import { htmlSection } from './htmlSection.js'
import { interviewsSection } from './interviewsSection.js'
import { mapSection } from './mapSection.js'
import { page } from './page.js'
import { planSection } from './planSection.js'
import { readerData } from './readerData.js'
import type { Section } from './section.js'
import { timelineSection } from './timelineSection.js'
import { treeSection } from './treeSection.js'
import { unknownSection } from './unknownSection.js'

/** What a report shows beside the moment that it is about. */
export interface HtmlOptions {
  /** Where the account stood before, as `accountHistory` tells; without it there is no timeline to look at and to move along. */
  readonly history?: readonly AccountMoment[] | undefined
  /** Why it stands otherwise than at a chosen date before. */
  readonly change?:
    | {
        /** The date before, as text. */
        readonly from: string
        /** What `explainChange` says between the snapshot of that date and that of the report. */
        readonly explanation: ChangeExplanation
      }
    | undefined
  /** The time zone whose day the report is of, such as `Europe/Berlin`, to be named beside that day. */
  readonly timeZone?: string | undefined
}

const HTML_OPTIONS: OptionShape<HtmlOptions> = {
  history: list,
  change: is(
    'an object { from, explanation }',
    value => typeof value === 'object' && value !== null && 'from' in value && 'explanation' in value,
  ),
  timeZone: is('a time zone such as "Europe/Berlin"', value => typeof value === 'string' && offsetsOf(value) !== undefined),
}

/**
 * The report of an account as one page of HTML that asks nothing of any network: where it stands in plain sentences, what to do next, the village map, the
 * sentiment level by level and over time, attention against power, findings, what changed, what they want, use and say, whom to hear next,
 * the plan of moves where there is one, on which beliefs the answer hangs and what is unknown.
 *
 * It reads without script; with it, a person's paths of influence light up, classes can be picked, and the map moves along the timeline. Its
 * content security policy permits its own style and script and nothing else. Every picture has a table that says the same. The same report
 * gives the same bytes.
 *
 * @example
 * import { accountReport, createVillage, snapshot } from 'account-village'
 * import { toHtmlReport } from 'account-village/render'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', name: 'Ann <Lee>', roles: ['user'] }] })
 * const html = toHtmlReport(accountReport(snapshot(village, '2026-03-02')))
 * html.startsWith('<!doctype html>') //=> true
 * html.includes('Ann &lt;Lee&gt;') //=> true
 */
export function toHtmlReport(report: AccountReport, options?: HtmlOptions): string {
  checkGiven('toHtmlReport', report, ['report'])
  const { history = [], change, timeZone } = optionsOf('toHtmlReport', options, HTML_OPTIONS)
  checkNumbers('toHtmlReport', { report, history, change })
  // A history and the reasons of a change may have been stored apart from the report.
  const isAlone = history.length === 0 && change === undefined
  return makeFrom('toHtmlReport', 'report', isAlone ? report : { report, history, change }, () => pageOf(report, history, change, timeZone))
}

/** So many moves are told on the first page. */
const MOST_MOVES = 3

function pageOf(
  report: AccountReport,
  history: readonly AccountMoment[],
  change: HtmlOptions['change'],
  timeZone: string | undefined,
): string {
  const names = namesOf(report)
  const past = history.filter(({ at }) => at <= report.asOf)
  const sections: Section[] = [
    htmlSection(onMonday(report, names, MOST_MOVES), 'monday'),
    mapSection(report, names, past),
    treeSection(report, names),
    ...(past.length > 1 ? [timelineSection(report, past)] : []),
    attentionSection(report, names),
    findingsSection(report, names),
    ...(change === undefined ? [] : [changeSection(report, names, change.from, change.explanation)]),
    ...listeningSections(report, names).map((section, i) => htmlSection(section, `told-${i + 1}`)),
    ...effects(report, names).map(section => htmlSection(section, 'effects')),
    interviewsSection(report, names),
    ...planSection(report, names),
    ...beliefs(report).map(section => htmlSection(section, 'beliefs')),
    unknownSection(report, names),
  ]
  return page({
    title: `${names.account} · as of ${report.asOf}`,
    sections,
    head: element(
      'header',
      { class: 'top' },
      element('p', { class: 'kicker' }, kicker(report, timeZone)),
      element('h1', {}, names.account),
      headline(report, names),
    ),
    data: readerData(report, past),
  })
}

function kicker(report: AccountReport, timeZone: string | undefined): string {
  const { decision } = report
  const about = decision === undefined ? 'No decision in view' : `${plain(decision.name)} (${decision.kind})`
  const due = decision?.expectedAt === undefined ? [] : [`expected ${day(decision.expectedAt)}`]
  return [about, ...due, ...asOfWords(report, timeZone)].join(' · ')
}
