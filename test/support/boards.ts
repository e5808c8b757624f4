import type { BuyingRole, InteractionKind, ReadingSource, VillageInput } from 'account-village'
import { day } from './days.js'
import { type Draw, drawsFrom } from './draws.js'

/** The day on which boards are looked at. */
export const BOARD_DAY = '2026-03-02'

/** The sizes for which boards are made to look at. */
export const BOARD_SIZES = [5, 14, 40, 150] as const

/**
 * A company as customers have them, of so many people: departments and teams within them, names of many scripts, three years of readings, people never heard, vetoes, rivalries. The same
 * every time. The board of five knows no user, so that a placeholder stands for one.
 */
export function board(size: number): VillageInput {
  const draw = drawsFrom(size)
  const units = UNITS.filter(({ from }) => size >= from)
  const people = peopleOf(size, units, draw)
  return {
    account: { id: 'acc', name: 'Nordwerk Marine & Logistics', annualRevenue: { amount: 18_000_000, currency: 'EUR' } },
    units: units.map(({ id, name, kind, parent }) => ({ id, name, kind, ...(parent !== undefined && { parent }) })),
    stakeholders: people.map(({ id, name, title, unit, roles, veto }) => ({
      id,
      ...(name !== undefined && { name }),
      title,
      ...(unit !== undefined && { unit }),
      roles: [...roles],
      ...(veto && { veto: true }),
    })),
    ties: [...reporting(people), ...influence(people, draw), ...rivalries(people, draw)],
    observations: readings(people, draw),
    interactions: contacts(people, draw),
    decisions: [
      { id: 'renewal', name: 'Renewal 2027', kind: 'renewal', value: { amount: 480_000, currency: 'EUR' }, expectedAt: '2026-11-30' },
      { id: 'first', name: 'First order', kind: 'new', outcome: { result: 'won', at: '2023-06-30' } },
    ],
    expectations: people
      .filter((_, i) => i % 7 === 1)
      .map(({ id }, i) => ({
        id: `e-${i}`,
        stakeholder: id,
        statement: WISHES[i % WISHES.length] ?? 'quick answers',
        importance: 0.4 + (i % 4) * 0.2,
        status: [{ at: day(-90 + i), state: i % 3 === 2 ? 'missed' : 'open' }],
      })),
  }
}

interface Unit {
  readonly id: string
  readonly name: string
  readonly kind: 'department' | 'division' | 'site' | 'team'
  readonly parent?: string
  /** The size of the board from which on there is such a unit. */
  readonly from: number
  /** How many of the people who lead nobody it has, beside the others. */
  readonly staff: number
  readonly head: Post
  readonly posts: readonly Post[]
  /** What people there think of us on the whole. */
  readonly mood: number
}

type Post = readonly [title: string, roles: readonly BuyingRole[], veto?: 'veto']

interface Person {
  readonly id: string
  readonly name: string | undefined
  readonly title: string
  readonly unit: string | undefined
  readonly roles: readonly BuyingRole[]
  readonly veto: boolean
  readonly mood: number
  readonly manager: string | undefined
  readonly leads: boolean
}

const UNITS: readonly Unit[] = [
  {
    id: 'fin',
    name: 'Finance',
    kind: 'department',
    from: 5,
    staff: 2,
    head: ['Chief Financial Officer', ['economicBuyer']],
    posts: [
      ['Financial Controller', ['approver']],
      ['Accounts Payable', []],
      ['Treasury Analyst', ['influencer']],
    ],
    mood: -0.2,
  },
  {
    id: 'ops',
    name: 'Operations',
    kind: 'division',
    from: 5,
    staff: 2,
    head: ['Head of Operations', ['champion']],
    posts: [
      ['Operations Planner', ['influencer']],
      ['Shift Coordinator', []],
    ],
    mood: 0.6,
  },
  {
    id: 'it',
    name: 'Information Technology',
    kind: 'department',
    from: 5,
    staff: 2,
    head: ['Chief Information Officer', ['technicalBuyer']],
    posts: [
      ['Enterprise Architect', ['technicalBuyer']],
      ['Integration Engineer', ['influencer']],
    ],
    mood: 0.1,
  },
  {
    id: 'dock',
    name: 'Dock team',
    kind: 'team',
    parent: 'ops',
    from: 14,
    staff: 6,
    head: ['Dock Supervisor', ['user', 'champion']],
    posts: [
      ['Dispatcher', ['user']],
      ['Crane Operator', ['user']],
      ['Yard Planner', ['user', 'initiator']],
    ],
    mood: 0.7,
  },
  {
    id: 'buy',
    name: 'Procurement',
    kind: 'team',
    parent: 'fin',
    from: 14,
    staff: 2,
    head: ['Head of Procurement', ['procurement'], 'veto'],
    posts: [
      ['Strategic Buyer', ['procurement']],
      ['Category Manager', ['gatekeeper']],
    ],
    mood: -0.4,
  },
  {
    id: 'sec',
    name: 'Security',
    kind: 'team',
    parent: 'it',
    from: 40,
    staff: 2,
    head: ['Chief Security Officer', ['gatekeeper'], 'veto'],
    posts: [
      ['Security Analyst', ['technicalBuyer']],
      ['Data Protection Officer', ['legalCompliance']],
    ],
    mood: -0.5,
  },
  {
    id: 'legal',
    name: 'Legal',
    kind: 'department',
    from: 40,
    staff: 1,
    head: ['General Counsel', ['legalCompliance'], 'veto'],
    posts: [['Contract Manager', ['legalCompliance']]],
    mood: -0.1,
  },
  {
    id: 'fleet',
    name: 'Fleet management',
    kind: 'team',
    parent: 'ops',
    from: 40,
    staff: 5,
    head: ['Fleet Manager', ['decisionMaker']],
    posts: [
      ['Route Planner', ['user']],
      ['Workshop Lead', ['user']],
      ['Fuel Analyst', []],
    ],
    mood: 0.4,
  },
  {
    id: 'sales',
    name: 'Sales & Marketing',
    kind: 'department',
    from: 40,
    staff: 4,
    head: ['Chief Commercial Officer', ['executiveSponsor']],
    posts: [
      ['Key Account Manager', ['coach']],
      ['Pricing Analyst', ['user']],
      ['Marketing Lead', []],
    ],
    mood: 0.3,
  },
  {
    id: 'hr',
    name: 'People & Culture',
    kind: 'department',
    from: 150,
    staff: 4,
    head: ['Head of People', ['influencer']],
    posts: [
      ['Works Council', ['gatekeeper'], 'veto'],
      ['Trainer', ['user']],
      ['Recruiter', []],
    ],
    mood: 0,
  },
  {
    id: 'south',
    name: 'Southern terminals',
    kind: 'site',
    parent: 'ops',
    from: 150,
    staff: 2,
    head: ['Terminal Director', ['decisionMaker']],
    posts: [['Deputy Director', ['approver']]],
    mood: 0.2,
  },
  {
    id: 'gate',
    name: 'Gate & customs',
    kind: 'team',
    parent: 'south',
    from: 150,
    staff: 7,
    head: ['Gate Supervisor', ['user']],
    posts: [
      ['Customs Clerk', ['user']],
      ['Gate Operator', ['user']],
    ],
    mood: 0.5,
  },
  {
    id: 'ware',
    name: 'Warehouse',
    kind: 'team',
    parent: 'south',
    from: 150,
    staff: 8,
    head: ['Warehouse Manager', ['champion']],
    posts: [
      ['Forklift Lead', ['user']],
      ['Stock Planner', ['user']],
      ['Shift Lead', []],
    ],
    mood: 0.4,
  },
  {
    id: 'desk',
    name: 'Service desk',
    kind: 'team',
    parent: 'it',
    from: 150,
    staff: 5,
    head: ['Service Desk Lead', ['user']],
    posts: [
      ['Support Engineer', ['user']],
      ['System Administrator', []],
    ],
    mood: 0.2,
  },
  {
    id: 'data',
    name: 'Data & analytics',
    kind: 'team',
    parent: 'it',
    from: 150,
    staff: 5,
    head: ['Head of Data', ['influencer']],
    posts: [
      ['Data Engineer', ['user']],
      ['Analyst', ['user']],
    ],
    mood: 0.5,
  },
  {
    id: 'qa',
    name: 'Quality & environment',
    kind: 'department',
    from: 150,
    staff: 4,
    head: ['Head of Quality', ['gatekeeper']],
    posts: [
      ['Auditor', ['gatekeeper']],
      ['Environmental Officer', []],
    ],
    mood: -0.2,
  },
  {
    id: 'lab',
    name: 'Innovation lab',
    kind: 'team',
    from: 150,
    staff: 3,
    head: ['Lab Lead', ['champion']],
    posts: [
      ['Product Designer', ['user']],
      ['Researcher', ['initiator']],
    ],
    mood: 0.8,
  },
]

function peopleOf(size: number, units: readonly Unit[], draw: Draw): Person[] {
  const names = draw.shuffled(NAMES.flatMap(([given, family]) => [`${given} ${family}`]))
  // Of many people some share a family name with somebody, as everywhere.
  const nameOf = (i: number): string => names[i] ?? `${names[i % names.length]?.split(' ')[0]} ${FAMILIES[i % FAMILIES.length]}`
  const chief = size >= 14 ? 'p-000' : undefined
  const heads = new Map(units.map(({ id }, i) => [id, number(i + (chief === undefined ? 0 : 1))]))
  const posts: Omit<Person, 'id' | 'name'>[] = []
  if (chief !== undefined) {
    const roles: BuyingRole[] = ['executiveSponsor']
    posts.push({ title: 'Chief Executive Officer', unit: undefined, roles, veto: false, mood: 0.3, manager: undefined, leads: true })
  }
  for (const { id, parent, head, mood } of units) {
    const manager = parent === undefined ? chief : heads.get(parent)
    posts.push({ title: head[0], unit: id, roles: head[1], veto: head[2] === 'veto', mood, manager, leads: true })
  }
  const places = units.flatMap(unit => Array.from({ length: unit.staff }, () => unit))
  for (let i = 0; posts.length < size; i++) {
    const outside = size >= 14 && i % 23 === 9
    const unit = places[(i * 7) % places.length]
    if (unit === undefined) break
    const [title, roles, veto] = outside
      ? (OUTSIDERS[i % OUTSIDERS.length] ?? unit.head)
      : (unit.posts[Math.floor((i * 7) / places.length) % unit.posts.length] ?? unit.head)
    const manager = outside || draw.chance(0.08) ? undefined : heads.get(unit.id)
    const { mood } = unit
    posts.push({
      title,
      unit: outside ? undefined : unit.id,
      roles,
      veto: veto === 'veto' && i < places.length,
      mood,
      manager,
      leads: false,
    })
  }
  return posts.slice(0, size).map((post, i) => ({ ...post, id: number(i), name: i % 29 === 27 ? undefined : nameOf(i) }))
}

function number(i: number): string {
  return `p-${String(i).padStart(3, '0')}`
}

type Ties = NonNullable<VillageInput['ties']>

function reporting(people: readonly Person[]): Ties {
  return people.flatMap(({ id, manager }) =>
    manager === undefined || people.every(other => other.id !== manager) ? [] : [{ from: id, to: manager, kind: 'reportsTo' as const }],
  )
}

/** People talk to those who lead them, to their own team, to who decides, and sometimes to anybody. */
function influence(people: readonly Person[], draw: Draw): Ties {
  const found = new Map<string, Ties[number]>()
  const leaders = people.filter(({ leads }) => leads)
  const deciders = people.filter(({ roles }) => roles.includes('economicBuyer') || roles.includes('decisionMaker'))
  const wanted = Math.round(people.length * (people.length > 60 ? 1.75 : 1.3))
  for (let tries = 0; found.size < wanted && tries < wanted * 20; tries++) {
    const from = draw.one(people)
    const team = people.filter(({ unit }) => unit === from.unit)
    const to = draw.one(draw.chance(0.45) ? team : draw.chance(0.5) ? leaders : draw.chance(0.6) ? deciders : people)
    if (to.id === from.id) continue
    found.set(`${from.id} ${to.id}`, { from: from.id, to: to.id, kind: 'influence', weight: draw.one([0.5, 1, 1, 1, 2, 3]) })
  }
  return [...found.values()]
}

function rivalries(people: readonly Person[], draw: Draw): Ties {
  const leaders = people.filter(({ leads }) => leads)
  return Array.from({ length: Math.ceil(people.length / 25) }, (_, i) => {
    const from = leaders[i % leaders.length] ?? draw.one(people)
    const others = leaders.filter(({ id, manager }) => id !== from.id && manager !== from.id)
    return { from: from.id, to: draw.one(others).id, kind: 'conflict' as const }
  })
}

/** One in four was never heard; the others were up to seven times in three years. */
function readings(people: readonly Person[], draw: Draw): NonNullable<VillageInput['observations']> {
  return people.flatMap(({ id, mood }, i) => {
    if (i % 4 === 3) return []
    const own = Math.max(-1, Math.min(1, mood * 1.3 + draw.between(-0.7, 0.7)))
    const drift = draw.between(-0.4, 0.3)
    return Array.from({ length: 1 + draw.below(7) }, () => {
      const at = -1030 + draw.below(1085)
      const sentiment = Math.max(-1, Math.min(1, own + (drift * at) / 1000 + draw.between(-0.15, 0.15)))
      return { stakeholder: id, at: day(at), sentiment: Math.round(sentiment * 100) / 100, via: draw.one(SOURCES) }
    })
  })
}

function contacts(people: readonly Person[], draw: Draw): NonNullable<VillageInput['interactions']> {
  return Array.from({ length: people.length * 3 }, () => {
    const participants = [...new Set(Array.from({ length: 1 + draw.below(3) }, () => draw.one(people).id))]
    const [drivenBy] = participants
    const at = -1030 + draw.below(1085)
    return {
      at: day(at),
      kind: draw.one(KINDS),
      participants,
      effort: 0.5 + draw.below(5) / 2,
      ...(drivenBy !== undefined && draw.chance(0.7) && { drivenBy }),
    }
  })
}

const SOURCES: readonly ReadingSource[] = ['interview', 'survey', 'meeting', 'comment', 'impression']
const KINDS: readonly InteractionKind[] = ['meeting', 'email', 'call', 'demo', 'approval', 'meeting', 'call']
const WISHES = ['answers within a day', 'one price for all sites', 'data that stays in the union', 'training for every shift']

const OUTSIDERS: readonly Post[] = [
  ['Outside Counsel', ['legalCompliance']],
  ['Board Adviser', ['influencer']],
  ['Consultant', []],
]

const FAMILIES = ['Bianchi', 'Haddad', 'Jensen', 'Kovács', 'Murphy', 'Nakamura', 'Okafor', 'Pereira', 'Schneider', 'Virtanen', 'Wójcik']

const NAMES: readonly (readonly [string, string])[] = [
  ['Astrid', 'Lindqvist'],
  ['Benedikt', 'Hofmann'],
  ['Chiara', 'Montanari'],
  ['Dmitri', 'Volkov'],
  ['Élodie', 'Beauchamp-Lefèvre'],
  ['Farid', 'Rahmani'],
  ['Grace', 'Oyelaran'],
  ['Henrik', 'Ås'],
  ['Ines', 'Carvalho'],
  ['Jakub', 'Nowak'],
  ['Katarzyna', 'Wiśniewska'],
  ['Lars', 'Mikkelsen'],
  ['Mei', 'Lin'],
  ['Nikos', 'Papadopoulos'],
  ['Oluwaseun', 'Adeyemi-Richardson'],
  ['Priya', 'Raghunathan'],
  ['Quentin', 'Marchand'],
  ['Rania', 'El-Sayed'],
  ['Søren', 'Kjær'],
  ['Tomás', 'Herrera'],
  ['Ursula', 'Zimmermann'],
  ['Viktor', 'Horváth'],
  ['Wanjiru', 'Kamau'],
  ['Xavier', 'Peeters'],
  ['Yuki', 'Tanaka'],
  ['Zeynep', 'Yıldız'],
  ['陈', '丽华'],
  ['田中', '健一'],
  ['Ольга', 'Смирнова'],
  ['أحمد', 'المنصوري'],
  ['Ελένη', 'Δημητρίου'],
  ['नेहा', 'शर्मा'],
  ['דוד', 'כהן'],
  ['김', '민수'],
  ['Anna', 'Ek'],
  ['Bo', 'Li'],
  ['Maximilian', 'von Hohenstein-Wartburg'],
  ['Siobhán', "O'Connor"],
  ['Thị', 'Nguyễn'],
  ['Ragnar', 'Þórsson'],
  ['Leila', 'Ben Ali'],
  ['Pablo', 'Iglesias'],
  ['Marta', 'Kowalczyk'],
  ['Ivan', 'Petrov'],
  ['Aiko', 'Mori'],
  ['Caroline', 'Dubois'],
  ['Samuel', 'Osei'],
  ['Hanna', 'Schulz'],
  ['Erik', 'Dahl'],
  ['Noor', 'Haddad'],
]
