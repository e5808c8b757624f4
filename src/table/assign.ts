import { type RoleLabels, roleLabelKey } from '../crm/roleLabels.js'
import { quoted } from '../errors.js'
import type { BuyingRole } from '../model/role.js'
import { type ColumnKind, columnKind } from './columnKinds.js'
import type { Doubt, UnreadColumn } from './doubts.js'
import { headerMatches, unreadReason } from './headers.js'
import type { DecisionMapping, EdgeMapping, InfluenceMapping, SentimentMapping, TableMapping } from './mapping.js'
import type { TableReader } from './reader.js'
import { isPlainRoleHeader, roleHeader, TABLE_ROLES } from './roles.js'
import { scaleOf } from './scales.js'
import type { ColumnUse } from './vocabulary.js'

/** What the columns of a table were taken for. */
export interface Assigned {
  readonly mapping: TableMapping
  readonly edges?: EdgeMapping
  readonly doubtful: readonly Doubt[]
  readonly unread: readonly UnreadColumn[]
}

/** What a column is by its name, with what stands in it. */
interface Candidate {
  readonly column: string
  readonly use: ColumnUse
  /** The larger, the likelier. */
  readonly score: number
  /** Why it is not sure. */
  readonly reason?: string
}

/** Finds out what the columns of a table hold. */
export function assign(reader: TableReader): Assigned {
  const columns = reader.sheet.columns.map(column => ({ column, kind: columnKind(column, reader) }))
  const isMeasured = isTableOfMeasures(reader)
  const candidates = columns.flatMap(each => (isMeasured && MEASURED.has(each.column) ? [] : candidatesOf(each)))
  const chosen = bestOf(candidates)
  const edges = edgesFrom(chosen)
  if (edges !== undefined) return finished({}, columns, chosen, reader, edges)
  const taken = new Map([...chosen].filter(([use]) => !ONLY_OF_TIES.has(use)))
  return finished(mappingFrom(taken, columns, reader), columns, taken, reader)
}

/** The columns by which the people of a snapshot are told, as `toCsv` writes them, and those in which measures stand. */
const OWN_MEASURES = ['class', 'power', 'sentiment', 'sentimentSd', 'reliability']
const MEASURED: ReadonlySet<string> = new Set([...OWN_MEASURES, 'readings', 'lastHeardAt'])

function isTableOfMeasures({ sheet }: TableReader): boolean {
  return OWN_MEASURES.every(name => sheet.columns.includes(name))
}

type Columns = readonly { readonly column: string; readonly kind: ColumnKind }[]
type Chosen = ReadonlyMap<ColumnUse, Candidate>

/** Uses that only a list of ties has. */
const ONLY_OF_TIES: ReadonlySet<ColumnUse> = new Set<ColumnUse>(['from', 'to', 'weight', 'since', 'until'])

/** What a column may be for, by its name and by whether what stands in it fits. */
function candidatesOf({ column, kind }: Columns[number]): readonly Candidate[] {
  const matches = headerMatches(column).filter(({ nearness }) => nearness > 0.5 || !isPlainRoleHeader(column))
  if (
    matches.length > 0 &&
    matches[0]?.nearness !== 0.5 &&
    unreadReason(column) !== undefined &&
    !matches.some(({ use }) => FITS[use]?.(kind) === true)
  )
    return []
  const fitting = matches.flatMap(({ use, nearness }, i): Candidate[] => {
    if (FITS[use]?.(kind) === false) return []
    const reason = nearness === 0.5 ? `Its name is only much like one that is known for ${use}.` : undefined
    return [{ column, use, score: nearness - i / 100, ...(reason !== undefined && { reason }) }]
  })
  const isAccount = kind.distinct === 1
  if (matches.some(({ use }) => use === 'account') && matches.some(({ use }) => use === 'unit')) {
    return [{ column, use: isAccount ? 'account' : 'unit', score: 0.9 }]
  }
  const isTitle =
    matches.some(({ use, nearness }) => use === 'role' && nearness > 0.5) && !kind.isRole && FITS.title?.(kind) === true && !kind.isEmpty
  if (isTitle && !fitting.some(({ use }) => use === 'title')) return [...fitting, { column, use: 'title', score: 0.6 }]
  const mailColumn = kind.isMail && !fitting.some(({ use }) => use === 'email' || use === 'reportsTo' || use === 'id' || use === 'by')
  const isStance = fitting.length === 0 && kind.isAttitude && !(kind.isNumber || kind.isFlag || kind.isLevel || kind.isMark || kind.isRole)
  if (isStance)
    return [{ column, use: 'sentiment', score: 0.3, reason: 'It holds words for how people think of us, though its name does not say so.' }]
  const isDay = fitting.length === 0 && kind.isDate
  if (isDay) return [{ column, use: 'at', score: 0.3, reason: 'It holds days, though its name does not say of what.' }]
  return mailColumn
    ? [...fitting, { column, use: 'email', score: 0.4, reason: 'It holds mail addresses, though its name does not say so.' }]
    : fitting
}

/** What must stand in a column for it to be of a use; any column will do where nothing is said. */
const FITS: { readonly [Use in ColumnUse]?: (kind: ColumnKind) => boolean } = {
  person: kind => !kind.isMail && !kind.isNumber && !kind.isDate,
  email: kind => kind.isMail || kind.isEmpty,
  // A column of that name holds what they do in the company or what they do in the purchase.
  role: kind => kind.isRole || kind.isEmpty,
  title: kind => !kind.isNumber && !kind.isDate && !kind.isRoleOnly,
  unit: kind => !kind.isDate,
  influence: kind => kind.isNumber || kind.isLevel || kind.isEmpty,
  sentiment: kind => kind.isNumber || kind.isAttitude || kind.isEmpty,
  at: kind => kind.isDate || kind.isEmpty,
  via: kind => !kind.isNumber,
  value: kind => kind.isNumber || kind.isMoney || kind.isEmpty,
  expectedAt: kind => kind.isDate || kind.isEmpty,
  joinedAt: kind => kind.isDate || kind.isEmpty,
  leftAt: kind => kind.isDate || kind.isEmpty,
  recordedAt: kind => kind.isDate || kind.isEmpty,
  openness: kind => kind.isNumber || kind.isEmpty,
  placeholder: kind => kind.isFlag || kind.isEmpty,
  sd: kind => kind.isNumber || kind.isEmpty,
  confidence: kind => kind.isNumber || kind.isEmpty,
  weight: kind => kind.isNumber || kind.isEmpty,
  outcome: kind => !kind.isNumber && !kind.isDate,
  kind: kind => !kind.isNumber,
}

/** One column for each use and one use for each column, the likeliest first. */
function bestOf(candidates: readonly Candidate[]): Chosen {
  const chosen = new Map<ColumnUse, Candidate>()
  const used = new Set<string>()
  for (const candidate of [...candidates].sort((a, b) => b.score - a.score)) {
    if (chosen.has(candidate.use) || used.has(candidate.column)) continue
    chosen.set(candidate.use, candidate)
    used.add(candidate.column)
  }
  return chosen
}

/** A list of ties has both ends, and no column that is about one person. */
function edgesFrom(chosen: Chosen): EdgeMapping | undefined {
  const [from, to] = [chosen.get('from'), chosen.get('to')]
  if (from === undefined || to === undefined || (chosen.has('person') && chosen.has('title'))) return undefined
  const column = (use: ColumnUse): string | undefined => chosen.get(use)?.column
  const [kind, weight, confidence, since, until, id, account] = (
    ['kind', 'weight', 'confidence', 'since', 'until', 'id', 'account'] as const
  ).map(column)
  return {
    from: from.column,
    to: to.column,
    ...(kind !== undefined && { kind }),
    ...(weight !== undefined && { weight }),
    ...(confidence !== undefined && { confidence }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(id !== undefined && { id }),
    ...(account !== undefined && { account }),
  }
}

function mappingFrom(chosen: Chosen, columns: Columns, reader: TableReader): TableMapping {
  const column = (use: ColumnUse): string | undefined => chosen.get(use)?.column
  const one = (use: ColumnUse & keyof TableMapping): TableMapping => {
    const name = column(use)
    return name === undefined ? {} : { [use]: name }
  }
  const isReadings = isTableOfReadings(chosen, columns)
  // There the names belong to people who are known.
  const person = isReadings ? undefined : (column('person') ?? nameParts(chosen))
  const used = new Set([...chosen.values()].map(each => each.column))
  const free = columns.filter(each => !used.has(each.column))
  const hasPerson = person !== undefined || chosen.has('email') || (chosen.has('id') && !chosen.has('decision'))
  const decision = decisionFrom(chosen)
  return {
    ...one('account'),
    ...one('owner'),
    ...one('segment'),
    ...(person !== undefined && { person }),
    ...(isReadings ? { id: 'stakeholder' } : one('id')),
    ...one('email'),
    ...one('title'),
    ...one('unit'),
    ...one('unitId'),
    ...one('role'),
    ...rolesFrom(free, hasPerson),
    ...one('veto'),
    ...one('reportsTo'),
    ...one('influences'),
    ...influenceFrom(chosen, reader),
    ...sentimentFrom(chosen, reader, isReadings),
    ...(decision !== undefined && !isReadings && { decision }),
    ...one('joinedAt'),
    ...one('leftAt'),
    ...one('openness'),
    ...one('placeholder'),
    ...(isReadings && { onlyKnown: true }),
  }
}

function nameParts(chosen: Chosen): readonly string[] | undefined {
  const parts = [chosen.get('firstName')?.column, chosen.get('lastName')?.column].filter(part => part !== undefined)
  return parts.length === 0 ? undefined : parts
}

/** Our own table of readings has the id of the reading in `id` and that of the person in `stakeholder`. */
function isTableOfReadings(chosen: Chosen, columns: Columns): boolean {
  const names = new Set(columns.map(({ column }) => column))
  return ['stakeholder', 'at', 'sentiment', 'via'].every(name => names.has(name)) && chosen.has('sentiment')
}

/** Columns that are roles: with names in them, or with marks where the row is about one person already. */
function rolesFrom(free: Columns, hasPerson: boolean): Pick<TableMapping, 'roleMarks' | 'roleNames' | 'people'> {
  const roles = free.filter(({ column, kind }) => isPlainRoleHeader(column) || (RACI.has(column.trim().toUpperCase()) && !kind.isEmpty))
  const named = roles.filter(({ kind }) => !hasPerson && kind.isNames)
  const marked = roles.filter(({ kind }) => hasPerson && (kind.isMark || kind.isFlag))
  const letters = hasPerson
    ? []
    : free.filter(({ column, kind }) => kind.isRaci && !isPlainRoleHeader(column) && !RACI.has(column.trim().toUpperCase()))
  return {
    ...(named.length > 0 && { roleNames: labelsOf(named) }),
    ...(marked.length > 0 && { roleMarks: labelsOf(marked) }),
    ...(named.length === 0 && letters.length > 1 && { people: letters.map(({ column }) => column) }),
  }
}

const RACI = new Set(['R', 'A', 'C', 'I'])

function labelsOf(columns: Columns): RoleLabels {
  return Object.fromEntries(
    columns.map(({ column }): [string, BuyingRole | readonly BuyingRole[] | null] => [column, MEANINGS.get(roleHeader(column)) ?? null]),
  )
}

const MEANINGS = new Map(Object.entries(TABLE_ROLES).map(([label, role]) => [roleLabelKey(label), role]))

function influenceFrom(chosen: Chosen, reader: TableReader): Pick<TableMapping, 'influence'> {
  const column = chosen.get('influence')?.column
  if (column === undefined) return {}
  const { scale } = scaleOf(column, reader)
  const influence: InfluenceMapping = { column, ...(scale !== undefined && scale[0] >= 0 && { scale }) }
  return { influence }
}

function sentimentFrom(chosen: Chosen, reader: TableReader, isReadings: boolean): Pick<TableMapping, 'sentiment'> {
  const column = chosen.get('sentiment')?.column
  if (column === undefined) return {}
  const { scale, isNps } = scaleOf(column, reader)
  const details = (['at', 'via', 'by', 'note', 'sd', 'confidence', 'recordedAt'] as const).flatMap(use => {
    const name = chosen.get(use)?.column
    return name === undefined ? [] : [[use, name] as const]
  })
  const own = isReadings ? { id: 'id', ...(chosen.get('decision') !== undefined && { decision: chosen.get('decision')?.column }) } : {}
  const sentiment: SentimentMapping = { column, ...(scale !== undefined && !isNps && { scale }), ...Object.fromEntries(details), ...own }
  return { sentiment }
}

function decisionFrom(chosen: Chosen): DecisionMapping | undefined {
  const column = chosen.get('decision')?.column
  if (column === undefined) return undefined
  const details = (['value', 'currency', 'expectedAt', 'outcome'] as const).flatMap(use => {
    const name = chosen.get(use)?.column
    return name === undefined ? [] : [[use, name] as const]
  })
  return { column, ...Object.fromEntries(details) }
}

/** The mapping with what is not sure of it, and with what it leaves out. */
function finished(mapping: TableMapping, columns: Columns, chosen: Chosen, reader: TableReader, edges?: EdgeMapping): Assigned {
  const isMeasured = isTableOfMeasures(reader)
  const used = usedColumns(mapping, edges)
  const doubts = [
    ...[...chosen.values()].flatMap(({ column, use, reason }) =>
      reason !== undefined && used.has(column) ? [{ column, use, reason }] : [],
    ),
    ...(edges === undefined ? doubtsOf(mapping, reader) : []),
  ]
  const order = new Map(columns.map(({ column }, i) => [column, i]))
  return {
    mapping,
    ...(edges !== undefined && { edges }),
    doubtful: doubts.sort((a, b) => (order.get(a.column) ?? -1) - (order.get(b.column) ?? -1)),
    unread: columns.flatMap(({ column, kind }) => {
      if (used.has(column)) return []
      const reason =
        isMeasured && MEASURED.has(column)
          ? 'it is a measure of this library and no fact'
          : (unreadReason(column) ?? (kind.isEmpty ? 'it is empty' : undefined))
      return [{ column, ...(reason !== undefined && { reason }) }]
    }),
  }
}

function usedColumns(mapping: TableMapping, edges: EdgeMapping | undefined): ReadonlySet<string> {
  const names = (given: unknown): readonly string[] => {
    if (typeof given === 'string') return [given]
    if (Array.isArray(given)) return given.flatMap(names)
    return typeof given === 'object' && given !== null
      ? Object.entries(given).flatMap(([name, value]: [string, unknown]) => [name, ...names(value)])
      : []
  }
  return new Set(names(edges ?? mapping))
}

/** What is not sure of the parts of a mapping. */
function doubtsOf(mapping: TableMapping, reader: TableReader): readonly Doubt[] {
  const { influence, sentiment, people } = mapping
  const hasPerson =
    mapping.person !== undefined || mapping.id !== undefined || mapping.email !== undefined || mapping.roleNames !== undefined
  const first = reader.sheet.columns[0] ?? ''
  return [
    ...(hasPerson || people !== undefined
      ? []
      : [{ column: first, use: 'none', reason: 'No column is known to name people. Name the one that does as person.' }]),
    ...accountDoubt(mapping, reader),
    ...scaleDoubt(influence, 'influence.scale', reader),
    // Our own table of readings says what they lie between.
    ...(mapping.onlyKnown === true ? [] : scaleDoubt(sentiment, 'sentiment.scale', reader)),
    ...(people ?? []).slice(0, 1).map(column => ({
      column,
      use: 'people',
      reason: `${quoted(column)} and the other columns with letters were taken for people by whose names they are called.`,
    })),
  ]
}

/** Where nearly every row has another account, the column may say something else. */
function accountDoubt({ account }: TableMapping, reader: TableReader): readonly Doubt[] {
  if (account === undefined) return []
  const cells = reader.cellsOf(account)
  const distinct = new Set(cells.map(cell => String(cell).trim().toLowerCase())).size
  const isOdd = cells.length >= 4 && distinct * 2 > cells.length
  return isOdd
    ? [{ column: account, use: 'account', reason: 'Nearly every row has another account, and each becomes a village of its own.' }]
    : []
}

function scaleDoubt(part: TableMapping['influence'] | TableMapping['sentiment'], use: string, reader: TableReader): readonly Doubt[] {
  if (part === undefined || typeof part === 'string') return []
  const { isSure, isTopSure, scale } = scaleOf(part.column, reader)
  if (use === 'influence.scale' ? isTopSure : isSure) return []
  const guess =
    scale === undefined
      ? 'No usual scale holds its numbers'
      : `Its numbers were taken to lie between ${scale[0]} and ${scale[1]}, which neither its name nor all of them tell`
  return [{ column: part.column, use, reason: `${guess}. Give the worst and the best.` }]
}
