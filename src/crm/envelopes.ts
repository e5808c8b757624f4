import { isIterable, isObject, ownValue } from './values.js'

/** A record that came in an envelope of a pipeline or of a webhook. */
export interface Opened {
  readonly record: object
  /** The name of the table or the stream, where the envelope says so. */
  readonly table?: string
}

/** A message of a pipeline that carries no record, such as a schema or a state. */
export const NO_RECORD = 'noRecord'

/**
 * The record in an envelope; `undefined` for what is none.
 *
 * It opens messages of Singer, the protocol of Airbyte and its raw rows, `{ stream, data }`, the webhooks of Pipedrive in both versions, the
 * execution context of Dynamics and the streaming API of Salesforce. Of what was deleted it gives what it was, marked as deleted.
 */
export function opened(value: object): Opened | typeof NO_RECORD | undefined {
  return (
    openedMessage(value) ?? openedStream(value) ?? openedRaw(value) ?? openedWebhook(value) ?? openedContext(value) ?? openedTopic(value)
  )
}

/** Messages of Singer and of Airbyte's protocol that carry no record, and the field that each of them has. */
const SILENT: ReadonlyMap<string, readonly string[]> = new Map([
  ['SCHEMA', ['schema']],
  ['STATE', ['value', 'state']],
  ['ACTIVATE_VERSION', ['version']],
  ['LOG', ['log']],
  ['TRACE', ['trace']],
  ['SPEC', ['spec']],
  ['CATALOG', ['catalog']],
  ['CONTROL', ['control']],
  ['CONNECTION_STATUS', ['connectionStatus']],
])

function openedMessage(value: object): Opened | typeof NO_RECORD | undefined {
  const type = ownValue(value, 'type')
  if (typeof type !== 'string') return undefined
  if (SILENT.get(type)?.some(name => Object.hasOwn(value, name)) === true) return NO_RECORD
  const record = ownValue(value, 'record')
  if (type !== 'RECORD' || !isPlainObject(record)) return undefined
  return openedStream(record) ?? openedStream({ stream: ownValue(value, 'stream'), data: record })
}

function openedStream(value: object): Opened | undefined {
  const [stream, data] = [ownValue(value, 'stream'), ownValue(value, 'data')]
  return typeof stream === 'string' && isPlainObject(data) ? { record: data, table: stream } : undefined
}

/** A raw row, as Airbyte keeps it in a warehouse: the record as an object or as the text of one. */
function openedRaw(value: object): Opened | undefined {
  const data = ownValue(value, '_airbyte_data')
  const record = typeof data === 'string' ? parsed(data) : data
  return isPlainObject(record) ? { record } : undefined
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

/** Pipedrive says in `meta` what kind of object it is, and gives it as it is and as it was. */
function openedWebhook(value: object): Opened | undefined {
  const meta = ownValue(value, 'meta')
  if (!isObject(meta)) return undefined
  const table = ownValue(meta, 'entity') ?? ownValue(meta, 'object')
  const action = ownValue(meta, 'action')
  if (typeof table !== 'string' || typeof action !== 'string' || !Object.hasOwn(value, 'previous')) return undefined
  const now = ['data', 'current'].map(name => ownValue(value, name)).find(isPlainObject)
  if (!/^delete/.test(action)) return now === undefined ? undefined : { record: now, table }
  const before = ownValue(value, 'previous')
  const last = now ?? (isPlainObject(before) ? before : {})
  const id = ownValue(last, 'id') ?? ownValue(meta, 'entity_id') ?? ownValue(meta, 'id')
  return { record: { ...last, id, is_deleted: true }, table }
}

/** What Dataverse sends to a webhook: the columns of a row that was created or changed, by name. */
function openedContext(value: object): Opened | undefined {
  const [table, message] = [ownValue(value, 'PrimaryEntityName'), ownValue(value, 'MessageName')]
  if (typeof table !== 'string' || typeof message !== 'string') return undefined
  const [target] = pairsIn(value, 'InputParameters').flatMap(([name, held]) => (name === 'Target' && isPlainObject(held) ? held : []))
  if (target === undefined) return undefined
  const columns = pairsIn(target, 'Attributes').map(([name, held]) => [name, isPlainObject(held) ? heldIn(held) : held] as const)
  return { record: { ...Object.fromEntries(columns), [`${table}id`]: ownValue(target, 'Id') ?? ownValue(value, 'PrimaryEntityId') }, table }
}

function pairsIn(whole: object, name: string): (readonly [string, unknown])[] {
  const list = ownValue(whole, name)
  if (!Array.isArray(list)) return []
  return list.flatMap((pair: unknown) => {
    const key = isObject(pair) ? ownValue(pair, 'key') : undefined
    return isObject(pair) && typeof key === 'string' ? [[key, ownValue(pair, 'value')] as const] : []
  })
}

/** A choice, an amount or a lookup of Dataverse. */
function heldIn(held: object): unknown {
  return ownValue(held, 'Value') ?? ownValue(held, 'Id') ?? held
}

function openedTopic(value: object): Opened | undefined {
  const data = ownValue(value, 'data')
  const record = isObject(data) ? ownValue(data, 'sobject') : undefined
  return isPlainObject(record) ? { record } : undefined
}

function isPlainObject(value: unknown): value is object {
  return isObject(value) && !isIterable(value)
}

/** The name of a table without what pipelines put before it. */
export function tableName(name: string): string {
  return name.replace(/^.*_raw__stream_|^_airbyte_raw_/, '')
}

/** Whether what stands beside tables says how the pages go on, as in the first API of HubSpot. */
export function isPaging(name: string, value: unknown): boolean {
  return !isObject(value) && /^(?:has-?more|(?:vid-|time-)?offset|total|count|paging)$/i.test(name)
}
