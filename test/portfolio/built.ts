import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'tsup'
import { accountsOf } from '../bench/base/accounts.js'

/** The parts of the package that measure many accounts, built as they are published, into a folder of the test. */
export async function builtIn(name: string): Promise<string> {
  const folder = join(process.cwd(), 'test/.cache', name)
  mkdirSync(folder, { recursive: true })
  await build({
    config: false,
    entry: {
      cli: 'src/cli/main.ts',
      portfolio: 'src/rooms/portfolio.ts',
      queue: 'src/queue/index.ts',
      store: 'src/store/index.ts',
      portfolioWorker: 'src/portfolio/portfolioWorker.ts',
    },
    outDir: folder,
    format: 'esm',
    target: 'node20',
    silent: true,
  })
  return folder
}

/** So many accounts: ten thousand where all cases are tried, and fewer where somebody waits. */
export const ACCOUNTS = process.env.LAW_CASES === 'all' ? 10_000 : 150

export const linesOf = (accounts: number): string[] => Array.from(accountsOf({ accounts, seed: 5 }), village => JSON.stringify(village))

/** A file with the lines. */
export function fileOf(folder: string, name: string, lines: readonly string[]): string {
  const path = join(folder, name)
  writeFileSync(path, lines.map(line => `${line}\n`).join(''))
  return path
}
