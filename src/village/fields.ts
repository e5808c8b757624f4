/** What a thing has; a list where that is what it has. */
export type Fields = { readonly [field: string]: 'list' | 'value' }

/** What a report of an account has. */
export const REPORT_FIELDS: Fields = {
  ...valuesOf(['account', 'asOf', 'knownOn', 'sentiment', 'revenueAtRisk', 'coverage', 'powerByClass', 'attention', 'listeningSample']),
  ...valuesOf([
    'handoverReadiness',
    'opinionEquilibrium',
    'motives',
    'offeringFlow',
    'themes',
    'listening',
    'comments',
    'moves',
    'plan',
    'effects',
  ]),
  ...listsOf([
    'openDecisions',
    'decisionsOfUnknownState',
    'outlooks',
    'people',
    'former',
    'units',
    'ties',
    'vetoHolders',
    'risks',
    'powerTransitions',
  ]),
  ...listsOf(['gatekeepers', 'expectations', 'interviews', 'conclusions', 'questions', 'relationships']),
}

/** What is said of a result that lacks something further down. */
export const NOT_AS_GIVEN = 'lacks a field, or has one of another kind. Make it anew with the function that gives it.'

/** Fields that have a value of some kind. */
export function valuesOf(fields: readonly string[]): Fields {
  return Object.fromEntries(fields.map(field => [field, 'value']))
}

/** Fields that have a list. */
export function listsOf(fields: readonly string[]): Fields {
  return Object.fromEntries(fields.map(field => [field, 'list']))
}

/** The fields that something lacks, or has of another kind. */
export function missingIn(given: unknown, fields: Fields): string[] {
  if (typeof given !== 'object' || given === null) return []
  const has = (field: string, as: 'list' | 'value'): boolean => {
    const value: unknown = Reflect.get(given, field)
    return as === 'list' ? Array.isArray(value) : value !== undefined && value !== null
  }
  return Object.entries(fields).flatMap(([field, as]) => (has(field, as) ? [] : [field]))
}
