import { createVillage, snapshot } from 'account-village'
import { expect, test } from 'vitest'
import { type Sayable, statementOf } from '../../src/plan/statement.js'

const s = snapshot(
  createVillage({
    account: 'acme',
    stakeholders: [{ id: 'eve', name: 'Eve Ito', roles: ['champion'] }, { id: 'x' }],
    expectations: [{ id: 'e', stakeholder: 'eve', statement: 'y'.repeat(120), importance: 1, status: [] }],
    comments: [{ id: 'c', stakeholder: 'eve', at: '2026-03-01', text: 'z'.repeat(121) }],
    barriers: [{ id: 'b', kind: 'policy', statement: 'no calls', blocks: 1 }],
  }),
  '2026-03-02',
)
const said = (kind: Sayable['kind'], about: string, through: readonly string[] = []) =>
  statementOf(s, { kind, about, with: ['eve'], through })

test.each([
  ['hear', 'eve', 'Hear Eve Ito'],
  ['winOver', 'eve', 'Win over Eve Ito'],
  ['meet', 'e', `Meet what Eve Ito expects: "${'y'.repeat(120)}"`],
  ['answer', 'c', `Answer Eve Ito: "${'z'.repeat(120)}…"`],
  ['liftBarrier', 'b', 'Lift "no calls"'],
  ['share', 'c', 'Show Eve Ito what came of what they asked'],
  ['other', 'x', 'See to this'],
  ['identify', '?user', 'Find out who uses what we sell'],
  ['identify', '?decider', 'Find out who decides'],
  ['identify', 'x', 'Find out who decides after x'],
  ['prepareHandover', 'onlyUsersVoice:speed: now', 'Have Eve Ito confirm what only users have said: "speed: now"'],
  ['prepareHandover', 'soleBridge', 'Open a second way from users to deciders, beside Eve Ito'],
  ['prepareHandover', 'championLeaving', 'Have Eve Ito introduce a successor before they leave'],
  ['prepareHandover', 'championWithoutInfluence', 'Find a champion to whom deciders listen, beside Eve Ito'],
] as const)('%s %s', (kind, about, statement) => {
  expect(said(kind, about)).toBe(statement)
})

test('whoever introduces us is named, in order', () => {
  expect(said('hear', 'eve', ['x', 'eve'])).toBe('Hear Eve Ito, introduced by x and Eve Ito')
})
