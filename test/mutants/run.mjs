// Plants faults in source files and tells which of them no test finds: `npm run test:mutants -- src/math/rule.ts src/math/voting.ts`.
// LAW_CASES and LAW_SEED hold as for all tests.
import { spawnSync } from 'node:child_process'
import { testsOf } from './scopes.mjs'

const files = process.argv.slice(2)
if (files.length === 0 || files.some(file => !file.startsWith('src/'))) {
  process.stderr.write('test:mutants: name the source files in which to plant faults, for example src/math/rule.ts\n')
  process.exit(2)
}
const env = { ...process.env, MUTANT_TESTS: testsOf(files.map(file => file.split(':')[0])).join(' ') }
const { status } = spawnSync('npx', ['--no-install', 'stryker', 'run', 'test/mutants/stryker.json', '--mutate', files.join(',')], {
  stdio: 'inherit',
  env,
})
process.exit(status ?? 1)
