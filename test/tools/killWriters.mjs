// Kills processes that record in one village file, at random moments, and prints how many acknowledged readings were lost.
// node test/tools/killWriters.mjs [kills] [folder of the built village.js and io.js, which are built when it is absent]
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'tsup'

const [kills, given] = [Number(process.argv[2] ?? 20), process.argv[3]]
const WRITERS = 3
const root = fileURLToPath(new URL('../..', import.meta.url))
const recordMany = fileURLToPath(new URL('./recordMany.mjs', import.meta.url))
mkdirSync(join(root, 'test/.cache'), { recursive: true })
const work = mkdtempSync(join(root, 'test/.cache/killWriters-'))
const [built, folder] = [given ?? join(work, 'built'), join(work, 'villages')]
const file = join(folder, 'v.json')

const acknowledged = new Set()
const children = []
let started = 0

function startWriter() {
  const child = spawn(process.execPath, [recordMany, built, file, `w${started++}`, '1000000'], { stdio: ['ignore', 'pipe', 'ignore'] })
  children.push(child)
  let rest = ''
  child.stdout.on('data', chunk => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()
    for (const line of lines) acknowledged.add(line)
  })
  // All that it has said is read when its output is closed.
  return { child, begun: once(child.stdout, 'data'), ended: once(child, 'close') }
}

/** Kills a writer; true when it had the lock just then. */
async function kill({ child, ended }) {
  child.kill('SIGSTOP')
  const wasWriting = holders().some(name => name.startsWith(`${child.pid}-`))
  child.kill('SIGKILL')
  await ended
  return wasWriting
}

function holders() {
  const rooms = readdirSync(folder).filter(name => name.endsWith('.lock'))
  return rooms.flatMap(room => {
    try {
      return readdirSync(join(folder, room, 'held'))
    } catch {
      return []
    }
  })
}

/** The acknowledged readings that are not in the file, which has to be whole. */
function lost() {
  const expected = [...acknowledged]
  const kept = new Set((JSON.parse(readFileSync(file, 'utf8')).observations ?? []).map(({ note }) => note))
  return expected.filter(note => !kept.has(note))
}

async function killMany() {
  const writers = Array.from({ length: WRITERS }, startWriter)
  const missing = new Set()
  let writing = 0
  for (let i = 0; i < kills; i++) {
    const place = Math.floor(Math.random() * WRITERS)
    // One in ten while it starts.
    if (Math.random() < 0.9) await writers[place].begun
    await new Promise(resolve => setTimeout(resolve, Math.random() * 60))
    if (await kill(writers[place])) writing++
    for (const note of lost()) missing.add(note)
    writers[place] = startWriter()
  }
  await Promise.all(writers.map(kill))
  for (const note of lost()) missing.add(note)
  return { writing, missing }
}

try {
  const entry = ['src/cli/village.ts', 'src/cli/io.ts'].map(path => join(root, path))
  if (given === undefined)
    await build({ config: false, entry, outDir: built, format: 'esm', target: 'node20', silent: true, splitting: false })
  mkdirSync(folder)
  writeFileSync(
    file,
    JSON.stringify({ schemaVersion: 1, account: { id: 'acme', name: 'Acme' }, stakeholders: [{ id: 'ann', name: 'Ann' }] }),
  )
  const { writing, missing } = await killMany()
  const last = spawnSync(process.execPath, [recordMany, built, file, 'last', '1'], { encoding: 'utf8' })
  const left = readdirSync(folder).filter(name => name !== 'v.json')
  console.log(
    `${kills} kills, ${writing} of them while the lock was held; ${acknowledged.size} readings acknowledged, ${missing.size} lost; ${left.length} files left`,
  )
  if (missing.size + left.length > 0 || last.stdout !== 'last-0\n') process.exitCode = 1
} finally {
  for (const child of children) child.kill('SIGKILL')
  rmSync(work, { recursive: true, force: true })
}
