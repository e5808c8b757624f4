import type { SourceRecord } from '../record.js'
import { cellOf } from './columns.js'
import type { SurveyContext } from './context.js'
import type { SurveyKind } from './format.js'
import type { Layout } from './layouts.js'
import { type Identity, systemKey } from './respondents.js'

/** What a response tells of who gave it. */
export function identityOf(record: SourceRecord<SurveyKind>, layout: Layout, { options, users }: SurveyContext): Identity {
  const { respondent, mail } = options.columns
  const own = textsIn(record, layout.own)
  const user = own.flatMap(id => users.get(id) ?? [])[0]
  const references = [
    ...textsIn(record, [...(respondent === undefined ? [] : [respondent]), ...layout.references]),
    ...(user === undefined ? [] : textsIn(user, ['external_id'])),
  ]
  const mails = [
    ...textsIn(record, [...(mail === undefined ? [] : [mail]), ...layout.mails]),
    ...(user === undefined ? [] : textsIn(user, ['email'])),
  ]
  return {
    // Whoever has no id for somebody often gives their mail address in its place.
    references: references.filter(text => !isMail(text)),
    own: own.map(id => systemKey(record.object, id)),
    mails: [...mails, ...references].filter(isMail),
  }
}

function textsIn({ fields }: SourceRecord, names: readonly string[]): string[] {
  return names.flatMap(name => cellOf(fields, name) ?? []).map(value => String(value).trim())
}

function isMail(text: string): boolean {
  return text.includes('@')
}
