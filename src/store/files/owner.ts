import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { codeOf } from './systemError.js'

/** What is known of the process that made a lock. Only processes of the same machine, start of it and container can be looked up. */
export type Fate = 'running' | 'ended' | 'unknown'

/** A name for a lock of this process, another one each time. It can be a file name and holds nothing but numbers and hashes. */
export function newOwner(): string {
  const { host, boot, namespace } = here()
  return [process.pid, statusOf(process.pid)?.start ?? 0, host, boot, namespace, hashOf(randomUUID())].join('-')
}

/** Whether the process that an owner names still runs. */
export function fateOf(owner: string): Fate {
  const [pid = '', start = '', host, boot, namespace, token] = owner.split('-')
  const mine = here()
  if (token === undefined || !/^[1-9]\d*$/.test(pid) || host !== mine.host) return 'unknown'
  if (boot !== mine.boot) return 'ended'
  if (namespace !== mine.namespace) return 'unknown'
  return isRunning(Number(pid), start) ? 'running' : 'ended'
}

/** The process id in an owner. */
export function processIn(owner: string): string {
  return owner.split('-')[0] ?? ''
}

/** Where process ids mean the same: the machine, its start, and the container. What a system does not tell is left out. */
function here(): { readonly host: string; readonly boot: string; readonly namespace: string } {
  return {
    host: hashOf(hostname()),
    boot: hashOf(orEmpty(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'))),
    namespace: hashOf(orEmpty(() => readlinkSync('/proc/self/ns/pid'))),
  }
}

function isRunning(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM says that there is such a process, which belongs to another user.
    if (codeOf(error) === 'ESRCH') return false
  }
  const status = statusOf(pid)
  // A killed process keeps its id until its parent asks for its exit code, and afterwards another one may get it.
  return status === undefined || (!'ZX'.includes(status.state) && status.start === start)
}

/** What Linux says of a process: its state, and when it started in ticks since the machine did. See proc_pid_stat(5). */
function statusOf(pid: number): { readonly state: string; readonly start: string } | undefined {
  const text = orEmpty(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  // The second field, the name of the program, may hold spaces and parentheses.
  const [state, ...fields] = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const start = fields[18]
  return state === undefined || start === undefined ? undefined : { state, start }
}

function orEmpty(read: () => string): string {
  try {
    return read()
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return ''
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
