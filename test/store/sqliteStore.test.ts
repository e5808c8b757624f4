import { contract } from './contract.js'
import { describeWith, SQLITE, sqlitePlace } from './engines.js'

for (const [name, engine, wayOut] of SQLITE) {
  describeWith(name, engine, wayOut, open => {
    contract(`SQLite by ${name}`, () => sqlitePlace(open))
  })
}
