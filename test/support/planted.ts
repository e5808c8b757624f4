import type { VillageInput } from 'account-village'

/** An account in which one thing is wrong, and what a wise colleague would do first. */
export interface Planted {
  readonly trouble: string
  readonly input: VillageInput
  /** Moves of which each must be among the first three. */
  readonly advice: readonly string[]
  /** Moves that must not be among the first three. */
  readonly not?: readonly string[]
  readonly hours?: number
}

/** Everything is looked at on this day. */
export const PLANTED_ON = '2026-10-01'

const people = [
  { id: 'uma', name: 'Uma Reyes', roles: ['user'] },
  { id: 'ulf', name: 'Ulf Berg', roles: ['user'] },
  { id: 'cleo', name: 'Cleo Martin', roles: ['champion'] },
  { id: 'ivo', name: 'Ivo Novak', roles: ['technicalBuyer'] },
  { id: 'coo', name: 'Olga Petrov', roles: ['decisionMaker'] },
  { id: 'cfo', name: 'Carl Finn', roles: ['economicBuyer'] },
] as const satisfies VillageInput['stakeholders']

const ties = [
  { from: 'uma', to: 'cleo', kind: 'influence' },
  { from: 'ulf', to: 'cleo', kind: 'influence' },
  { from: 'cleo', to: 'coo', kind: 'influence' },
  { from: 'coo', to: 'cfo', kind: 'reportsTo' },
] as const satisfies VillageInput['ties']

const renewal = {
  id: 'renewal',
  name: 'Renewal',
  kind: 'renewal',
  value: { amount: 400_000, currency: 'EUR' },
  expectedAt: '2027-01-15',
} as const satisfies NonNullable<VillageInput['decisions']>[number]

/** Everybody was heard lately and likes us well enough, but for who says otherwise. */
function heard(but: { readonly [id: string]: number | undefined } = {}, at = '2026-09-15'): NonNullable<VillageInput['observations']> {
  return people.flatMap(({ id }) => {
    const sentiment = id in but ? but[id] : id === 'cfo' || id === 'coo' ? 0.2 : 0.6
    return sentiment === undefined ? [] : [{ stakeholder: id, at, sentiment, via: 'interview' as const }]
  })
}

export const PLANTED: readonly Planted[] = [
  {
    trouble: 'the finance chief, who can say no, was never heard',
    input: { account: 'Silent', stakeholders: [...people], ties: [...ties], observations: heard({ cfo: undefined }), decisions: [renewal] },
    advice: ['hear:cfo'],
  },
  {
    trouble: 'a promise to the operations chief was missed',
    input: {
      account: 'Missed',
      stakeholders: [...people],
      ties: [...ties],
      observations: heard({ coo: -0.3 }),
      expectations: [
        {
          id: 'uptime',
          stakeholder: 'coo',
          statement: 'no stop of a line in a quarter',
          importance: 1,
          dueAt: '2026-09-01',
          status: [{ at: '2026-09-02', state: 'missed' }],
        },
        { id: 'colours', stakeholder: 'ulf', statement: 'more colours', importance: 0.3, status: [] },
      ],
      decisions: [{ ...renewal, rule: { quota: 2, members: [{ of: 'coo' }, { of: 'cfo' }] } }],
    },
    advice: ['meet:uptime'],
    not: ['meet:colours'],
  },
  {
    trouble: 'the champion leaves next month',
    input: {
      account: 'Leaving',
      stakeholders: people.map(person => (person.id === 'cleo' ? { ...person, leftAt: '2026-11-01' } : person)),
      ties: [...ties],
      observations: heard(),
      decisions: [{ ...renewal, rule: { quota: 2, members: [{ of: 'cleo' }, { of: 'coo' }, { of: 'cfo' }] } }],
    },
    advice: ['prepareHandover:championLeaving:cleo'],
  },
  {
    trouble: 'two people with a veto are against us',
    input: {
      account: 'Vetoes',
      stakeholders: [
        ...people,
        { id: 'dpo', name: 'Dana Osei', roles: ['legalCompliance'], veto: true },
        { id: 'buy', name: 'Bela Kun', roles: ['procurement'], veto: true },
      ],
      ties: [...ties],
      observations: [
        ...heard({ coo: undefined }),
        { stakeholder: 'dpo', at: '2026-09-20', sentiment: -0.35, via: 'interview' },
        { stakeholder: 'buy', at: '2026-09-20', sentiment: -0.3, via: 'interview' },
      ],
      decisions: [renewal],
    },
    advice: ['winOver:dpo', 'winOver:buy'],
  },
  {
    trouble: 'a policy that charges each department keeps people who like us from using what was bought',
    input: {
      account: { id: 'Chargeback', name: 'Chargeback', annualRevenue: { amount: 400_000, currency: 'EUR' } },
      units: [
        { id: 'lab', name: 'Laboratory', kind: 'department' },
        { id: 'mill', name: 'Mill', kind: 'site' },
      ],
      stakeholders: [
        ...people.map(person => ({ ...person, unit: person.id === 'uma' || person.id === 'ulf' ? 'lab' : 'mill' })),
        { id: 'lia', name: 'Lia Wolf', unit: 'lab', roles: ['user'] },
      ],
      ties: [...ties],
      observations: [...heard(), { stakeholder: 'lia', at: '2026-09-15', sentiment: 0.7, via: 'interview' }],
      usage: [
        { unit: 'lab', at: '2026-09-20', level: 0.05 },
        { unit: 'mill', at: '2026-09-20', level: 0.8 },
      ],
      barriers: [{ id: 'charge', kind: 'policy', statement: 'Each department pays for each seat', unit: 'lab', blocks: 0.9 }],
      decisions: [renewal],
    },
    advice: ['liftBarrier:charge'],
  },
  {
    trouble: 'power passes from users to deciders, and only users have said what matters',
    input: {
      account: 'Handover',
      stakeholders: [...people],
      ties: [...ties],
      observations: heard({ cfo: undefined }).map(reading => ({ ...reading, ...(reading.stakeholder === 'uma' && { themes: ['speed'] }) })),
      interactions: [
        { at: '2026-02-02', kind: 'meeting', participants: ['uma', 'ulf'], drivenBy: 'uma', effort: 4 },
        { at: '2026-03-02', kind: 'demo', participants: ['uma', 'ulf'], drivenBy: 'ulf', effort: 4 },
        ...['2026-06-01', '2026-07-06', '2026-08-03', '2026-09-07', '2026-09-21'].map(at => ({
          at,
          kind: 'meeting' as const,
          participants: ['cfo', 'uma'],
          drivenBy: 'cfo',
          effort: 1,
        })),
        { at: '2026-09-14', kind: 'approval', participants: ['cfo'], drivenBy: 'cfo', effort: 1 },
      ],
      decisions: [renewal],
    },
    advice: ['hear:cfo', 'prepareHandover:onlyUsersVoice:speed'],
  },
  {
    trouble: 'nothing: all is well, and everybody was heard this month',
    input: {
      account: 'Fine',
      stakeholders: [...people],
      observations: heard({ coo: 0.9, cfo: 0.9 }),
      decisions: [{ ...renewal, expectedAt: '2026-10-20' }],
    },
    advice: [],
  },
  {
    trouble: 'nobody is known to decide',
    input: {
      account: 'Unknown',
      stakeholders: people.filter(({ id }) => id !== 'cfo' && id !== 'coo'),
      observations: heard().filter(({ stakeholder }) => stakeholder !== 'cfo' && stakeholder !== 'coo'),
      decisions: [renewal],
    },
    advice: ['identify:?decider'],
  },
  {
    trouble: 'the finance chief left, and nobody has taken the seat',
    input: {
      account: 'Vacant',
      stakeholders: people.map(person => (person.id === 'cfo' ? { ...person, leftAt: '2026-08-31' } : person)),
      ties: [...ties],
      observations: heard({ cfo: undefined }),
      decisions: [renewal],
    },
    advice: ['identify:?economicBuyer'],
  },
  {
    trouble: 'a comment of the finance chief was acted on, and nobody has told her',
    input: {
      account: 'Untold',
      stakeholders: [...people],
      ties: [...ties],
      observations: heard({ cfo: -0.05 }),
      comments: [
        {
          id: 'invoices',
          at: '2026-09-01',
          stakeholder: 'cfo',
          text: 'The invoices name no order.',
          actions: [{ at: '2026-09-10', by: 'kim', statement: 'Invoices name the order' }],
        },
      ],
      decisions: [renewal],
    },
    advice: ['answer:invoices'],
  },
  {
    trouble: 'nobody of ours knows the finance chief, whom one of theirs can introduce',
    input: {
      account: 'Bridge',
      stakeholders: [...people],
      ties: [...ties],
      teammates: [
        { id: 'kim', name: 'Kim Ito' },
        { id: 'lee', name: 'Lee Park' },
      ],
      relationships: [
        { teammate: 'kim', stakeholder: 'coo', level: 0.9, since: '2026-09-01' },
        { teammate: 'lee', stakeholder: 'uma', level: 0.9, since: '2026-09-01' },
      ],
      observations: heard({ cfo: undefined }),
      decisions: [renewal],
    },
    advice: ['hear:cfo'],
  },
]
