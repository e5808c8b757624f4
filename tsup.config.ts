import { writeFile } from 'node:fs/promises'
import { defineConfig } from 'tsup'
import { villageJsonSchema } from './src/model/jsonSchema.js'

const entries = {
  index: 'src/index.ts',
  math: 'src/math/index.ts',
  render: 'src/render/index.ts',
  formats: 'src/formats/index.ts',
  salesforce: 'src/crm/salesforce/index.ts',
  dynamics: 'src/crm/dynamics/index.ts',
  surveys: 'src/crm/surveys/index.ts',
  hubspot: 'src/crm/hubspot/index.ts',
  pipedrive: 'src/crm/pipedrive/index.ts',
}

export default defineConfig({
  entry: { ...entries, cli: 'src/cli/main.ts' },
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
