import { createVillage, record, revise, snapshot } from 'account-village'
import { toCsv } from 'account-village/formats'
import { fromEdges, fromPajek, fromTable, suggestMapping, type TableMapping } from 'account-village/table'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { harbour } from '../support/harbour.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { always } from '../support/law.js'

const mapping: TableMapping = {
  person: 'Name',
  email: 'Email',
  role: 'Role',
  reportsTo: 'Boss',
  influence: { column: 'Say', scale: [1, 5] },
  sentiment: { column: 'RAG', at: 'Seen' },
}

describe('a table with dirty cells', () => {
  const csv = [
    'sep=;',
    'Name;Email;Role;Boss;Say;RAG;Seen',
    'Ann Bell;ann@acme.example;Champion;Bo Ross;4;green;2026-03-02',
    'Bo Ro\0ss;bo@acme.example;Economic Buyer;;5;amber;03/04/2026',
    'Cy Orr;;Blocker;Nobody Here;9;purple;2026-03-02',
    'Ann Bell;;;;;red;2026-13-40',
    ';;;;3;;',
    'Di Fox;;User;Di Fox;;n/a;',
  ].join('\n')
  const { villages, issues, unmapped } = fromTable(csv, mapping, { account: 'Acme', name: 'people.csv' })

  it('is read as far as it can be', () => {
    const [village] = villages
    expect(village?.stakeholders.map(({ name }) => name).sort()).toEqual(['Ann Bell', 'Bo Ross', 'Cy Orr', 'Di Fox'])
    expect(village?.observations.map(({ sentiment, at }) => [sentiment, at.slice(0, 10)])).toEqual([[0.7, '2026-03-02']])
    expect(unmapped.map(({ field, value }) => [field, value])).toEqual([
      ['RAG', 'purple'],
      ['Role', 'Blocker'],
    ])
  })

  it('tells each fault with its line and column, and names nobody', () => {
    expect(issues.map(({ id, code }) => [id, code])).toEqual([
      [undefined, 'missingValue'],
      ['line 4', 'invalidValue'],
      ['line 5', 'invalidValue'],
      ['line 5', 'missingRecord'],
      ['line 6', 'invalidValue'],
      ['line 7', 'missingValue'],
      ['line 8', 'selfReference'],
    ])
    expect(JSON.stringify(issues)).not.toMatch(/Ann|Bo |Cy|Di |acme\.example|Nobody/)
  })

  it('reads a column by the rule that its other cells settle, and tells it once', () => {
    const { villages, inferred } = fromTable(csv.replaceAll('2026-03-02', '02.03.2026'), mapping, { account: 'Acme' })
    expect(villages[0]?.observations.map(({ at }) => at.slice(0, 10)).sort()).toEqual(['2026-03-02', '2026-04-03'])
    expect(inferred).toEqual([{ field: 'Seen', dayOrder: 'dmy' }])
  })

  it('takes words of its own for yes, no and nothing', () => {
    const rows = [
      { Name: 'Ann Bell', Veto: 'certo' },
      { Name: 'Bo Ross', Veto: 'mica', Title: 'niente' },
    ]
    const own = { account: 'Acme', yes: ['certo'], no: ['mica'], nothing: ['niente'] }
    const [village] = fromTable(rows, { person: 'Name', veto: 'Veto', title: 'Title' }, own).villages
    expect(village?.vetoes.map(({ scope }) => scope)).toEqual([undefined])
    expect(village?.stakeholders.map(({ title }) => title)).toEqual([undefined, undefined])
    expect(() => fromTable(rows, { person: 'Name' }, { yes: ['x'], no: ['x'] })).toThrow(/options\.no/)
  })

  it('reads days and numbers by the rules that are given', () => {
    const [village] = fromTable(csv, mapping, { account: 'Acme', dayOrder: 'dmy' }).villages
    expect(village?.observations.map(({ at }) => at.slice(0, 10)).sort()).toEqual(['2026-03-02', '2026-04-03'])
    const amounts = (text: string, decimal?: '.' | ',') =>
      fromTable(
        text,
        { person: 'n', decision: { column: 'd', value: 'v' } },
        { account: 'A', currency: 'EUR', ...(decimal && { decimal }) },
      )
    const german = 'n;d;v\nX;Eins;120.000,50\nX;Zwei;90.000\n'
    expect(amounts(german).villages[0]?.decisions.map(({ value }) => value?.amount)).toEqual([120_000.5, 90_000])
    const alone = 'n;d;v\nX;Zwei;90.000\n'
    expect(amounts(alone).issues.map(({ message }) => message)).toEqual(['"v" can be read in two ways; say with the option decimal which.'])
    expect(amounts(alone, ',').villages[0]?.decisions[0]?.value?.amount).toBe(90_000)
  })
})

describe('people', () => {
  it('are known by id, mail address or name, and whoever is known twice is told', () => {
    const known = createVillage({
      account: 'Acme',
      stakeholders: [
        { id: 'a1', name: 'Ann Bell', externalIds: [{ source: 'crm', id: '77' }] },
        { id: 'b1', name: 'Bo Ross', email: 'bo@acme.example' },
        { id: 'b2', name: 'Bo Ross' },
      ],
    })
    const rows = [
      { who: '77', boss: 'BO@acme.example', mood: '0.4' },
      { who: 'a1', boss: 'Bo Ross', mood: '' },
      { who: 'nobody', boss: '', mood: '0.1' },
    ]
    const plan = { id: 'who', reportsTo: 'boss', sentiment: { column: 'mood', at: '2026-03-02' }, onlyKnown: true }
    const { villages, issues } = fromTable(rows, plan, { known: [known], account: 'acme' })
    expect(villages.map(added => record(known, added).ties.map(({ from, to }) => [from, to]))).toEqual([[['a1', 'b1']]])
    expect(issues.map(({ id, code }) => [id, code])).toEqual([
      ['row 2', 'contradiction'],
      ['row 3', 'missingRecord'],
    ])
  })

  it('of two accounts stay apart, whatever their ids', () => {
    const rows = [
      { co: 'Acme', id: '1', role: 'User' },
      { co: 'Bode', id: '1', role: 'Champion' },
    ]
    const { villages } = fromTable(rows, { account: 'co', id: 'id', role: 'role' })
    expect(villages.map(({ account, roles }) => [account.name, roles.map(({ role }) => role)])).toEqual([
      ['Acme', ['user']],
      ['Bode', ['champion']],
    ])
  })

  it('with the mean influence have what everybody has without the column', () => {
    const rows = [
      { n: 'A', r: 'Economic Buyer', i: 'H' },
      { n: 'B', r: 'User', i: 'M' },
      { n: 'C', r: 'User', i: 'L' },
    ]
    const [village] = fromTable(rows, { person: 'n', role: 'r', influence: 'i' }, { account: 'A' }).villages
    expect(village?.roles.map(({ authority }) => authority).sort()).toEqual([0.25, 0.5, 9])
  })
})

describe('a table without days', () => {
  it('that says the same again is no new reading', () => {
    const plan = (at: string): TableMapping => ({ person: 'n', sentiment: { column: 's', at } })
    const [first] = fromTable([{ n: 'Ann', s: 'green' }], plan('2026-03-01'), { account: 'A' }).villages
    if (first === undefined) throw new Error('there is one')
    const again = (s: string) =>
      fromTable([{ n: 'Ann', s }], plan('2026-04-01'), { account: 'A', known: [first] }).villages[0]?.observations.length
    expect([again('green'), again('red')]).toEqual([0, 1])
  })
})

describe('the tables that this library writes', () => {
  it('come back without a doubt, and say nothing new', () => {
    const check = (source: Parameters<typeof toCsv>[0], village: ReturnType<typeof createVillage>): void => {
      for (const csv of Object.values(toCsv(source, { byteOrderMark: true }))) {
        const { mapping: plan, edges, doubtful } = suggestMapping(csv)
        expect(doubtful).toEqual([])
        const options = { known: [village], account: village.account.id }
        const { villages, issues, unmapped } =
          edges === undefined ? fromTable(csv, plan, options) : fromEdges(csv, { ...options, mapping: edges })
        expect([issues, unmapped]).toEqual([[], []])
        for (const added of villages) expect(record(village, added)).toBe(village)
      }
    }
    const village = createVillage(harbour)
    check(village, village)
    check(snapshot(village, '2026-03-21', { decision: 'renewal' }), village)
  })

  it('bring a corrected title back', () => {
    const village = createVillage({
      account: 'Acme',
      stakeholders: [{ id: 'ann', name: 'Ann', title: 'Engineer', email: 'ann@acme.example' }],
    })
    const csv = toCsv(village).people.replace('Engineer', 'Head of IT')
    const [added] = fromTable(csv, suggestMapping(csv).mapping, { known: [village], account: 'Acme' }).villages
    if (added === undefined) throw new Error('there is one')
    const [person] = revise(village, added, { recordedAt: '2026-03-02' }).stakeholders
    expect([person?.title, person?.email]).toEqual(['Head of IT', 'ann@acme.example'])
  })
})

describe('an importer of tables', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom(...HOSTILE_IDS, 'green', '4', 'User', 'Ann', '2026-03-02', "'=1+1"),
    fc.double(),
    fc.boolean(),
    fc.constant(undefined),
  )
  const rows = fc.array(fc.record({ Name: cell, Email: cell, Role: cell, Boss: cell, Say: cell, RAG: cell, Seen: cell }), { maxLength: 6 })

  it('never throws at data, and gives the same villages whatever the order of the rows', () => {
    always(
      rows,
      given => {
        const forwards = fromTable(given, mapping, { account: 'Acme' })
        const backwards = fromTable([...given].reverse(), mapping, { account: 'Acme' })
        expect(backwards.villages).toEqual(forwards.villages)
        suggestMapping(given)
      },
      300,
    )
  })
})

describe('a list of ties', () => {
  it.each([
    [
      'from,to,weight\nAnn,Bo,1\nDi,Bo,2\n',
      [
        ['influence', 1],
        ['influence', 2],
      ],
    ],
    ['Source;Target;Type;Weight\nAnn;Bo;reports to;0,5\nAnn;Di;informs;0\n', [['reportsTo', 0.5]]],
    ['von,nach\nAnn,Bo\nAnn,Ann\n', [['influence', undefined]]],
  ] as const)('makes the people and ties of a new account: %j', (csv, ties) => {
    const [village] = fromEdges(csv, { account: 'Acme' }).villages
    expect(village?.ties.map(({ kind, weight }) => [kind, weight]).sort()).toEqual(ties)
  })
})

describe('a network of Pajek', () => {
  it('is read with relations, lists, matrices and edges without direction', () => {
    const net =
      '*Network x\n*Vertices 3\n1 "Ann Bell" 0.1 0.2\n2 "Bo Ross"\n3 Di\n*Arcs :1 "reports to"\n1 2 1\n*Edgeslist\n2 3\n*Matrix\n0 0 2\n0 0 0\n0 0 0\n'
    const { villages, issues } = fromPajek(net, { account: 'Acme' })
    const names = new Map(villages[0]?.stakeholders.map(({ id, name }) => [id, name]))
    expect(villages[0]?.ties.map(({ kind, from, to, weight }) => [kind, names.get(from), names.get(to), weight]).sort()).toEqual([
      ['influence', 'Ann Bell', 'Di', 2],
      ['influence', 'Bo Ross', 'Di', undefined],
      ['influence', 'Di', 'Bo Ross', undefined],
      ['reportsTo', 'Ann Bell', 'Bo Ross', 1],
    ])
    expect([issues, fromPajek('nothing', { account: 'A' }).issues.map(({ code }) => code)]).toEqual([[], ['unreadable']])
  })
})
