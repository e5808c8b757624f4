// How much faster two threads are than one, and what an account costs beside JSON.parse of its line: npm run bench:workers -- --accounts=2000 --rounds=7
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { costOf, medianOf } from '../costs.js'
import { accountsOf, BASE_DAY } from './accounts.js'

const { values } = parseArgs({ options: { accounts: { type: 'string', default: '2000' }, rounds: { type: 'string', default: '7' } } })
const accounts = Number(values.accounts)
const folder = join(process.cwd(), 'test/.cache/workers')
mkdirSync(folder, { recursive: true })
const file = join(folder, 'base.ndjson')
const lines = Array.from(accountsOf({ accounts, seed: 1 }), village => JSON.stringify(village))
writeFileSync(file, lines.map(line => `${line}\n`).join(''))

/** Tells on its way out how many seconds of processor time a program took. */
const WATCH = `data:text/javascript,process.on('exit',()=>{const{user,system}=process.cpuUsage();process.stderr.write('\\ncost '+(user+system)/1e6)})`

/** How many seconds a run takes by the clock, and of processor time. */
function runWith(threads: number): { readonly wall: number; readonly cost: number } {
  const start = process.hrtime.bigint()
  const args = ['--import', WATCH, 'dist/cli.js', 'portfolio', file, '--as-of', BASE_DAY, '--top', '1', '--threads', String(threads)]
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return { wall: Number(process.hrtime.bigint() - start) / 1e9, cost: Number(stderr.slice(stderr.lastIndexOf('cost ') + 5)) }
}

const ratios: number[] = []
const costs: number[] = []
for (let round = 0; round < Number(values.rounds); round++) {
  const [one, two] = [runWith(1), runWith(2)]
  ratios.push(one.wall / two.wall)
  costs.push(one.cost)
  console.log(
    `one thread ${one.wall.toFixed(1)} s, two ${two.wall.toFixed(1)} s: ratio ${(one.wall / two.wall).toFixed(2)}; load average ${loadavg()[0]?.toFixed(1)}`,
  )
}
const parse = costOf(() => lines.map(line => JSON.parse(line))) / accounts
console.log(`median ratio ${medianOf(ratios).toFixed(2)}`)
console.log(
  `processor time for each account, start of the program included: ${((medianOf(costs) / accounts) * 1000).toFixed(2)} ms; JSON.parse of its line ${parse.toFixed(3)} ms; a line has ${Math.round(lines.join('').length / accounts)} characters`,
)
rmSync(folder, { recursive: true, force: true })
