import packageJson from '../../../package.json' with { type: 'json' }
import type { Sdk, Served } from '../../agents/serve/mcpServer.js'
import type { VillageStore } from '../../store/port.js'
import type { CommandPlan } from '../command.js'
import { todayIn } from '../day.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { fileProposals } from '../intake/fileProposals.js'
import type { Io } from '../io.js'
import { isDatabase, openStore } from '../store/openStore.js'

const args = {
  store: {
    type: 'string',
    required: true,
    description: 'the store of villages: sqlite:FILE, postgres://… or a folder',
    valueHint: 'store',
  },
  write: { type: 'boolean', description: 'offer the tools that record, too' },
  proposals: {
    type: 'string',
    description: 'with --write, where proposals wait; FOLDER.proposals.ndjson when absent, of a folder',
    valueHint: 'file',
  },
  http: { type: 'boolean', description: 'serve by HTTP rather than by standard input and output' },
  host: { type: 'string', description: 'with --http, where to listen; 127.0.0.1 when absent', valueHint: 'address' },
  port: { type: 'string', description: 'with --http, the port; 3917 when absent', valueHint: 'number' },
  allow: {
    type: 'string',
    description: 'with --http, the host names under which it is reached, with commas between; those of this machine when absent',
    valueHint: 'names',
  },
} as const

type Options = Parameters<CommandPlan<typeof args>['run']>[0]

/** A command that lets assistants ask about accounts, by the Model Context Protocol. It reads, and records only where that is asked for. */
export const mcp: CommandPlan<typeof args> = {
  name: 'mcp',
  description: DESCRIPTIONS.mcp,
  args,
  async run(options, io): Promise<ExitCode> {
    const { http, host, port, allow, write, proposals } = options
    if (http !== true && (host ?? port ?? allow) !== undefined) throw new CliFailure('--host, --port and --allow are for --http', 2)
    if (write !== true && proposals !== undefined) throw new CliFailure('--proposals is for --write', 2)
    const sdk = await loaded()
    const waiting = write === true ? (proposals ?? besideFolder(options.store)) : undefined
    const store = await openStore(options.store, write === true)
    try {
      const served = servedFrom(store, waiting, io)
      if (http === true) await untilSignal(await listening(sdk, served, options, io))
      else await untilClosed(sdk, served)
      return 0
    } finally {
      await store.close()
    }
  },
}

async function loaded(): Promise<Sdk> {
  try {
    return await import('@modelcontextprotocol/server')
  } catch {
    throw new CliFailure(
      'village mcp needs @modelcontextprotocol/server, which is not installed. Run: npx -y -p account-village -p @modelcontextprotocol/server village mcp …',
    )
  }
}

/** Where proposals wait when nobody says so. */
function besideFolder(store: string): string {
  if (isDatabase(store)) throw new CliFailure('--write on a database needs --proposals, the file in which proposals wait', 2)
  return `${store.replace(/\/$/, '')}.proposals.ndjson`
}

function servedFrom(store: VillageStore, waiting: string | undefined, io: Io): Served {
  const kept = waiting === undefined ? {} : { write: true, proposals: fileProposals(io, waiting) }
  return { store, options: () => ({ ...kept, today: todayIn(undefined, io) }), version: packageJson.version }
}

/** Serves standard input until it ends. */
async function untilClosed(sdk: Sdk, served: Served): Promise<void> {
  const [{ serveStdio }, { mcpServers }] = await Promise.all([
    import('@modelcontextprotocol/server/stdio'),
    import('../../agents/serve/mcpServer.js'),
  ])
  serveStdio(mcpServers(sdk, served))
  await new Promise<void>(resolve => void process.stdin.once('end', resolve).once('close', resolve))
}

async function listening(sdk: Sdk, served: Served, { host = '127.0.0.1', port, allow }: Options, io: Io): Promise<() => Promise<void>> {
  const number = port === undefined ? 3917 : Number(port)
  if (!Number.isInteger(number) || number < 0 || number > 65_535) throw new CliFailure('--port is not a whole number from 0 to 65535', 2)
  const { serveHttp } = await import('../../agents/serve/serveHttp.js')
  const allowed = allow === undefined ? {} : { allowed: allow.split(',').map(name => name.trim()) }
  try {
    const { url, close } = await serveHttp(sdk, served, { host, port: number, ...allowed })
    io.note(`village: ${served.options().write === true ? 'read and write' : 'read only'} at ${url}`)
    return close
  } catch (error) {
    throw new CliFailure(`nothing can listen at ${host}, port ${number} (${error instanceof Error ? error.message : 'unknown reason'})`)
  }
}

/** Waits for a signal to end, and then ends. */
async function untilSignal(close: () => Promise<void>): Promise<void> {
  await new Promise<void>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  await close()
}
