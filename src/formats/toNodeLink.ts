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
  readonly source: string
  readonly target: string
}

/** A graph as d3 and NetworkX take it. */
export interface NodeLinkGraph {
  readonly directed: true
  readonly multigraph: true
  readonly graph: {
    readonly account: string
    readonly name: string
    readonly asOf: string
    readonly knownOn: string
    readonly units: readonly Pick<OrgUnit, 'id' | 'name' | 'kind' | 'parent'>[]
  }
  /** The lists are the caller's own, because layouts of d3 write into them. */
  readonly nodes: NodeLinkNode[]
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
