import { accountReport, createVillage, snapshot, timeline } from 'account-village'
import { toCauseEffect, toTimelineSvg } from 'account-village/render'
import { describe, expect, it } from 'vitest'
import { callLoosely, refused } from '../support/refusal.js'
import { ENTRIES, exportsOf } from './entries.js'

const village = createVillage({
  account: 'Acme',
  stakeholders: [{ id: 'ann', roles: ['user'] }],
  decisions: [{ id: 'd', name: 'Buy', kind: 'new', value: { amount: 1, currency: 'EUR' } }],
})
const s = snapshot(village, '2026-03-02')
const WRONG = {
  'a village': village,
  'a report': accountReport(s),
  nothing: undefined,
  null: null,
  'a text': 'x',
  'a number': 5,
  'a list': [],
}

/** The parameters of each public function, by what they take. */
const functions = ENTRIES.flatMap(([entry, file]) =>
  exportsOf(file).flatMap(({ name, signatures }) => signatures.map(parameters => ({ entry, name, parameters }))),
)

function taking(pattern: RegExp) {
  return functions.filter(({ parameters: [first] }) => pattern.test(first?.type ?? '')).map(({ entry, name }) => [name, entry] as const)
}

async function called(entry: string, name: string): Promise<(...args: never[]) => unknown> {
  const module: object = await import(entry)
  return Reflect.get(module, name)
}

describe('a function of a snapshot', () => {
  const all = taking(/^Snapshot$/)

  it('is every measure, every comparison and every file of one', () => {
    expect(all.length).toBeGreaterThan(30)
  })

  it.each(all)('%s refuses whatever is none, in its own name, and says where a snapshot comes from', async (name, entry) => {
    const measure = await called(entry, name)
    for (const [what, given] of Object.entries(WRONG)) {
      const { code, message } = refused(() => callLoosely(measure, given, s))
      expect([what, code, message.startsWith(`${name}: `), message.includes('snapshot(village, date) gives one')]).toEqual([
        what,
        'invalidArgument',
        true,
        true,
      ])
    }
  })
})

describe('a comparison of two snapshots', () => {
  const all = functions.filter(({ parameters: [, second] }) => second?.type === 'Snapshot').map(({ entry, name }) => [name, entry] as const)

  it.each(all)('%s refuses a second one that is none', async (name, entry) => {
    const compared = await called(entry, name)
    for (const given of Object.values(WRONG)) {
      expect(refused(() => callLoosely(compared, s, given))).toMatchObject({ code: 'invalidArgument', paths: ['after'] })
    }
  })
})

describe('a function of several kinds of things', () => {
  const all = taking(/\bSnapshot\b.*\||\|.*\bSnapshot\b|^AccountReport$|^readonly \(/)

  it('is every file, picture and export that takes a village, a snapshot or a report', () => {
    expect(all.length).toBeGreaterThan(10)
  })

  it.each(all)('%s refuses what is nothing of the kind, in its own name', async (name, entry) => {
    const written = await called(entry, name)
    for (const given of [undefined, null, 5, { stakeholders: [] }]) {
      expect(refused(() => callLoosely(written, given, given ?? {})).message.startsWith(`${name}: `)).toBe(true)
    }
  })
})

describe('what would pass for another thing', () => {
  it.each(['votingPower', 'blockingCoalitions'])('is refused by %s: a village or a report is no snapshot', async name => {
    const asked = await called('account-village', name)
    for (const [what, given] of [['village', village] as const, ['report', accountReport(s)] as const]) {
      const { message } = refused(() => callLoosely(asked, given))
      expect(message).toBe(`${name}: what was given is a ${what}, not a snapshot. snapshot(village, date) gives one.`)
    }
  })

  it('is a list of snapshots given as a history', () => {
    expect(refused(() => callLoosely(toTimelineSvg, [s])).message).toMatch(/^toTimelineSvg: \[0\]: is no moment of a history\. /)
  })

  it.each([undefined, null, {}, village, s])('is something else than a finding or a change, and has no causes', given => {
    expect(refused(() => callLoosely(toCauseEffect, given)).message).toMatch(/^toCauseEffect: of: is neither a finding nor /)
  })

  it('is a series without a measure', () => {
    const series = () => callLoosely(timeline, village, undefined, { from: '2026-01-01', to: '2026-02-01', step: { months: 1 } })
    expect(refused(series).message).toBe('timeline: measure: is no function of a snapshot')
  })
})

describe('options that a function cannot do without', () => {
  it.each([
    ['sentimentTrend', s],
    ['attentionBalance', s],
    ['timeline', village],
    ['joinVillages', village, village],
  ] as const)('are missed by %s', async (name, ...given) => {
    const asked = await called('account-village', name)
    const { message, paths } = refused(() => callLoosely(asked, ...given))
    expect(paths).toEqual(['options'])
    expect(message.startsWith(`${name}: options: are missing. Give {`)).toBe(true)
  })
})
