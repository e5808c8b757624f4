import { byStakeholder, createVillage, DEFAULT_SETTINGS, power, sentiments, snapshot } from 'account-village'
import { describe, expect, test } from 'vitest'
import numbers from '../fixtures/hostile/numbers.json' with { type: 'json' }
import { day } from '../support/days.js'
import { exact, strangeNumbers } from '../support/exact.js'
import { allMeasures } from '../support/measures.js'
import { callLoosely, refused, within } from '../support/refusal.js'

const village = createVillage({
  account: 'Acme',
  units: [{ id: 'it', name: 'IT', kind: 'department' }],
  stakeholders: [
    { id: 'ann', unit: 'it', roles: ['user'] },
    { id: 'bo', unit: 'it', roles: ['user', 'champion'], veto: true },
    { id: 'cy', roles: ['economicBuyer'] },
    { id: 'di' },
  ],
  ties: [
    { from: 'ann', to: 'cy', kind: 'influence' },
    { from: 'bo', to: 'cy', kind: 'reportsTo' },
  ],
  observations: [
    { stakeholder: 'ann', at: day(0), sentiment: 0.5, via: 'interview' },
    { stakeholder: 'cy', at: day(20), sentiment: -0.2, via: 'text' },
    { stakeholder: 'cy', at: day(20), sentiment: 0.4, via: 'survey' },
    { stakeholder: 'ann', at: day(25), sentiment: 0.1, via: 'meeting', by: 'kim' },
  ],
  requests: [{ stakeholder: 'di', at: day(-10), via: 'survey' }],
  upheavals: [{ at: day(22), kind: 'merger', unit: 'it' }],
  decisions: [{ id: 'deal', name: 'Deal', kind: 'renewal', value: { amount: 100, currency: 'EUR' } }],
})
const REPORTER = { by: 'kim', offset: 0.1, sd: 0.2 }
const withSettings = (settings: unknown) => callLoosely(snapshot, village, day(30), { settings })

/** The hostile numbers but those that are others in all but the last digit: to measure with each takes long. */
const NUMBERS = [...new Map(numbers.numbers.map(source => [digitsOf(Number(source)), source])).values()]

/** Every setting that is a number, by its path. */
const PATHS = leavesOf(DEFAULT_SETTINGS).filter(([, value]) => typeof value === 'number')

describe('settings', () => {
  test('replace only what they name', () => {
    const { settings } = snapshot(village, day(30), { settings: { authority: { roleMass: { user: 7 } }, sentiment: { halfLifeDays: 90 } } })
    expect(settings).toEqual({
      ...DEFAULT_SETTINGS,
      sentiment: { ...DEFAULT_SETTINGS.sentiment, halfLifeDays: 90 },
      authority: { ...DEFAULT_SETTINGS.authority, roleMass: { ...DEFAULT_SETTINGS.authority.roleMass, user: 7 } },
    })
  })

  test('leave the defaults as they were', () => {
    const before = exact(DEFAULT_SETTINGS)
    withSettings({ decision: { vetoRoles: [] }, account: { neutralBand: 0.5 } })
    expect(exact(DEFAULT_SETTINGS)).toBe(before)
    expect(snapshot(village, day(30)).settings).toEqual(DEFAULT_SETTINGS)
  })

  test('may be absent at any depth', () => {
    for (const nothing of [undefined, {}, { sentiment: undefined }, { sentiment: { readingSd: { text: undefined } } }]) {
      expect(exact(withSettings(nothing))).toBe(exact(snapshot(village, day(30))))
    }
  })

  test('replace a list as a whole', () => {
    const { vetoRoles } = snapshot(village, day(30), { settings: { decision: { vetoRoles: ['champion'] } } }).settings.decision
    expect(vetoRoles).toEqual(['champion'])
  })

  test.each([
    ['null', null, ['settings']],
    ['a text', 'defaults', ['settings']],
    ['a number in place of a group', { sentiment: 3 }, ['settings.sentiment']],
    ['a list in place of a group', { account: [] }, ['settings.account']],
    ['a group that there is not', { sentiments: {} }, ['settings.sentiments']],
    ['a setting that there is not', { sentiment: { halfLife: 3 } }, ['settings.sentiment.halfLife']],
    ['a role that there is not', { authority: { roleMass: { boss: 3 } } }, ['settings.authority.roleMass.boss']],
    ['a role in place of a class', { authority: { required: { decider: 'boss' } } }, ['settings.authority.required.decider']],
    ['a veto for a role that there is not', { decision: { vetoRoles: ['boss'] } }, ['settings.decision.vetoRoles[0]']],
    ['a prior of certainty', { sentiment: { priorSd: 0 } }, ['settings.sentiment.priorSd']],
    ['a correlation of 1', { sentiment: { sameUnitCorrelation: 1 } }, ['settings.sentiment.sameUnitCorrelation']],
    ['a threshold nobody can reach', { decision: { yesThreshold: { renewal: 1.1 } } }, ['settings.decision.yesThreshold.renewal']],
    ['a reporter twice', { sentiment: { reporters: [REPORTER, REPORTER] } }, ['settings.sentiment.reporters']],
    ['a reporter without sd', { sentiment: { reporters: [{ by: 'kim', offset: 0 }] } }, ['settings.sentiment.reporters[0].sd']],
    ['a way to ask that there is not', { sentiment: { silence: { rate: { letter: 0.5 } } } }, ['settings.sentiment.silence.rate.letter']],
    ['an answer that is certain', { sentiment: { silence: { rate: { survey: 1 } } } }, ['settings.sentiment.silence.rate.survey']],
    ['a number that is a text', { sentiment: { halfLifeDays: '180' } }, ['settings.sentiment.halfLifeDays']],
    ['a number that is null', { account: { neutralBand: null } }, ['settings.account.neutralBand']],
    [
      'several faults',
      { sentiment: { priorSd: -1, x: 1 }, account: { leastCoverage: 2 } },
      ['settings.account.leastCoverage', 'settings.sentiment.priorSd', 'settings.sentiment.x'],
    ],
  ])('are refused by name: %s', (_, settings, paths) => {
    const refusal = refused(() => withSettings(settings))
    expect(refusal).toMatchObject({ name: 'InvalidArgumentError', code: 'invalidArgument' })
    expect(refusal.paths.sort()).toEqual(paths)
    expect(refusal.message.startsWith('snapshot: ')).toBe(true)
  })

  test('that would change the prototype are refused, and do not change it', () => {
    for (const text of [
      '{"__proto__":{"polluted":1}}',
      '{"sentiment":{"__proto__":{"polluted":1}}}',
      '{"constructor":{"prototype":{"polluted":1}}}',
    ]) {
      expect(refused(() => withSettings(JSON.parse(text))).name).toBe('InvalidArgumentError')
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  test.each(PATHS)('%s takes no number with which any measure breaks', path => {
    const strange = (source: string): string[] => {
      try {
        return strangeNumbers(allMeasures(snapshot(village, day(30), { settings: nested(path, Number(source)) })))
      } catch (error) {
        expect(error, `${path} = ${source}`).toMatchObject({ code: 'invalidArgument' })
        return []
      }
    }
    // To watch over each number by itself takes as long as to measure with it.
    const found = within(60, () => NUMBERS.map(source => [source, strange(source)] as const))
    expect(found.filter(([, places]) => places.length > 0)).toEqual([])
  })

  test.each(PATHS)('%s takes nothing but numbers', path => {
    for (const json of numbers.nonNumbers) {
      const { name, paths } = refused(() => withSettings(nested(path, JSON.parse(json))))
      expect([name, ...paths], `${path} = ${json}`).toEqual(['InvalidArgumentError', `settings.${path}`])
    }
  })
})

describe('beliefs', () => {
  test('about reading sources weigh readings', () => {
    const at = (text: number) =>
      byStakeholder(sentiments(snapshot(village, day(20), { settings: { sentiment: { readingSd: { text } } } }))).get('cy')?.value
    expect(at(0.05)).toBeLessThan(at(0.5) ?? 0)
  })

  test('about roles divide rights, and only their proportions count', () => {
    const share = (factor: number) => {
      const roleMass = Object.fromEntries(Object.entries(DEFAULT_SETTINGS.authority.roleMass).map(([role, mass]) => [role, mass * factor]))
      const settings = { authority: { roleMass, unknownMass: DEFAULT_SETTINGS.authority.unknownMass * factor } }
      return power(snapshot(village, day(30), { settings })).map(each => each.share)
    }
    expect(share(1000)).toEqual(share(1).map(each => expect.closeTo(each, 12)))
  })
})

function digitsOf(number: number): string {
  return Object.is(number, -0) ? '-0' : number.toPrecision(15)
}

function leavesOf(value: unknown, path: string[] = []): [path: string, value: unknown][] {
  if (typeof value !== 'object' || value === null) return [[path.join('.'), value]]
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, [...path, key]))
}

function nested(path: string, value: unknown): object {
  const [key = '', ...rest] = path.split('.')
  return { [key]: rest.length === 0 ? value : nested(rest.join('.'), value) }
}
