import { isDeepStrictEqual } from 'node:util'
import {
  accountSentiment,
  byStakeholder as byId,
  coverage,
  createVillage,
  decisionOutlooks,
  parseVillage,
  power,
  revenueAtRisk,
  type SentimentNode,
  type Snapshot,
  sentiments,
  snapshot,
  type Village,
  vetoHolders,
  votingPower,
} from 'account-village'
import { fromGraph, toGraph } from 'account-village/graph'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { weighedTies } from '../../src/village/weighedTies.js'
import { exact, numbersIn } from '../support/exact.js'
import { oneByOne, recordAll, reordered } from '../support/facts.js'
import { influenceMatrix } from '../support/influenceMatrix.js'
import { always } from '../support/law.js'
import { differences, outlookOf, played, seen } from '../support/measures.js'
import { hostileCasts, inputOf, PLAIN_CAST, type Scene, scenes, scenesOf } from '../support/villages.js'

const MONEY = /worthSaving|mustKeep|amount|atRisk|decisions/
const ordered = fc.record({ scene: scenes, seed: fc.nat() })

describe('a village', () => {
  test('does not depend on the order in which facts are written down', () => {
    always(ordered, ({ scene, seed }) => {
      const village = createVillage(inputOf(scene))
      const other = createVillage(reordered(inputOf(scene), seed))
      expect(isDeepStrictEqual(other, village)).toBe(true)
      expect(exact(other)).toBe(exact(village))
    })
  })

  test('that is the same bit for bit has the same measures, whether its facts were written down in another order or it comes from JSON', () => {
    always(
      ordered,
      ({ scene, seed }) => {
        const { village, s } = played(scene)
        expect(differences(seen(createVillage(reordered(inputOf(scene), seed)), scene), s)).toEqual([])
        expect(differences(seen(parseVillage(JSON.parse(JSON.stringify(village))), scene), s)).toEqual([])
      },
      200,
    )
  })

  test('does not depend on the order in which facts arrive, one by one and some twice', () => {
    always(ordered, ({ scene, seed }) => {
      const input = inputOf(scene)
      const village = createVillage(input)
      const grown = recordAll(createVillage({ account: input.account }), oneByOne(input, seed))
      expect(isDeepStrictEqual(grown, village)).toBe(true)
      expect(exact(grown)).toBe(exact(village))
    })
  })

  test('survives JSON', () => {
    always(scenes, scene => {
      const { village } = played(scene)
      const parsed = parseVillage(JSON.parse(JSON.stringify(village)))
      expect(isDeepStrictEqual(parsed, village)).toBe(true)
      expect(exact(parsed)).toBe(exact(village))
    })
  })

  test('is the same to snapshot when it comes from JSON without having been parsed', () => {
    always(
      scenes,
      scene => {
        const { village, s } = played(scene)
        const copy: Village = JSON.parse(JSON.stringify(village))
        expect(exact(seen(copy, scene))).toBe(exact(s))
      },
      200,
    )
  })

  test('gives the same numbers under other ids', () => {
    always(fc.record({ scene: scenesOf({ cast: fc.constant(PLAIN_CAST) }), cast: hostileCasts }), ({ scene, cast }) => {
      const renamed = { ...scene, cast }
      const [s, t] = [played(scene).s, played(renamed).s]
      const [one, other] = [numbersOf(s, scene), numbersOf(t, renamed)]
      expect(other.map(([whose]) => whose)).toEqual(one.map(([whose]) => whose))
      const renumbered = new Map(other)
      // Money is as exact as the values of decisions, everything else as exact as 1.
      const scale = (whose: string): number => (MONEY.test(whose) ? Math.max(1, ...s.decisions.map(({ value }) => value?.amount ?? 1)) : 1)
      const moved = one.filter(
        ([whose, number]) =>
          !(Math.abs(number - (renumbered.get(whose) ?? Number.NaN)) <= 1e-12 * Math.max(scale(whose), Math.abs(number))),
      )
      expect(moved.map(([whose, number]) => `${whose}: ${number} became ${renumbered.get(whose)}`)).toEqual([])
      // The end of an interval of the bar is searched for, to 1e-10.
      const ends = accountSentiment(s).vetoAware.interval
      expect(accountSentiment(t).vetoAware.interval).toEqual(ends?.map(end => expect.closeTo(end, 9)))
    })
  })
})

describe('the influence graph', () => {
  test('keeps people and ties, whatever their ids', () => {
    always(scenesOf({ cast: hostileCasts }), scene => {
      const { s } = played(scene)
      const back = snapshot(createVillage(fromGraph(toGraph(s))), s.asOf)
      const people = s.stakeholders.filter(({ id }) => !s.placeholders.includes(id))
      const known = back.stakeholders.filter(({ id }) => !back.placeholders.includes(id))
      const present = new Set(s.units.map(({ id }) => id))
      const seen = ({ id, openness, unit = '' }: (typeof people)[number]) => ({ id, openness, unit: present.has(unit) ? unit : '' })
      expect(known.map(seen)).toEqual(people.map(seen))
      expect(back.units.map(({ id, parent, share }) => [id, parent, share])).toEqual(
        s.units.map(({ id, parent, share }) => [id, parent, share]),
      )
      const meant = ({ id, from, to, kind, weight, confidence }: (typeof s.ties)[number]) => ({
        id,
        from,
        to,
        kind,
        weight,
        confidence,
      })
      expect(back.ties.map(meant)).toEqual(weighedTies(s).map(meant))
      expect(rolesOf(back)).toEqual(rolesOf(s))
    })
  })
})

/** Every number that does not hang on an id, and whose it is by their place in the plot. */
function numbersOf(s: Snapshot, { cast, plot }: Scene): [whose: string, number: number][] {
  const people = cast.people.slice(0, plot.people.length)
  const known = people.filter(id => s.stakeholders.some(person => person.id === id) && !s.placeholders.includes(id))
  const ids = [...known, ...s.placeholders]
  const { ids: listed, matrix } = influenceMatrix(s)
  const { tree, vetoAware, ...account } = accountSentiment(s)
  const { byStakeholder, ...outlook } = outlookOf(s)
  const { players, winningCoalitions } = votingPower(s)
  const { byStakeholder: _, byDecision, ...atRisk } = revenueAtRisk(s)
  const decisions = new Map(byDecision.map(each => [each.decision, each]))
  const ofDecision = (id: string) => [decisions.get(id), byDecisionOf(s).get(id)]
  const vetoes = new Map(vetoHolders(s).map(holder => [holder.stakeholder, holder]))
  const nodes = new Map(nodesOf(tree).map(({ children, ...node }) => [`${node.kind} ${node.id}`, node]))
  const whole = { account, outlook, atRisk, winningCoalitions, score: vetoAware.value, bar: vetoAware.bar, total: coverage(s).total }
  const ofPerson = (id: string) => [
    ...[
      byId(sentiments(s)).get(id),
      byId(power(s)).get(id),
      byId(byStakeholder).get(id),
      byId(players).get(id),
      vetoes.get(id),
      nodes.get(`stakeholder ${id}`),
    ],
    ids.map(other => matrix[listed.indexOf(id)]?.[listed.indexOf(other)]),
  ]
  const ofUnit = (id: string) => [nodes.get(`unit ${id}`), coverage(s).byUnit.find(({ unit }) => unit === id)]
  return numbersIn({
    whole,
    people: ids.map(ofPerson),
    units: cast.units.slice(0, plot.units.length).map(ofUnit),
    decisions: cast.decisions.slice(0, plot.decisions.length).map(ofDecision),
  })
}

/** The numbers of each open decision that do not hang on who has which id. */
function byDecisionOf(s: Snapshot): ReadonlyMap<string | undefined, object> {
  return new Map(
    decisionOutlooks(s).map(({ decision, probabilityOfYes, range, interval, stillFalls, ifVotedToday }) => [
      decision,
      { probabilityOfYes, range, interval, stillFalls, ifVotedToday },
    ]),
  )
}

function nodesOf(node: SentimentNode): SentimentNode[] {
  return [node, ...node.children.flatMap(nodesOf)]
}

function rolesOf(s: Snapshot): string[] {
  return [
    ...new Set(
      s.roles.filter(({ stakeholder }) => !s.placeholders.includes(stakeholder)).map(({ stakeholder, role }) => `${stakeholder}\n${role}`),
    ),
  ].sort()
}
