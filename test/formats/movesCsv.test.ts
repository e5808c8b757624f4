import { createVillage, snapshot, type VillageInput } from 'account-village'
import { toCsv } from 'account-village/formats'
import { planSchedule } from 'account-village/moves'
import { describe, expect, it } from 'vitest'
import { parseCsv } from '../../src/support/csv.js'
import { PLAN_DAY, planned } from '../support/planned.js'

/** A table as objects by its header. */
function rowsIn(text: string): Record<string, string>[] {
  const { header, rows } = parseCsv(text)
  return rows.map(({ cells }) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])))
}

const village = createVillage(planned)
const s = snapshot(village, PLAN_DAY)
const ofDay = rowsIn(toCsv(s).moves)
const row = (id: string) => ofDay.find(each => each.id === id)

describe('the table of moves', () => {
  it('has every move in order of id, with the columns that it always has', () => {
    expect(toCsv(s).moves.split('\r\n')[0]).toBe(
      'id,kind,statement,with,withNames,by,byThem,byName,dueAt,earliestStart,latestFinish,slack,critical,state,gain,money,currency,effort,answers',
    )
    expect(ofDay.map(({ id }) => id)).toEqual((planned.moves ?? []).map(({ id }) => id))
    expect(toCsv(snapshot(createVillage({ account: 'Acme' }), PLAN_DAY)).moves.trim()).toBe(toCsv(s).moves.split('\r\n')[0])
  })

  it('says of each who does it, with whom, what it answers and what was expected', () => {
    expect(row('m12')).toMatchObject({ with: 'amara; chidi', withNames: 'Amara "A." Quist; Chidi Vasquez-Lund', by: 'lee', effort: '24' })
    expect(row('m11')).toMatchObject({ by: '', byThem: 'emil', byName: 'Emil Takahara 高原', gain: '0.1', money: '49000', currency: 'EUR' })
    expect(row('m08')).toMatchObject({ kind: 'answer', answers: 'comment:c1', dueAt: '2026-02-27T00:00:00.000Z', state: 'planned' })
    expect(row('m15')).toMatchObject({ kind: 'other', by: '', byThem: '', byName: '', gain: '', money: '', currency: '', answers: '' })
  })

  it('has the dates of the schedule for what is to be done, and none for the rest', () => {
    const scheduled = planSchedule(s).moves
    for (const { move, earliestStart, latestFinish, slack, critical, state } of scheduled) {
      const cells = { earliestStart, latestFinish, slack: String(slack), critical: String(critical), state }
      expect(row(move)).toMatchObject(cells)
    }
    const rest = ofDay.filter(({ id }) => !scheduled.some(({ move }) => move === id))
    expect(rest.map(({ id, state }) => [id, state])).toEqual([
      ['m07', 'done'],
      ['m09', 'dropped'],
      ['m13', 'done'],
      ['m14', 'done'],
    ])
    for (const each of rest) expect([each.earliestStart, each.latestFinish, each.slack, each.critical]).toEqual(['', '', '', ''])
  })

  it('of a village has no dates but is the same otherwise', () => {
    const blank = { earliestStart: '', latestFinish: '', slack: '', critical: '' }
    expect(rowsIn(toCsv(village).moves)).toEqual(ofDay.map(each => ({ ...each, ...blank })))
  })

  it('holds no formula, and lists that read back', () => {
    expect(row('m14')?.statement).toBe('\'=HYPERLINK("http://evil.example")')
    const ids = ['a;b', ' c', '[d', 'plain']
    const input: VillageInput = {
      account: 'Acme',
      stakeholders: ids.map(id => ({ id })),
      moves: [
        { id: 'm', statement: 's', with: ids },
        { id: 'n', statement: 's', with: ['plain', '[d', 'plain'] },
        { id: 'o', statement: 's', with: ['[d', 'plain'] },
      ],
    }
    const cells = rowsIn(toCsv(createVillage(input)).moves).map(each => each.with ?? '')
    expect(cells.map(cell => (cell.startsWith('[') ? JSON.parse(cell) : cell.split('; ')))).toEqual([ids, ['plain', '[d'], ['[d', 'plain']])
  })
})
