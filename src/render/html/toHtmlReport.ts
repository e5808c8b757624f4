import type { ChangeExplanation } from '../../account/explainChange.js'
import type { RiskExplanation } from '../../decision/explainRisk.js'
import type { AccountMoment } from '../../report/accountHistory.js'
import type { AccountReport } from '../../report/accountReport.js'
import { checkNumbers } from '../../support/finite.js'
import { is, list, type OptionShape, optionsOf } from '../../support/options.js'
import { offsetsOf } from '../../support/zones.js'
import { checkGiven, makeFrom } from '../../village/given.js'
import { asOfWords } from '../asOf.js'
import { namesOf } from '../names.js'
import { beliefs } from '../sections/beliefs.js'
import { deciders } from '../sections/deciders.js'
import { effects } from '../sections/effects.js'
import { expectations } from '../sections/expectations.js'
import { forecasts } from '../sections/forecasts.js'
import { handover } from '../sections/handover.js'
import { listeningSections } from '../sections/listening.js'
import { onMonday } from '../sections/onMonday.js'
import { attentionSection } from './attentionSection.js'
import { changeSection } from './changeSection.js'
import { findingsSection } from './findingsSection.js'
import { htmlSection } from './htmlSection.js'
import { interviewsSection } from './interviewsSection.js'
import { mapSection } from './mapSection.js'
import { page } from './page.js'
import { pageHead, pageTitle } from './pageHead.js'
import { pageOne } from './pageOne/pageOne.js'
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
        /** Why the money at risk is another, as `explainRisk` says; with it the first page tells the change in points of the chance of yes. */
        readonly risk?: RiskExplanation | undefined
      }
    | undefined
  /** How good the forecasts were, in a line, as `trackRecord` of `account-village/forecast` says. */
  readonly trackRecord?: string | undefined
  /** The time zone whose day the report is of, such as `Europe/Berlin`, to be named beside that day. */
  readonly timeZone?: string | undefined
}

const HTML_OPTIONS: OptionShape<HtmlOptions> = {
  history: list,
  trackRecord: is('a text', value => typeof value === 'string'),
  change: is(
    'an object { from, explanation }',
    value => typeof value === 'object' && value !== null && 'from' in value && 'explanation' in value,
  ),
  timeZone: is('a time zone such as "Europe/Berlin"', value => typeof value === 'string' && offsetsOf(value) !== undefined),
}

/**
 * The report of an account as one page of HTML that asks nothing of any network. Its first page answers five questions: will it come off, who can
 * stop it, what changed and why, what do we do next, what do we not know. The evidence follows: deciders and veto holders, the hand-over,
 * expectations, moves and the plan, the village map, sentiment level by level and over time, attention, findings, what they say, whom to
 * hear next, on which beliefs the answer hangs, what is unknown, and how good the forecasts were.
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
  const { history = [], change, timeZone, trackRecord } = optionsOf('toHtmlReport', options, HTML_OPTIONS)
  checkNumbers('toHtmlReport', { report, history, change })
  // A history and the reasons of a change may have been stored apart from the report.
  const isAlone = history.length === 0 && change === undefined
  return makeFrom('toHtmlReport', 'report', isAlone ? report : { report, history, change }, () =>
    pageOf(report, { history, change, timeZone, trackRecord }),
  )
}

function pageOf(report: AccountReport, { history = [], change, timeZone, trackRecord }: HtmlOptions): string {
  const names = namesOf(report)
  const past = history.filter(({ at }) => at <= report.asOf)
  const since = change === undefined ? undefined : { ...change, from: change.from }
  const sections: Section[] = [
    htmlSection(deciders(report, names), 'deciders'),
    htmlSection(handover(report, names), 'handover'),
    ...expectations(report, names).map(section => htmlSection(section, 'expectations')),
    htmlSection({ ...onMonday(report, names), title: 'Moves' }, 'moves'),
    ...planSection(report, names),
    mapSection(report, names, past),
    treeSection(report, names),
    ...(past.length > 1 ? [timelineSection(report, past)] : []),
    attentionSection(report, names),
    findingsSection(report, names),
    ...(change === undefined ? [] : [changeSection(report, names, change.from, change.explanation)]),
    ...listeningSections(report, names).map((section, i) => htmlSection(section, `told-${i + 1}`)),
    ...effects(report, names).map(section => htmlSection(section, 'effects')),
    interviewsSection(report, names),
    ...beliefs(report).map(section => htmlSection(section, 'beliefs')),
    unknownSection(report, names),
    htmlSection(forecasts(trackRecord), 'forecasts'),
  ]
  return page({
    title: pageTitle(report, names),
    margin: `${names.account} · ${asOfWords(report, timeZone).join(' · ')}`,
    head: pageHead(report, names, { timeZone, since: change?.from }),
    first: pageOne(report, names, { history: past, change: since, trackRecord, hasEvidence: true }),
    sections,
    data: readerData(report, past),
  })
}
