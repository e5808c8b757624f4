import { type BuyingRole, createVillage, type ReadingSource, type Village, type VillageInput } from 'account-village'
import { type Random, randomFrom } from '../../../src/support/random.js'

/** The day on which a base is looked at; what is known of it ends some days before. */
export const BASE_DAY = '2026-11-20'

/** Which of the accounts of a base there are. */
export interface BaseSize {
  readonly accounts: number
  /** A whole number; the same one gives the same accounts, and a larger base begins with those of a smaller one. */
  readonly seed: number
}

/**
 * A base of accounts as a company has them, one at a time: most are small and few large, a quarter has nobody who was heard, some belong to
 * others, some have no decision open or none with a value, and one in ten pays in another currency.
 */
export function* accountsOf({ accounts, seed }: BaseSize): Generator<Village> {
  for (let i = 0; i < accounts; i++) yield accountAt(i, randomFrom(Math.imul(seed + 1, 0x9e3779b1) + i))
}

function accountAt(i: number, random: Random): Village {
  // The median account has eight people, one in a hundred more than sixty.
  const count = Math.min(120, Math.ceil(8 * Math.exp(0.85 * random.normal())))
  const people = Array.from({ length: count }, (_, each) => personAt(each, count, random))
  const parent = random.uniform() < 0.08 && i > 0 ? idOf(random.below(i)) : undefined
  const segment = count > 30 ? 'enterprise' : count > 6 ? 'midMarket' : 'small'
  return createVillage({
    account: {
      id: idOf(i),
      name: `${pick(NAMES, random)} ${pick(FORMS, random)} ${i}`,
      owner: `u${String(random.below(400)).padStart(4, '0')}`,
      ...(random.uniform() < 0.95 && { segment }),
      ...(parent !== undefined && { parent }),
      annualRevenue: { amount: amountOf(count, random), currency: 'EUR' },
    },
    units: UNITS.slice(0, Math.ceil(count / 6)).map((name, unit) => ({ id: `unit${unit}`, name, kind: 'department' })),
    stakeholders: people,
    ties: people.flatMap(({ id }, each) => tiesOf(id, each, people, random)),
    observations: random.uniform() < 0.25 ? [] : readingsOf(people, random),
    interactions: people.slice(0, random.below(6)).map(({ id }) => ({ at: dayBefore(random), kind: 'meeting', participants: [id] })),
    decisions: decisionsOf(count, random),
  })
}

type Person = NonNullable<VillageInput['stakeholders']>[number]

function personAt(each: number, count: number, random: Random): Person {
  const role: BuyingRole = each === 0 ? 'economicBuyer' : random.uniform() < 0.6 ? 'user' : pick(ROLES, random)
  return {
    id: `p${each}`,
    name: `${pick(GIVEN, random)} ${pick(NAMES, random)}`,
    title: `${pick(RANKS, random)} ${pick(UNITS, random)}`,
    unit: `unit${random.below(Math.ceil(count / 6))}`,
    roles: [role],
    ...(random.uniform() < 0.05 && { veto: true }),
  }
}

type Tie = NonNullable<VillageInput['ties']>[number]

function tiesOf(id: string, each: number, people: readonly Person[], random: Random): Tie[] {
  if (each === 0) return []
  const lead: Tie = { from: id, to: `p${Math.floor((each - 1) / 5)}`, kind: 'reportsTo' }
  const other = random.below(people.length)
  const listens: Tie = { from: id, to: `p${other}`, kind: 'influence', weight: 1 + random.below(3) }
  return other === each ? [lead] : [lead, listens]
}

/** Some are heard often, most now and then, and half of the people never. An account has a mood, about which its people differ. */
function readingsOf(people: readonly Person[], random: Random): VillageInput['observations'] {
  const mood = 0.15 + 0.4 * random.normal()
  return people.flatMap(({ id: stakeholder }) => {
    if (random.uniform() < 0.5) return []
    const own = mood + 0.3 * random.normal()
    return Array.from({ length: Math.min(60, Math.ceil(5 * Math.exp(random.normal()))) }, () => ({
      stakeholder,
      at: dayBefore(random),
      sentiment: Math.round(Math.max(-1, Math.min(1, own + 0.3 * random.normal())) * 100) / 100,
      via: pick(SOURCES, random),
    }))
  })
}

function decisionsOf(count: number, random: Random): VillageInput['decisions'] {
  const currency = random.uniform() < 0.9 ? 'EUR' : pick(['USD', 'GBP', 'CHF'], random)
  return Array.from({ length: [0, 1, 1, 1, 1, 2, 2, 3][random.below(8)] ?? 1 }, (_, i) => ({
    id: `d${i}`,
    name: i === 0 ? 'Renewal' : 'More seats',
    kind: i === 0 ? ('renewal' as const) : ('expansion' as const),
    ...(random.uniform() < 0.9 && { value: { amount: amountOf(count, random), currency } }),
    expectedAt: dayAfter(random),
  }))
}

function amountOf(count: number, random: Random): number {
  return Math.round(count * 2_000 * Math.exp(random.normal()) * 100) / 100
}

function idOf(i: number): string {
  return `0015g0000${i.toString(36).toUpperCase().padStart(6, '0')}AAA`
}

const DAY = 86_400_000

/** A day in the three years before, more often a late one. */
function dayBefore(random: Random): string {
  return new Date(Date.parse(BASE_DAY) - Math.floor(1095 * random.uniform() ** 2) * DAY).toISOString()
}

function dayAfter(random: Random): string {
  return new Date(Date.parse(BASE_DAY) + (1 + random.below(360)) * DAY).toISOString()
}

function pick<Item>(items: readonly [Item, ...Item[]], random: Random): Item {
  return items[random.below(items.length)] ?? items[0]
}

const ROLES: readonly [BuyingRole, ...BuyingRole[]] = ['champion', 'influencer', 'technicalBuyer', 'gatekeeper', 'user']
const SOURCES: readonly [ReadingSource, ...ReadingSource[]] = ['survey', 'survey', 'interview', 'meeting', 'impression']
const GIVEN = ['Ada', 'Bo', 'Chloé', 'Dmitri', 'Eun-ji', 'Fatima', 'Günther', 'Hana', 'Ivo', 'Jun', 'Kofi', 'Løve'] as const
const NAMES = ['Ahlström', 'Brandt', 'Castillo', 'Dąbrowski', 'Eriksen', '藤本', 'García', 'Huber', 'Ibrahim', 'Jansen', 'Kaya'] as const
const FORMS = ['GmbH', 'AG', 'Ltd', 'Inc.', 'S.A.', 'KK'] as const
const RANKS = ['Head of', 'Director,', 'Specialist,', 'Team lead,', 'VP'] as const
const UNITS = [
  'Operations',
  'Finance',
  'IT',
  'Purchasing',
  'Production',
  'Sales',
  'Research',
  'Legal',
  'Service',
  'Logistics',
  'People',
  'Quality',
  'Marketing',
  'Security',
  'Planning',
  'Facilities',
  'Audit',
  'Data',
  'Strategy',
  'Board',
] as const
