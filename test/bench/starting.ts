import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'tsup'
import { medianOf } from './costs.js'

const ROUNDS = 9

/** What some programs cost as processes of their own, in milliseconds of processor time; in turns, so that all meet the same machine. */
export function costsOfStarting<Name extends string>(programs: { readonly [N in Name]: string }): { readonly [N in Name]: number } {
  const names = Object.keys(programs) as Name[]
  const costs = new Map(names.map(name => [name, [] as number[]]))
  for (let round = 0; round < ROUNDS; round++) for (const name of names) costs.get(name)?.push(costOfProcess(programs[name]))
  return Object.fromEntries(names.map(name => [name, medianOf(costs.get(name) ?? [])])) as { readonly [N in Name]: number }
}

/** A module that is run, and then tells what its process cost. */
function costOfProcess(code: string): number {
  const told = `process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write(\`\\ncost \${(user + system) / 1000}\`) })`
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', `${told}\n${code}`], { encoding: 'utf8' })
  return Number(stderr.slice(stderr.lastIndexOf('cost ') + 'cost '.length))
}

/** A bundle of what most programs need, minified: its text, and its bytes once compressed. */
export async function leanBundle(): Promise<{ readonly text: string; readonly compressed: number }> {
  const folder = join(process.cwd(), 'test/.cache/lean')
  mkdirSync(folder, { recursive: true })
  try {
    const entry = join(folder, 'lean.ts')
    writeFileSync(entry, `export { accountSentiment, createVillage, snapshot } from '${join(process.cwd(), 'src/index.js')}'\n`)
    await build({
      config: false,
      entry: [entry],
      outDir: folder,
      format: 'esm',
      target: 'es2022',
      minify: true,
      noExternal: [/./],
      silent: true,
    })
    const text = readFileSync(join(folder, 'lean.js'), 'utf8')
    return { text, compressed: gzipSync(text, { level: 9 }).length }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
