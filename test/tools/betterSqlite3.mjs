import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

// It is compiled for the line of Node that installs it. 13 needs Node 22.
const folder = join(
  process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
  'account-village',
  `better-sqlite3-12-abi${process.versions.modules}`,
)

/** Where better-sqlite3 is; nothing where it is not installed. It is no dependency: it runs a script when it is installed, and compiles for a minute. */
export function betterSqlite3() {
  const path = join(folder, 'node_modules', 'better-sqlite3')
  return existsSync(join(path, 'build', 'Release', 'better_sqlite3.node')) ? join(path, 'lib', 'index.js') : undefined
}

function install() {
  mkdirSync(folder, { recursive: true })
  const flags = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--prefer-offline']
  execFileSync('npm', ['install', '--prefix', folder, ...flags, 'better-sqlite3@12'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

// node test/tools/betterSqlite3.mjs installs it into the cache of the user, where the tests find it.
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href && betterSqlite3() === undefined) install()
