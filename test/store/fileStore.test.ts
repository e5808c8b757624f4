import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileStore, recordIn } from 'account-village/store'
import { describe, expect, it } from 'vitest'
import { refusedLater } from '../support/refusal.js'
import { contract } from './contract.js'

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'village-store-'))
}

contract('files', async () => {
  const folder = newFolder()
  return {
    open: async () => fileStore(join(folder, 'made', 'when needed')),
    bytes: async () => bytesIn(folder),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
})

function bytesIn(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(each => each.isFile())
  return Buffer.concat(files.map(({ parentPath, name }) => readFileSync(join(parentPath, name))))
}

describe('a store in files', () => {
  it('has names for files that differ where case is ignored, and passes over other files', async () => {
    const folder = newFolder()
    const store = fileStore(folder)
    for (const id of ['Acme', 'acme', 'ACME', 'a'.repeat(300), 'A'.repeat(300), 'NUL', 'nul', 'ä', 'Ä', 'a\u0308'])
      await recordIn(store, id, { stakeholders: [{ id: 'ann' }] })
    const names = readdirSync(folder)
    expect(names).toContain('acme.village.json')
    expect(new Set(names.map(name => name.toLowerCase())).size).toBe(10)
    expect(names.every(name => /^[\x20-\x7e]{1,255}$/.test(name))).toBe(true)
    writeFileSync(join(folder, 'package.json'), '{}')
    const heads: string[] = []
    for await (const { account } of store.accounts()) heads.push(account)
    expect(heads).toHaveLength(10)
    rmSync(folder, { recursive: true })
  })

  it('says which file holds no village, or that of another account, and quotes nothing of it', async () => {
    const folder = newFolder()
    const store = fileStore(folder)
    const path = join(folder, 'acme.village.json')
    for (const [text, reason] of [
      ['{"name": "Ann Lee', 'is not JSON'],
      ['{"schemaVersion":1,"account":{"id":"acme"},"secret":"Ann Lee"}', 'holds no village'],
    ]) {
      writeFileSync(path, text ?? '')
      const { code, message } = await refusedLater(() => store.load('acme'))
      expect([code, message.startsWith(`load: ${path} ${reason}`), message.includes('Lee')]).toEqual(['storeFailed', true, false])
    }
    writeFileSync(path, JSON.stringify({ account: { id: 'bode' } }))
    expect((await refusedLater(() => store.accounts()[Symbol.asyncIterator]().next())).message).toMatch(
      /does not hold the account of its name/,
    )
    rmSync(folder, { recursive: true })
  })
})
