// Records readings in one account of a store, one after the other, and prints the note of each that was acknowledged.
// node test/tools/storeWriter.mjs <built store.js> <engine> <where> <prefix of the notes>
import { writeSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { storeIn } from './stores.mjs'

const [built, engine, where, prefix] = process.argv.slice(2)
const stores = await import(pathToFileURL(built).href)
const { store } = await storeIn(stores, engine, where)
for (let i = 0; ; i++) {
  const note = `${prefix}-${i}`
  try {
    await stores.recordIn(store, 'acme', { observations: [{ stakeholder: 'ann', at: '2026-03-02', sentiment: 0.5, via: 'meeting', note }] })
    writeSync(1, `${note}\n`)
  } catch (error) {
    // A server that was killed comes back; others may be faster for long.
    if (error.code !== 'storeFailed' && error.code !== 'staleRevision') throw error
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}
