import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Options } from 'tsup'

/** What is bundled, whose licences go with it. */
const BUNDLED = ['zod', '@noble/hashes']

/** Where no code may be made of text, zod cannot compile a schema and uses it as it is; what would compile is three tenths of its size. */
const withoutCompiler: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'without-compiler',
  setup: ({ onLoad }) =>
    onLoad({ filter: /zod\/v4\/core\/compile\.js$/ }, () => ({
      contents: `
        export const compile = schema => schema
        export const withParser = schema => schema
        export const INVALID = Symbol.for('zod.compile.invalid')
        export class ZodCompileAsyncError extends Error {}
        export class ZodCompileUnsupportedError extends Error {}`,
    })),
}

/** Writes `udf/village.js` into a folder: one script that declares `standing` and needs nothing but the language. */
export async function buildUdf(outDir: string): Promise<void> {
  const folder = join(outDir, 'udf')
  await build({
    config: false,
    entry: { village: 'src/udf/village.ts' },
    outDir: folder,
    outExtension: () => ({ js: '.js' }),
    format: 'iife',
    globalName: 'accountVillage',
    footer: { js: 'var standing=accountVillage.standing;' },
    target: 'es2020',
    minify: true,
    noExternal: [/./],
    silent: true,
    esbuildPlugins: [withoutCompiler],
    esbuildOptions: options => {
      options.legalComments = 'none'
      // Some engines and loaders read a file in another encoding than UTF-8.
      options.charset = 'ascii'
    },
  })
  const licences = BUNDLED.map(name => `${name}\n\n${readFileSync(`node_modules/${name}/LICENSE`, 'utf8')}`)
  writeFileSync(join(folder, 'village-LICENSES.txt'), licences.join('\n'))
}
