import { createVillage, type Village } from 'account-village'
import { fromSurveys, type ImportResult, type SurveyInput, type SurveyOptions } from 'account-village/surveys'

/** The villages among whose people respondents are looked for. */
export const KNOWN: readonly Village[] = [
  createVillage({
    account: { id: 'kessler', name: 'Kessler Walzwerk' },
    units: [{ id: 'maintenance', name: 'Maintenance', kind: 'department' }],
    stakeholders: [
      { id: '0035g00000An1aKAAR', name: 'Anna Kurz', email: 'Anna@kessler.example', unit: 'maintenance', source: 'salesforce' },
      { id: 'bert', name: 'Bert Sand', email: 'bert@kessler.example', externalIds: [{ source: 'zendesk', id: '501' }] },
      { id: 'carla', name: 'Carla Ngozi', email: 'desk@kessler.example', externalIds: [{ source: 'delighted', id: '501' }] },
      { id: 'david', name: 'David Ito', email: 'desk@kessler.example' },
    ],
  }),
  createVillage({
    account: { id: 'oelbach', name: 'Ölbach' },
    stakeholders: [
      { id: 'bert', name: 'Another Bert', email: 'bert@oelbach.example' },
      { id: '0035g00000An1aKAAR', name: 'Anna Kurz', source: 'salesforce' },
    ],
  }),
]

/** Rows of a CSV file, quoted where that is needed. */
export function csv(rows: readonly (readonly string[])[], lineBreak = '\n'): string {
  const cell = (text: string): string => (/[",\n\r;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return rows.map(row => row.map(cell).join(',') + lineBreak).join('')
}

const COLUMNS = [
  ...['StartDate', 'EndDate', 'Status', 'Progress', 'Finished', 'RecordedDate', 'ResponseId', 'RecipientEmail', 'ExternalReference'],
  ...['DistributionChannel', 'UserLanguage', 'Q1_NPS_GROUP', 'Q1', 'Q2', 'Q3'],
]
const LABELS = [
  ...['Anfangsdatum', 'Enddatum', 'Antworttyp', 'Aktueller Stand', 'Beendet', 'Erfassungsdatum', 'Antwort-ID', 'E-Mail des Empfängers'],
  ...['Externe Datenreferenz', 'Verteilungskanal', 'Benutzersprache', 'Würden Sie … empfehlen? - Gruppe', 'Würden Sie … empfehlen?'],
  ...['Warum?', 'Wie zufrieden\nsind Sie?'],
]

/** The three rows of headers of Qualtrics, the second localised. */
export function qualtricsHeader(timeZone?: string): string[][] {
  const imports = COLUMNS.map(column =>
    JSON.stringify({ ImportId: column, ...(timeZone !== undefined && column.endsWith('Date') && { timeZone }) }),
  )
  return [COLUMNS, LABELS, imports]
}

/** A finished response to Qualtrics. */
export function qualtricsRow(given: { readonly [column: string]: string }): string[] {
  const usual: { readonly [column: string]: string } = {
    StartDate: '2026-03-02 09:00:00',
    EndDate: '2026-03-02 09:05:30',
    Status: '0',
    Progress: '100',
    Finished: '1',
    RecordedDate: '2026-03-02 09:05:31',
    DistributionChannel: 'email',
  }
  return COLUMNS.map(column => given[column] ?? usual[column] ?? '')
}

/** A file of Qualtrics. */
export function qualtrics(rows: readonly { readonly [column: string]: string }[], timeZone: string | undefined = 'Z'): string {
  return csv([...qualtricsHeader(timeZone), ...rows.map(qualtricsRow)])
}

export function read(input: SurveyInput, options: Partial<SurveyOptions> = {}): ImportResult {
  return fromSurveys(input, { known: KNOWN, ...options })
}

/** The readings of a result: whose, when and what. */
export function readingsOf({ villages }: ImportResult): [village: string, person: string, at: string, sentiment: number][] {
  return villages.flatMap(({ account, observations }) =>
    observations.map(({ stakeholder, at, sentiment }): [string, string, string, number] => [account.id, stakeholder, at, sentiment]),
  )
}

/** The codes of the issues of a result, with what they are about. */
export function codes({ issues }: ImportResult): string[] {
  return issues.map(({ object, id, code }) => [object, ...(id === undefined ? [] : [id]), code].join(' '))
}
