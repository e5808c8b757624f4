import { mergeImport } from 'account-village/import'
import { test } from 'vitest'
import { salesforce } from './salesforce.js'
import { heldIn } from './held.js'
import { at, type Stored } from './world.js'
test('x', () => {
  const rec = (kind: Stored['kind'], id: number, fields: object, more: object = {}): Stored => ({ kind, id, step: 0, fields: fields as never, ...more })
  const start = [rec('account', 1, { name: 'A' }), rec('account', 2, { name: 'B' }), rec('person', 1, { name: 'P', account: 1 }), rec('deal', 1, { name: 'D', account: 1, state: 'open' })]
  let v = mergeImport([], salesforce(start), { recordedAt: at(20) })
  v = mergeImport(v.villages, salesforce([rec('account', 1, { name: 'A' }, { step: 1, deleted: true, into: 2 })]), { recordedAt: at(21) })
  console.log(JSON.stringify(v.changes), JSON.stringify(heldIn(v.villages, '2027-01-01')), JSON.stringify(v.villages.map(({ imports }) => imports)))
  v = mergeImport(v.villages, salesforce([]), { recordedAt: at(22) })
  console.log(JSON.stringify(v.changes), JSON.stringify(heldIn(v.villages, '2027-01-01')), JSON.stringify(v.villages.map(({ imports }) => imports)))
})
