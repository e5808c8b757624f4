import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PROGRAMS = ['/usr/lib/postgresql/15/bin', '/usr/lib/postgresql/16/bin', '/usr/lib/postgresql/17/bin'].find(path =>
  existsSync(join(path, 'initdb')),
)
/** PostgreSQL does not run as root; Debian has a user for it. */
const isRoot = process.getuid?.() === 0

/** Whether PostgreSQL is installed. */
export const hasPostgres = PROGRAMS !== undefined

/** A server of its own in a new folder. `kill` ends it as a loss of power would, `start` starts it again. */
export function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), 'village-postgres-'))
  if (isRoot) chownSync(folder, Number(asPostgres('id -u').trim()), Number(asPostgres('id -g').trim()))
  asPostgres(`${PROGRAMS}/initdb -D ${folder}/data -A trust -U village --locale=C.UTF-8 --encoding=UTF8`)
  // No two servers get one port by chance often enough to matter; then it fails to start.
  const port = 20_000 + (process.pid % 20_000)
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`
  const start = () => asPostgres(`${PROGRAMS}/pg_ctl -D ${folder}/data -l ${folder}/log -o '${options}' -w -t 60 start`)
  start()
  return {
    port,
    start,
    kill: () => process.kill(Number(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL'),
    stop: () => {
      asPostgres(`${PROGRAMS}/pg_ctl -D ${folder}/data -m immediate -w stop`)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function asPostgres(command) {
  const [program, args] = isRoot ? ['su', ['postgres', '-s', '/bin/sh', '-c', command]] : ['sh', ['-c', command]]
  return execFileSync(program, args, { encoding: 'utf8', cwd: tmpdir(), stdio: ['ignore', 'pipe', 'pipe'] })
}
