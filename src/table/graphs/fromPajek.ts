import type { ImportResult } from '../../crm/result.js'
import { fromGraphRead, type GraphOptions } from './fromGraphRead.js'
import type { GraphPerson, GraphRead, GraphTie } from './graphRead.js'
import { textGiven } from './textGiven.js'

/**
 * The village in a network of Pajek (`.net`), or in the first network of a project (`.paj`).
 *
 * Vertices are people, named by their labels. Arcs are influences, or what the name of their relation says (`*Arcs :2 "reports to"`); edges
 * have no direction and go both ways. Lists of arcs and edges and matrices are read too. Nothing in the file makes it throw.
 *
 * @see W. de Nooy, A. Mrvar and V. Batagelj, "Exploratory Social Network Analysis with Pajek", 3rd edition (2018), appendix 1
 * @param pajek the text of the file
 * @throws InvalidArgumentError for an option that makes no sense
 * @example
 * import { fromPajek } from 'account-village/table'
 * const { villages } = fromPajek('*Vertices 2\n1 "Ann Bell"\n2 "Bo Ross"\n*Arcs\n1 2 3\n', { account: 'Acme' })
 * villages[0]?.stakeholders.map(({ name }) => name).sort() //=> ['Ann Bell', 'Bo Ross']
 * villages[0]?.ties.map(({ kind, weight }) => [kind, weight]) //=> [['influence', 3]]
 */
export function fromPajek(pajek: string, options?: GraphOptions): ImportResult {
  const text = textGiven('fromPajek', 'pajek', pajek)
  return fromGraphRead('fromPajek', options, problem => {
    const graph = networkIn(text)
    if (graph === undefined) problem('It has no line *Vertices, so it is no network of Pajek and nothing was read.')
    return graph
  })
}

type Section = 'none' | 'vertices' | 'arcs' | 'edges' | 'arcslist' | 'edgeslist' | 'matrix'

function networkIn(text: string): GraphRead | undefined {
  const people: GraphPerson[] = []
  const ties: GraphTie[] = []
  const relations = new Map<string, string>()
  let [section, relation, row]: [Section, string | undefined, number] = ['none', undefined, 0]
  let isNetwork = false
  for (const line of text.replace(/^\u{FEFF}/u, '').split(/\r\n|\r|\n/)) {
    const trimmed = line.trim()
    if (trimmed === '' || trimmed.startsWith('%')) continue
    if (trimmed.startsWith('*')) {
      const words = wordsIn(trimmed)
      const name = (words[0] ?? '').slice(1).toLowerCase()
      if (name === 'vertices' && isNetwork) break
      isNetwork ||= name === 'vertices'
      section = sectionNamed(name)
      const number = words.find(word => /^:\d+$/.test(word))
      const label = words.slice(1).find(word => !/^:?\d+$/.test(word))
      if (number !== undefined && label !== undefined) relations.set(number, label)
      relation = number === undefined ? label : (relations.get(number) ?? label)
      row = 0
      continue
    }
    const words = wordsIn(trimmed)
    if (section === 'vertices') people.push(vertexIn(words))
    else if (section !== 'none') ties.push(...linksIn(words, section, relation, row))
    row++
  }
  return isNetwork ? { units: [], people: [...people, ...unnamed(people, ties)], ties } : undefined
}

function sectionNamed(name: string): Section {
  const sections: readonly Section[] = ['vertices', 'arcs', 'edges', 'arcslist', 'edgeslist', 'matrix']
  return sections.find(each => each === name) ?? 'none'
}

/** Words, of which one in quotes may hold blanks. */
function wordsIn(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')
}

function vertexIn([number = '', label]: readonly string[]): GraphPerson {
  return { key: number, attributes: new Map(), ...(label !== undefined && label.trim() !== '' && { label: label.trim() }) }
}

/** Vertices that have no line of their own, as Pajek lets those be that have no label. */
function unnamed(people: readonly GraphPerson[], ties: readonly GraphTie[]): readonly GraphPerson[] {
  const listed = new Set(people.map(({ key }) => key))
  const missing = new Set(ties.flatMap(({ from, to }) => [from, to]).filter(key => !listed.has(key) && /^\d+$/.test(key)))
  return [...missing].map(key => ({ key, attributes: new Map() }))
}

function linksIn(words: readonly string[], section: Section, relation: string | undefined, row: number): readonly GraphTie[] {
  const isUndirected = section === 'edges' || section === 'edgeslist'
  const tie = (from: string, to: string, weight: string | undefined): GraphTie => ({
    from,
    to,
    isUndirected,
    attributes: new Map([
      ...(relation === undefined ? [] : [['kind', relation] as const]),
      ...(weight === undefined ? [] : [['weight', weight] as const]),
    ]),
  })
  const [first = '', second, third] = words
  if (section === 'matrix') {
    return words.flatMap((weight, column) => (Number(weight) === 0 ? [] : [tie(String(row + 1), String(column + 1), weight)]))
  }
  if (section === 'arcslist' || section === 'edgeslist') return words.slice(1).map(to => tie(first, to, undefined))
  const weight = third !== undefined && Number.isFinite(Number(third)) ? third : undefined
  return second === undefined ? [] : [tie(first, second, weight)]
}
