import { defineConfig } from 'tsup'

/** The benchmark as a program that uses the built package. */
export default defineConfig({
  entry: ['test/bench/bench.ts'],
  outDir: 'test/.cache/bench',
  format: 'esm',
  target: 'node20',
  external: [/^account-village/, 'mitata'],
  clean: true,
})
