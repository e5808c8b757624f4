// Records readings in a village file, one run of `village record` after the other, and prints the note of each that ended with 0.
// node test/tools/recordMany.mjs <folder of the built village.js and io.js> <file> <prefix of the notes> <count>
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [built, file, prefix, count] = process.argv.slice(2)
const load = name => import(pathToFileURL(join(built, name)).href)
const { village } = await load('village.js')
const { processIo } = await load('io.js')

for (let i = 0; i < Number(count); i++) {
  const note = `${prefix}-${i}`
  const reading = ['--stakeholder', 'ann', '--at', '2026-03-02', '--sentiment', '0.5', '--via', 'meeting', '--note', note]
  const exitCode = await village(['record', file, ...reading], processIo())
  if (exitCode === 0) writeSync(1, `${note}\n`)
}
