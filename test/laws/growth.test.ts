import { assessRisk, createVillage, powerTransitions, snapshot } from 'account-village'
import { redactComment } from 'account-village/listening'
import { describe, expect, it } from 'vitest'
import { day } from '../support/days.js'
import { growth } from '../support/growth.js'

const people = [{ id: 'ann' }, { id: 'bo', roles: ['user'] }] as const
/** On one day a user, on the next a decider. */
const roleOn = (i: number) =>
  ({ stakeholder: 'ann', role: i % 2 === 0 ? 'user' : 'decisionMaker', since: day(i), until: day(i + 1) }) as const
/** A person who changes between deciding and using every day, and is met every fourth. */
const changing = (count: number) =>
  createVillage({
    account: 'Acme',
    stakeholders: people,
    roles: Array.from({ length: count }, (_, i) => roleOn(i)),
    interactions: Array.from({ length: count / 4 }, (_, i) => ({ at: day(4 * i), kind: 'meeting', participants: ['ann', 'bo'] })),
  })
/** The same person, each of whose roles we learned at a moment of its own: in order long after, and the last first. */
const learned = (count: number, order: 'in order' | 'backwards') =>
  createVillage({
    account: 'Acme',
    stakeholders: people,
    roles: Array.from({ length: count }, (_, i) => ({
      ...roleOn(i),
      recordedAt: day(order === 'in order' ? 10_000 + i : 20_000 - i),
    })),
    interactions: Array.from({ length: count / 4 }, (_, i) => ({ at: day(4 * i), kind: 'meeting', participants: ['bo'], drivenBy: 'bo' })),
  })
/** A person whose name we corrected every day. */
const corrected = (count: number) => ({
  account: 'Acme',
  stakeholders: Array.from({ length: count }, (_, i) => ({ id: 'ann', name: `Ann ${i}`, recordedAt: day(i), retractedAt: day(i + 1) })),
})
/** People in one unit, of whom a few were heard, each of whom listens to somebody, and who expect something. */
const peopled = (count: number) =>
  createVillage({
    account: 'Acme',
    units: [{ id: 'all', name: 'All', kind: 'department' }],
    stakeholders: Array.from({ length: count }, (_, i) => ({
      id: `p${i}`,
      unit: 'all',
      roles: [i < 3 ? ('decisionMaker' as const) : i % 5 === 0 ? ('champion' as const) : ('user' as const)],
    })),
    ties: Array.from({ length: count }, (_, i) => ({ from: `p${i}`, to: `p${(i * 7) % count}`, kind: 'influence' as const })).filter(
      ({ from, to }) => from !== to,
    ),
    observations: Array.from({ length: 60 }, (_, i) => ({
      stakeholder: `p${i % 20}`,
      at: day(300 + i),
      sentiment: (i % 5) / 5 - 0.4,
      via: i % 2 === 0 ? ('survey' as const) : ('impression' as const),
    })),
    expectations: Array.from({ length: count / 8 }, (_, i) => ({
      id: `e${i}`,
      stakeholder: `p${i}`,
      statement: `thing ${i}`,
      importance: 0.8,
      dueAt: day(390),
      status: [],
    })),
    decisions: [{ id: 'deal', name: 'Deal', kind: 'new' }],
  })
const namesOf = (count: number): string[] => Array.from({ length: count }, (_, i) => `First${i} Name${i}`)

/** Eight times as much takes about 8 times as long, and would take 64 times as long if it grew with the square. */
const MOST = 24

describe('time grows in line with', () => {
  it('the periods of the roles of one person', () => {
    const [few, many] = [changing(400), changing(3200)].map(village => () => powerTransitions(snapshot(village, day(3300))))
    expect(growth(few ?? (() => 0), many ?? (() => 0))).toBeLessThan(MOST)
  })

  it.each(['in order', 'backwards'] as const)('the roles of one person that are learned one by one, %s', order => {
    const [few, many] = [learned(400, order), learned(3200, order)].map(village => () => powerTransitions(snapshot(village, day(30_000))))
    expect(growth(few ?? (() => 0), many ?? (() => 0))).toBeLessThan(MOST)
  })

  it('the versions of one fact, but for their order', () => {
    const [few, many] = [corrected(250), corrected(2000)]
    expect(
      growth(
        () => createVillage(few),
        () => createVillage(many),
      ),
    ).toBeLessThan(MOST)
  })

  it('the people of an account, what they listen to and what they expect, in what endangers it', () => {
    const findings = (count: number) => () => assessRisk(snapshot(peopled(count), day(400)))
    expect(growth(findings(200), findings(1600))).toBeLessThan(MOST)
  })

  it('the text from which names are taken, and hardly with how many they are', () => {
    const told = `${'nothing of the kind was told. '.repeat(4000)}${namesOf(20).join(', then ')}`
    const village = createVillage({
      account: 'Acme',
      stakeholders: people,
      comments: [{ id: 'c', at: day(0), stakeholder: 'bo', text: told }],
    })
    const redact = (count: number) => () => redactComment(village, 'c', namesOf(count))
    expect(growth(redact(250), redact(2000))).toBeLessThan(4)
    expect(redact(2000)().comments[0]?.text.match(/\[redacted\]/g)).toHaveLength(20)
  })
})
