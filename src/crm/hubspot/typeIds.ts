import type { HubSpotObject, Pair } from './objects.js'

/** What an association type that HubSpot defines itself says. */
export interface DefinedType extends Pair {
  /** Whether it is the first of several: the company that somebody belongs to. */
  readonly isPrimary?: boolean
}

/** The association type behind an id, if HubSpot defines it; ids of types that a portal defines mean something else in each. */
export function definedType(typeId: string, category: string | undefined): DefinedType | undefined {
  return category === undefined || category === 'HUBSPOT_DEFINED' ? DEFINED.get(typeId) : undefined
}

/** The id of an association type that version 3 of the API tells by its name; of a type that a portal defines it tells nothing else. */
export function typeIdOf(name: string | undefined): string | undefined {
  return BY_NAME.get(name?.trim().toLowerCase() ?? '')
}

/** From a child company to its parent, and the other way round. */
export const CHILD_TO_PARENT = '14'
export const PARENT_TO_CHILD = '13'

/**
 * For an activity the ids are given in the order contact, company, deal: from the activity, and to it.
 *
 * @see "Association type ID values" in HubSpot's guide to its associations API, version 4
 */
const ACTIVITIES: readonly (readonly [object: HubSpotObject, from: readonly number[], to: readonly number[]])[] = [
  ['call', [194, 182, 206], [193, 181, 205]],
  ['email', [198, 186, 210], [197, 185, 209]],
  ['meeting', [200, 188, 212], [199, 187, 211]],
  ['note', [202, 190, 214], [201, 189, 213]],
  ['task', [204, 192, 216], [203, 191, 215]],
  ['communication', [81, 87, 85], [82, 88, 86]],
]

const PARTIES = ['contact', 'company', 'deal'] as const

const DEFINED: ReadonlyMap<string, DefinedType> = new Map<string, DefinedType>([
  ['1', { from: 'contact', to: 'company', isPrimary: true }],
  ['2', { from: 'company', to: 'contact', isPrimary: true }],
  ['279', { from: 'contact', to: 'company' }],
  ['280', { from: 'company', to: 'contact' }],
  ['931', { from: 'contact', to: 'company' }],
  ['3', { from: 'deal', to: 'contact' }],
  ['4', { from: 'contact', to: 'deal' }],
  ['5', { from: 'deal', to: 'company', isPrimary: true }],
  ['6', { from: 'company', to: 'deal', isPrimary: true }],
  ['341', { from: 'deal', to: 'company' }],
  ['342', { from: 'company', to: 'deal' }],
  [PARENT_TO_CHILD, { from: 'company', to: 'company' }],
  [CHILD_TO_PARENT, { from: 'company', to: 'company' }],
  ['449', { from: 'contact', to: 'contact' }],
  ['450', { from: 'company', to: 'company' }],
  ...ACTIVITIES.flatMap(([object, from, to]) =>
    PARTIES.flatMap((party, i) => [
      [String(from[i]), { from: object, to: party }] as const,
      [String(to[i]), { from: party, to: object }] as const,
    ]),
  ),
])

const BY_NAME: ReadonlyMap<string, string> = new Map([
  ['contact_to_company', '1'],
  ['company_to_contact', '2'],
  ['deal_to_company', '5'],
  ['company_to_deal', '6'],
  ['parent_to_child_company', PARENT_TO_CHILD],
  ['child_to_parent_company', CHILD_TO_PARENT],
])
