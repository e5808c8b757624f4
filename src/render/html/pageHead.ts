import type { AccountReport } from '../../report/accountReport.js'
import { element, type Markup } from '../../support/markup.js'
import { capital } from '../../support/text.js'
import { asOfWords } from '../asOf.js'
import type { Names } from '../names.js'
import { amount, day } from '../numbers.js'
import { inFocus } from '../pageOne/inFocus.js'
import { verdictOf } from '../pageOne/verdict.js'
import { plain } from '../plain.js'
import { unbroken } from './unbroken.js'

/** What the head of a page says beside the report. */
export interface PageHeadOptions {
  /** The time zone whose day the report is of. */
  readonly timeZone?: string | undefined
  /** The day of the last report. */
  readonly since?: string | undefined
}

/** What a page is called. */
export function pageTitle({ asOf }: AccountReport, { account }: Names): string {
  return `${account}: account report of ${asOf}`
}

/** What stands above the first page: whose it is and of when, and the verdict. */
export function pageHead(report: AccountReport, names: Names, options: PageHeadOptions = {}): Markup {
  const { sentence, explained } = verdictOf(report, names)
  return element(
    'header',
    { class: 'top' },
    kicker(report, names, options),
    element('div', { class: 'say' }, element('h1', {}, unbroken(sentence)), element('p', { class: 'explained' }, unbroken(explained))),
  )
}

/** The account and its decision on the left, the day and that of the last report on the right. */
function kicker(report: AccountReport, names: Names, { timeZone, since }: PageHeadOptions): Markup {
  const outlook = inFocus(report)
  const { decision } = report
  const about = outlook === undefined ? decision : { name: outlook.name, value: outlook.value, expectedAt: decision?.expectedAt }
  const parts =
    about === undefined
      ? ['no decision in view']
      : [
          plain(about.name),
          ...(about.value === undefined ? [] : [amount(about.value)]),
          ...(about.expectedAt === undefined ? [] : [`vote ${day(about.expectedAt)}`]),
        ]
  return element(
    'p',
    { class: 'kicker' },
    element('span', {}, element('b', {}, names.account), ' · ', unbroken(parts.join(' · '))),
    element(
      'span',
      {},
      [capital(asOfWords(report, timeZone).join(' · ')), ...(since === undefined ? [] : [`compared with ${plain(since)}`])].join(' · '),
    ),
  )
}
