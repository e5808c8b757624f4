import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { StoreError, VillageError } from '../../errors.js'
import { parseVillage } from '../../village/village.js'
import type { AccountHead, StoredVillage } from '../port.js'
import { fileNameOf } from './fileName.js'
import { codeOf } from './systemError.js'

/** The village in a file of a store; `undefined` where there is no file. */
export function storedIn(where: string, path: string): StoredVillage | undefined {
  const bytes = bytesOf(where, path)
  if (bytes === undefined) return undefined
  try {
    return { village: parseVillage(JSON.parse(bytes.toString())), revision: revisionOfBytes(bytes) }
  } catch (error) {
    if (error instanceof VillageError) throw new StoreError(where, `${path} holds no village. ${error.message}`)
    if (error instanceof SyntaxError) throw new StoreError(where, `${path} is not JSON`)
    throw error
  }
}

/** The account in a file of a store, whose village is not looked at; `undefined` where there is no file any more. */
export function headIn(where: string, path: string): AccountHead | undefined {
  const bytes = bytesOf(where, path)
  const changed = statSync(path, { throwIfNoEntry: false })?.mtime
  if (bytes === undefined || changed === undefined) return undefined
  const { id, name } = accountIn(bytes.toString())
  if (id === undefined || fileNameOf(id) !== basename(path)) throw new StoreError(where, `${path} does not hold the account of its name`)
  return { account: id, name: name ?? id, revision: revisionOfBytes(bytes), updatedAt: changed.toISOString() }
}

/** The revision of a file that holds a text. */
export function revisionOfText(text: string): number {
  return revisionOfBytes(Buffer.from(text))
}

/** The first 52 bits of the SHA-256 of all that is in the file, so that nothing has to be added to it. 0 says that there is no file. */
function revisionOfBytes(bytes: Uint8Array): number {
  return Math.max(1, Number.parseInt(createHash('sha256').update(bytes).digest('hex').slice(0, 13), 16))
}

function bytesOf(where: string, path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT') return undefined
    throw code === undefined ? error : new StoreError(where, `${path} cannot be read (${code})`)
  }
}

function accountIn(text: string): { readonly id?: string; readonly name?: string } {
  const account = fieldOf(parsed(text), 'account')
  const [id, name] = [fieldOf(account, 'id'), fieldOf(account, 'name')]
  return { ...(typeof id === 'string' && { id }), ...(typeof name === 'string' && { name }) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined
}
