import type { OrgUnit } from '../model/orgUnit.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { type FormattedPerson, personRows } from './people.js'
import { type FormattedTie, tieRows } from './ties.js'

/** A person in a node-link graph. */
export interface NodeLinkNode extends FormattedPerson {
  /** The stakeholder's id. */
  readonly id: string
}

/** A tie in a node-link graph. */
export interface NodeLinkLink extends FormattedTie {
  /** The id of the tie. */
  readonly key: string
  /** The `id` of the node at which it begins, as it was recorded. */
  readonly source: string
  /** The `id` of the node at which it ends, as it was recorded. */
  readonly target: string
}

/** A graph as d3 and NetworkX take it. */
export interface NodeLinkGraph {
  /** Always true, for NetworkX: every tie has a direction, though that of a conflict means nothing. */
  readonly directed: true
  /** Always true, for NetworkX: two people may have several ties, which their `key` tells apart. */
  readonly multigraph: true
  /** What is true of the graph as a whole; NetworkX keeps it as attributes of the graph. */
  readonly graph: {
    /** The id of the account. */
    readonly account: string
    /** The name of the account, as it was believed by then. */
    readonly name: string
    /** The moment shown, a day or an ISO instant, as `Snapshot.asOf` has it. */
    readonly asOf: string
    /** By when that was known, in the same form. */
    readonly knownOn: string
    /** All units in the order of the snapshot; `parent` is absent for those directly below the account. */
    readonly units: readonly Pick<OrgUnit, 'id' | 'name' | 'kind' | 'parent'>[]
  }
  /** The lists are the caller's own, because layouts of d3 write into them. */
  readonly nodes: NodeLinkNode[]
  /** Every tie once, in the direction in which it was recorded; the caller's own list too. */
  readonly links: NodeLinkLink[]
}

/**
 * The snapshot as a node-link graph in JSON, for d3 and for `node_link_graph(data, edges="links")` of NetworkX.
 *
 * Ties stand once, in the direction in which they were recorded; that of a conflict means nothing.
 * The document is made anew at each call and may be changed.
 *
 * @see M. Bostock, "d3-force", https://d3js.org/d3-force
 * @see A. Hagberg, D. Schult and P. Swart, "Exploring network structure, dynamics, and function using NetworkX", Proceedings of SciPy (2008)
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { toNodeLink } from 'account-village/formats'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   ties: [{ id: 't1', from: 'ann', to: 'bo', kind: 'influence', weight: 2 }],
 * })
 * toNodeLink(snapshot(village, '2026-03-02')).links
 * //=> [{ key: 't1', source: 'ann', target: 'bo', kind: 'influence', weight: 2 }]
 */
export function toNodeLink(snapshot: Snapshot): NodeLinkGraph {
  checkGiven('toNodeLink', snapshot)
  return {
    directed: true,
    multigraph: true,
    graph: {
      account: snapshot.account.id,
      name: snapshot.account.name,
      asOf: snapshot.asOf,
      knownOn: snapshot.knownOn,
      units: snapshot.units.map(({ id, name, kind, parent }) => ({ id, name, kind, ...(parent !== undefined && { parent }) })),
    },
    nodes: personRows(snapshot).map(({ stakeholder, ...person }) => ({ id: stakeholder, ...person })),
    links: tieRows(snapshot).map(({ tie, from, to, ...rest }) => ({ key: tie, source: from, target: to, ...rest })),
  }
}
