// Writes docs/reference from the comments of everything that is exported; with --check it fails where that differs from what is there.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Application, OptionDefaults } from 'typedoc'

const root = fileURLToPath(new URL('../..', import.meta.url))
const reference = join(root, 'docs/reference')
const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'))

/** The names of entries by those of their modules, which follow from their files. */
const entries = new Map(
  Object.entries(compilerOptions.paths).map(([name, [file]]) => [
    file.slice('./src/'.length).replace(/(\/index)?\.ts$/, ''),
    name.split('/')[1] ?? name,
  ]),
)

if (process.argv.includes('--check')) {
  const folder = mkdtempSync(join(tmpdir(), 'village-reference-'))
  try {
    await write(folder)
    const [now, before] = [folder, reference].map(pagesIn)
    const drifted = [...new Set([...now.keys(), ...before.keys()])].filter(name => now.get(name) !== before.get(name))
    if (drifted.length > 0) throw new Error(`docs/reference differs from the sources: ${drifted.join(', ')}. Run npm run reference.`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
} else await write(reference)

async function write(folder) {
  const app = await Application.bootstrapWithPlugins({
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: Object.values(compilerOptions.paths).map(([file]) => join(root, file)),
    tsconfig: join(root, 'tsconfig.json'),
    compilerOptions: { incremental: false },
    skipErrorChecking: true,
    outputs: [{ name: 'markdown', path: folder }],
    name: 'Reference',
    readme: 'none',
    disableSources: true,
    excludeInternal: true,
    excludeExternals: true,
    sort: ['kind', 'alphabetical'],
    blockTags: [...OptionDefaults.blockTags],
    validation: { notExported: false, invalidLink: true, notDocumented: false },
    logLevel: 'Warn',
    router: 'module',
    entryFileName: 'README',
    hidePageHeader: true,
    hideBreadcrumbs: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    useCodeBlocks: true,
  })
  const project = await app.convert()
  if (project === undefined) throw new Error('the sources cannot be read')
  for (const module of project.children ?? []) module.name = entries.get(module.name) ?? module.name
  app.validate(project)
  await app.generateOutputs(project)
  if (app.logger.hasWarnings() || app.logger.hasErrors()) throw new Error('the reference is not sound')
}

function pagesIn(folder) {
  return new Map(readdirSync(folder).map(name => [name, readFileSync(join(folder, name), 'utf8')]))
}
