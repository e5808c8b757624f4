import { readdirSync, readFileSync } from 'node:fs'
import { createVillage, revise, type Village } from 'account-village'
import { toCsv } from 'account-village/formats'
import { fromTable, suggestMapping } from 'account-village/table'
import fc from 'fast-check'
import readWorkbook, { readSheet } from 'read-excel-file/node'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { parseCsv } from '../../src/support/csv.js'
import { always } from '../support/law.js'
import { workbook } from '../support/xlsx.js'

/** The cells of a CSV file as somebody has them in Excel, who typed them in there. */
function typed(csv: string) {
  const { header, rows } = parseCsv(csv)
  return [[...header], ...rows.map(({ cells }) => cells.map(typedCell))]
}

function typedCell(text: string) {
  if (text === '') return null
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return new Date(text)
  if (/^\d+%$/.test(text)) return Number(text.slice(0, -1)) / 100
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

async function rowsOf(csv: string) {
  return readSheet(Buffer.from(workbook([['People', typed(csv)]])), 'People')
}

/** 80 % comes as 0.8, and is scaled to another last digit. */
function rounded(villages: readonly Village[]) {
  return villages.map(village => ({
    ...village,
    observations: village.observations.map(each => ({ ...each, sentiment: Number(each.sentiment.toFixed(12)) })),
  }))
}

describe('a workbook', () => {
  const files = readdirSync(new URL('../fixtures/tables', import.meta.url)).sort()

  it.each(files)('gives what the same table gives as CSV: %s', async file => {
    const csv = readFileSync(new URL(`../fixtures/tables/${file}`, import.meta.url), 'utf8')
    const rows = await rowsOf(csv)
    const options = { account: 'Halden Logistik', dayOrder: 'dmy' } as const
    const [of, ofText] = [suggestMapping(rows, options), suggestMapping(csv, options)]
    const columns = ({ doubtful }: typeof of) => doubtful.map(({ column, use }) => [column, use])
    expect([columns(of), of.unread]).toEqual([columns(ofText), ofText.unread])
    const { villages, issues, unmapped } = fromTable(rows, of.mapping, options)
    const expected = fromTable(csv, ofText.mapping, options)
    expect([rounded(villages), unmapped, issues.map(({ code }) => code)]).toEqual([
      rounded(expected.villages),
      expected.unmapped,
      expected.issues.map(({ code }) => code),
    ])
  })

  it.each(['UTC', 'Asia/Tokyo', 'America/Los_Angeles'])(
    'has its days as they are wherever it is read, and needs the zone of times: %s',
    async here => {
      vi.stubEnv('TZ', here)
      onTestFinished(() => void vi.unstubAllEnvs())
      const rows = [
        ['Name', 'Attitude', 'Last contact'],
        ['Ann Bell', 'green', new Date('2026-02-10T00:00:00Z')],
        ['Bo Ross', 'red', new Date('2026-02-10T14:30:10Z')],
        ['Cy Lund', 'red', new Date('1900-03-01T00:00:00Z')],
      ]
      const read = await readSheet(Buffer.from(workbook([['S', rows]])))
      const seen = (timeZone?: string) => {
        const { villages, issues } = fromTable(read, suggestMapping(read).mapping, { account: 'Acme', timeZone })
        return [villages[0]?.observations.map(({ at }) => at), issues.map(({ id, message }) => [id, message])]
      }
      expect(seen()).toEqual([
        ['1900-03-01T00:00:00.000Z', '2026-02-10T00:00:00.000Z'],
        [
          [undefined, expect.stringContaining('has no day (1)')],
          ['row 3', expect.stringContaining('timeZone')],
        ],
      ])
      expect(seen('Asia/Tokyo')).toEqual([['1900-03-01T00:00:00.000Z', '2026-02-10T00:00:00.000Z', '2026-02-10T05:30:10.000Z'], []])
    },
  )

  it('gives the second that it shows, though it holds a fraction of a day', async () => {
    const seconds = Array.from({ length: 500 }, (_, i) => new Date(Date.UTC(2026, 2, 2) + i * 172_801))
    const read = await readSheet(Buffer.from(workbook([['S', [['Name', 'NPS', 'At'], ...seconds.map((at, i) => [`P${i}`, 9, at])]]])))
    const { villages } = fromTable(
      read,
      { person: 'Name', sentiment: { column: 'NPS', at: 'At' } },
      { account: 'Acme', timeZone: '+00:00' },
    )
    const shown = seconds.map(at => new Date(Math.round(at.getTime() / 1000) * 1000).toISOString())
    expect(villages[0]?.observations.map(({ at }) => at).sort()).toEqual(shown.sort())
  })

  it('has titles above its header, typed yes and no, and cells that could not be computed', async () => {
    const rows = [
      ['Stakeholders of Acme', null, null],
      [],
      ['Name', 'Role', 'Can veto'],
      ['Ann Bell', 'User', false],
      ['Bo Ross', 'Economic Buyer', true],
      [{ error: '#N/A' }, 'User', true],
    ]
    const read = await readSheet(Buffer.from(workbook([['S', rows]])))
    const { villages, issues } = fromTable(read, suggestMapping(read).mapping, { account: 'Acme' })
    expect(villages[0]?.vetoes).toHaveLength(1)
    expect(villages[0]?.stakeholders.map(({ name }) => name).sort()).toEqual(['Ann Bell', 'Bo Ross'])
    expect(issues.map(({ id }) => id)).toEqual(['row 6'])
  })

  it('holds shares where it shows percent, and is doubtful where nothing says so', () => {
    const rows = [
      ['Name', 'Support', 'As of'],
      ['Ann Bell', 0.8, new Date('2026-02-10')],
      ['Bo Ross', 0.5, new Date('2026-02-10')],
    ]
    expect(suggestMapping(rows).doubtful.map(({ use }) => use)).toEqual(['sentiment.scale'])
    const named = [['Name', 'Support %', 'As of'], ...rows.slice(1)]
    const { villages } = fromTable(named, suggestMapping(named).mapping, { account: 'Acme' })
    expect(villages[0]?.observations.map(({ sentiment }) => sentiment).sort()).toEqual([0, expect.closeTo(0.6)])
  })

  it('brings our own tables back', async () => {
    const village = createVillage({
      account: 'Acme',
      stakeholders: [{ id: 'ann', name: 'Ann Bell', title: 'Engineer', roles: ['user'] }],
      observations: [{ stakeholder: 'ann', at: '2026-03-02', sentiment: 0.4, via: 'interview' }],
    })
    const { people, readings } = toCsv(village)
    for (const csv of [people, readings]) {
      const rows = await rowsOf(csv)
      const { mapping, doubtful } = suggestMapping(rows)
      const { villages } = fromTable(rows, mapping, { known: [village], account: 'Acme' })
      expect([doubtful, villages.map(told => revise(village, told, { recordedAt: '2026-03-03' }))]).toEqual([[], [village]])
    }
  })

  it('never makes it throw, whatever stands in the lists', () => {
    const cell = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.date({ noInvalidDate: false }), fc.constant(null), fc.object())
    const row = fc.oneof({ weight: 9, arbitrary: fc.array(cell, { maxLength: 4 }) }, { weight: 1, arbitrary: cell })
    always(fc.array(row, { maxLength: 6 }), body => {
      const rows: unknown[] = [['Name', 'Role', 'Attitude', 'Last contact'], ...body]
      const { villages } = fromTable(
        // What it is by its type is what it should be.
        rows.filter(each => typeof each === 'object' && each !== null),
        { person: 'Name', role: 'Role', sentiment: { column: 'Attitude', at: 'Last contact' } },
        { account: 'Acme' },
      )
      expect(villages.length).toBeLessThanOrEqual(1)
    })
  })
})

describe('all sheets of a workbook', () => {
  it('come by name', async () => {
    const sheets = await readWorkbook(
      Buffer.from(
        workbook([
          ['A & "B"', [['x']]],
          ['Zwei', []],
        ]),
      ),
    )
    expect(sheets).toEqual([
      { sheet: 'A & "B"', data: [['x']] },
      { sheet: 'Zwei', data: [] },
    ])
  })
})

it('a row without an end is told, and the others are read', () => {
  const rows = [['Name', 'Role'], Array.from({ length: 2 }), ['Ann Bell', 'Champion']]
  rows[1] = new Array(2 ** 32 - 1)
  const { villages, issues } = fromTable(rows, { person: 'Name', role: 'Role' }, { account: 'Acme' })
  expect([villages[0]?.stakeholders.map(({ name }) => name), issues.map(({ id, code }) => [id, code])]).toEqual([
    ['Ann Bell'],
    [['row 2', 'unreadable']],
  ])
})
