import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildElement } from '../tools/elementBundle.js'

/** The files of the element, as they are published, by their names. */
export async function elementFiles(): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(process.cwd(), 'node_modules/.element-'))
  try {
    await buildElement(folder)
    return new Map(
      readdirSync(folder)
        .filter(name => name.endsWith('.js'))
        .map(name => [name, readFileSync(join(folder, name), 'utf8')]),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The kilobytes of a file that loads with the element, compressed. */
export function kilobytes(text: string): number {
  return gzipSync(text, { level: 9 }).length / 1000
}

/** The files that one loads at once, itself among them. */
export function loadedBy(name: string, files: ReadonlyMap<string, string>, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(name)) return found
  found.add(name)
  for (const [, next = ''] of (files.get(name) ?? '').matchAll(/(?:from|import)\s*"\.\/([\w.-]+)"/g)) loadedBy(next, files, found)
  return found
}
