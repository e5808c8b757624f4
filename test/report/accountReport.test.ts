import {
  type AccountReport,
  accountReport,
  accountSentiment,
  assessRisk,
  attentionBalance,
  blockingCoalitions,
  byStakeholder as byId,
  coverage,
  createVillage,
  decisionOutlook,
  FORMULA_VERSION,
  gatekeepers,
  handoverReadiness,
  power,
  powerByClass,
  powerTransitions,
  revenueAtRisk,
  type Snapshot,
  sentiments,
  snapshot,
  type VillageInput,
  vetoHolders,
  votingPower,
} from 'account-village'
import { describe, expect, it } from 'vitest'
import { exact, strangeNumbers } from '../support/exact.js'
import { reordered } from '../support/facts.js'
import { harbour } from '../support/harbour.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'

const DAY = '2026-03-02'
const village = createVillage(harbour)
const s = snapshot(village, DAY, { decision: 'renewal' })
const report = accountReport(s)
const empty = accountReport(snapshot(createVillage({ account: 'Acme' }), DAY))

/** The report after it was written down and read again. */
function readAgain(written: AccountReport): unknown {
  return JSON.parse(JSON.stringify(written))
}

/** The same with what JSON leaves out left out: fields that are undefined. */
function withoutAbsent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAbsent)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).flatMap(([key, part]) => (part === undefined ? [] : [[key, withoutAbsent(part)]])))
}

/** Where a value is of a kind that JSON does not have, or null, as which JSON writes numbers that are none. */
function notPlain(value: unknown, path = ''): string[] {
  if (value === undefined || typeof value === 'string' || typeof value === 'boolean') return []
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? [] : [`${path} is ${Object.is(value, -0) ? '-0' : value}`]
  if (Array.isArray(value))
    return value.flatMap((part: unknown, i) => (part === undefined ? [`${path}[${i}]`] : notPlain(part, `${path}[${i}]`)))
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return [path]
  return Object.entries(value).flatMap(([key, part]) => notPlain(part, `${path}.${key}`))
}

function town(people: number): VillageInput {
  const roles = ['user', 'champion', 'technicalBuyer', 'procurement', 'approver', 'economicBuyer'] as const
  return {
    account: 'Town',
    stakeholders: Array.from({ length: people }, (_, i) => ({
      id: `p${i}`,
      name: `Person ${i}`,
      roles: [roles[i % roles.length] ?? 'user'],
    })),
    ties: Array.from({ length: people - 1 }, (_, i) => ({
      from: `p${i}`,
      to: `p${(i * 7 + 1) % people}`,
      kind: 'influence' as const,
    })).filter(({ from, to }) => from !== to),
    observations: Array.from({ length: people }, (_, i) => ({
      stakeholder: `p${i}`,
      at: `2026-02-${String((i % 28) + 1).padStart(2, '0')}`,
      sentiment: ((i % 21) - 10) / 10,
      via: 'survey' as const,
    })),
    decisions: [{ id: 'deal', name: 'Deal', kind: 'new', value: { amount: 1_000_000, currency: 'EUR' } }],
  }
}

describe('the report of an account', () => {
  it('says what it is about, and how it was made', () => {
    expect(report).toMatchObject({
      formulaVersion: FORMULA_VERSION,
      account: { id: 'acc-1', name: 'Harbour & Söhne', annualRevenue: { amount: 2_500_000, currency: 'EUR' } },
      asOf: DAY,
      knownOn: DAY,
      decision: { id: 'renewal', name: 'Renewal 2026', kind: 'renewal', value: { amount: 180_000, currency: 'EUR' } },
    })
    const later = accountReport(snapshot(village, DAY, { decision: 'renewal', knownOn: '2026-04-01' }))
    expect([later.asOf, later.knownOn]).toEqual([DAY, '2026-04-01'])
  })

  it('lists the decisions that are open by then, also when none is in view', () => {
    const open = [
      { decision: 'more', name: 'Second harbour' },
      { decision: 'renewal', name: 'Renewal 2026' },
    ]
    expect(report.openDecisions).toEqual(open)
    const unnamed = accountReport(snapshot(village, DAY))
    expect(unnamed.openDecisions).toEqual(open)
    expect('decision' in unnamed).toBe(false)
    expect(accountReport(snapshot(village, '2023-11-30')).openDecisions.map(({ decision: id }) => id)).toEqual(['first', 'more', 'renewal'])
  })

  it('has everybody who is there, the most powerful first, and apart those who have left', () => {
    expect(report.people.map(({ stakeholder: id }) => id).sort()).toEqual([
      'ada',
      'ben',
      'cem',
      'dia',
      'eli',
      'fay',
      'gus',
      'hal',
      'ida',
      'jon',
      'kim',
      'lea',
    ])
    const shares = report.people.map(each => each.power.share)
    expect(shares).toEqual([...shares].sort((a, b) => b - a))
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    expect(report.former).toEqual([{ stakeholder: 'max', name: 'Max Old' }, { stakeholder: 'ned' }])
  })

  it('has of each person what they are called, where they are and which roles they play in the decision in view', () => {
    const person = (id: string) => report.people.find(each => each.stakeholder === id)
    expect(person('ada')).toMatchObject({ name: 'Ada Lund', title: 'Dispatcher', unit: 'u-dock', placeholder: false, roles: ['user'] })
    expect([...(person('dia')?.roles ?? [])].sort()).toEqual(['influencer', 'user'])
    expect(person('kim')?.roles).toEqual([])
    expect(person('jon')).toMatchObject({ roles: [], power: { class: 'unknown' } })
    const eli = person('eli')
    expect(eli !== undefined && ('name' in eli || 'title' in eli)).toBe(false)
    // Foreign text is data here; making it safe is the printer's work.
    expect(person('cem')?.name).toBe('Cem \u001b[31mAy\u0007')
    expect(person('dia')?.name).toBe('\u202egnp.exe')
    const other = accountReport(snapshot(village, DAY, { decision: 'more' }))
    expect(other.people.find(({ stakeholder: id }) => id === 'kim')?.roles).toEqual(['approver'])
  })

  it('has of each person what the measures say of them', () => {
    const [shares, known, { byStakeholder }, { players }] = [power(s), sentiments(s), decisionOutlook(s), votingPower(s)]
    for (const person of report.people) {
      const { stakeholder } = person
      expect({ stakeholder, ...person.power }).toEqual(byId(shares).get(stakeholder))
      expect({ stakeholder, ...person.sentiment }).toEqual(byId(known).get(stakeholder))
      expect(person.outlook && { stakeholder, ...person.outlook }).toEqual(byId(byStakeholder).get(stakeholder))
      expect(person.votingPower && { stakeholder, ...person.votingPower }).toEqual(byId(players).get(stakeholder))
    }
    expect(
      report.people
        .filter(({ outlook }) => outlook !== undefined)
        .map(({ stakeholder: id }) => id)
        .sort(),
    ).toEqual(byStakeholder.map(({ stakeholder }) => stakeholder).sort())
    expect(
      report.people
        .filter(each => each.votingPower !== undefined)
        .map(({ stakeholder: id }) => id)
        .sort(),
    ).toEqual(players.map(({ stakeholder }) => stakeholder).sort())
  })

  it('has every other field from the measure of its name', () => {
    expect(report.sentiment).toEqual(accountSentiment(s))
    expect(report.vetoHolders).toEqual(vetoHolders(s))
    expect(report.blockingCoalitions).toEqual(blockingCoalitions(s))
    expect(report.probabilityOfYes).toBe(decisionOutlook(s).probabilityOfYes)
    expect(report.risks).toEqual(assessRisk(s))
    expect(report.powerTransitions).toEqual(powerTransitions(s))
    expect(report.powerByClass).toEqual(powerByClass(s))
    expect(report.handoverReadiness).toEqual(handoverReadiness(s))
    expect(report.units).toEqual([
      { unit: 'u-dock', name: 'Dock team', parent: 'u-north' },
      { unit: 'u-fin', name: 'Finance' },
      { unit: 'u-north', name: 'North site', parent: 'u-ops' },
      { unit: 'u-ops', name: 'Operations' },
    ])
  })

  it('has the outlook of each open decision, or of the one that was named', () => {
    const unnamed = accountReport(snapshot(village, DAY))
    expect('probabilityOfYes' in unnamed).toBe(false)
    expect(unnamed.outlooks.map(({ decision: id, name }) => [id, name])).toEqual([
      ['more', 'Second harbour'],
      ['renewal', 'Renewal 2026'],
    ])
    for (const outlook of [...unnamed.outlooks, ...report.outlooks]) {
      const { halfLifeDays } = s.settings.sentiment
      const { byStakeholder: _, afterDeliberation: __, ...own } = decisionOutlook(snapshot(village, DAY, { decision: outlook.decision }))
      expect(outlook).toMatchObject({ ...own, faded: 1 - 2 ** (-(own.agedDays ?? 0) / halfLifeDays) })
    }
    expect(report.outlooks.map(({ decision: id }) => id)).toEqual(['renewal'])
    expect(report.outlooks[0]?.value).toEqual({ amount: 180_000, currency: 'EUR' })
    expect(accountReport(snapshot(village, DAY, { decision: 'first' })).outlooks).toEqual([])
  })

  it('lists as carriers only those without whom something is lost', () => {
    expect(report.gatekeepers).toEqual(gatekeepers(s).filter(({ lost }) => lost > 0))
    expect(report.gatekeepers.map(({ stakeholder }) => stakeholder)).toContain('cem')
    expect(gatekeepers(s).length).toBeGreaterThan(report.gatekeepers.length)
  })

  it('writes money as a list, in which everybody with a seat stands once', () => {
    expect(report.revenueAtRisk).toEqual(revenueAtRisk(s))
    const { byStakeholder, currency, amount } = report.revenueAtRisk
    expect(new Set(byStakeholder.map(({ stakeholder }) => stakeholder)).size).toBe(byStakeholder.length)
    expect(currency).toBe('EUR')
    expect(amount).toBeCloseTo(180_000 * (1 - (report.probabilityOfYes ?? Number.NaN)), 6)
  })

  it('writes coverage and attention as lists', () => {
    expect(report.coverage).toEqual(coverage(s))
    expect(report.coverage.total.known).toBe(12)
    expect(report.attention).toEqual(attentionBalance(s, { days: 90 }))
    const { byStakeholder: shares, ...ours } = report.attention
    // By hand: the call of 9 December, and the meetings of 12 January, 2 and 16 February.
    expect(ours).toMatchObject({ days: 90, interactions: 4, unit: 'hours' })
    expect(shares.find(({ stakeholder }) => stakeholder === 'hal')).toMatchObject({ contacts: 2, effort: 1 })
  })

  it('counts attention over the days that the settings say', () => {
    const longer = accountReport(snapshot(village, DAY, { decision: 'renewal', settings: { risk: { days: 400 } } }))
    expect(longer.attention).toMatchObject({ days: 400, interactions: 5 })
  })

  it('knows nothing that was learned later', () => {
    const without = (harbour.observations ?? []).filter(({ recordedAt }) => recordedAt === undefined)
    const ignorant = accountReport(snapshot(createVillage({ ...harbour, observations: without }), DAY, { decision: 'renewal' }))
    expect(exact(ignorant)).toBe(exact(report))
    const wiser = accountReport(snapshot(village, DAY, { decision: 'renewal', knownOn: '2026-03-20' }))
    expect(wiser.probabilityOfYes).toBeLessThan(report.probabilityOfYes ?? Number.NaN)
  })

  it('is made once for a snapshot, and the same byte for byte however the facts came in', () => {
    const again = (input: VillageInput): string =>
      JSON.stringify(accountReport(snapshot(createVillage(input), DAY, { decision: 'renewal' })))
    expect(accountReport(s)).toBe(report)
    expect(again(harbour)).toBe(JSON.stringify(report))
    for (const seed of [1, 2, 3]) expect(again(reordered(harbour, seed))).toBe(JSON.stringify(report))
  })

  it('names placeholders as such', () => {
    const unknown = accountReport(snapshot(createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', roles: ['user'] }] }), DAY))
    expect(unknown.people.map(({ stakeholder: id, placeholder }) => [id, placeholder])).toEqual([
      ['?decider', true],
      ['ann', false],
    ])
    expect(unknown.coverage).toMatchObject({ total: { known: 1, heard: 0 }, missingClasses: ['decider'] })
  })
})

describe('the report as JSON', () => {
  const views: [string, Snapshot][] = [
    ['a village in full', s],
    ['several open decisions and none named', snapshot(village, DAY)],
    ['a decision that has fallen', snapshot(village, DAY, { decision: 'first' })],
    ['a day before anything', snapshot(village, '2020-01-01')],
    ['an instant', snapshot(village, '2026-02-20T12:00:00Z', { decision: 'renewal' })],
    ['a village with nothing in it', snapshot(createVillage({ account: 'Acme' }), DAY)],
    [
      'hostile ids',
      snapshot(
        createVillage({
          account: 'Acme',
          stakeholders: HOSTILE_IDS.slice(0, 40).map(id => ({ id, name: id, roles: ['approver'] as const })),
          observations: HOSTILE_IDS.slice(0, 20).map(stakeholder => ({ stakeholder, at: DAY, sentiment: 0.5, via: 'survey' as const })),
        }),
        DAY,
      ),
    ],
  ]
  it.each(views)('comes back unchanged, without numbers that are none: %s', (_, seen) => {
    const made = accountReport(seen)
    expect(notPlain(made)).toEqual([])
    expect(strangeNumbers(made)).toEqual([])
    expect(readAgain(made)).toEqual(withoutAbsent(made))
  })
})

describe('the report of an account of which nothing is known', () => {
  it('has every field, and says that nothing is known', () => {
    expect(Object.keys(empty).sort()).toEqual(
      Object.keys(report)
        .filter(key => key !== 'decision' && key !== 'probabilityOfYes')
        .sort(),
    )
    expect(empty.people.map(({ stakeholder: id }) => id).sort()).toEqual(['?decider', '?user'])
    expect(empty).toMatchObject({
      sentiment: { state: 'insufficientSignal', coverage: 0, bounds: [-1, 1] },
      former: [],
      units: [],
      openDecisions: [],
      gatekeepers: [],
      outlooks: [],
      revenueAtRisk: { reason: 'noDecisionInView', amounts: [], byDecision: [], omitted: [], byStakeholder: [] },
      coverage: { total: { known: 0, heard: 0 }, missingClasses: ['decider', 'user'] },
      powerTransitions: [{ status: 'noEvidence', events: [] }],
      attention: { interactions: 0 },
    })
    expect(empty.sentiment.value).toBeUndefined()
    expect(empty.sentiment.heard).toBeUndefined()
    expect(empty.revenueAtRisk.amount).toBeUndefined()
    expect(empty.attention.overinvestment).toBeUndefined()
  })
})

describe('the report of a large account', () => {
  it('holds 150 people, and the smallest blocking coalitions of very many', () => {
    const large = accountReport(snapshot(createVillage(town(150)), DAY))
    expect(large.people).toHaveLength(150)
    expect(large.people.reduce((sum, each) => sum + each.power.share, 0)).toBeCloseTo(1, 9)
    expect(large.blockingCoalitions.coalitions.length).toBeLessThanOrEqual(50)
    expect(notPlain(large)).toEqual([])
    expect(readAgain(large)).toEqual(withoutAbsent(large))
    // Everybody who approves or pays can stop it alone.
    expect(large.vetoHolders).toHaveLength(50)
  })

  it('says so when it does not list all coalitions', () => {
    const members = Array.from({ length: 12 }, (_, i) => ({ of: `p${i}` }))
    const input = town(150)
    const ruled = { ...input, decisions: [{ id: 'deal', name: 'Deal', kind: 'new' as const, rule: { quota: 7, members } }] }
    const seen = snapshot(createVillage(ruled), DAY)
    // Six of twelve stop a majority of seven: 924 ways.
    expect(blockingCoalitions(seen)).toMatchObject({ complete: true, coalitions: { length: 924 } })
    const told = accountReport(seen).blockingCoalitions
    expect(told.complete).toBe(false)
    expect(told.coalitions).toEqual(blockingCoalitions(seen).coalitions.slice(0, 50))
  })
})
