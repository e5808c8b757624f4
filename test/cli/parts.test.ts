import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CliFailure } from '../../src/cli/failure.js'
import { jsonParts, type Part } from '../../src/cli/parts.js'
import { always } from '../support/law.js'

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('"', '\\', '\\"', '{', ']', 'ü🙂', '__proto__'))
const record = fc.record({ Id: text, Name: text, Parts: fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 3 }) })
const records = fc.array(record, { maxLength: 5 })
const page = fc.record({ total: fc.integer(), records, done: fc.boolean() })
const tables = fc.dictionary(fc.constantFrom('Account', 'Contact', 'Task'), fc.oneof(records, page))
const spaced = fc.constantFrom(undefined, 2)
const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 6 })

function cut(json: string, at: readonly number[]): Uint8Array[] {
  const bytes = new TextEncoder().encode(json)
  const ends = [0, ...at.map(each => Math.min(each, bytes.length)).sort((a, b) => a - b), bytes.length]
  return ends.slice(1).map((end, i) => bytes.subarray(ends[i], end))
}

describe('the parts of JSON', () => {
  it('are together what it is, wherever its pieces are cut and however large parts may be', () => {
    always(
      fc.tuple(fc.oneof(records, page, tables), spaced, cuts, fc.integer({ min: 1, max: 300 })),
      ([value, space, at, whole]) => {
        const parts = [...jsonParts(cut(JSON.stringify(value, null, space), at), 'file', ['records'], whole)]
        const expected: unknown = JSON.parse(JSON.stringify(value))
        expect(Array.isArray(value) ? parts.map(part => part.value) : together(parts)).toEqual(expected)
      },
      1000,
    )
  })

  it('are the records of a page and of tables, each by itself, and a record with many in it as a whole', () => {
    const contacts = { totalSize: 2, records: [{ Id: '1' }, { Id: '2' }], done: true }
    const valuesOf = (value: unknown) =>
      [...jsonParts(cut(JSON.stringify(value), []), 'file', ['records'], 20)].map(part => [part.path.join('.'), part.value])
    expect(valuesOf(contacts)).toEqual([
      ['records', { Id: '1' }],
      ['records', { Id: '2' }],
      ['', { totalSize: 2, records: [], done: true }],
    ])
    expect(valuesOf({ Contact: contacts, Account: [{ Id: '3' }] })).toEqual([
      ['Contact.records', { Id: '1' }],
      ['Contact.records', { Id: '2' }],
      ['Contact', { totalSize: 2, records: [], done: true }],
      ['', { Contact: [], Account: [{ Id: '3' }] }],
    ])
    const account = { Id: '3', Contacts: contacts }
    expect(valuesOf([account])).toEqual([['', account]])
    expect(valuesOf(account)).toEqual([['', account]])
  })

  it('know what the page has told before them', () => {
    const parts = [...jsonParts(cut('{"context": "contacts", "value": [{"id": 1}, {"id": 2}]}', []), 'file', ['value'], 10)]
    expect(parts[0]).toEqual({ value: { id: 1 }, path: ['value'], page: { context: 'contacts' }, isAround: false })
  })

  it('are refused where they are no JSON or break off', () => {
    always(
      fc.tuple(fc.oneof(records, page), cuts, fc.nat({ max: 300 }), fc.constantFrom('', '}', ',', 'x', '"')),
      ([value, at, length, rest]) => {
        const json = JSON.stringify(value).slice(0, length) + rest
        const isJson = parses(json)
        let found: unknown
        try {
          found = [...jsonParts(cut(json, at), 'file', ['records'], 30)].length
        } catch (error) {
          found = error instanceof CliFailure ? 'refused' : error
        }
        expect(found === 'refused').toBe(!isJson)
      },
      600,
    )
  })
})

function parses(json: string): boolean {
  try {
    JSON.parse(json)
    return true
  } catch {
    return false
  }
}

/** The object that parts were taken from, with what stood in its lists. */
function together(parts: readonly Part[]): unknown {
  const listed = (path: string): unknown[] => parts.filter(part => !part.isAround && part.path.join('.') === path).map(({ value }) => value)
  const filled = (value: object, path: readonly string[]): object =>
    Object.fromEntries(
      Object.entries(value).map(([name, member]) => {
        const within = [...path, name]
        const around = parts.find(part => part.isAround && part.path.join('.') === within.join('.'))?.value
        const isEmpty = Array.isArray(member) && member.length === 0
        if (isEmpty && typeof around === 'object' && around !== null) return [name, filled(around, within)]
        return [name, isEmpty ? listed(within.join('.')) : member]
      }),
    )
  const whole = parts.at(-1)?.value
  return typeof whole === 'object' && whole !== null ? filled(whole, []) : whole
}
