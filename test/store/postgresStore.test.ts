import { afterAll, beforeAll } from 'vitest'
import { contract } from './contract.js'
import { describeWith, POSTGRES, type PostgresServer, postgresPlace } from './engines.js'

describeWith('PostgreSQL', POSTGRES, 'apt-get install -y postgresql-15', start => {
  let server: PostgresServer | undefined
  beforeAll(() => {
    server = start()
  }, 60_000)
  afterAll(() => server?.stop(), 60_000)

  contract('PostgreSQL', () => {
    if (server === undefined) throw new Error('the server has not started')
    return postgresPlace(server)
  })
})
