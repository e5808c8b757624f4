import { CLASS_ORDER } from '../../model/role.js'
import type { AccountReport } from '../../report/accountReport.js'
import { element, fragment } from '../../support/markup.js'
import { CLASS_WORDS } from '../classWords.js'
import { type Names, unitNameOf } from '../names.js'
import { percent } from '../numbers.js'
import { unknowns } from '../unknowns.js'
import type { Section } from './section.js'
import { tableTwin } from './table.js'
import { unbroken } from './unbroken.js'

/** What nobody knows yet, and how much of each part is known. */
export function unknownSection(report: AccountReport, names: Names): Section {
  const { byClass, byUnit } = report.coverage
  const rows = [
    ...CLASS_ORDER.flatMap(each => {
      const row = byClass[each]
      return row === undefined ? [] : [{ name: CLASS_WORDS[each], row }]
    }),
    ...byUnit.map(row => ({ name: row.unit === '' ? 'in no unit' : unitNameOf(names, row.unit), row })),
  ]
  return {
    id: 'unknown',
    title: 'What is unknown',
    body: fragment(
      element('ul', {}, ...unknowns(report, names).map(line => element('li', {}, unbroken(line)))),
      tableTwin(
        'how much is known, class by class and unit by unit',
        COLUMNS,
        rows.map(({ name, row }) => [name, `${row.known}`, `${row.heard}`, `${row.stale}`, percent(row.shareHeard)]),
      ),
    ),
  }
}

const COLUMNS = [
  { title: 'Who' },
  { title: 'Known', align: 'right' },
  { title: 'Heard', align: 'right' },
  { title: 'Stale', align: 'right' },
  { title: 'Power heard', align: 'right' },
] as const
