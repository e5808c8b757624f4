import { readFileSync } from 'node:fs'
import { byStakeholder, createVillage, exportSubject, recordDeparture, retract, revise, sentiments, snapshot } from 'account-village'
import { toCsv, toSubjectCsv } from 'account-village/formats'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvText, withoutFormula } from '../../src/formats/csvText.js'
import { parseCsv } from '../../src/support/csv.js'
import { weighedTies } from '../../src/village/weighedTies.js'
import { harbour } from '../support/harbour.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { HOSTILE_LABELS } from '../support/hostileLabels.js'
import { always } from '../support/law.js'
import { inputOf, scenes, viewOf } from '../support/villages.js'

const fixture: { readonly triggers: string[]; readonly payloads: string[]; readonly mustStayNumeric: number[] } = JSON.parse(
  readFileSync(new URL('../fixtures/hostile/csvFormulas.json', import.meta.url), 'utf8'),
)
const cases = fixture.triggers.flatMap(trigger => fixture.payloads.map(payload => trigger + payload))

/** Reads a table by the grammar of RFC 4180, a character at a time, and throws where a text is not of it. */
function readRfc4180(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let state: 'begin' | 'bare' | 'quoted' | 'closed' = 'begin'
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (state === 'quoted') {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') cell += text[i++]
      else state = 'closed'
    } else if (c === ',') {
      row.push(cell)
      cell = ''
      state = 'begin'
    } else if (c === '\r' && text[i + 1] === '\n') {
      rows.push([...row, cell])
      row = []
      cell = ''
      state = 'begin'
      i++
    } else if (c === '"' && state === 'begin') state = 'quoted'
    else if (state === 'closed' || c === '"' || c === '\r' || c === '\n') throw new Error(`not RFC 4180 at ${i}`)
    else {
      cell += c
      state = 'bare'
    }
  }
  if (state !== 'begin' || row.length > 0) throw new Error('the last line does not end')
  return rows
}

/** A table as objects by its header. */
function objectsIn(text: string): Record<string, string>[] {
  const [header = [], ...rows] = readRfc4180(text)
  return rows.map(row => {
    expect(row).toHaveLength(header.length)
    return Object.fromEntries(header.map((name, i) => [name, row[i] ?? '']))
  })
}

/** A text as it was before it was kept from being a formula, by taking away what could have been put there. */
function takenBack(text: string): string {
  const leads = (at: number): boolean => /^[\s\p{Cc}\p{Cf}"',;]*[=+\-@|%＝＋－＠]/u.test(text.slice(at))
  return [...Array(text.length).keys()]
    .filter(i => {
      const begins = i === 0 || /[;\t\r\n]/.test(text.charAt(i - 1))
      return !(begins && text[i] === "'" && (leads(i) || (i === 0 && /^'+[\t\r\n\0]/.test(text))))
    })
    .map(i => text[i])
    .join('')
}

describe('a table', () => {
  it('is RFC 4180, and reads back the same by its grammar and by our own reader', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', ' ', '"', ',', ';', '\t', '|', '\n', '\r', '\r\n', 'é', '\ufeff', '👩🏽‍⚖️') })
    always(fc.array(fc.tuple(cell, cell), { maxLength: 6 }), rows => {
      const text = csvText(
        [
          ['one', row => row[0]],
          ['two', row => row[1]],
        ],
        rows,
      )
      const safe = rows.map(row => row.map(withoutFormula))
      expect(readRfc4180(text)).toEqual([['one', 'two'], ...safe])
      const read = parseCsv(text)
      expect(read.header).toEqual(['one', 'two'])
      expect(read.rows.map(row => row.cells)).toEqual(safe)
    })
  })

  it('holds no cell that a spreadsheet could take for a formula, and numbers as they are', () => {
    for (const text of cases) {
      const [, [cell = '', other = ''] = []] = readRfc4180(csvText([['x', () => text] as const, ['y', () => 1] as const], [0]))
      expect(other).toBe('1')
      // What stands first is the apostrophe, and what follows it is the text.
      expect(cell).toMatch(/^'/)
      expect(takenBack(cell)).toBe(text)
      expect(cell.replaceAll("'", '')).toBe(text.replaceAll("'", ''))
    }
    for (const number of fixture.mustStayNumeric) expect(csvText([['x', () => number] as const], [0]).split('\r\n')[1]).toBe(String(number))
  })

  it('begins no formula where a spreadsheet splits at semicolons, tabs or line breaks, whatever the quotes say', () => {
    for (const text of cases) {
      for (const separator of [';', '\t', '\n', '\r\n']) {
        const file = csvText([['x', () => `a${separator}${text}`] as const], [0])
        for (const part of file.split(/[;\t\r\n]/)) expect(part.replace(/^["\s]+/, '')).not.toMatch(/^[=+\-@|%＝＋－＠]/)
      }
    }
  })

  it('leaves texts alone that begin nothing', () => {
    for (const text of ["O'Brien", "'tis", 'a=b', 'x@y.example', '10 - 20', '50 %', 'A; B', '', ' ', 'Müller-Lüdenscheidt', "x;'y"])
      expect(withoutFormula(text)).toBe(text)
  })

  it('lets whoever reads it take every apostrophe back', () => {
    const text = fc.string({ unit: fc.constantFrom('=', '-', "'", '"', ';', ' ', '\t', '\n', '\0', 'a', '\u200b') })
    always(text, original => expect(takenBack(withoutFormula(original))).toBe(original))
    for (const id of [...HOSTILE_IDS, ...HOSTILE_LABELS]) expect(takenBack(withoutFormula(id))).toBe(id)
  })

  it('takes no longer than a look at each character', () => {
    expect(withoutFormula(`${';'.repeat(100_000)}x`)).toHaveLength(100_001)
  })
})

describe('the tables of a snapshot', () => {
  const s = snapshot(createVillage(harbour), '2026-03-21', { decision: 'renewal' })
  const { people, ties, readings } = toCsv(s)

  it('tell of everybody what the measures say; what is unknown is an empty cell and never 0', () => {
    const rows = objectsIn(people)
    expect(rows.map(({ id }) => id)).toEqual(s.stakeholders.map(({ id }) => id))
    for (const row of rows) {
      const known = byStakeholder(sentiments(s)).get(row.id ?? '')
      expect(row.sentiment).toBe(known?.value === undefined ? '' : String(known.value))
      expect(row.lastHeardAt).toBe(known?.lastHeardAt ?? '')
    }
    expect(rows.find(({ id }) => id === 'eli')).toMatchObject({ name: '', title: '', sentiment: '', veto: '', readings: '0' })
    expect(rows.find(({ id }) => id === 'dia')).toMatchObject({ roles: 'user influencer', class: 'advocate', unitName: 'North site' })
    expect(rows.find(({ id }) => id === 'ida')).toMatchObject({ veto: 'granted' })
  })

  it('list the ties and the readings that it sees, those of people who left among them', () => {
    const from = objectsIn(ties).map(row => [row.from, row.to, row.kind, row.weight])
    expect(from).toEqual(weighedTies(s).map(({ from, to, kind, weight }) => [from, to, kind, String(weight)]))
    const heard = objectsIn(readings)
    expect(heard).toHaveLength(11)
    expect(heard.map(({ at }) => at)).toEqual(heard.map(({ at }) => at).sort())
    expect(heard.find(({ stakeholder }) => stakeholder === 'max')).toMatchObject({ name: 'Max Old', sentiment: '0.9', via: 'interview' })
    expect(heard.at(-1)).toMatchObject({ stakeholder: 'hal', sentiment: '-0.5', recordedAt: '2026-03-20T00:00:00.000Z' })
  })

  it('hold no note and no e-mail address', () => {
    expect(`${people}${readings}`).not.toMatch(/a private word|harbour\.example/)
  })

  it('keep every number to the last bit, also of hostile villages', () => {
    always(
      scenes,
      scene => {
        const { asOf, options } = viewOf(scene)
        const seen = snapshot(createVillage(inputOf(scene)), asOf, options)
        const tables = toCsv(seen)
        const rows = objectsIn(tables.people)
        expect(rows.map(({ id = '' }) => takenBack(id))).toEqual(seen.stakeholders.map(({ id }) => id))
        expect(rows.map(({ sentiment }) => sentiment)).toEqual(
          seen.stakeholders.map(({ id }) => String(byStakeholder(sentiments(seen)).get(id)?.value ?? '')),
        )
        expect(objectsIn(tables.ties).map(({ weight }) => Number(weight))).toEqual(weighedTies(seen).map(({ weight }) => weight))
        const told = seen.interviews.filter(({ sentiment }) => sentiment !== undefined).length
        expect(objectsIn(tables.readings)).toHaveLength(seen.observations.length + told)
      },
      200,
    )
  })
})

describe('the tables of a village', () => {
  const before = createVillage({
    account: 'Acme',
    stakeholders: [
      { id: 'ann', name: 'Ann', roles: ['champion', 'user'], veto: true },
      { id: 'bo', name: 'Bo' },
    ],
    ties: [
      { id: 't', from: 'ann', to: 'bo', kind: 'influence', weight: 1e-17, since: '2026-01-01', until: '2026-02-01' },
      { id: 'u', from: 'bo', to: 'ann', kind: 'conflict', confidence: 0.5 },
    ],
    observations: [{ id: 'o', stakeholder: 'ann', at: '2026-01-05', sentiment: -1, via: 'text', sd: 0.5 }],
    interviews: [
      { id: 'i', stakeholder: 'bo', at: '2026-01-02', answers: [], sentiment: 0 },
      { id: 'j', stakeholder: 'bo', at: '2026-01-03', answers: [] },
    ],
  })

  it('hold its facts, those who left and what has ended included', () => {
    const { people, ties, readings } = toCsv(recordDeparture(before, 'bo', '2026-03-02'))
    expect(objectsIn(people)).toEqual([
      { id: 'ann', name: 'Ann', title: '', unit: '', unitName: '', roles: 'user champion', veto: 'granted', joinedAt: '', leftAt: '' },
      { id: 'bo', name: 'Bo', title: '', unit: '', unitName: '', roles: '', veto: '', joinedAt: '', leftAt: '2026-03-02T00:00:00.000Z' },
    ])
    expect(objectsIn(ties).map(row => [row.id, row.fromName, row.toName, row.weight, row.confidence, row.since, row.until])).toEqual([
      ['t', 'Ann', 'Bo', '1e-17', '', '2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'],
      ['u', 'Bo', 'Ann', '1', '0.5', '', ''],
    ])
    expect(objectsIn(readings).map(row => [row.id, row.name, row.sentiment, row.via, row.sd])).toEqual([
      ['i', 'Bo', '0', 'interview', ''],
      ['o', 'Ann', '-1', 'text', '0.5'],
    ])
  })

  it('hold what is believed last, and nothing that was retracted', () => {
    const revised = revise(before, { stakeholders: [{ id: 'ann', name: 'Anna' }] }, { recordedAt: '2026-04-01' })
    const { people, readings } = toCsv(retract(revised, 'o', { recordedAt: '2026-04-02' }))
    expect(objectsIn(people).map(({ name }) => name)).toEqual(['Anna', 'Bo'])
    expect(objectsIn(readings).map(({ id }) => id)).toEqual(['i'])
  })

  it('begin with a byte order mark where one is asked for, which our own reader takes away', () => {
    const plain = toCsv(before)
    const marked = toCsv(before, { byteOrderMark: true })
    for (const table of ['people', 'ties', 'readings'] as const) {
      expect(marked[table]).toBe(`\ufeff${plain[table]}`)
      expect(parseCsv(marked[table])).toEqual(parseCsv(plain[table]))
    }
  })
})

describe('what is held on a person as a table', () => {
  /** The facts that its rows were, so that nothing of them is lost. */
  const factsIn = (text: string): object[] =>
    objectsIn(text).map(({ account: _, stakeholder: __, ...row }) => {
      const cells = Object.entries(row).map(([name, cell]) => [name, takenBack(cell)] as const)
      return Object.fromEntries(cells.flatMap(([name, cell]) => (cell === '' ? [] : [[name, name === 'fact' ? JSON.parse(cell) : cell]])))
    })

  it('is read back as it was exported, also of hostile villages', () => {
    always(
      scenes,
      scene => {
        const village = createVillage(inputOf(scene))
        for (const { id } of village.stakeholders.slice(0, 3)) {
          const { facts } = exportSubject(village, id)
          expect(factsIn(toSubjectCsv(village, id))).toEqual(JSON.parse(JSON.stringify(facts)))
        }
      },
      100,
    )
  })

  it('names the account and the person, and begins with a byte order mark where one is asked for', () => {
    const village = createVillage({ account: { id: 'a', name: 'Acme' }, stakeholders: [{ id: 'ann' }] })
    const text = toSubjectCsv(village, 'ann')
    expect(text).toBe(
      'account,stakeholder,array,id,about,from,until,knownFrom,knownUntil,source,fact\r\na,ann,stakeholders,ann,person,,,,,,"{""id"":""ann""}"\r\n',
    )
    expect(toSubjectCsv(village, 'ann', { byteOrderMark: true })).toBe(`\u{FEFF}${text}`)
  })
})
