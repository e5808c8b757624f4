import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { defineConfig, type Plugin } from 'vitest/config'
import tsconfig from '../tsconfig.json' with { type: 'json' }

const root = new URL('..', import.meta.url)
/** The entries of the package, as TypeScript finds them. */
const alias = Object.entries(tsconfig.compilerOptions.paths).map(([name, [file = '']]) => ({
  find: new RegExp(`^${name}$`),
  replacement: fileURLToPath(new URL(file, root)),
}))

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
  root: fileURLToPath(root),
  plugins: [exampleModules],
  resolve: { alias },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/.cache/**'],
    testTimeout: 120_000,
    maxWorkers: '100%',
    // To load the library anew for every file takes a quarter of the time.
    isolate: false,
    globalSetup: ['test/support/lawRun.ts'],
    setupFiles: ['test/support/forgetting.ts'],
    // What is compiled is kept by its content: to compile all of it anew takes half of what it takes to load the files.
    experimental: { fsModuleCache: true, fsModuleCachePath: fileURLToPath(new URL('.cache/modules', import.meta.url)) },
    // Laws make much that dies young; with room for it the collector takes half the time.
    execArgv: ['--max-semi-space-size=128'],
    coverage: { provider: 'v8', include: ['src/**/*.ts'], reporter: ['text-summary'] },
  },
})
