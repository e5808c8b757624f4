import { revise, type Village } from 'account-village'

/** The village in which the roles, or the ties, that have all the fields given end on a day, learned on that day unless said otherwise. */
export function ended(village: Village, kind: 'roles' | 'ties', fields: object, until: string, recordedAt = until): Village {
  const isMeant = (fact: object): boolean => Object.entries(fields).every(([field, value]) => Reflect.get(fact, field) === value)
  return revise(village, { [kind]: village[kind].filter(isMeant).map(fact => ({ ...fact, until })) }, { recordedAt })
}
