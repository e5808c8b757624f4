import type { VillageInput } from 'account-village'

const known = { recordedAt: '2026-03-03', source: 'a note', basis: 'stated', confidence: 0.9 } as const

/** A village with a fact of every kind about `bo`, in which every field is given but when it ceased to be believed. */
export function everyField(): VillageInput {
  const at = '2026-03-02'
  const about = { ...known, stakeholder: 'bo' }
  return {
    account: {
      ...known,
      id: 'acme',
      name: 'Acme',
      parent: 'holding',
      annualRevenue: { amount: 1, currency: 'EUR' },
      value: ['career'],
    },
    units: [
      { id: 'u0', name: 'Group', kind: 'division' },
      { ...known, id: 'u1', name: 'Plant', kind: 'site', parent: 'u0', share: 0.5 },
    ],
    stakeholders: [
      {
        ...known,
        id: 'bo',
        name: 'Bo',
        title: 'Buyer',
        email: 'bo@acme.example',
        unit: 'u1',
        joinedAt: at,
        leftAt: '2030-01-01',
        externalIds: [{ source: 'crm', id: '005' }],
        openness: 0.5,
        riskAppetite: 0.5,
      },
    ],
    roles: [{ ...about, id: 'r', role: 'user', decision: 'd', authority: 1, since: at, until: '2030-01-01' }],
    vetoes: [{ ...about, id: 'v', decision: 'd', scope: 'privacy', since: at, until: '2030-01-01' }],
    ties: [{ ...known, id: 't', from: 'bo', to: 'cy', kind: 'influence', weight: 1, since: at, until: '2030-01-01' }],
    nominations: [{ ...about, id: 'n', at, nominates: ['cy'], question: 'Whom do you ask?' }],
    observations: [{ ...about, id: 'o', at, sentiment: 0, via: 'text', by: 'kim', sd: 1, decision: 'd', themes: ['speed'], note: 'so so' }],
    interactions: [
      { ...known, id: 'm', at, kind: 'demo', participants: ['bo', 'cy'], drivenBy: 'bo', effort: 1, decision: 'd', ours: ['kim'] },
    ],
    decisions: [
      {
        ...known,
        id: 'd',
        name: 'Roll-out',
        kind: 'new',
        value: { amount: 1, currency: 'EUR' },
        expectedAt: at,
        rule: { quota: 1, members: [{ of: 'bo', weight: 1, veto: true }] },
        outcome: { result: 'won', at, reasons: ['speed'], statedBy: [{ stakeholder: 'bo', reason: 'price' }] },
      },
    ],
    motives: [{ ...about, id: 'w', kind: 'career', statement: 'To lead', since: at, until: '2030-01-01' }],
    expectations: [
      {
        ...about,
        id: 'e',
        statement: 'Live by summer',
        importance: 1,
        dueAt: at,
        status: [{ at, state: 'met' }],
        decision: 'd',
        themes: ['set-up'],
      },
    ],
    barriers: [
      {
        ...known,
        id: 'b',
        statement: 'No budget',
        unit: 'u1',
        stakeholders: ['bo'],
        kind: 'budget',
        blocks: 0.5,
        since: at,
        until: '2030-01-01',
      },
    ],
    usage: [{ ...about, id: 's', at, unit: 'u1', level: 1 }],
    comments: [
      {
        ...about,
        id: 'c',
        at,
        text: 'Slow',
        by: 'kim',
        via: 'hallway',
        themes: ['speed'],
        routedTo: [{ group: 'product', at }],
        actions: [{ at, by: 'kim', statement: 'Faster' }],
        sharedBackAt: at,
      },
    ],
    interviews: [
      {
        ...about,
        id: 'i',
        at,
        by: 'kim',
        profile: 'lapsed',
        plan: 'spring',
        consent: { given: true, at, scope: 'notes' },
        answers: [{ question: 'Why?', summary: 'Because', themes: ['speed'] }],
        sentiment: 0,
        sd: 1,
        conclusions: [{ statement: 'Speed matters', implication: 'Be faster', owner: 'kim' }],
      },
    ],
    requests: [{ ...about, id: 'q', at, via: 'survey', by: 'kim' }],
    upheavals: [{ ...known, id: 'h', at, kind: 'other', unit: 'u1', stakeholders: ['bo'], strength: 1, note: 'new owners' }],
    questions: [
      { ...known, id: 'k', plan: 'spring', question: 'Who pays?', answered: { at, statement: 'Each plant' }, dropped: '2026-03-09' },
    ],
  }
}
