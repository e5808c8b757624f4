import { createVillage, record, retract, revise, setTie, snapshot } from 'account-village'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../support/days.js'
import { always } from '../support/law.js'
import { callLoosely, refused } from '../support/refusal.js'

interface Version {
  readonly content: number
  readonly from: number
  readonly to: number
}
const versions = fc.array(
  fc
    .record({ content: fc.nat(2), from: fc.nat(8), length: fc.constantFrom(1, 2, 3, Number.POSITIVE_INFINITY) })
    .map(({ content, from, length }): Version => ({ content, from, to: from + length })),
  { minLength: 1, maxLength: 6 },
)
const written = ({ content, from, to }: Version) => ({
  id: 'o1',
  stakeholder: 'ann',
  at: day(0),
  sentiment: content / 4,
  via: 'survey' as const,
  recordedAt: day(from),
  ...(to < Number.POSITIVE_INFINITY && { retractedAt: day(to) }),
})

/** Whether two versions that say different things are ever believed together; of what was learned at once, the earlier end holds. */
function contradict(all: readonly Version[]): boolean {
  const ends = all.map(one => ({
    ...one,
    to: Math.min(...all.filter(({ content, from }) => content === one.content && from === one.from).map(({ to }) => to)),
  }))
  return ends.some(a => ends.some(b => a.content !== b.content && a.from < b.to && b.from < a.to))
}

describe('versions of one fact', () => {
  test('are at odds exactly when two that say different things are believed at once, in whatever order they are told', () => {
    always(versions, all => {
      const villageOf = (some: readonly Version[]) =>
        createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }], observations: some.map(written) })
      const other = [...all].reverse()
      if (contradict(all)) {
        for (const some of [all, other]) expect(refused(() => villageOf(some)).code).toBe('conflictingFact')
      } else {
        expect(villageOf(other)).toEqual(villageOf(all))
        expect(record(villageOf([]), { observations: other.map(written) })).toEqual(villageOf(all))
        expect(record(villageOf(all), { observations: other.map(written) })).toEqual(villageOf(all))
      }
    })
  })
})

describe('a change that cannot be made', () => {
  const village = createVillage({
    account: 'Acme',
    stakeholders: [{ id: 'ann' }, { id: 'bo' }],
    decisions: [{ id: 'renewal', name: 'Renewal', kind: 'renewal' }],
  })
  const tie = { from: 'ann', to: 'bo', kind: 'influence', weight: 1 } as const

  test.each([
    ['revise', () => callLoosely(revise, village, {}, {}), ['recordedAt']],
    ['revise', () => revise(village, {}, { recordedAt: 'soon' }), ['recordedAt']],
    ['retract', () => callLoosely(retract, village, 'ann', {}), ['recordedAt']],
    ['retract', () => retract(village, 'ann', { recordedAt: 'soon' }), ['recordedAt']],
    ['retract', () => retract(village, 'nobody', { recordedAt: day(1) }), ['factId']],
    ['setTie', () => callLoosely(setTie, village, tie, {}), ['recordedAt']],
    ['setTie', () => setTie(village, tie, { recordedAt: 'soon' }), ['recordedAt']],
    ['setTie', () => setTie(village, { ...tie, to: 'cy' }, { recordedAt: day(1) }), ['ties[0].to']],
    ['setTie', () => setTie(village, { ...tie, weight: -1 }, { recordedAt: day(1) }), ['ties[0].weight']],
    ['snapshot', () => snapshot(village, 'soon'), ['asOf']],
    ['snapshot', () => snapshot(village, day(1), { knownOn: 'soon' }), ['knownOn']],
  ])('by %s is refused in its own name', (name, change, paths) => {
    const refusal = refused(change)
    expect(refusal.paths).toEqual(paths)
    expect(refusal.message).toMatch(new RegExp(`^${name}: `))
  })

  test.each([
    ['revise', () => callLoosely(revise, village, {})],
    ['retract', () => callLoosely(retract, village, 'ann')],
    ['setTie', () => callLoosely(setTie, village, tie)],
  ])('by %s says when it was learned, or is told to', (name, change) => {
    const refusal = refused(change)
    expect(refusal.paths).toEqual(['options'])
    expect(refusal.message).toMatch(new RegExp(`^${name}: .*recordedAt`))
  })

  test('for a decision that is not there names one that is nearly called so, and none where none is', () => {
    const ask = (decision: string) => refused(() => snapshot(village, day(1), { decision })).message
    expect(ask('renewa')).toContain('Did you mean "renewal"?')
    expect(ask('something else')).not.toContain('Did you mean')
  })
})
