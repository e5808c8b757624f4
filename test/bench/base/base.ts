// Writes a base of accounts as NDJSON: npm run bench:base -- --accounts=100000 --seed=1 --out=base.ndjson; to standard output without --out.
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { accountsOf } from './accounts.js'

const { values } = parseArgs({
  options: { accounts: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' }, out: { type: 'string' } },
})
const [accounts, seed] = [Number(values.accounts), Number(values.seed)]
if (!Number.isSafeInteger(accounts) || accounts < 1 || !Number.isSafeInteger(seed)) {
  console.error('--accounts takes a whole number of at least 1, --seed a whole number')
  process.exit(2)
}

const out = values.out === undefined ? process.stdout : createWriteStream(values.out)
for (const village of accountsOf({ accounts, seed })) if (!out.write(`${JSON.stringify(village)}\n`)) await once(out, 'drain')
if (out !== process.stdout) {
  out.end()
  await once(out, 'finish')
}
console.error(`${accounts} accounts; at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MB of memory`)
