import { type Issue, quoted, UnknownStakeholderError } from '../errors.js'
import { wrong } from '../support/options.js'
import type { Admitted } from './admit.js'
import type { ErasedTest } from './erased.js'
import type { Rows } from './rows.js'

/** That a fact is about a person whose data was erased. Nothing tells who. */
export function erasedPerson(path: string): Issue {
  const message = 'is about a person whose data was erased. Leave out that person and every fact about them.'
  return { path, message, code: 'erasedStakeholder' }
}

/** People whose data was erased among those who were added; with new tombstones also among those who were known. */
export function erasedIssues(known: Rows, whole: Rows, added: Admitted, isErased: ErasedTest): Issue[] {
  if (whole.registers.erasures === undefined) return []
  const given = added.rows.stakeholders.filter(({ fact }) => isErased(fact))
  const issues = given.map(({ index }) => erasedPerson(added.placeOf('stakeholders', index)))
  if (whole.registers.erasures === known.registers.erasures || !known.stakeholders.some(({ fact }) => isErased(fact))) return issues
  const message = 'say that the data of a person who is still in the village was erased. Erase them here first, with eraseStakeholder().'
  return [...issues, { path: 'erasures', message, code: 'erasedStakeholder' }]
}

/** That a village has nobody with an id. */
export function noStakeholder(where: string, id: string): UnknownStakeholderError {
  return new UnknownStakeholderError(where, [wrong('id', `there is no stakeholder ${quoted(id)}.`)])
}
