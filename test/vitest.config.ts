import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { defineConfig, type Plugin } from 'vitest/config'

const source = (path: string): string => fileURLToPath(new URL(`../src/${path}`, import.meta.url))

/** Lets a test import the code of an example, which stands in the name of the module. */
const exampleModules: Plugin = {
  name: 'example-modules',
  enforce: 'pre',
  resolveId: id => (id.startsWith('example:') ? `\0${id}` : undefined),
  load(id) {
    if (!id.startsWith('\0example:')) return undefined
    const code = decodeURIComponent(id.slice('\0example:'.length))
    const shown = `import { shown } from '${fileURLToPath(new URL('docs/shown.ts', import.meta.url))}'\n`
    return ts.transpileModule(shown + code, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } })
      .outputText
  },
}

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [exampleModules],
  resolve: {
    alias: [
      { find: /^account-village$/, replacement: source('index.ts') },
      { find: /^account-village\/math$/, replacement: source('math/index.ts') },
      { find: /^account-village\/render$/, replacement: source('render/index.ts') },
      { find: /^account-village\/formats$/, replacement: source('formats/index.ts') },
      { find: /^account-village\/salesforce$/, replacement: source('crm/salesforce/index.ts') },
      { find: /^account-village\/dynamics$/, replacement: source('crm/dynamics/index.ts') },
      { find: /^account-village\/surveys$/, replacement: source('crm/surveys/index.ts') },
      { find: /^account-village\/hubspot$/, replacement: source('crm/hubspot/index.ts') },
      { find: /^account-village\/pipedrive$/, replacement: source('crm/pipedrive/index.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    maxWorkers: '100%',
    // Laws make much that dies young; with room for it the collector takes half the time.
    execArgv: ['--max-semi-space-size=128'],
    coverage: { provider: 'v8', include: ['src/**/*.ts'], reporter: ['text-summary'] },
  },
})
