import { groupedBy } from '../../support/grouping.js'
import { fingerprint } from '../../support/hash.js'
import { compareText } from '../../support/order.js'
import { fieldOf } from '../fields.js'
import type { Ledger } from '../ledger.js'
import type { Response } from './responses.js'

/** The last of the responses that a person gave to one survey on one day; the others are counted. */
export function lastOfEachDay(responses: readonly Response[], ledger: Ledger): Response[] {
  const groups = groupedBy(responses, response => (response.isPerCase ? `case ${response.record.id}` : dayKey(response)))
  return [...groups.values()].flatMap(group => {
    const [last] = [...group].sort((a, b) => compareText(b.at, a.at) || compareText(a.record.id, b.record.id))
    ledger.leftOut.duplicates += group.length - 1
    return last === undefined ? [] : [last]
  })
}

/** Who answered which survey on which day. A survey is known by its columns where its id is not there, because files do not name it. */
function dayKey({ record, people, at }: Response): string {
  const id = record.object === 'surveyMonkey' ? fieldOf(record.fields, 'survey_id') : undefined
  const survey = id ?? fingerprint(JSON.stringify([...record.fields.keys()].sort(compareText)))
  return JSON.stringify([record.object, survey, people.map(({ village, person }) => [village, person.id]), at.slice(0, 10)])
}
