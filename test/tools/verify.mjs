// Checks everything that a release needs, the packed tarball included, as somebody who installs it would use it. With --tested, the tests have just been run and are left out.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodes } from './nodes.mjs'
import { useTheTarball } from './packed.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

step('types', () => run('npm', ['run', 'check']))
step('lint', () => run('npm', ['run', 'lint']))
step('dependencies', refuseStrayDependencies)
if (!process.argv.includes('--tested'))
  step('tests, with coverage', () => run('npx', ['vitest', 'run', '--config', 'test/vitest.config.ts', '--coverage']))
step('reference', () => run('npm', ['run', 'reference', '--', '--check']))
step('stores by node:sqlite', useNodeSqlite)
step('build', () => run('npm', ['run', 'build']))
step('pictures', () => run('node', ['test/tools/pictures.mjs', '--check']))
step('publint', () => run('npx', ['publint', '--strict']))
step('are the types wrong', () =>
  run('npx', [
    'attw',
    '--pack',
    '.',
    '--profile',
    'esm-only',
    '--exclude-entrypoints',
    './udf/village.js',
    './schema.json',
    './report.schema.json',
    './package.json',
  ]),
)
step('the packed tarball in an empty folder, on every Node', useTheTarball)

function step(name, work) {
  const start = Date.now()
  process.stdout.write(`\n== ${name}\n`)
  work()
  process.stdout.write(`== ${name}: done in ${((Date.now() - start) / 1000).toFixed(0)} s\n`)
}

function run(command, args, cwd = root) {
  execFileSync(command, args, { cwd, stdio: 'inherit', env: { ...process.env, FORCE_COLOR: '0' } })
}

/** The contract of stores on every Node that brings SQLite; all other tests run on the oldest. */
function useNodeSqlite() {
  for (const node of nodes().filter(each => each !== process.execPath))
    run(node, [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config',
      'test/vitest.config.ts',
      'test/store/sqliteStore.test.ts',
      '-t',
      'node:sqlite',
    ])
}

/** What installs with the package is what the package says, under licences that permit it, and runs nothing when it is installed. */
function refuseStrayDependencies() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  for (const [path, entry] of Object.entries(packages)) {
    if (path === '' || entry.dev === true) continue
    if (entry.hasInstallScript === true) throw new Error(`${path} runs a script when it is installed`)
    // Packages for other systems are not installed; the lock says their licence.
    const file = join(root, path, 'package.json')
    const { license } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : entry
    if (!['MIT', 'ISC', 'Apache-2.0', 'BSD-3-Clause', 'BSD-2-Clause', '0BSD'].includes(license))
      throw new Error(`${path} has the licence ${license}`)
    process.stdout.write(`${path.replace('node_modules/', '')} ${entry.version} (${license})\n`)
  }
}
