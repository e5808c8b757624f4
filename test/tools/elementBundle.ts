import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'tsup'

/** Writes the element with all that it loads into a folder, so that a page without a bundler can load it too. */
export async function buildElement(outDir: string): Promise<void> {
  await build({
    config: false,
    entry: { element: 'src/element/index.ts' },
    outDir,
    format: 'esm',
    target: 'es2022',
    minify: true,
    splitting: true,
    noExternal: [/./],
    silent: true,
    esbuildOptions: options => {
      options.chunkNames = 'element-[name]-[hash]'
    },
  })
  // Its licence goes with what is bundled.
  copyFileSync('node_modules/d3-hierarchy/LICENSE', join(outDir, 'element-d3-hierarchy-LICENSE.txt'))
}
