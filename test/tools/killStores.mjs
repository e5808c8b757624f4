// Kills processes that record in one account of a store, at random moments, and for PostgreSQL the server too, and prints how many
// acknowledged readings were lost: node test/tools/killStores.mjs <files|libsql|better-sqlite3|node:sqlite|postgres> [kills] [kills of the server]
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'tsup'
import { startPostgres } from './postgres.mjs'
import { storeIn } from './stores.mjs'

const [engine = 'libsql', kills = '20', serverKills = '0'] = process.argv.slice(2)
const WRITERS = 3
/** An account of thousands of readings is slow to check; another one begins after so many kills. */
const KILLS_AN_ACCOUNT = 50
const root = fileURLToPath(new URL('../..', import.meta.url))
const writer = fileURLToPath(new URL('./storeWriter.mjs', import.meta.url))
mkdirSync(join(root, 'test/.cache'), { recursive: true })
const work = mkdtempSync(join(root, 'test/.cache/killStores-'))
const built = join(work, 'index.js')
const server = engine === 'postgres' ? startPostgres() : undefined
const where = server === undefined ? join(work, engine === 'files' ? 'villages' : 'villages.db') : String(server.port)
const acknowledged = new Set()
const children = new Set()
let started = 0

function startWriter() {
  const child = spawn(process.execPath, [writer, built, engine, where, `w${started++}`], { stdio: ['ignore', 'pipe', 'ignore'] })
  children.add(child)
  let rest = ''
  child.stdout.on('data', chunk => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()
    for (const line of lines) acknowledged.add(line)
  })
  return { child, begun: Promise.race([once(child.stdout, 'data'), once(child, 'close')]), ended: once(child, 'close') }
}

async function kill({ child, ended }) {
  child.kill('SIGKILL')
  await ended
  children.delete(child)
}

try {
  await build({
    config: false,
    entry: [join(root, 'src/store/index.ts')],
    outDir: work,
    format: 'esm',
    target: 'node20',
    silent: true,
    splitting: false,
  })
  const stores = await import(pathToFileURL(built).href)
  const { store } = await storeIn(stores, engine, where)
  const begin = async () => {
    const before = await store.load('acme')
    if (before !== undefined) await store.replace([{ account: 'acme', village: undefined, revision: before.revision }])
    acknowledged.clear()
    await stores.recordIn(store, 'acme', { stakeholders: [{ id: 'ann', name: 'Ann' }] })
  }
  let [lost, total, done, serverDone] = [0, 0, 0, 0]
  while (done < Number(kills)) {
    await begin()
    const writers = Array.from({ length: WRITERS }, startWriter)
    for (let i = 0; i < KILLS_AN_ACCOUNT && done < Number(kills); i++, done++) {
      const place = Math.floor(Math.random() * WRITERS)
      if (Math.random() < 0.9) await writers[place].begun
      await new Promise(resolve => setTimeout(resolve, Math.random() * 60))
      await kill(writers[place])
      writers[place] = startWriter()
      if (server !== undefined && serverDone < Number(serverKills) && i % 5 === 4) {
        server.kill()
        serverDone++
        await new Promise(resolve => setTimeout(resolve, 300))
        for (let tries = 0; ; tries++) {
          try {
            server.start()
            break
          } catch (error) {
            if (tries === 20) throw error
            await new Promise(resolve => setTimeout(resolve, 500))
          }
        }
      }
    }
    await Promise.all(writers.map(kill))
    const kept = new Set((await store.load('acme')).village.observations.map(({ note }) => note))
    lost += [...acknowledged].filter(note => !kept.has(note)).length
    total += acknowledged.size
  }
  console.log(`${engine}: ${done} kills of writers, ${serverDone} of the server; ${total} readings acknowledged, ${lost} lost`)
  if (lost > 0) process.exitCode = 1
  await store.close()
} finally {
  for (const child of children) child.kill('SIGKILL')
  server?.stop()
  rmSync(work, { recursive: true, force: true })
}
