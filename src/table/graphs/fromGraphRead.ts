import type { DraftPerson } from '../../crm/draft.js'
import { countUnmapped, type Ledger, openLedger, report } from '../../crm/ledger.js'
import type { ImportResult } from '../../crm/result.js'
import { TIE_KINDS, type TieKind } from '../../model/tie.js'
import { type OptionShape, oneOf, optionsOf } from '../../support/options.js'
import { sortedByText } from '../../support/order.js'
import { type AccountDraft, accountNamed, draftFor, finishAll, type RowsAccount } from '../accounts.js'
import { directoryOf } from '../directory.js'
import { headerMatches } from '../headers.js'
import { KNOWN_OPTIONS, type KnownOptions, type ResolvedOptions, resolvedOptions } from '../options.js'
import { rolesIn } from '../roles.js'
import { tieKindOf } from '../tieKinds.js'
import type { ColumnUse } from '../vocabulary.js'
import { type Attributes, attributeNumber, attributeText, type GraphPerson, type GraphRead, type GraphTie } from './graphRead.js'

/** How a file of a graph is to be read. */
export interface GraphOptions extends KnownOptions {
  /** What edges are of which the file does not say. Default `influence`. */
  readonly kind?: TieKind | undefined
}

const GRAPH_OPTIONS: OptionShape<GraphOptions> = { ...KNOWN_OPTIONS, kind: oneOf(...TIE_KINDS) }

/**
 * The village in a file of a graph.
 *
 * @throws InvalidArgumentError, in the name of the function, for an option that makes no sense
 */
export function fromGraphRead(
  where: string,
  options: GraphOptions | undefined,
  read: (problem: (message: string) => void) => GraphRead | undefined,
): ImportResult {
  const { kind = 'influence', ...rest } = optionsOf<GraphOptions>(where, options, GRAPH_OPTIONS)
  const resolved = resolvedOptions(where, rest)
  const ledger = openLedger()
  const graph = read(message => report(ledger, { object: resolved.name }, 'unreadable', message))
  return finishAll(graph === undefined ? [] : [graphDraft(graph, kind, resolved, ledger)], ledger, resolved)
}

/** Whether a node stands for a person whom nobody knows yet. */
function isPlaceholder({ attributes }: GraphPerson): boolean {
  const given = attributes.get('placeholder')
  return given === true || given === 'true'
}

interface GraphContext {
  readonly options: ResolvedOptions
  readonly ledger: Ledger
}

function graphDraft(graph: GraphRead, kind: TieKind, options: ResolvedOptions, ledger: Ledger): AccountDraft {
  const account = accountOf(graph, options)
  const context = { options, ledger }
  const directory = directoryOf(options.where, account.known)
  const units = graph.units.map(unit => ({ ...unit, source: options.source }))
  const draft = { ...draftFor(account, options), units: [...units, ...unitsNamed(graph, options)] }
  const ids = new Map<string, string>()
  for (const node of graph.people) {
    if (isPlaceholder(node)) continue
    const { person, isOurs } = personOf(node, context)
    const known =
      isOurs || account.known === undefined
        ? undefined
        : [person.id, person.email, person.name]
            .flatMap(text => (text === undefined ? [] : [directory.find(text)]))
            .find(found => typeof found === 'object')
    const id = typeof known === 'object' ? known.id : person.id
    if (ids.has(node.key)) {
      report(ledger, person.from, 'contradiction', 'There are several nodes of its id. The first was taken.')
      continue
    }
    ids.set(node.key, id)
    draft.people.push({ ...person, id })
    draft.memberships.push({ person: id, account: account.id, kind: 'home', isActive: true, from: person.from })
    addRoles(node, id, draft, context)
  }
  addTies(graph.ties, kind, { ids, draft }, context)
  return { account, draft }
}

function accountOf({ account }: GraphRead, options: ResolvedOptions): RowsAccount {
  if (options.account !== undefined) return accountNamed(options.account, options)
  const found = accountNamed(account?.id ?? 'account', options)
  return found.known === undefined && account?.name !== undefined ? { ...found, name: account.name } : found
}

/** Units that people name and that the file does not list, as files without a list of them. */
function unitsNamed({ people, units }: GraphRead, { source }: ResolvedOptions) {
  const listed = new Set(units.map(({ id }) => id))
  const named = new Map<string, string>()
  for (const { attributes, unit } of people) {
    const id = ownText(attributes, 'unit')
    if (id !== undefined && unit === undefined && isOurNode(attributes) && !listed.has(id))
      named.set(id, ownText(attributes, 'unitName') ?? named.get(id) ?? id)
  }
  return sortedByText(named, ([id]) => id).map(([id, name]) => ({ id, name, kind: 'department' as const, source }))
}

/** Whether a node is one that this library wrote. */
function isOurNode(attributes: Attributes): boolean {
  return attributes.has('stakeholder')
}

function personOf(
  { key, label, attributes, unit: placed, joinedAt, leftAt }: GraphPerson,
  { options }: GraphContext,
): { readonly person: DraftPerson; readonly isOurs: boolean } {
  const isOurs = isOurNode(attributes)
  const used = (use: ColumnUse): string | undefined => {
    const name = [...attributes.keys()].find(each => headerMatches(each).some(match => match.use === use && match.nearness > 0.5))
    return name === undefined ? undefined : attributeText(attributes, name)
  }
  const name = ownText(attributes, 'name') ?? (isOurs ? undefined : (label ?? used('person')))
  const title = ownText(attributes, 'title') ?? (isOurs ? undefined : used('title'))
  const email = isOurs ? undefined : used('email')
  const unit = placed ?? (isOurs ? ownText(attributes, 'unit') : undefined)
  const department = isOurs || placed !== undefined ? undefined : (used('unit') ?? used('unitId'))
  const openness = attributeNumber(attributes, 'openness')
  return {
    isOurs,
    person: {
      id: ownText(attributes, 'stakeholder') ?? key,
      ...(name !== undefined && { name }),
      ...(title !== undefined && { title }),
      ...(email !== undefined && { email }),
      ...(unit !== undefined && { unit }),
      ...(department !== undefined && { department }),
      ...(openness !== undefined && openness >= 0 && openness <= 0.99 && { openness }),
      ...(joinedAt !== undefined && { joinedAt }),
      ...(leftAt !== undefined && { leftAt }),
      from: { object: options.name, id: key },
    },
  }
}

/** A text as it stands, blanks and all, as long as there is one. */
function ownText(attributes: Attributes, name: string): string | undefined {
  const value = attributes.get(name)
  return typeof value === 'string' && value !== '' ? value : undefined
}

type OpenDraft = AccountDraft['draft']

function addRoles(node: GraphPerson, person: string, draft: OpenDraft, { options, ledger }: GraphContext): void {
  const from = { object: options.name, id: node.key }
  const given = node.attributes.get('roles') ?? node.attributes.get('role')
  const always = Array.isArray(given) ? given.filter(each => typeof each === 'string').join(' ') : typeof given === 'string' ? given : ''
  const played = node.roles ?? (always === '' ? [] : [{ roles: always }])
  for (const { roles, since, until } of played) {
    for (const role of rolesIn(roles, options.roles, 'roles', ledger)) {
      const id = [person, 'role', role, ...(since === undefined ? [] : [since])].join(':')
      const fact = {
        id,
        stakeholder: person,
        role,
        ...(since !== undefined && { since }),
        ...(until !== undefined && { until }),
        basis: 'stated' as const,
      }
      draft.roles.push({ fact, from })
    }
  }
  if (node.attributes.get('veto') === 'granted')
    draft.vetoes.push({ fact: { id: `${person}:veto`, stakeholder: person, basis: 'stated' }, from })
}

function addTies(
  ties: readonly GraphTie[],
  usual: TieKind,
  { ids, draft }: { readonly ids: ReadonlyMap<string, string>; readonly draft: OpenDraft },
  { options, ledger }: GraphContext,
): void {
  const counts = new Map<string, number>()
  for (const tie of ties) {
    const given = attributeText(tie.attributes, 'tie')
    const from = { object: options.name, ...(given !== undefined && { id: given }) }
    const [start, end] = [ids.get(tie.from), ids.get(tie.to)]
    if (start === undefined || end === undefined) {
      report(
        ledger,
        from,
        'missingRecord',
        'An edge names a node that the file does not have, or a person no one knows yet, so the tie was left out.',
      )
      continue
    }
    if (start === end) {
      report(ledger, from, 'selfReference', 'An edge ties a person to themselves, so the tie was left out.')
      continue
    }
    const kind = kindOf(tie, usual, ledger)
    const weight = weightOf(tie, from, ledger)
    if (weight === 'none') continue
    const confidence = attributeNumber(tie.attributes, 'confidence')
    const { since, until } = tie
    const details = {
      kind,
      ...(weight !== undefined && { weight }),
      ...(confidence !== undefined && confidence >= 0 && confidence <= 1 && { confidence }),
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
      basis: 'stated' as const,
    }
    const add = (a: string, b: string, own?: string): void => {
      const key = [a, kind, b, ...(since === undefined ? [] : [since])].join(':')
      const count = counts.get(key) ?? 0
      counts.set(key, count + 1)
      draft.ties.push({ fact: { id: own ?? (count === 0 ? key : `${key}:${count}`), from: a, to: b, ...details }, from })
    }
    add(start, end, given)
    if (tie.isUndirected && (kind === 'influence' || kind === 'informs')) add(end, start)
  }
}

function kindOf({ attributes, isUndirected }: GraphTie, usual: TieKind, ledger: Ledger): TieKind {
  const text = ['kind', 'type', 'interaction', 'relation'].map(name => attributeText(attributes, name)).find(each => each !== undefined)
  const found = text === undefined ? undefined : tieKindOf(text)
  const isPlain = text === undefined || (isUndirected ? text === 'undirected' : text === 'directed')
  if (found === undefined && !isPlain) countUnmapped(ledger, 'kind', text)
  return found ?? usual
}

function weightOf(
  { attributes }: GraphTie,
  from: { readonly object: string; readonly id?: string },
  ledger: Ledger,
): number | 'none' | undefined {
  const name = ['weight', 'value', 'strength'].find(each => attributes.has(each))
  const weight = name === undefined ? undefined : attributeNumber(attributes, name)
  if (weight === undefined || weight > 0) return weight
  if (weight < 0) report(ledger, from, 'invalidValue', 'The weight of an edge is below 0, so the tie was left out.')
  return 'none'
}
