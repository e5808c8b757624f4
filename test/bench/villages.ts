import { BUYING_ROLES, createVillage, READING_SOURCES, type Village, type VillageInput } from 'account-village'

/** How large a village is. */
export interface Size {
  readonly people: number
  readonly ties: number
  readonly observations: number
  readonly units: number
  /** How many people are heard; all when absent. */
  readonly heard?: number
  /** How many people have a role beside that of a user, in turn; all when absent. */
  readonly seats?: number
  readonly decisions?: number
}

/** A village of a size, with the same content at every run: three years of readings, nested units, ids as a CRM gives them. */
export function villageOf(size: Size, seed = 20_240_607): Village {
  const { people, ties, observations, units, heard = people, seats = people, decisions = 1 } = size
  const next = generator(seed)
  const id = (i: number): string => `0035g00000${String(i % people).padStart(5, '0')}AAB`
  const input: VillageInput = {
    account: { id: '0015g00000AcmeAAAQ', name: 'Acme Industries' },
    units: Array.from({ length: units }, (_, i) => ({
      id: `unit${i}`,
      name: `Unit ${i}`,
      kind: 'department',
      ...(i > 2 && { parent: `unit${i % 3}` }),
    })),
    stakeholders: Array.from({ length: people }, (_, i) => ({
      id: id(i),
      name: `Person Number ${i}`,
      title: 'Head of Something',
      unit: `unit${i % units}`,
      roles: [i < seats ? (BUYING_ROLES[i % BUYING_ROLES.length] ?? 'user') : 'user'],
    })),
    ties: Array.from({ length: ties }, (_, i) => ({
      from: id(i),
      to: id(i + 1 + Math.floor(next() * (people - 1))),
      kind: i % 3 === 0 ? 'reportsTo' : 'influence',
      weight: 1 + Math.floor(next() * 3),
      since: new Date(Date.UTC(2023, 0, 1 + (i % 1000))).toISOString(),
    })),
    observations: Array.from({ length: observations }, (_, i) => ({
      stakeholder: id(Math.floor(next() * heard)),
      at: new Date(Date.UTC(2023, 10, 1) + Math.floor(next() * 1095) * 86_400_000).toISOString(),
      sentiment: Math.round((next() * 2 - 1) * 100) / 100,
      via: READING_SOURCES[i % READING_SOURCES.length] ?? 'survey',
    })),
    decisions: Array.from({ length: decisions }, (_, i) => ({
      id: i === 0 ? 'renewal' : `renewal${i}`,
      name: 'Renewal',
      kind: 'renewal',
      value: { amount: 240_000, currency: 'EUR' },
      expectedAt: '2027-01-31',
    })),
  }
  return createVillage(input)
}

/** Numbers from 0 to 1 that are the same at every run: Park and Miller's minimal standard generator. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
