// Counts of every importer's case, which have to add up, and the reader of JSON against JSON.parse of the same bytes.
import { fromDynamics } from 'account-village/dynamics'
import { fromHubSpot } from 'account-village/hubspot'
import { fromPipedrive } from 'account-village/pipedrive'
import { fromSalesforce, type ImportResult } from 'account-village/salesforce'
import { do_not_optimize } from 'mitata'
import { jsonParts } from '../../src/cli/parts.js'
import { ORG as ORGANISATION, READING as READING_DYNAMICS } from '../crm/dynamics/org.js'
import { PORTAL, READING as READING_HUBSPOT } from '../crm/hubspot/portal.js'
import { ACCOUNT, READING as READING_PIPEDRIVE } from '../crm/pipedrive/account.js'
import { ORG, READING as READING_SALESFORCE } from '../crm/salesforce/org.js'

type Tables = ReadonlyMap<string, readonly object[]>

/** A case: its tables, the one of people and the field of their ids, and its importer. */
const CASES: readonly (readonly [name: string, tables: Tables, people: string, id: string, read: (input: object) => ImportResult])[] = [
  ['salesforce', ORG, 'Contact', 'Id', input => fromSalesforce(input, READING_SALESFORCE)],
  ['hubspot', PORTAL, 'contacts', 'id', input => fromHubSpot(input, READING_HUBSPOT)],
  ['dynamics', ORGANISATION, 'contacts', 'contactid', input => fromDynamics(input, READING_DYNAMICS)],
  ['pipedrive', ACCOUNT, 'persons', 'id', input => fromPipedrive(input, READING_PIPEDRIVE)],
]

console.log('\ncounts of the cases of importers: in = people + left out + issues')
for (const [name, tables, people, id, read] of CASES) console.log(countsOf(name, tables, people, id, read))
console.log('\nreader of JSON, goal at most 10 x JSON.parse')
for (const [name, size] of [
  ['1 MB', 2 ** 20],
  ['64 KB', 2 ** 16],
] as const) {
  console.log(`pieces of ${name.padEnd(39)}${readerRatio(size).toFixed(2).padStart(8)} x JSON.parse`)
}

/**
 * The people of a case, each counted once: in a village, or told of in an issue, or left out on purpose. Those left out are not named in a
 * result, so that it is what each does to the counts of the whole that tells: the case is read again without the person.
 */
function countsOf(name: string, tables: Tables, people: string, id: string, read: (input: object) => ImportResult): string {
  const records = tables.get(people) ?? []
  const ids = [...new Set(records.map(record => String(Reflect.get(record, id))))]
  const whole = read(Object.fromEntries(tables))
  const inVillage = new Set(whole.villages.flatMap(village => village.stakeholders.map(person => person.id)))
  const told = new Set(whole.issues.flatMap(issue => issue.id ?? []))
  const isOf = (set: ReadonlySet<string>, own: string): boolean => [...set].some(each => each === own || each.endsWith(`:${own}`))
  const fates = ids.map(own => {
    if (isOf(inVillage, own)) return 'people'
    const without = read(
      Object.fromEntries(
        [...tables].map(([table, list]) => [
          table,
          table === people ? list.filter(record => String(Reflect.get(record, id)) !== own) : list,
        ]),
      ),
    )
    if (leftOutIn(without) < leftOutIn(whole)) return 'left out'
    return isOf(told, own) ? 'issues' : 'lost'
  })
  const count = (fate: string): number => fates.filter(each => each === fate).length
  const sum = count('people') + count('left out') + count('issues')
  const verdict = sum === ids.length ? '' : `, NOT ${ids.length - sum} of them`
  return `${name.padEnd(48)}${ids.length} = ${count('people')} + ${count('left out')} + ${count('issues')}${verdict}`
}

function leftOutIn({ coverage }: ImportResult): number {
  return Object.values({ ...coverage.leftOut }).reduce((sum: number, count) => sum + Number(count), 0)
}

/** The time in which a list of 16 MB is read in pieces of a size, as a ratio to that of parsing it at once. */
function readerRatio(size: number): number {
  const record = {
    Id: '0035g00000000001AAB',
    Name: 'Person \\"Number\\" 1',
    Title: 'Head of Something',
    Age: 41.5,
    Tags: ['a', 'b'],
    Nested: { a: null },
  }
  const text = JSON.stringify(Array.from({ length: 110_000 }, (_, i) => ({ ...record, AccountId: `0015g00${i}` })))
  const bytes = new TextEncoder().encode(text)
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size))
  const times = Array.from({ length: 5 }, () => [
    processorTime(() => JSON.parse(new TextDecoder().decode(bytes))),
    processorTime(() => [...jsonParts(pieces, 'list', ['records'])].length),
  ])
  const ratios = times.map(([whole = Number.NaN, parts = Number.NaN]) => parts / whole).sort((a, b) => a - b)
  return ratios[2] ?? Number.NaN
}

function processorTime(work: () => unknown): number {
  const before = process.cpuUsage()
  do_not_optimize(work())
  return process.cpuUsage(before).user
}
