import { writeFile } from 'node:fs/promises'
import { defineConfig } from 'tsup'
import { villageJsonSchema } from './src/model/jsonSchema.js'
import { buildElement } from './test/tools/elementBundle.js'
import { reportJsonSchema } from './test/tools/reportSchema.js'
import { buildUdf } from './test/tools/udfBundle.js'
import tsconfig from './tsconfig.json' with { type: 'json' }

/** The source of each entry by its name; the package names it by the same, see `exports`. */
const entries = Object.fromEntries(
  Object.entries(tsconfig.compilerOptions.paths).map(([name, [file = '']]) => [name.split('/')[1] ?? 'index', file.slice('./'.length)]),
)

/** Programs of the element are bundled with all that they load. */
const { element: _, ...programs } = entries

export default defineConfig({
  entry: { ...programs, cli: 'src/cli/main.ts', portfolioWorker: 'src/portfolio/portfolioWorker.ts' },
  format: 'esm',
  target: 'node20',
  platform: 'neutral',
  splitting: true,
  treeshake: true,
  clean: true,
  dts: { entry: entries },
  external: [/^node:/],
  async onSuccess() {
    const write = (name: string, schema: object): Promise<void> => writeFile(`dist/${name}`, `${JSON.stringify(schema, null, 2)}\n`)
    await buildElement('dist')
    await buildUdf('dist')
    await write('schema.json', villageJsonSchema())
    await write('report.schema.json', reportJsonSchema())
  },
})
