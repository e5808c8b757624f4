// The packed tarball, as somebody who installs it would use it: every entry, in every way of importing, on every Node.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { nodes } from './nodes.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const consumer = fileURLToPath(new URL('./consumer', import.meta.url))
const tsc = join(root, 'node_modules/.bin/tsc')

export function useTheTarball() {
  const folder = mkdtempSync(join(tmpdir(), 'village-packed-'))
  try {
    install(folder)
    const entries = entriesOf(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
    writeFileSync(join(folder, 'entries.mjs'), importing(entries))
    for (const node of nodes()) onNode(node, folder)
    compileEntries(entries, folder)
    useFromCommonJs(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function install(folder) {
  const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: root, encoding: 'utf8' })
  const [{ filename, files, size }] = JSON.parse(packed)
  process.stdout.write(`${filename}: ${files.length} files, ${(size / 1024).toFixed(0)} KB\n`)
  cpSync(consumer, folder, { recursive: true })
  cpSync(join(root, 'docs/examples'), join(folder, 'examples'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', `./${filename}`], folder)
}

/** What package.json exports, as it is imported; a script for other engines is not. */
function entriesOf({ name, exports }) {
  return Object.keys(exports).flatMap(path =>
    path.endsWith('.js') ? [] : [{ from: name + path.slice(1), isJson: path.endsWith('.json') }],
  )
}

/** A module that imports every entry, with nothing but the package and what it depends on installed. */
function importing(entries) {
  const lines = entries.map(({ from, isJson }) => {
    const it = `import('${from}'${isJson ? ", { with: { type: 'json' } }" : ''})`
    return `if (Object.keys(await ${it}).length === 0) throw new Error('${from} exports nothing')`
  })
  return `${lines.join('\n')}\nprocess.stdout.write('${entries.length} entries on Node ' + process.version + ': ')\n`
}

function onNode(node, folder) {
  // Programs find the same Node by their first line.
  const env = { PATH: `${dirname(node)}${delimiter}${process.env.PATH}` }
  run(node, ['entries.mjs'], folder, env)
  run(node, ['use.mjs'], folder, env)
}

function compileEntries(entries, folder) {
  writeFileSync(join(folder, 'entries.ts'), naming(entries, namesIn(entries, folder)))
  mkdirSync(join(folder, 'tsconfigs'), { recursive: true })
  for (const [moduleResolution, module] of [
    ['nodenext', 'nodenext'],
    ['bundler', 'esnext'],
  ]) {
    const compilerOptions = {
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      resolveJsonModule: true,
      target: 'es2022',
      module,
      moduleResolution,
      types: [],
      lib: ['es2022'],
    }
    const file = `tsconfigs/${moduleResolution}.json`
    writeFileSync(join(folder, file), JSON.stringify({ compilerOptions, files: ['../use.ts', '../entries.ts'] }))
    run(tsc, ['-p', file], folder)
  }
}

/** The names that each module exports when it is run. */
function namesIn(entries, folder) {
  const modules = JSON.stringify(entries.filter(({ isJson }) => !isJson).map(({ from }) => from))
  const script = `const all = []; for (const each of ${modules}) all.push(Object.keys(await import(each))); process.stdout.write(JSON.stringify(all))`
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8' }))
}

/** A module that imports every entry whole, and has a type for every name that there is at run time. */
function naming(entries, names) {
  const json = entries
    .filter(({ isJson }) => isJson)
    .map(({ from }, i) => `export { default as json${i} } from '${from}' with { type: 'json' }`)
  const modules = entries
    .filter(({ isJson }) => !isJson)
    .map(
      ({ from }, i) =>
        `import * as entry${i} from '${from}'\nexport const names${i} = [${names[i].map(name => `entry${i}.${name}`).join(', ')}]`,
    )
  return `${[...json, ...modules].join('\n')}\n`
}

/** A project in CommonJS that does just what docs/guides/commonjs.md says: each of its configurations compiles its code, and what comes out runs. */
function useFromCommonJs(folder) {
  const guide = readFileSync(join(root, 'docs/guides/commonjs.md'), 'utf8')
  const blocks = [...guide.matchAll(/^```\w+\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)].map(([, file, code]) => ({ file, code }))
  const project = join(folder, 'commonjs')
  mkdirSync(project, { recursive: true })
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'commonjs' }))
  const configs = blocks.filter(({ file }) => file.endsWith('.json'))
  if (configs.length < 2) throw new Error('docs/guides/commonjs.md shows fewer than two configurations')
  for (const { file, code } of blocks) writeFileSync(join(project, file), code)
  for (const { file } of configs) run(tsc, ['-p', file, '--skipLibCheck', 'false'], project)
  const programs = blocks.flatMap(({ file }) => (/\.(js|ts)$/.test(file) ? [file.replace(/^(.*)\.ts$/, 'built/$1.js')] : []))
  for (const program of programs) {
    const script = `const { people } = require('./${program}')\nPromise.resolve(typeof people === 'function' ? people() : people).then(console.log)`
    const said = execFileSync(process.execPath, ['--input-type=commonjs', '-e', script], { cwd: project, encoding: 'utf8' })
    if (said.trim() !== '2') throw new Error(`${program} of docs/guides/commonjs.md counts ${said.trim()} people, not 2`)
    process.stdout.write(`commonjs: ${program}\n`)
  }
}

function run(command, args, cwd, env = {}) {
  execFileSync(command, args, { cwd, stdio: 'inherit', env: { ...process.env, FORCE_COLOR: '0', ...env } })
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) useTheTarball()
