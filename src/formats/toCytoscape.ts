import type { OrgUnitKind } from '../model/orgUnit.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { type FormattedPerson, personRows } from './people.js'
import { type FormattedTie, tieRows } from './ties.js'
import { outlineOf, type UnitOutline } from './units.js'

/** A unit in Cytoscape, a compound node around its people and parts. */
export interface CytoscapeUnit {
  /** `unit:` and the id of the unit. */
  readonly id: string
  /** The compound node that it stands in. */
  readonly parent?: string
  /** Tells units from people in one list of nodes. */
  readonly type: 'unit'
  /** The id of the unit, without the prefix of `id`. */
  readonly unit: string
  /** What to show: the name of the unit. */
  readonly label: string
  /** What the unit is in its company, as recorded. */
  readonly kind: OrgUnitKind
}

/** A person in Cytoscape. */
export interface CytoscapePerson extends FormattedPerson {
  /** `stakeholder:` and the id of the stakeholder. */
  readonly id: string
  /** The `id` of the node of their unit; absent where they are in none. */
  readonly parent?: string
  /** Tells people from units in one list of nodes. */
  readonly type: 'person'
  /** The id of the stakeholder or the placeholder, without the prefix of `id`. */
  readonly stakeholder: string
}

/** A tie in Cytoscape. */
export interface CytoscapeTie extends FormattedTie {
  /** `tie:` and the id of the tie. */
  readonly id: string
  /** The `id` of the node at which it begins, as it was recorded. */
  readonly source: string
  /** The `id` of the node at which it ends, as it was recorded. */
  readonly target: string
  /** The id of the tie, without the prefix of `id`. */
  readonly tie: string
  /** Whether its direction means anything; that of a conflict does not. */
  readonly directed: boolean
}

/** What Cytoscape and Cytoscape.js load. */
export interface CytoscapeGraph {
  /** The id and the name of the account; the moment shown (`asOf`) and by when that was known (`knownOn`), a day or an ISO instant each. */
  readonly data: { readonly account: string; readonly name: string; readonly asOf: string; readonly knownOn: string }
  /** The lists are the caller's own, because Cytoscape.js takes none that are read-only. */
  readonly elements: {
    /** Units first, each after the one that it stands in; then people and placeholders in the order of the snapshot. */
    readonly nodes: { readonly data: CytoscapeUnit | CytoscapePerson }[]
    /** Every tie once, in the direction in which it was recorded. */
    readonly edges: { readonly data: CytoscapeTie }[]
  }
}

/**
 * The snapshot as JSON for Cytoscape and Cytoscape.js, its units as compound nodes around their people.
 *
 * Ids have a prefix, so that people, units and ties cannot be taken for each other; the original ones stand beside.
 * The document is made anew at each call and may be changed.
 *
 * @see M. Franz et al., "Cytoscape.js: a graph theory library for visualisation and analysis", Bioinformatics 32 (2016)
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { toCytoscape } from 'account-village/formats'
 * const village = createVillage({
 *   account: 'Acme',
 *   units: [{ id: 'it', name: 'IT', kind: 'department' }],
 *   stakeholders: [{ id: 'ann', unit: 'it', roles: ['user', 'economicBuyer'] }],
 * })
 * const { nodes } = toCytoscape(snapshot(village, '2026-03-02')).elements
 * nodes.map(({ data }) => [data.id, data.parent]) //=> [['unit:it', undefined], ['stakeholder:ann', 'unit:it']]
 */
export function toCytoscape(snapshot: Snapshot): CytoscapeGraph {
  checkGiven('toCytoscape', snapshot)
  const outline = outlineOf(snapshot)
  const places = new Map(outline.units.flatMap(placesIn))
  return {
    data: { account: snapshot.account.id, name: snapshot.account.name, asOf: snapshot.asOf, knownOn: snapshot.knownOn },
    elements: {
      nodes: [
        ...outline.units.flatMap(unit => unitNodes(unit, undefined)),
        ...personRows(snapshot).map(({ stakeholder, ...person }) => ({
          data: { id: `stakeholder:${stakeholder}`, ...within(places.get(stakeholder)), type: 'person' as const, stakeholder, ...person },
        })),
      ],
      edges: tieRows(snapshot).map(({ tie, from, to, ...rest }) => ({
        data: {
          id: `tie:${tie}`,
          source: `stakeholder:${from}`,
          target: `stakeholder:${to}`,
          tie,
          ...rest,
          directed: rest.kind !== 'conflict',
        },
      })),
    },
  }
}

/** A unit and its parts, each after the one that it stands in. */
function unitNodes({ unit, units }: UnitOutline, parent: string | undefined): { readonly data: CytoscapeUnit }[] {
  const { id, name, kind } = unit
  const own = { data: { id: `unit:${id}`, ...within(parent), type: 'unit' as const, unit: id, label: name, kind } }
  return [own, ...units.flatMap(part => unitNodes(part, id))]
}

function within(unit: string | undefined): { readonly parent?: string } {
  return unit === undefined ? {} : { parent: `unit:${unit}` }
}

/** In which unit each person is. */
function placesIn({ unit, units, people }: UnitOutline): [string, string][] {
  return [...people.map((person): [string, string] => [person, unit.id]), ...units.flatMap(placesIn)]
}
