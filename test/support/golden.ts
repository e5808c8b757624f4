import { createVillage, type Village } from 'account-village'
import golden from '../fixtures/reference/goldenVillage.json' with { type: 'json' }
import listening from '../fixtures/reference/goldenVillageListening.json' with { type: 'json' }
import { day } from './days.js'

const { ids, groups } = golden
const openness: Readonly<Record<string, number>> = listening.openness
const idAt = (i: number): string => ids[i] ?? ''

const ROLES = ['user', 'user', 'technicalBuyer', 'approver', 'gatekeeper', 'economicBuyer'] as const

/** Who listens to whom becomes ties and openness, decision rights become authority, and the rule is that of the source. */
export function goldenVillage(readings = golden.observations): Village {
  return createVillage({
    account: 'Golden',
    units: [...new Set(groups)].map(group => ({ id: group, name: group, kind: 'department' })),
    stakeholders: ids.map((id, i) => ({
      id,
      unit: groups[i] ?? '',
      openness: openness[id] ?? Number.NaN,
      roles: [{ role: ROLES[i] ?? 'user', authority: golden.decisionRights[i] ?? 0 }],
    })),
    ties: golden.listening.flatMap((row, i) =>
      row.flatMap((weight, j) => (i === j || weight === 0 ? [] : [{ from: idAt(j), to: idAt(i), kind: 'influence', weight } as const])),
    ),
    observations: readings.map(({ day: at, person, value, sd }) => ({
      stakeholder: person,
      at: day(at),
      sentiment: value,
      // The source knows of no errors that readings share.
      via: 'survey',
      sd,
    })),
    decisions: [
      {
        id: 'deal',
        name: 'The deal',
        kind: 'new',
        value: { amount: golden.value, currency: 'EUR' },
        rule: {
          quota: 4,
          members: [
            { of: { quota: 1, members: [{ of: 'user1' }, { of: 'user2' }] } },
            { of: 'it' },
            { of: 'finance' },
            { of: 'security', veto: true },
            { of: 'exec', weight: 2, veto: true },
          ],
        },
      },
    ],
  })
}
