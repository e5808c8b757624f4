import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether Redis is installed. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0

/** A server of its own in a new folder. */
export function startRedis() {
  const folder = mkdtempSync(join(tmpdir(), 'village-redis-'))
  // No two servers get one port by chance often enough to matter; then it fails to start.
  const port = 40_000 + (process.pid % 20_000)
  const pidFile = join(folder, 'pid')
  const where = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--pidfile', pidFile, '--daemonize', 'yes']
  execFileSync('redis-server', [...where, '--appendonly', 'yes', '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' })
  return {
    port,
    stop: () => {
      process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
