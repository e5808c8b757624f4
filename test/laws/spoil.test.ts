import {
  accountReport,
  accountSentiment,
  parseVillage,
  powerTransitions,
  type Snapshot,
  snapshot,
  type Village,
  votingPower,
} from 'account-village'
import { offeringFlow } from 'account-village/listening'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { ENTRIES, exportsOf, writableIn } from '../architecture/entries.js'
import { BOARD_DAY } from '../support/boards.js'
import { exact } from '../support/exact.js'
import { always } from '../support/law.js'
import { played } from '../support/measures.js'
import { type Call, type Given, openWorld, PUBLIC_CALLS, type World } from '../support/publicCalls.js'
import { richVillage } from '../support/richVillage.js'
import { lostInJson, spoil, thawed } from '../support/spoil.js'
import { scenes } from '../support/villages.js'

/** Made anew for other programs, and not remembered: documents, graphs, and what is written to a CRM. */
const DOCUMENTS = ['toGraph', 'toCytoscape', 'toNodeLink', 'toCsv', 'toSalesforce', 'toHubSpot']

/** What has methods: stores. */
const STORES = ['portfolioProcessor', 'redisResults', 'memoryProposals', 'fileStore', 'sqliteStore', 'postgresStore']

/** All sample calls, one after another. */
const CALLS = Object.entries(PUBLIC_CALLS).flatMap(([entry, functions]) =>
  Object.entries(functions).flatMap(([name, calls]) => calls.map((call, i) => ({ name, call, title: `${entry} ${name} ${i + 1}` }))),
)

/** Takes what the library is given, and keeps nothing of it. */
const forget: Given = input => input

const world = openWorld()

describe('the table of calls', () => {
  it.each(ENTRIES)('has every function of %s', (entry, file) => {
    const functions = exportsOf(file).flatMap(({ name, signatures }) => (signatures.length > 0 ? [name] : []))
    expect(Object.keys(PUBLIC_CALLS[entry] ?? {}).sort()).toEqual(functions.sort())
  })
})

/** What each call gives, asked once. */
const results = new Map<Call, unknown>()

function resultOf(call: Call): unknown {
  if (!results.has(call)) results.set(call, call(world, forget))
  return results.get(call)
}

/** Those calls that give data, but some. */
function callsBut(names: readonly string[]): (readonly [title: string, call: Call])[] {
  return CALLS.filter(({ name }) => !names.includes(name)).map(({ title, call }) => [title, call] as const)
}

describe('what the types say', () => {
  it.each(ENTRIES)('is that nothing which %s gives can be written to', (_, file) => {
    expect(writableIn(file).filter(place => ![...DOCUMENTS, ...STORES].some(name => place.startsWith(`${name}.`)))).toEqual([])
  })
})

describe('what the library gives', () => {
  it.each(callsBut([...DOCUMENTS, 'byStakeholder']))('is frozen throughout: %s', async (_, call) => {
    expect(thawed(await resultOf(call))).toEqual([])
  })

  it.each(ENTRIES)('is frozen where it is a constant of %s', async (entry, file) => {
    const module: object = await import(entry)
    const constants = exportsOf(file).filter(({ isValue, signatures }) => isValue && signatures.length === 0)
    for (const { name } of constants) expect([name, thawed(Reflect.get(module, name))]).toEqual([name, []])
  })

  it.each(callsBut(['toGraph', 'byStakeholder', ...STORES]))('is the same when it was written as JSON and read: %s', async (_, call) => {
    const result = await resultOf(call)
    expect(lostInJson(result)).toEqual([])
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  })

  const people = new Set([world.village, world.other].flatMap(({ stakeholders }) => stakeholders.map(({ id }) => id)))

  // What is held on a person is given as it is held.
  it.each(callsBut([...DOCUMENTS, 'byStakeholder', 'fromGraph', 'suggestMapping', 'exportSubject']))(
    'calls a person stakeholder in rows: %s',
    async (title, call) => {
      // Whom a report of progress is for is no row; it is sent to that person.
      const odd = oddNames(await resultOf(call), people).filter(place => !title.includes('progressReport') || place !== '.for.id')
      expect(odd).toEqual([])
    },
  )
})

/** Where an object names a person by another key. Parts of a tree and events say of what kind a thing is and which it is. */
function oddNames(value: unknown, people: ReadonlySet<string>, path = ''): string[] {
  if (typeof value !== 'object' || value === null || 'schemaVersion' in value || 'agedTo' in value) return []
  const hasKind = 'kind' in value
  const odd = Object.entries(value).filter(
    ([key, part]) => key === 'person' || (key === 'id' && !hasKind && typeof part === 'string' && people.has(part)),
  )
  return [
    ...odd.map(([key]) => `${path}.${key}`),
    ...Object.entries(value).flatMap(([key, part]) => oddNames(part, people, `${path}.${key}`)),
  ]
}

/** The calls that measure one snapshot, whichever; a report, which takes as long as all others together, consists of the others. */
const MEASURES = CALLS.filter(
  ({ name, call }) => /\(\{ s \}\).*\(s\)$/.test(String(call)) && ![...DOCUMENTS, 'accountReport'].includes(name),
)

/** What all measures give of a snapshot, as JSON. */
function answersOf(s: Snapshot): string[] {
  return MEASURES.map(({ title, call }) => `${title} ${JSON.stringify(call({ ...world, s }, forget))}`)
}

/** A snapshot like no other of the village, of which nothing is remembered. */
function weeksBefore(village: Village): Snapshot {
  return snapshot(village, '2026-02-10', { decision: 'renewal' })
}

describe('no change of an answer, a village, a snapshot or an input', () => {
  const expected = {
    now: answersOf(openWorld().s),
    before: answersOf(weeksBefore(richVillage())),
    elsewhere: answersOf(openWorld().elsewhere),
  }
  const expectSound = (own: World) =>
    expect({ now: answersOf(own.s), before: answersOf(weeksBefore(own.village)), elsewhere: answersOf(own.elsewhere) }).toEqual(expected)

  test('changes a later answer of this or another snapshot, or of another village', () => {
    expect(expected.now.length).toBeGreaterThan(25)
    const own = openWorld()
    const report = JSON.stringify(accountReport(own.s))
    for (const { call } of CALLS) spoilCall(call, own)
    for (const each of Object.values(own)) spoil(each)
    expectSound(own)
    expect(JSON.stringify(accountReport(own.s))).toBe(report)
    expect(JSON.stringify(accountReport(openWorld().s))).toBe(report)
  })

  const orders = fc.record({
    isAskedBefore: fc.boolean(),
    calls: fc.array(fc.constantFrom(...CALLS), { minLength: 3, maxLength: 6 }),
  })

  test('does so in whatever order calls are made', () => {
    always(
      orders,
      ({ isAskedBefore, calls }) => {
        const own = openWorld()
        if (isAskedBefore) answersOf(own.s)
        for (const { call } of calls) spoilCall(call, own)
        // What was asked for before is remembered; otherwise another snapshot tells as much.
        const [s, answers] = isAskedBefore ? [own.s, expected.now] : [weeksBefore(own.village), expected.before]
        expect([answersOf(s), answersOf(own.elsewhere)]).toEqual([answers, expected.elsewhere])
      },
      100,
    )
  })
})

describe('what the library gives of any village', () => {
  test('is the same when it was written as JSON and read', () => {
    always(
      scenes,
      scene => {
        const { s } = played(scene)
        for (const { title, call } of MEASURES) expect([title, lostInJson(call({ ...world, s }, forget))]).toEqual([title, []])
      },
      100,
    )
  })
})

/** Makes a call, and changes all that it was given and gave. */
function spoilCall(call: Call, own: World): void {
  const inputs: unknown[] = []
  const result = call(own, input => {
    inputs.push(input)
    return input
  })
  for (const each of [...inputs, result]) spoil(each)
}

describe('a village that the caller has parsed', () => {
  test('and edits in place is answered by its content at each call', () => {
    const parsed = JSON.parse(JSON.stringify(richVillage()))
    const fact = { id: 'late', stakeholder: 'p00', at: '2026-03-01T00:00:00.000Z', sentiment: 0.9, via: 'interview' }
    const edits = [
      () => parsed.observations.push(fact),
      () => parsed.observations.splice(0, 20),
      () => (parsed.stakeholders.find(({ id }: { readonly id: string }) => id === 'p11').unit = 'u-fin'),
      () => (parsed.expectations[0].status = [{ at: '2026-01-01T00:00:00.000Z', state: 'met' }]),
      () => delete parsed.decisions[0].value,
    ]
    for (const edit of edits) {
      accountSentiment(snapshot(parsed, BOARD_DAY, { decision: 'renewal' }))
      edit()
      const sound = parseVillage(JSON.parse(JSON.stringify(parsed)))
      expect(answersOf(snapshot(parsed, BOARD_DAY, { decision: 'renewal' }))).toEqual(
        answersOf(snapshot(sound, BOARD_DAY, { decision: 'renewal' })),
      )
    }
  })

  test('is neither frozen nor changed by any function, and given to none but whoever gave it', () => {
    const parsed = JSON.parse(JSON.stringify(richVillage()))
    const text = JSON.stringify(parsed)
    for (const { title, call } of CALLS.filter(({ call }) => /village/.test(String(call)))) {
      call({ ...world, village: parsed }, forget)
      expect([title, thawed(parsed.stakeholders).length > 0, Object.isFrozen(parsed), JSON.stringify(parsed) === text]).toEqual([
        title,
        true,
        false,
        true,
      ])
    }
  })
})

describe('what a function is given', () => {
  const own = openWorld()

  it.each(callsBut([]))('is neither frozen nor changed, and not kept: %s', async (_, call) => {
    const inputs: { readonly input: unknown; readonly text: string; readonly thawed: readonly string[] }[] = []
    const result: unknown = await call(own, input => {
      inputs.push({ input, text: exact(input), thawed: thawed(input) })
      return input
    })
    for (const { input, text, thawed: before } of inputs) expect([exact(input), thawed(input)]).toEqual([text, before])
    for (const { input } of inputs) spoil(input)
    if (inputs.length > 0) expect(seenIn(result)).toEqual(seenIn(await resultOf(call)))
  })
})

/** What something is and, of a village or a snapshot, what is computed of it: that is done only when it is asked for. */
function seenIn(result: unknown): unknown[] {
  if (typeof result !== 'object' || result === null) return [result]
  if ('village' in result) return seenIn(result.village)
  if (isVillage(result)) return [result, ...seenIn(snapshot(result, BOARD_DAY))]
  if (isSnapshot(result)) return [result, accountSentiment(result), votingPower(result), powerTransitions(result), offeringFlow(result)]
  return [result]
}

function isVillage(value: object): value is Village {
  return 'schemaVersion' in value
}

function isSnapshot(value: object): value is Snapshot {
  return 'agedTo' in value
}
