/** The kinds of objects that are imported, as HubSpot calls one of each. */
export const HUBSPOT_OBJECTS = [
  'company',
  'contact',
  'deal',
  'meeting',
  'call',
  'email',
  'note',
  'task',
  'communication',
  'feedback_submission',
  'owner',
] as const

/** A kind of object that is imported. */
export type HubSpotObject = (typeof HUBSPOT_OBJECTS)[number]

/** What is no object and says something of objects. */
const ABOUT_OBJECTS = ['association', 'label', 'pipeline', 'stage', 'history', 'privacyDeletion'] as const

/** Everything that a record can be. */
export type HubSpotKind = HubSpotObject | (typeof ABOUT_OBJECTS)[number]

/** Two kinds of objects that are associated, in the direction in which the association is told. */
export interface Pair {
  readonly from: HubSpotObject
  readonly to: HubSpotObject
}

/** The object of a name in any case, singular or plural, or of an object type id such as `0-1`. */
export function objectNamed(name: string): HubSpotObject | undefined {
  return BY_NAME.get(plainName(name))
}

/** What a table of a name holds. */
export function kindNamed(name: string): HubSpotKind | undefined {
  if (/^associations\./i.test(name)) return 'association'
  const plain = plainName(name)
  return objectNamed(name) ?? ABOUT_BY_NAME.get(plain) ?? (plain.endsWith('labels') ? 'label' : pairNamed(name) && 'association')
}

/**
 * The two kinds that a name tells: that of a table such as `contactsToCompanies` or `deal_contact`, or that of an association type such as
 * `contact_to_company_unlabeled`.
 */
export function pairNamed(name: string): Pair | undefined {
  const [from, to, ...others] = name
    .replace(/[^\p{L}\d]+/gu, '_')
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, '_')
    .toLowerCase()
    .split('_')
    .flatMap(word => objectNamed(word) ?? [])
  return from === undefined || to === undefined || others.length > 0 ? undefined : { from, to }
}

/** Case, spaces and what joins words do not tell names apart. */
function plainName(name: string): string {
  return name
    .trim()
    .replace(/[\s_-]/g, '')
    .toLowerCase()
}

/** @see HubSpot's list of object type ids in its guide to the CRM API */
const TYPE_IDS: readonly (readonly [id: string, object: HubSpotObject])[] = [
  ['0-1', 'contact'],
  ['0-2', 'company'],
  ['0-3', 'deal'],
  ['0-18', 'communication'],
  ['0-19', 'feedback_submission'],
  ['0-27', 'task'],
  ['0-46', 'note'],
  ['0-47', 'meeting'],
  ['0-48', 'call'],
  ['0-49', 'email'],
]

const BY_NAME: ReadonlyMap<string, HubSpotObject> = new Map([
  ...HUBSPOT_OBJECTS.flatMap(object => formsOf(object).map(form => [form, object] as const)),
  ...['meetingevent', 'meetingevents', 'engagementmeeting'].map(name => [name, 'meeting'] as const),
  ...(['call', 'email', 'note', 'task'] as const).map(object => [`engagement${object}`, object] as const),
  ...TYPE_IDS.map(([id, object]) => [plainName(id), object] as const),
])

const ABOUT_BY_NAME: ReadonlyMap<string, HubSpotKind> = new Map([
  ...ABOUT_OBJECTS.flatMap(kind => formsOf(kind).map(form => [form, kind] as const)),
  ['dealpipeline', 'pipeline'],
  ['dealpipelines', 'pipeline'],
  ['dealpipelinestage', 'stage'],
  ['dealpipelinestages', 'stage'],
])

function formsOf(name: string): readonly string[] {
  const plain = plainName(name)
  return [plain, `${plain}s`, plain.replace(/y$/, 'ies')]
}
