import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The lines of Node that the package is tried on. */
const LINES = [20, 22, 24, 26]

/**
 * A program for each line of Node: the one that runs this, or the registry's package of it (185 MB each), in a folder of the user's cache where
 * the next run finds it. A line that cannot be had is named loudly, and fails where CI is set.
 */
export function nodes() {
  return LINES.flatMap(line => {
    if (process.versions.node.startsWith(`${line}.`)) return [process.execPath]
    try {
      return [installed(line)]
    } catch (error) {
      process.stderr.write(`NODE ${line} IS MISSING: the package is not tried on it (${String(error.message).split('\n')[0]})\n`)
      if (process.env.CI) throw new Error(`Node ${line} could not be installed, and where CI is set the package is tried on every line`)
      return []
    }
  })
}

function installed(line) {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'account-village', `node-${line}`)
  // The package "node" fetches this one by a script when it is installed; it is asked for directly, so that no script runs.
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const program = join(folder, 'node_modules', name, 'bin', 'node')
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true })
    const flags = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline']
    execFileSync('npm', ['install', '--prefix', folder, ...flags, `${name}@${line}`], { cwd: folder, stdio: ['ignore', 'inherit', 'pipe'] })
  }
  const version = execFileSync(program, ['--version'], { encoding: 'utf8' })
  if (!version.startsWith(`v${line}.`)) throw new Error(`${program} is ${version.trim()}`)
  return program
}
