import type { Village } from '../model/village.js'
import { flag, optionsOf } from '../support/options.js'
import { type SubjectExport, type SubjectFact, subjectOf } from '../village/exportSubject.js'
import { type Column, csvText } from './csvText.js'
import type { CsvOptions } from './toCsv.js'

/**
 * All that a village holds on a person as comma-separated values, one row for each version of a fact: `account`, `stakeholder`, `array`,
 * `id`, `about`, `from`, `until`, `knownFrom`, `knownUntil`, `source`, and the whole `fact` as JSON. See `exportSubject`, which gives the same
 * as objects, for what belongs to it.
 *
 * @param id the id of the stakeholder
 * @throws UnknownStakeholderError when nobody has the id
 * @example
 * import { createVillage } from 'account-village'
 * import { toSubjectCsv } from 'account-village/formats'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', name: 'Ann Lee', source: 'crm' }] })
 * toSubjectCsv(village, 'ann').split('\r\n')[1] //=> 'Acme,ann,stakeholders,ann,person,,,,,crm,"{""id"":""ann"",""source"":""crm"",""name"":""Ann Lee""}"'
 */
export function toSubjectCsv(village: Village, id: string, options?: CsvOptions): string {
  const { byteOrderMark = false } = optionsOf<CsvOptions>('toSubjectCsv', options, { byteOrderMark: flag })
  return (byteOrderMark ? '\u{FEFF}' : '') + subjectsCsv([subjectOf('toSubjectCsv', village, id)])
}

/** Of several accounts, in one table. */
export function subjectsCsv(subjects: readonly SubjectExport[]): string {
  return csvText(COLUMNS, subjects.flatMap(rowsOf))
}

type Row = Omit<SubjectFact, 'array' | 'about' | 'fact'> & {
  readonly account: string
  readonly stakeholder: string
  readonly array: string
  readonly about: string
  readonly fact: object
}

const COLUMNS: readonly Column<Row>[] = [
  ['account', row => row.account],
  ['stakeholder', row => row.stakeholder],
  ['array', row => row.array],
  ['id', row => row.id],
  ['about', row => row.about],
  ['from', row => row.from],
  ['until', row => row.until],
  ['knownFrom', row => row.knownFrom],
  ['knownUntil', row => row.knownUntil],
  ['source', row => row.source],
  ['fact', row => JSON.stringify(row.fact)],
]

function rowsOf({ account, stakeholder, facts, imports }: SubjectExport): Row[] {
  const who = { account: account.id, stakeholder }
  return [
    ...facts.map(fact => ({ ...who, ...fact })),
    ...imports.map(({ source, record }) => ({ ...who, array: 'imports', id: record.id, about: 'person', source, fact: record })),
  ]
}
