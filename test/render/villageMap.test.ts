import { accountReport, createVillage, snapshot, type VillageInput } from 'account-village'
import { toSvg } from 'account-village/render'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MapData, mapDataOf } from '../../src/report/mapData.js'
import { BOARD_DAY, BOARD_SIZES, board } from '../support/boards.js'
import { contains, type DrawnMap, number, overlap, readMap } from '../support/drawnMap.js'
import { reordered } from '../support/facts.js'
import { harbour } from '../support/harbour.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { ENDLESS_LABEL, HOSTILE_LABELS } from '../support/hostileLabels.js'
import { always } from '../support/law.js'
import { refused } from '../support/refusal.js'
import { hostileCasts, inputOf, scenes, scenesOf, viewOf } from '../support/villages.js'
import { descendants, withClass } from '../support/xml.js'

const DAY = BOARD_DAY

function reportOf(input: VillageInput): MapData {
  return mapDataOf('test', snapshot(createVillage(input), DAY))
}

/** Boards with what is known of them and what is drawn. */
const BOARDS = [...BOARD_SIZES.map(board), harbour].map(input => ({
  ...reportOf(input),
  map: mapOf(input),
  size: input.stakeholders?.length,
}))

function drawnBoard(size: number): (typeof BOARDS)[number] {
  const found = BOARDS.find(each => each.size === size)
  if (found === undefined) throw new Error(`no board of ${size}`)
  return found
}

function mapOf(input: VillageInput, options: Parameters<typeof toSvg>[1] = {}): DrawnMap {
  return readMap(toSvg(snapshot(createVillage(input), DAY), options))
}

const withoutUnits = (input: VillageInput): VillageInput => ({
  ...input,
  units: [],
  stakeholders: (input.stakeholders ?? []).map(({ unit: _, ...person }) => person),
})

/** So many people, each reporting to the one before. */
const chainOf = (length: number): VillageInput => ({
  account: 'Acme',
  stakeholders: Array.from({ length }, (_, i) => ({ id: `p${i}`, roles: [i === 0 ? 'economicBuyer' : 'user'] as const })),
  ties: Array.from({ length: length - 1 }, (_, i) => ({ from: `p${i + 1}`, to: `p${i}`, kind: 'reportsTo' as const })),
})

/** Nobody stands on anybody else, no text on another or across the edge of its card, and everything is in the picture. */
function expectLegible({ people, labels, unitNames, regions, width, height }: DrawnMap): void {
  const picture = { left: 0, top: 0, right: width, bottom: height }
  const inPicture = [...people.map(({ card }) => card), ...labels, ...regions]
  const faults = [
    ...inPicture.filter(box => !contains(picture, box)).map(box => ['outside', box]),
    ...people.flatMap(({ card, labels: own }) => own.filter(label => !contains(card, label)).map(label => ['leaves its card', label])),
    ...people.flatMap(({ card }) => unitNames.filter(name => overlap(card, name)).map(name => ['under a card', name])),
    ...pairs(people).filter(([one, other]) => overlap(one.card, other.card)),
    ...pairs(labels).filter(([one, other]) => overlap(one, other)),
    ...pairs(regions).filter(([one, other]) => overlap(one, other) && !contains(one, other) && !contains(other, one)),
  ]
  expect(faults).toEqual([])
}

function pairs<Item>(items: readonly Item[]): (readonly [Item, Item])[] {
  return items.flatMap((one, i) => items.slice(i + 1).map(other => [one, other] as const))
}

describe('the village map', () => {
  it.each(BOARD_SIZES)('of %i people is legible and neither a strip nor a tower', size => {
    for (const map of [drawnBoard(size).map, mapOf(withoutUnits(board(size)))]) {
      expectLegible(map)
      expect(map.width / map.height).toBeGreaterThan(0.5)
      expect(map.width / map.height).toBeLessThan(3)
    }
  })

  it('is legible whatever the village', () => {
    always(
      scenes,
      scene => {
        const { asOf, options } = viewOf(scene)
        expectLegible(readMap(toSvg(snapshot(createVillage(inputOf(scene)), asOf, options))))
      },
      100,
    )
  })

  it('has a node for everybody, by their place in the list of people, and all that it shows in words', () => {
    for (const { people, map } of BOARDS) {
      const drawn = map.people
      expect(drawn.map(({ index }) => index)).toEqual(people.map((_, i) => i))
      for (const { element, index, labels } of drawn) {
        const person = people[index]
        expect(element.attributes.get('data-class')).toBe(person?.power.class)
        expect(element.attributes.get('tabindex')).toBe('0')
        const [title] = element.children
        expect(title?.name).toBe('title')
        expect(title?.text).toContain(person?.sentiment.value === undefined ? 'Never heard' : 'Sentiment')
        expect(labels.length).toBeGreaterThan(0)
      }
    }
  })

  it('draws more power no smaller, and the most powerful larger than the least', () => {
    for (const { map } of BOARDS) {
      const radii = map.people.map(({ radius }) => radius)
      expect(radii).toEqual([...radii].sort((a, b) => b - a))
      expect(radii[0]).toBeGreaterThan(1.5 * (radii[radii.length - 1] ?? 0))
    }
  })

  it('gives a stance a shape and a colour, and who was never heard a question and never a shape', () => {
    const stances = [
      [1, 'good', true],
      [0.4, 'good', false],
      [0, 'mid', true],
      [-0.4, 'bad', false],
      [-1, 'bad', true],
    ] as const
    const ids = stances.map((_, i) => `p${i}`)
    const map = mapOf({
      account: 'Acme',
      stakeholders: [...ids.map(id => ({ id, roles: ['user'] as const })), { id: 'silent', roles: ['economicBuyer'] }],
      observations: stances.map(([sentiment], i) => ({ stakeholder: `p${i}`, at: DAY, sentiment, via: 'interview', sd: 0.01 })),
    })
    const found = new Map(map.people.map(person => [person.labels[0]?.text, person.element]))
    const shapes = stances.map(([, tone, full], i) => {
      const element = found.get(`p${i}`)
      expect(element?.attributes.get('class')).toBe(`person ${tone}`)
      const [shape] = element === undefined ? [] : withClass(element, 'shape')
      expect(shape?.attributes.get('class')).toBe(full ? 'shape full' : 'shape')
      return shape?.attributes.get('d')?.replace(/[^a-z]/gi, '')
    })
    expect(shapes).toEqual(['MLHz', 'MLHz', 'Mhvhz', 'MLHz', 'MLHz'])
    const silent = found.get('silent')
    expect(silent?.attributes.get('class')).toBe('person unknown')
    expect(silent?.attributes.get('data-stance')).toBe('unknown')
    expect(silent === undefined ? [] : withClass(silent, 'shape')).toEqual([])
    expect(silent === undefined ? [] : withClass(silent, 'never')).toHaveLength(1)
    for (const { people, map: drawn } of BOARDS) {
      for (const { element, index } of drawn.people) {
        const isUnknown = people[index]?.sentiment.value === undefined
        expect(withClass(element, 'never')).toHaveLength(isUnknown ? 1 : 0)
        expect(withClass(element, 'shape')).toHaveLength(isUnknown ? 0 : 1)
      }
    }
  })

  it('points up for who is for us and down for who is against', () => {
    /** How far below its tip a triangle has its base; above 0 when it points up. */
    const base = (sentiment: number): number => {
      const { root } = mapOf({
        account: 'Acme',
        stakeholders: [{ id: 'ann', roles: ['user', 'economicBuyer'] }],
        observations: [{ stakeholder: 'ann', at: DAY, sentiment, via: 'interview' }],
      })
      const [shape] = withClass(root, 'shape')
      const [, tip, other] = /^M[\d.]+ ([\d.]+)L[\d.]+ ([\d.]+)H/.exec(shape?.attributes.get('d') ?? '') ?? []
      return Number(other) - Number(tip)
    }
    expect(base(0.9)).toBeGreaterThan(0)
    expect(base(0.5)).toBeGreaterThan(0)
    expect(base(-0.5)).toBeLessThan(0)
    expect(base(-0.9)).toBeLessThan(0)
  })

  it('closes the ring as far as the sentiment is known', () => {
    const ring = (at: string): string => {
      const map = mapOf({
        account: 'Acme',
        stakeholders: [{ id: 'ann', roles: ['user', 'economicBuyer'] }],
        observations: [{ stakeholder: 'ann', at, sentiment: 0.5, via: 'interview' }],
      })
      return withClass(map.people[0]?.element ?? map.root, 'known')[0]?.attributes.get('d') ?? ''
    }
    // The flag for the larger part of a circle: fresh knowledge has it, old knowledge has not.
    expect(ring(DAY)).toMatch(/A[\d.]+ [\d.]+ 0 1 1/)
    expect(ring('2024-03-02')).toMatch(/A[\d.]+ [\d.]+ 0 0 1/)
  })

  it('marks those who can stop the decision, and nobody else', () => {
    for (const { people, vetoHolders, map } of BOARDS) {
      const holders = new Set(vetoHolders.map(({ stakeholder }) => stakeholder))
      const marked = map.people.filter(({ element }) => withClass(element, 'veto').length > 0)
      expect(marked.map(({ index }) => people[index]?.stakeholder)).toEqual(
        people.filter(({ stakeholder: id }) => holders.has(id)).map(({ stakeholder: id }) => id),
      )
      expect(marked.length).toBeGreaterThan(0)
    }
  })

  it('ghosts whoever stands for somebody unknown', () => {
    const { people, map } = drawnBoard(5)
    const ghosts = map.people.filter(({ element }) => element.attributes.get('class')?.includes('ghost'))
    expect(ghosts.map(({ index }) => people[index]?.stakeholder)).toEqual(['?user'])
  })
})

describe('the layers of the map', () => {
  it('have managers above those who report to them, in every unit', () => {
    for (const { people, ties, map } of BOARDS) {
      const cards = new Map(map.people.map(({ index, card }) => [people[index]?.stakeholder, card]))
      const unit = new Map(people.map(person => [person.stakeholder, person.unit]))
      for (const { from, to, kind } of ties) {
        if (kind !== 'reportsTo' || unit.get(from) !== unit.get(to)) continue
        expect(cards.get(to)?.bottom).toBeLessThan(cards.get(from)?.top ?? 0)
      }
    }
  })

  it('have deciders above gatekeepers and advocates, and these above users, where nobody reports to anybody', () => {
    const roles = ['user', 'champion', 'procurement', 'approver', 'user', 'economicBuyer'] as const
    const map = mapOf({ account: 'Acme', stakeholders: roles.map((role, i) => ({ id: `p${i}`, roles: [role] })) })
    const tops = (each: string): number[] =>
      map.people.filter(({ element }) => element.attributes.get('data-class') === each).map(({ card }) => card.top)
    expect(Math.max(...tops('decider'))).toBeLessThan(Math.min(...tops('gate'), ...tops('advocate')))
    expect(Math.max(...tops('gate'), ...tops('advocate'))).toBeLessThan(Math.min(...tops('user')))
  })

  it('stand in the regions of their units, one within the other, and nobody in a region of others', () => {
    const { people, units, map } = drawnBoard(40)
    const regionOf = new Map(
      units.map(({ unit: id, name }) => {
        const label = map.unitNames.find(({ text }) => text === name)
        const around = label === undefined ? [] : map.regions.filter(region => contains(region, label))
        return [id, around.sort((a, b) => b.left - a.left)[0]]
      }),
    )
    const parents = new Map(units.map(({ unit: id, parent }) => [id, parent]))
    const isWithin = (unit: string | undefined, wanted: string): boolean =>
      unit !== undefined && (unit === wanted || isWithin(parents.get(unit), wanted))
    expect(map.regions).toHaveLength(units.length)
    for (const { index, card } of map.people) {
      for (const { unit: id } of units) {
        const region = regionOf.get(id)
        if (region === undefined) throw new Error(`no region for ${id}`)
        expect(isWithin(people[index]?.unit, id) ? contains(region, card) : !overlap(region, card), `${index} in ${id}`).toBe(true)
      }
    }
  })

  it('let a unit that holds nothing but another share its region, and leave out units without anybody', () => {
    const map = mapOf({
      account: 'Acme',
      units: [
        { id: 'a', name: 'Europe', kind: 'division' },
        { id: 'b', name: 'North', kind: 'site', parent: 'a' },
        { id: 'c', name: 'Nobody', kind: 'site' },
      ],
      stakeholders: [{ id: 'ann', unit: 'b', roles: ['user'] }],
    })
    expect(map.unitNames.map(({ text }) => text)).toEqual(['Europe › North'])
  })

  it('hold when lines of command close a circle or are endless', () => {
    const ring = chainOf(6)
    expectLegible(mapOf({ ...ring, ties: [...(ring.ties ?? []), { from: 'p0', to: 'p5', kind: 'reportsTo' }] }))
    const long = mapOf(chainOf(150))
    expectLegible(long)
    expect(long.width / long.height).toBeGreaterThan(0.5)
    expect(long.width / long.height).toBeLessThan(3)
  })

  it('are drawn for nobody and for one', () => {
    const report = accountReport(snapshot(createVillage({ account: 'Acme', stakeholders: [{ id: 'ann' }] }), DAY))
    const none = readMap(toSvg({ ...report, people: [], ties: [], vetoHolders: [] }))
    expect(none.people).toEqual([])
    expectLegible(none)
    const one = readMap(toSvg({ ...report, people: report.people.slice(0, 1) }))
    expect(one.people).toHaveLength(1)
    expectLegible(one)
    expect(mapOf({ account: 'Acme' }).people).toHaveLength(2)
  })
})

describe('the ties of the map', () => {
  it.each([5, 14])('of %i people are all drawn, each from and to its people', size => {
    const { people, ties, map } = drawnBoard(size)
    const places = new Map(people.map(({ stakeholder: id }, i) => [id, i]))
    const names = { influence: 'influence', conflict: 'conflict', reportsTo: 'reporting' } as const
    for (const [kind, name] of Object.entries(names)) {
      const drawn = withClass(map.root, name).filter(({ attributes }) => attributes.has('data-from'))
      const ends = drawn.map(each => [number(each, 'data-from'), number(each, 'data-to')])
      const wanted = ties.filter(tie => tie.kind === kind).map(({ from, to }) => [places.get(from) ?? -1, places.get(to) ?? -1])
      const sorted = kind === 'conflict' ? wanted.map(pair => pair.sort((a, b) => a - b)) : wanted
      expect(new Set(ends.map(String))).toEqual(new Set(sorted.map(String)))
      expect(ends).toHaveLength(wanted.length)
      expect(ends.length).toBeGreaterThan(0)
    }
  })

  it('are the strongest where there are too many, and a note says how many are not drawn', () => {
    const { ties, map } = drawnBoard(150)
    const { root } = map
    const drawn = withClass(root, 'influence').filter(({ attributes }) => attributes.has('data-from'))
    const all = ties.filter(({ kind }) => kind === 'influence')
    expect(drawn.length).toBeLessThan(all.length)
    expect(withClass(root, 'note')[0]?.text).toBe(`Not drawn: ${all.length - drawn.length} weaker influence ties.`)
    const strongest = all.map(({ weight }) => weight).sort((a, b) => b - a)
    expect(drawn.map(each => number(each, 'data-weight'))).toEqual(strongest.slice(0, drawn.length))
  })

  it('are the wider the more they weigh', () => {
    const { root } = drawnBoard(150).map
    const drawn = withClass(root, 'influence').filter(({ attributes }) => attributes.has('data-from'))
    const widths = drawn.map(each => number(each, 'stroke-width'))
    expect(widths).toEqual([...widths].sort((a, b) => b - a))
    expect(widths[0]).toBeGreaterThan(widths[widths.length - 1] ?? 0)
  })

  it('have the colour of what the mover thinks', () => {
    const { people, map } = drawnBoard(14)
    const { root } = map
    const tones = new Map(withClass(root, 'person').map(each => [number(each, 'data-person'), each.attributes.get('class')?.split(' ')[1]]))
    expect(people).toHaveLength(tones.size)
    for (const tie of withClass(root, 'influence').filter(({ attributes }) => attributes.has('data-from'))) {
      expect(tie.attributes.get('class')).toBe(`tie influence ${tones.get(number(tie, 'data-from'))}`)
    }
  })

  it('to oneself are not drawn, and several of one kind between two people are one', () => {
    const report = accountReport(snapshot(createVillage(board(5)), DAY))
    const [first, second] = report.people.map(({ stakeholder: id }) => id)
    if (first === undefined || second === undefined) throw new Error('nobody there')
    const tie = { from: first, to: second, kind: 'influence', weight: 1 } as const
    const informs = { ...tie, kind: 'informs' } as const
    const odds = { from: second, to: first, kind: 'conflict', weight: 1 } as const
    const ties = [
      tie,
      { ...tie, weight: 2 },
      informs,
      { ...tie, to: first },
      odds,
      { ...odds, from: first, to: second },
      { ...tie, to: 'nobody' },
    ]
    const { root } = readMap(toSvg({ ...report, ties }))
    const drawn = withClass(root, 'tie').filter(({ attributes }) => attributes.has('data-from'))
    expect(drawn.map(({ attributes }) => attributes.get('class')?.split(' ')[1])).toEqual(['influence', 'informs', 'conflict'])
    expect(drawn.map(each => number(each, 'data-weight'))).toEqual([2, 1, 1])
  })
})

describe('toSvg', () => {
  it('draws the same of a snapshot and of its report, whatever was drawn before', () => {
    const s = snapshot(createVillage(board(14)), DAY)
    const first = toSvg(s)
    toSvg(snapshot(createVillage(harbour), DAY))
    expect(toSvg(accountReport(s))).toBe(first)
    expect(toSvg(JSON.parse(JSON.stringify(accountReport(s))))).toBe(first)
  })

  it('draws the same bytes in whatever order facts were written down', () => {
    const svg = toSvg(snapshot(createVillage(board(40)), DAY))
    for (const seed of [1, 2, 3]) expect(toSvg(snapshot(createVillage(reordered(board(40), seed)), DAY))).toBe(svg)
  })

  it('shows the most powerful and whoever can stop the decision, and says how many are not shown', () => {
    const { people, vetoHolders } = drawnBoard(40)
    const input = board(40)
    const map = mapOf(input, { mostPeople: 12 })
    expectLegible(map)
    const holders = vetoHolders.map(({ stakeholder }) => stakeholder)
    const others = people.filter(({ stakeholder: id }) => !holders.includes(id)).slice(0, 12 - holders.length)
    const wanted = [...holders, ...others.map(({ stakeholder: id }) => id)].sort()
    expect(map.people.map(({ index }) => people[index]?.stakeholder ?? '').sort()).toEqual(wanted)
    expect(withClass(map.root, 'note')[0]?.text).toContain('28 people with less power')
    expect(mapOf(input, { mostPeople: 1 }).people).toHaveLength(1)
  })

  it('comes near to a width that is asked for', () => {
    for (const size of [14, 40]) {
      for (const width of [1000, 1500]) {
        const map = mapOf(board(size), { width })
        expectLegible(map)
        expect(map.width / width).toBeGreaterThan(0.999)
        expect(map.width / width).toBeLessThan(1.15)
      }
    }
  })

  it('refuses numbers that make no sense, all at once', () => {
    const s = snapshot(createVillage(board(5)), DAY)
    for (const mostPeople of [0, -1, 1.5, 501, Number.NaN]) {
      expect(refused(() => toSvg(s, { mostPeople }))).toMatchObject({ name: 'InvalidArgumentError', paths: ['mostPeople'] })
    }
    for (const width of [0, 319, 20_001, Number.NaN]) expect(refused(() => toSvg(s, { width })).paths).toEqual(['width'])
    expect(refused(() => toSvg(s, { mostPeople: 0, width: Number.NaN })).paths).toEqual(['mostPeople', 'width'])
  })

  it('has no styles of single elements, no script, and no colour but the named ones', () => {
    const svg = toSvg(snapshot(createVillage(board(40)), DAY))
    const all = descendants(readMap(svg).root)
    for (const { name, attributes } of all) {
      expect(['script', 'foreignObject', 'image', 'a']).not.toContain(name)
      expect([...attributes.keys()].filter(key => /^(style|on|href|fill$|stroke$)/.test(key))).toEqual([])
    }
    const rules = all.find(({ name }) => name === 'style')?.text ?? ''
    expect(rules.replace(/--\w+:#[\da-f]{6}/g, '')).not.toMatch(/#[\da-f]{3}|rgb|url\(|@import/)
  })

  it('draws 150 people with 400 ties in well under two seconds', () => {
    const s = snapshot(createVillage(board(150)), DAY)
    expect(s.ties.length).toBeGreaterThan(390)
    toSvg(s)
    const before = process.cpuUsage()
    toSvg(s)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1e6).toBeLessThan(1.5)
  })
})

describe('hostile villages on the map', () => {
  const places = ['account', 'person', 'title', 'unit', 'part', 'id'] as const

  function villageWith(place: (typeof places)[number], label: string): VillageInput {
    const at = (wanted: (typeof places)[number], usual: string): string => (wanted === place ? label : usual)
    const id = `m${at('id', 'x')}`
    return {
      account: { id: 'acc', name: at('account', 'Acme') },
      units: [
        { id: 'u-1', name: at('unit', 'Works'), kind: 'site' },
        { id: 'u-2', name: at('part', 'Yard'), kind: 'team', parent: 'u-1' },
      ],
      stakeholders: [
        { id: 'ann', name: at('person', 'Ann'), title: at('title', 'Boss'), unit: 'u-1', roles: ['economicBuyer'] },
        { id, unit: 'u-2', roles: ['user'] },
        { id: 'zoe', name: 'Zoe', roles: ['champion'] },
      ],
      ties: [
        { from: id, to: 'zoe', kind: 'influence' },
        { from: id, to: 'ann', kind: 'reportsTo' },
      ],
    }
  }

  it.each(places)('are well formed and have the same elements with any text as the %s', place => {
    const names = (input: VillageInput): string[] => descendants(mapOf(input).root).flatMap(({ name }) => (name === 'text' ? [] : [name]))
    const usual = names(villageWith(place, 'qqqq'))
    for (const label of [...HOSTILE_LABELS, ENDLESS_LABEL]) {
      const map = mapOf(villageWith(place, label))
      expect(descendants(map.root).flatMap(({ name }) => (name === 'text' ? [] : [name]))).toEqual(usual)
      expectLegible(map)
    }
  })

  it('keep every node and tie with ids that break careless programs', () => {
    always(
      scenesOf({ cast: hostileCasts }),
      scene => {
        const { asOf, options } = viewOf(scene)
        const s = snapshot(createVillage(inputOf(scene)), asOf, options)
        const { people } = mapDataOf('test', s)
        const map = readMap(toSvg(s))
        expect(map.people.map(({ index }) => index)).toEqual(people.map((_, i) => i))
        for (const tie of withClass(map.root, 'tie').filter(({ attributes }) => attributes.has('data-from'))) {
          expect(people[number(tie, 'data-from')]).toBeDefined()
          expect(people[number(tie, 'data-to')]).toBeDefined()
        }
      },
      100,
    )
  })

  it('stand with units and people of the same hostile ids', () => {
    always(
      fc.shuffledSubarray([...HOSTILE_IDS], { minLength: 6, maxLength: 12 }),
      ids => {
        const map = mapOf({
          account: 'Acme',
          units: ids.map((id, i) => ({ id, name: id, kind: 'team', ...(i > 0 && i % 3 > 0 && { parent: ids[i - 1] ?? '' }) })),
          stakeholders: ids.map(id => ({ id, unit: id, roles: ['user'] })),
          ties: ids.slice(1).map((id, i) => ({ from: id, to: ids[i] ?? '', kind: 'reportsTo' })),
        })
        expect(map.people.length).toBeGreaterThanOrEqual(ids.length)
        expect(map.regions).toHaveLength(ids.length)
      },
      40,
    )
  })
})
