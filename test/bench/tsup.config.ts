import { defineConfig } from 'tsup'

/** The benchmarks as programs that use the built package. */
export default defineConfig({
  entry: [
    'test/bench/base/base.ts',
    'test/bench/base/workers.ts',
    'test/bench/bench.ts',
    'test/bench/goals.ts',
    'test/bench/imports.ts',
    'test/bench/realOrganisations.ts',
    'test/bench/honesty/honesty.ts',
  ],
  outDir: 'test/.cache/bench',
  format: 'esm',
  target: 'node20',
  external: [/^account-village/, 'mitata', 'tsup'],
  clean: true,
})
