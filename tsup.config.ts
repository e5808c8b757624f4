import { writeFile } from 'node:fs/promises'
import { defineConfig } from 'tsup'
import { villageJsonSchema } from './src/model/jsonSchema.js'
import tsconfig from './tsconfig.json' with { type: 'json' }

/** The source of each entry by its name; the package names it by the same, see `exports`. */
const entries = Object.fromEntries(
  Object.entries(tsconfig.compilerOptions.paths).map(([name, [file = '']]) => [name.split('/')[1] ?? 'index', file.slice('./'.length)]),
)

export default defineConfig({
  entry: { ...entries, cli: 'src/cli/main.ts', portfolioWorker: 'src/portfolio/portfolioWorker.ts' },
  format: 'esm',
  target: 'node20',
  platform: 'neutral',
  splitting: true,
  treeshake: true,
  clean: true,
  dts: { entry: entries },
  external: [/^node:/],
  async onSuccess() {
    await writeFile('dist/schema.json', `${JSON.stringify(villageJsonSchema(), null, 2)}\n`)
  },
})
