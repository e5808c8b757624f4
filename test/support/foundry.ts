import type { BuyingRole, VillageInput } from 'account-village'

/** Name, title, unit, role, and what they think at the end; `null` of those never heard. */
type Row = readonly [name: string, title: string, unit: string, role: BuyingRole, ends: number | null]

const PEOPLE: readonly Row[] = [
  ['Ines Falk', 'Chief Financial Officer', 'u-fin', 'economicBuyer', -0.35],
  ['Tomás Oliveira', 'Chief Operating Officer', 'u-board', 'decisionMaker', 0.25],
  ['Margarethe von Hohenlohe-Langenburg', 'Managing Director', 'u-board', 'executiveSponsor', null],
  ['Per Lindqvist', 'Head of Purchasing', 'u-buy', 'procurement', -0.7],
  ['Aoife Byrne', 'Category Buyer', 'u-buy', 'procurement', -0.2],
  ['Dr. Samir Haddad', 'General Counsel', 'u-law', 'legalCompliance', null],
  ['Lotte Brandt', 'Data Protection Officer', 'u-law', 'legalCompliance', 0.05],
  ['Ravi Menon', 'Chief Information Security Officer', 'u-it', 'technicalBuyer', -0.15],
  ['Greta Sommer', 'Enterprise Architect', 'u-it', 'gatekeeper', 0.3],
  ['Kofi Mensah', 'Integration Lead', 'u-it', 'influencer', 0.55],
  ['Hana Sato 佐藤', 'Plant Manager North', 'u-north', 'approver', 0.45],
  ['Oskar Wendt', 'Shift Lead', 'u-cast', 'champion', 0.85],
  ['Milena Petrova', 'Process Engineer', 'u-cast', 'champion', 0.7],
  ['Jonas Reuter', 'Planner', 'u-cast', 'user', 0.75],
  ['Fatima El Amrani', 'Planner', 'u-cast', 'user', 0.6],
  ['Bruno Costa', 'Operator', 'u-cast', 'user', 0.4],
  ['Ingrid Dahl', 'Operator', 'u-cast', 'user', null],
  ['Pavel Novák', 'Maintenance', 'u-north', 'user', 0.2],
  ['Chloé Laurent', 'Quality Lead', 'u-north', 'influencer', 0.1],
  ['Yusuf Demir', 'Plant Manager South', 'u-south', 'approver', -0.1],
  ['Sara Lindgren', 'Planner', 'u-south', 'user', 0.35],
  ['Andreas Vogt', 'Planner', 'u-south', 'user', -0.3],
  ['Leila Rahimi', 'Operator', 'u-south', 'user', null],
  ['Nils Aaberg', 'Controller', 'u-fin', 'coach', 0.5],
  ['Zuzana Horváth', 'Treasury', 'u-fin', 'initiator', null],
  ['Mateo Ruiz', 'Consultant', 'u-board', 'influencer', 0],
]

const DAYS = [
  '2023-09-12',
  '2023-12-04',
  '2024-03-11',
  '2024-06-17',
  '2024-09-09',
  '2024-12-02',
  '2025-03-10',
  '2025-06-16',
  '2025-09-08',
  '2025-11-24',
  '2026-02-09',
]

/** From when on they play their part, where they did not always. */
const SINCE = new Map([
  [0, '2025-05-15'],
  [5, '2025-02-01'],
  [6, '2024-10-01'],
  [7, '2024-06-01'],
  [10, '2024-03-01'],
  [19, '2024-09-01'],
])

const id = (i: number): string => `p${String(i).padStart(2, '0')}`

/** The same each time, between -0.5 and 0.5. */
const wobble = (n: number): number => (Math.imul(n + 1, 2_654_435_761) >>> 0) / 2 ** 32 - 0.5

/**
 * A company that customers would recognise: 26 people in nine units over three years, liked by its users from the start, in which purchasing and
 * finance take over in the summer of 2025.
 */
export const foundry: VillageInput = {
  account: { id: 'foundry', name: 'Falkenberg Foundries' },
  units: [
    { id: 'u-board', name: 'Board', kind: 'department' },
    { id: 'u-fin', name: 'Finance', kind: 'department' },
    { id: 'u-buy', name: 'Purchasing', kind: 'team', parent: 'u-fin' },
    { id: 'u-law', name: 'Legal & Compliance', kind: 'department' },
    { id: 'u-it', name: 'Information Technology', kind: 'department' },
    { id: 'u-ops', name: 'Operations', kind: 'division' },
    { id: 'u-north', name: 'Plant North', kind: 'site', parent: 'u-ops' },
    { id: 'u-cast', name: 'Casting Hall', kind: 'team', parent: 'u-north' },
    { id: 'u-south', name: 'Plant South', kind: 'site', parent: 'u-ops' },
  ],
  stakeholders: PEOPLE.map(([name, title, unit, role], i) => ({
    id: id(i),
    name,
    title,
    unit,
    ...(i === 3 && { joinedAt: '2025-04-01' }),
    roles: [{ role, since: SINCE.get(i) ?? '2023-01-01' }],
    ...(i === 7 && { veto: true }),
  })),
  ties: [
    ...[
      [13, 11],
      [14, 11],
      [15, 12],
      [16, 11],
      [12, 10],
      [11, 10],
      [17, 10],
      [18, 10],
      [20, 19],
      [21, 19],
      [22, 19],
      [10, 1],
      [19, 1],
      [4, 3],
      [3, 0],
      [23, 0],
      [24, 0],
      [9, 8],
      [8, 7],
    ].map(([from = 0, to = 0]) => ({ from: id(from), to: id(to), kind: 'reportsTo' as const })),
    ...[
      [11, 1, 2],
      [12, 8, 1],
      [9, 7, 1.5],
      [3, 1, 1],
      [7, 1, 1],
      [5, 0, 0.5],
      [23, 0, 2.5],
      [25, 1, 1],
      [13, 18, 0.5],
    ].map(([from = 0, to = 0, weight = 1]) => ({ from: id(from), to: id(to), kind: 'influence' as const, weight })),
    { from: id(3), to: id(11), kind: 'conflict' },
    { from: id(21), to: id(10), kind: 'conflict' },
  ],
  observations: PEOPLE.flatMap(([, , , , ends], i) =>
    ends === null
      ? []
      : DAYS.flatMap((at, quarter) => {
          const starts = i >= 11 && i <= 15 ? 0.6 : 0.3
          const heard =
            quarter === DAYS.length - 1
              ? i % 2 === 0
              : wobble(31 * i + quarter) > (quarter < 2 ? 0.4 : quarter === 6 ? 0.44 : i < 9 ? -0.1 : -0.25)
          if (!heard || (i === 3 && at < '2025-04-01')) return []
          const value = starts + ((ends - starts) * quarter) / (DAYS.length - 1) + 0.3 * wobble(17 * i + 5 * quarter)
          return [
            {
              stakeholder: id(i),
              at,
              sentiment: Math.round(100 * Math.max(-1, Math.min(1, value))) / 100,
              via: i % 3 === 0 ? ('interview' as const) : ('meeting' as const),
            },
          ]
        }),
  ),
  interactions: [
    ...Array.from({ length: 18 }, (_, i) => ({
      at: `${2024 + Math.floor(i / 12)}-${String(1 + (i % 12)).padStart(2, '0')}-15`,
      kind: 'meeting' as const,
      participants: [id(11), id(13 + (i % 3))],
      drivenBy: id(11),
      effort: 2,
    })),
    ...['2025-07-03', '2025-07-22', '2025-08-14', '2025-09-02', '2025-09-25', '2025-10-16', '2025-11-06', '2026-01-20'].map(at => ({
      at,
      kind: 'approval' as const,
      participants: [id(0), id(1)],
      drivenBy: id(0),
      effort: 1,
    })),
    ...['2025-12-10', '2026-01-14', '2026-02-04', '2026-02-18'].map((at, i) => ({
      at,
      kind: 'demo' as const,
      participants: [id(11), id(12), id(14 + i)],
      effort: 4,
    })),
  ],
  decisions: [
    { id: 'renewal', name: 'Renewal 2026', kind: 'renewal', value: { amount: 640_000, currency: 'EUR' }, expectedAt: '2026-06-30' },
  ],
}
