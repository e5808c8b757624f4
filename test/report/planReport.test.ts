import { accountReport, createVillage, snapshot } from 'account-village'
import { planCoverage, planSchedule } from 'account-village/moves'
import { describe, expect, it } from 'vitest'
import { PLAN_DAY, planned } from '../support/planned.js'

const s = snapshot(createVillage(planned), PLAN_DAY)
const { plan } = accountReport(s)

describe('the plan in a report', () => {
  it('has the schedule and the coverage that the measures give', () => {
    expect(plan.schedule).toEqual(planSchedule(s))
    expect(plan.coverage).toEqual(planCoverage(s))
  })

  it('has every move, with names of ours and what its kind takes', () => {
    expect(plan.moves.map(({ move }) => move)).toEqual((planned.moves ?? []).map(({ id }) => id))
    const row = (id: string) => plan.moves.find(({ move }) => move === id)
    expect(row('m01')).toEqual({
      move: 'm01',
      statement: 'Ask Dorte what would make the renewal pay',
      kind: 'hear',
      state: 'started',
      with: ['dorte'],
      by: 'kim',
      byName: 'Kim Ek',
      startedAt: '2026-02-25T00:00:00.000Z',
      durationDays: 10,
      dependsOn: [],
    })
    expect(row('m04')).toMatchObject({ kind: 'other', state: 'planned', with: [], durationDays: 0, dependsOn: ['m03', 'm05', 'm11'] })
    expect(row('m06')).toMatchObject({ byThem: 'chidi' })
    expect(row('m13')).toMatchObject({ state: 'done', doneAt: '2026-02-18T00:00:00.000Z' })
    expect(row('m09')).toMatchObject({ state: 'dropped' })
  })

  it('has names of teammates who have left', () => {
    const left = { ...planned, teammates: [{ id: 'kim', name: 'Kim Ek', leftAt: '2026-02-27' }, { id: 'lee' }] }
    const { moves } = accountReport(snapshot(createVillage(left), PLAN_DAY), { sensitivity: false }).plan
    expect(moves[0]).toMatchObject({ by: 'kim', byName: 'Kim Ek' })
    expect(Object.keys(moves.find(({ by }) => by === 'lee') ?? {})).not.toContain('byName')
  })

  it('of a village without moves is empty lists', () => {
    const nothing = { open: [] }
    expect(accountReport(snapshot(createVillage({ account: 'Acme' }), PLAN_DAY)).plan).toMatchObject({
      schedule: { moves: [], critical: [] },
      coverage: { people: nothing, expectations: nothing, barriers: nothing, comments: nothing },
      moves: [],
    })
  })
})
