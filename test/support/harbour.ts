import type { VillageInput } from 'account-village'

/**
 * An account as they are: fourteen people over three years, twelve of them still there, in units three deep; roles that nobody knows, names that break terminals, two open decisions and a
 * lost one, and things that were learned later than they happened.
 */
export const harbour: VillageInput = {
  account: { id: 'acc-1', name: 'Harbour & Söhne', annualRevenue: { amount: 2_500_000, currency: 'EUR' } },
  units: [
    { id: 'u-ops', name: 'Operations', kind: 'division', share: 0.6 },
    { id: 'u-north', name: 'North site', kind: 'site', parent: 'u-ops' },
    { id: 'u-dock', name: 'Dock team', kind: 'team', parent: 'u-north' },
    { id: 'u-fin', name: 'Finance', kind: 'department' },
  ],
  stakeholders: [
    { id: 'ada', name: 'Ada Lund', title: 'Dispatcher', email: 'ada@harbour.example', unit: 'u-dock', roles: ['user'] },
    { id: 'ben', name: 'Ben Ross', title: 'Dispatcher', unit: 'u-dock', roles: ['user'] },
    { id: 'cem', name: 'Cem \u001b[31mAy\u0007', title: 'Planner\nNorth', unit: 'u-north', roles: ['champion'] },
    { id: 'dia', name: '\u202egnp.exe', unit: 'u-north', roles: ['user', 'influencer'] },
    { id: 'eli', unit: 'u-ops', roles: ['technicalBuyer'] },
    { id: 'fay', name: 'Fay Ito', title: 'Head of Operations', unit: 'u-ops', roles: ['decisionMaker'], joinedAt: '2023-04-01' },
    { id: 'gus', name: 'Gus Berg', unit: 'u-fin', roles: ['procurement'] },
    { id: 'hal', name: 'Hal Dunn', title: 'CFO', unit: 'u-fin', roles: [{ role: 'economicBuyer', since: '2024-06-01' }] },
    { id: 'ida', name: 'Ida Moe', roles: ['legalCompliance'], veto: { decision: 'renewal' } },
    { id: 'jon', name: 'Jon Poe', unit: 'u-dock', joinedAt: '2025-02-01' },
    { id: 'kim', name: '田中さん', unit: 'u-north', roles: [{ role: 'approver', decision: 'more' }] },
    { id: 'lea', name: 'Lea "x" <b>', unit: 'u-fin', roles: ['coach'] },
    { id: 'max', name: 'Max Old', roles: ['champion'], joinedAt: '2023-03-01', leftAt: '2026-01-15' },
    { id: 'ned', roles: ['economicBuyer'], joinedAt: '2023-03-01', leftAt: '2024-05-31' },
  ],
  ties: [
    { from: 'ada', to: 'cem', kind: 'influence', weight: 2 },
    { from: 'ben', to: 'cem', kind: 'influence' },
    { from: 'cem', to: 'fay', kind: 'influence', weight: 1.5 },
    { from: 'dia', to: 'eli', kind: 'influence' },
    { from: 'eli', to: 'hal', kind: 'influence' },
    { from: 'fay', to: 'hal', kind: 'influence', weight: 0.5 },
    { from: 'gus', to: 'hal', kind: 'reportsTo' },
    { from: 'jon', to: 'ada', kind: 'reportsTo' },
    { from: 'cem', to: 'hal', kind: 'conflict' },
  ],
  observations: [
    { stakeholder: 'ada', at: '2023-05-10', sentiment: 0.4, via: 'survey' },
    { stakeholder: 'max', at: '2023-06-01', sentiment: 0.9, via: 'interview' },
    { stakeholder: 'ned', at: '2023-09-01', sentiment: 0.2, via: 'meeting' },
    { stakeholder: 'fay', at: '2024-03-04', sentiment: 0.1, via: 'meeting' },
    { stakeholder: 'gus', at: '2024-04-02', sentiment: -0.4, via: 'impression' },
    { stakeholder: 'ada', at: '2026-01-12', sentiment: 0.8, via: 'interview', themes: ['speed'] },
    { stakeholder: 'ben', at: '2026-01-20', sentiment: 0.6, via: 'survey' },
    { stakeholder: 'cem', at: '2026-02-02', sentiment: 0.7, via: 'interview', note: 'a private word of Cem' },
    { stakeholder: 'dia', at: '2026-02-10', sentiment: 0.2, via: 'comment' },
    { stakeholder: 'hal', at: '2025-11-03', sentiment: -0.3, via: 'meeting' },
    { stakeholder: 'hal', at: '2026-02-20', sentiment: -0.5, via: 'interview', recordedAt: '2026-03-20' },
  ],
  interactions: [
    { at: '2023-05-10', kind: 'demo', participants: ['ada', 'max'], drivenBy: 'ada', effort: 2 },
    { at: '2024-03-04', kind: 'meeting', participants: ['fay', 'max'], drivenBy: 'max', effort: 1.5 },
    { at: '2025-06-04', kind: 'meeting', participants: ['ada', 'cem'], drivenBy: 'cem', effort: 2, decision: 'renewal' },
    { at: '2025-12-09', kind: 'call', participants: ['ada'], effort: 0.5, decision: 'renewal' },
    { at: '2026-01-12', kind: 'meeting', participants: ['ada', 'ben', 'dia'], drivenBy: 'ada', effort: 3, decision: 'renewal' },
    { at: '2026-02-02', kind: 'approval', participants: ['hal', 'cem'], drivenBy: 'hal', effort: 1, decision: 'renewal' },
    { at: '2026-02-16', kind: 'processChange', participants: ['hal'], drivenBy: 'hal', effort: 0.5, decision: 'renewal' },
  ],
  decisions: [
    { id: 'first', name: 'First order', kind: 'new', outcome: { result: 'won', at: '2023-12-01' } },
    { id: 'renewal', name: 'Renewal 2026', kind: 'renewal', value: { amount: 180_000, currency: 'EUR' }, expectedAt: '2026-06-30' },
    { id: 'more', name: 'Second harbour', kind: 'expansion', value: { amount: 60_000, currency: 'EUR' } },
  ],
  expectations: [
    { id: 'e-1', stakeholder: 'ada', statement: 'answers within a day', importance: 0.8, status: [{ at: '2026-01-12', state: 'open' }] },
  ],
}
