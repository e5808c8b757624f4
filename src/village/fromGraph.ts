import { errorFor } from '../errors.js'
import type { OrgUnit } from '../model/orgUnit.js'
import type { BuyingRole } from '../model/role.js'
import { TIE_KINDS, type Tie } from '../model/tie.js'
import type { StakeholderInput, VillageInput } from '../model/village.js'
import { deepFreeze } from '../support/freeze.js'
import type { TimeInput } from '../support/instants.js'
import { wrong } from '../support/options.js'
import { reading } from '../support/reading.js'
import { a, kindOf } from '../support/shown.js'
import { withoutUndefined } from './desugar.js'

/** What `fromGraph` reads of a graph of graphology, directed or not. */
export interface ReadableGraph {
  getAttributes(): object
  forEachNode(callback: (node: string, attributes: object) => void): void
  forEachEdge(
    callback: (
      edge: string,
      attributes: object,
      source: string,
      target: string,
      sourceAttributes: object,
      targetAttributes: object,
      undirected: boolean,
    ) => void,
  ): void
}

/**
 * The people, units and ties of a graph of graphology, as the input of `createVillage`.
 *
 * It reads what `toGraph` writes. Of any other graph a node is a person, under its attribute `id` or its key; an edge is a tie of its
 * attribute `kind`, or an influence, with its attribute `weight`, or 1; an undirected tie of influence or of informing goes both
 * ways, and loops are left
 * out.
 *
 * @param account the account; the graph's attribute `account` when absent
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { fromGraph, toGraph } from 'account-village/graph'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'constructor' }, { id: '__proto__' }] })
 * fromGraph(toGraph(snapshot(village, '2026-03-02'))).stakeholders?.map(person => person.id) //=> ['__proto__', 'constructor']
 */
export function fromGraph(graph: ReadableGraph, account?: string): VillageInput {
  if (account !== undefined && typeof account !== 'string') {
    throw errorFor('fromGraph', [wrong('account', `is ${a(kindOf(account))}, not an id`)])
  }
  return reading('fromGraph', 'graph', () => inputOf(graph, account), 'is no graph of graphology')
}

function inputOf(graph: ReadableGraph, account: string | undefined): VillageInput {
  const units = unitsIn(graph.getAttributes())
  const ids = new Map<string, string>()
  const people = new Map<string, StakeholderInput>()
  graph.forEachNode((key, attributes) => {
    const person = personOf(key, attributes, units)
    ids.set(key, person.id)
    if (Reflect.get(attributes, 'placeholder') !== true) people.set(person.id, person)
  })
  const ties: Tie<TimeInput>[] = []
  graph.forEachEdge((_, attributes, source, target, __, ___, undirected) => {
    const from = ids.get(source) ?? source
    const to = ids.get(target) ?? target
    const tie = tieOf(attributes, from, to)
    // A village has no ties of a person to themselves.
    if (from === to) return
    ties.push(tie)
    if (undirected && (tie.kind === 'influence' || tie.kind === 'informs'))
      ties.push({ ...tieOf({ ...attributes, id: undefined }, to, from) })
  })
  const attributes = graph.getAttributes()
  const id = account ?? textOf(attributes, 'account') ?? 'account'
  return deepFreeze({
    account: { id, name: textOf(attributes, 'name') ?? id },
    ...(units.length > 0 && { units }),
    stakeholders: [...people.values()],
    ties,
  })
}

function personOf(key: string, attributes: object, units: readonly OrgUnit<TimeInput>[]): StakeholderInput {
  const roles: unknown = Reflect.get(attributes, 'roles')
  const openness: unknown = Reflect.get(attributes, 'openness')
  const name = textOf(attributes, 'name') ?? textOf(attributes, 'label')
  const title = textOf(attributes, 'title')
  const unit = textOf(attributes, 'unit')
  return {
    id: textOf(attributes, 'id') ?? key,
    ...(name !== undefined && { name }),
    ...(title !== undefined && { title }),
    // Other programs' units are names of their own, of which the graph need not tell more.
    ...(unit !== undefined && units.some(({ id }) => id === unit) && { unit }),
    ...(typeof openness === 'number' && { openness }),
    ...(isRoles(roles) && roles.length > 0 && { roles: [...roles] }),
  }
}

function tieOf(attributes: object, from: string, to: string): Tie<TimeInput> {
  const id = textOf(attributes, 'id')
  const kind: unknown = Reflect.get(attributes, 'kind')
  const weight: unknown = Reflect.get(attributes, 'weight')
  const confidence: unknown = Reflect.get(attributes, 'confidence')
  return {
    ...(id !== undefined && { id }),
    from,
    to,
    kind: TIE_KINDS.find(each => each === kind) ?? 'influence',
    // What is no number goes on as NaN, for createVillage to refuse by name.
    ...(weight !== undefined && weight !== null && { weight: typeof weight === 'number' ? weight : Number.NaN }),
    ...(confidence !== undefined && confidence !== null && { confidence: typeof confidence === 'number' ? confidence : Number.NaN }),
  }
}

/** The units that `toGraph` wrote down; `createVillage` checks them. */
function unitsIn(attributes: object): readonly OrgUnit<TimeInput>[] {
  const units = withoutUndefined(Reflect.get(attributes, 'units'))
  return isUnits(units) ? units : []
}

function isUnits(value: unknown): value is readonly OrgUnit<TimeInput>[] {
  return Array.isArray(value) && value.every(unit => typeof unit === 'object' && unit !== null)
}

function isRoles(value: unknown): value is readonly BuyingRole[] {
  return Array.isArray(value)
}

function textOf(attributes: object, field: string): string | undefined {
  const value: unknown = Reflect.get(attributes, field)
  return typeof value === 'string' && value !== '' ? value : undefined
}
