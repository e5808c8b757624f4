import { defineConfig } from 'tsup'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    math: 'src/math/index.ts',
    salesforce: 'src/crm/salesforce/index.ts',
    cli: 'src/cli/main.ts',
  },
  format: 'esm',
  target: 'node20',
  platform: 'neutral',
  splitting: true,
  treeshake: true,
  clean: true,
  dts: { entry: { index: 'src/index.ts', math: 'src/math/index.ts', salesforce: 'src/crm/salesforce/index.ts' } },
  external: [/^node:/],
})
