import { accountReport, createVillage, gatekeepers, nextMoves, snapshot, timeline } from 'account-village'
import { fromPipedrive } from 'account-village/pipedrive'
import { portfolio } from 'account-village/portfolio'
import { toCauseEffect, toTimelineSvg } from 'account-village/render'
import { describe, expect, it } from 'vitest'
import { memoryStore } from '../support/memoryStore.js'
import { callLoosely, refused, refusedLater } from '../support/refusal.js'
import { ENTRIES, exportsOf } from './entries.js'

const village = createVillage({
  account: 'Acme',
  stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'd' }],
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
  'a village as text': JSON.stringify(village),
  'a snapshot as text': JSON.stringify(s),
  'the promise of a snapshot': Promise.resolve(s),
  'something that only looks like a snapshot': { agedTo: s.agedTo, asOf: s.asOf },
  'a snapshot without roles': Object.fromEntries(Object.entries(s).filter(([field]) => field !== 'roles')),
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

/** What to give for each type of a parameter before the options; ids are those of a person and of a decision at once. */
const FITTING: readonly (readonly [type: RegExp, given: unknown])[] = [
  [/^Snapshot/, s],
  [/^VillageStore$/, memoryStore()],
  [/^Village/, village],
  [/^AccountReport$/, WRONG['a report']],
  [/^Portfolio$/, portfolio([])],
  [/^readonly Village\[\]$/, [village]],
  [/^readonly \(Snapshot/, [s]],
  [/^readonly \w+\[\]$|^readonly \(readonly string\[\]\)\[\]$|^SentimentHistory$/, []],
  [/^AccountSource$/, [village]],
  [/^PortfolioQueue$/, { addBulk: () => 0 }],
  [/^PortfolioResults$/, { put: async () => undefined, get: async () => undefined, remove: async () => undefined }],
  [/^PortfolioRun$/, { run: 'd', chunks: 0, accounts: 0 }],
  [/^RedisClient$/, { hset: async () => 0, hget: async () => null, del: async () => 0 }],
  [/^LineSource$/, [JSON.stringify(village)]],
  [/^TimeInput$/, '2026-03-02'],
  [/^ImportResult$/, fromPipedrive({})],

  [/^string$/, 'd'],
  [/^number$/, 30],
  [/^WantedTie/, { from: 'd', to: 'd', kind: 'influence', weight: 0 }],
  [/^Proposal$|^unknown$/, {}],
  [/^Outcome/, { result: 'won', at: '2026-03-02' }],
  [/^NextMove$/, nextMoves(s).moves[0]],
  [/^string \| \{/, 'nothing'],
  [/^\(/, () => 0],
]

function fitting(type: string): unknown {
  const found = FITTING.find(([pattern]) => pattern.test(type))
  if (found === undefined) throw new Error(`nothing is known to fit ${type}`)
  return found[1]
}

describe('options', () => {
  const isOptions = (type: string): boolean => /^(?:Partial<)?(?:\w*Options|Learned|Retraction)>?(?: \| undefined)?$/.test(type)
  const importers = /\/(?:salesforce|dynamics|hubspot|pipedrive|zoho|attio|surveys|table)$/
  const all = functions
    .filter(({ entry, parameters }) => !importers.test(entry) && parameters.some(({ type }) => isOptions(type)))
    .map(({ entry, name, parameters }) => [name, parameters, entry] as const)

  it('are taken by many functions', () => {
    expect(all.length).toBeGreaterThan(25)
  })

  it.each(all)('of %s are refused in its own name where they are none, or hold one that there is not', async (name, parameters, entry) => {
    const asked = await called(entry, name)
    const call = (options: unknown) => () =>
      callLoosely(asked, ...parameters.map(({ type }) => (isOptions(type) ? options : fitting(type))))
    for (const none of [null, 'x', 5, [], [{}], Promise.resolve({})]) {
      const { name: error, message, paths } = await refusedLater(call(none))
      expect([error, paths, message.startsWith(`${name}: options: `)]).toEqual(['InvalidArgumentError', ['options'], true])
    }
    for (const unknown of [{ constructor: 1 }, { zzyzx: undefined }, { ['__proto__']: 1 }]) {
      const [key = ''] = Object.keys(unknown)
      const { paths, message } = await refusedLater(call(unknown))
      expect([paths.includes(key), message.startsWith(`${name}: `), message.includes(`there is no option "${key}"`)]).toEqual([
        true,
        true,
        true,
      ])
    }
  })

  it.each([
    [
      'snapshot',
      [village, '2026-03-02', { knownon: '2026-03-01' }],
      'snapshot: knownon: there is no option "knownon". Did you mean "knownOn"?',
    ],
    ['gatekeepers', [s, { form: 'user' }], 'gatekeepers: form: there is no option "form". Did you mean "from"?'],
    [
      'gatekeepers',
      [s, { from: 'zz' }],
      'gatekeepers: from: "zz" is not one of the choices. Choose from decider, gate, advocate, user, unknown.',
    ],
    [
      'gatekeepers',
      [s, { from: 'Users', limit: 0 }],
      'gatekeepers: from: "Users" is not one of the choices. Did you mean "user"? · limit: 0 is not a whole number of at least 1',
    ],
    ['nextInterviews', [s, { aim: 'Decision ' }], 'nextInterviews: aim: "Decision " is not one of the choices. Did you mean "decision"?'],
    [
      'snapshot',
      [village, '2026-03-02', { decision: 'D ' }],
      'snapshot: decision: there is no decision "D " known by then. Did you mean "d"?',
    ],
    [
      'snapshot',
      [village, '2026-03-02', { settings: { sentiment: { half_life_days: 90 }, risk: 5 } }],
      'snapshot: settings.sentiment.half_life_days: there is no such setting. Did you mean "halfLifeDays"? · settings.risk: is a number, not an object with settings',
    ],
    ['backtest', [[village], { leads: [] }], 'backtest: leads: is not a list of at least one lead'],
    [
      'timeline',
      [village, () => 0, { from: '2026-03-02', to: '2026-03-01', step: { days: 1 } }],
      'timeline: from: 2026-03-02T00:00:00.000Z is after to, 2026-03-01T23:59:59.999Z',
    ],
  ] as const)('of %s that were probably meant otherwise are told with what was meant', async (name, given, message) => {
    const asked = await called(functions.find(each => each.name === name)?.entry ?? '', name)
    expect(refused(() => callLoosely(asked, ...given)).message).toBe(message)
  })

  it.each([undefined, {}, { from: undefined, limit: undefined }])('may be absent as a whole and one by one: %j', options => {
    expect(gatekeepers(s, options)).toEqual(gatekeepers(s))
  })
})

describe('options that a function cannot do without', () => {
  it.each([
    ['sentimentTrend', s],
    ['attentionBalance', s],
    ['timeline', village, () => 0],
    ['joinVillages', village, village],
  ] as const)('are missed by %s', async (name, ...given) => {
    const asked = await called('account-village', name)
    const { message, paths } = refused(() => callLoosely(asked, ...given))
    expect(paths).toEqual(['options'])
    expect(message.startsWith(`${name}: options: are required; pass { `)).toBe(true)
  })
})
