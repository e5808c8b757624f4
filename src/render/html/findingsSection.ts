import type { AccountReport } from '../../report/accountReport.js'
import { firmFinding } from '../../report/outlookSummary.js'
import type { Finding } from '../../risk/finding.js'
import { element, fragment, type Markup } from '../../support/markup.js'
import { type Names, nameOf } from '../names.js'
import { day, finite } from '../numbers.js'
import { effectWords } from '../outlookWords.js'
import { plain } from '../plain.js'
import type { Section } from './section.js'
import { unbroken } from './unbroken.js'

/** What endangers the account, worst first, with what it rests on. */
export function findingsSection(report: AccountReport, names: Names): Section {
  const { risks } = report
  return {
    id: 'findings',
    title: 'Findings',
    body: fragment(
      risks.length === 0
        ? element('p', {}, 'None of the risks that the rules look for.')
        : element('ol', { class: 'findings' }, ...risks.map(finding => item(finding, report, names))),
    ),
  }
}

function item(finding: Finding, report: AccountReport, names: Names): Markup {
  const { severity, message, stakeholders } = finding
  const { evidence } = firmFinding(finding, report.outlooks)
  const effect = effectWords(finding, report)
  const whom = stakeholders.slice(0, MOST_NAMES).map(id => nameOf(names, id))
  const more = stakeholders.length > whom.length ? [`and ${stakeholders.length - whom.length} more`] : []
  return element(
    'li',
    { class: severity },
    element('p', {}, element('strong', { class: 'badge' }, severity), ` ${plain(message)}`),
    stakeholders.length > 0 && element('p', { class: 'quiet' }, [...whom, ...more].join(', ')),
    effect.length > 0 && element('p', { class: 'quiet' }, unbroken(effect.join(', '))),
    element(
      'details',
      {},
      element('summary', {}, 'What it rests on'),
      element(
        'ul',
        {},
        ...evidence.slice(0, MOST_EVIDENCE).map(({ measure, value, stakeholder, at }) => {
          const of = stakeholder === undefined ? '' : ` of ${nameOf(names, stakeholder)}`
          return element(
            'li',
            {},
            `${measure}${of}: ${typeof value === 'string' ? plain(value) : Number(finite(value).toPrecision(3))}${at === undefined ? '' : `, ${day(at)}`}`,
          )
        }),
        evidence.length > MOST_EVIDENCE && element('li', {}, `and ${evidence.length - MOST_EVIDENCE} more`),
      ),
    ),
  )
}

/** So many names and pieces of evidence a finding shows. */
const MOST_NAMES = 8
const MOST_EVIDENCE = 12
