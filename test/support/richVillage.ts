import { createVillage, type Village, type VillageInput } from 'account-village'
import { foundry } from './foundry.js'

/** The foundry with facts of every kind: a decision that was won, one with a rule, and one that comes about by influence alone. */
export function richInput(): VillageInput {
  return structuredClone({
    ...foundry,
    account: { id: 'foundry', name: 'Falkenberg Foundries', annualRevenue: { amount: 9_000_000, currency: 'EUR' } },
    vetoes: [{ stakeholder: 'p05', decision: 'renewal', since: '2025-01-01' }],
    decisions: [
      ...(foundry.decisions ?? []),
      {
        id: 'rollout',
        name: 'Roll-out',
        kind: 'expansion' as const,
        value: { amount: 90_000, currency: 'EUR' },
        expectedAt: '2026-09-30',
        rule: {
          quota: 2,
          members: [{ of: 'p00', veto: true }, { of: 'p01' }, { of: { quota: 1, members: [{ of: 'p10' }, { of: 'p19' }] } }],
        },
      },
      {
        id: 'pilot',
        name: 'Pilot',
        kind: 'new' as const,
        outcome: {
          result: 'won' as const,
          at: '2024-06-30',
          reasons: ['speed'],
          statedBy: [{ stakeholder: 'p11', reason: 'ease of use' }],
        },
      },
    ],
    interviews: ['p11', 'p00', 'p13', 'p19'].map((stakeholder, i) => ({
      id: `i${i}`,
      at: `2025-1${i % 2}-1${i}`,
      stakeholder,
      plan: 'autumn',
      profile: i % 2 === 0 ? 'happy' : 'troubled',
      consent: { given: true, at: '2025-10-01' },
      answers: [{ question: 'q1', summary: 'It depends on the support.', themes: [i % 2 === 0 ? 'support' : 'price', `own ${i}`] }],
      sentiment: 0.4 - 0.2 * i,
      conclusions: [{ statement: 'Support matters', implication: 'Name a contact', ...(i > 0 && { owner: 'kim' }) }],
    })),
    comments: ['p14', 'p20', 'p21'].map((stakeholder, i) => ({
      id: `c${i}`,
      at: `2025-12-0${i + 1}`,
      stakeholder,
      text: 'Exports of Jonas Reuter are slow',
      via: 'ticket',
      themes: ['speed', i === 0 ? 'exports' : 'support'],
      ...(i === 0 && { routedTo: [{ group: 'product', at: '2025-12-02' }], sharedBackAt: '2026-01-20' }),
      ...(i < 2 && { actions: [{ at: '2026-01-10', by: 'kim', statement: 'Faster exports' }] }),
    })),
    expectations: ['p00', 'p11', 'p01'].map((stakeholder, i) => ({
      id: `e${i}`,
      stakeholder,
      statement: 'Live by summer',
      importance: 0.5 + 0.2 * i,
      dueAt: '2026-04-30',
      themes: i === 0 ? ['price'] : ['speed'],
      status: [{ at: '2025-12-01', state: i === 2 ? ('missed' as const) : ('open' as const) }],
    })),
    nominations: [
      { stakeholder: 'p00', at: '2025-10-01', nominates: ['p11', 'p05'], question: 'Whom do you ask?' },
      { stakeholder: 'p00', at: '2025-12-01', nominates: ['p11'], question: 'Whom do you ask?' },
      { stakeholder: 'p11', at: '2025-12-01', nominates: ['p13'] },
    ],
    motives: [
      { stakeholder: 'p00', kind: 'financial', statement: 'Lower cost', since: '2025-06-01' },
      { stakeholder: 'p11', kind: 'career', statement: 'To lead the plant', since: '2024-06-01' },
      { stakeholder: 'p05', kind: 'risk', statement: 'No surprises' },
    ],
    barriers: [
      { id: 'b0', statement: 'Two factors only', unit: 'u-cast', kind: 'policy', blocks: 0.6, since: '2025-09-01' },
      { id: 'b1', statement: 'No budget', stakeholders: ['p20', 'p21'], kind: 'budget', blocks: 0.4 },
    ],
    requests: [
      { id: 'q0', stakeholder: 'p05', at: '2025-11-20', via: 'survey', by: 'kim' },
      { id: 'q1', stakeholder: 'p11', at: '2025-11-20', via: 'interview' },
    ],
    upheavals: [
      { id: 'h0', at: '2025-11-01', kind: 'reorganisation', unit: 'u-cast' },
      { id: 'h1', at: '2025-12-10', kind: 'personMove', stakeholders: ['p13'], strength: 0.2, note: 'now in purchasing' },
    ],
    questions: [
      { id: 'q0', plan: 'autumn', question: 'Who pays for exports?', answered: { at: '2025-12-15', statement: 'Each plant for itself' } },
      { id: 'q1', plan: 'autumn', question: 'What would they give up?' },
      { id: 'q2', plan: 'autumn', question: 'Does the works council mind?', dropped: '2025-11-30' },
    ],
    teammates: [
      { id: 'kim', name: 'Kim Aalto', team: 'sales', location: 'Lyon' },
      { id: 'lee', name: 'Lee Ward', team: 'support', location: 'Turin', leftAt: '2026-06-30' },
    ],
    relationships: [
      { teammate: 'kim', stakeholder: 'p11', level: 0.75, desired: 1, since: '2025-06-01' },
      { teammate: 'lee', stakeholder: 'p13', level: 0.5 },
    ],
    moves: [
      {
        id: 'g0',
        statement: 'Find out what exports need',
        with: ['p20'],
        by: 'kim',
        status: [{ at: '2026-01-12', state: 'done' }],
        answers: [{ kind: 'comment', id: 'c1' }],
      },
      {
        id: 'g1',
        statement: 'Exports within a minute',
        kind: 'answer',
        with: ['p14', 'p20'],
        by: 'lee',
        plannedAt: '2026-01-05',
        dueAt: '2026-02-27',
        dependsOn: ['g0'],
        answers: [{ kind: 'comment', id: 'c0', stakeholder: 'p14' }],
        promise: 'Exports take less than a minute',
        status: [{ at: '2026-01-12', state: 'started', note: 'with support' }],
        sharedWith: [{ stakeholder: 'p14', at: '2026-01-20' }],
        expected: { sway: 0.1, money: { amount: 1000, currency: 'EUR' } },
      },
      { id: 'g2', statement: 'Send the list of plants', byThem: 'p05', dueAt: '2026-01-30', effort: 0, durationDays: 0 },
    ],
    usage: [
      { at: '2025-11-30', unit: 'u-cast', level: 0.4 },
      { at: '2025-12-31', unit: 'u-south', level: 0.2 },
      { at: '2025-12-31', stakeholder: 'p13', level: 0.9 },
    ],
  } satisfies VillageInput)
}

/** The village of that input, made anew. */
export function richVillage(): Village {
  return createVillage(richInput())
}
