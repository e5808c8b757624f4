import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** A file of the source. */
export interface Source {
  /** Its path below `src`. */
  readonly path: string
  /** The folder that it belongs to; of a file right below `src` its own name. */
  readonly folder: string
  readonly text: string
  /** What it imports or exports again. */
  readonly imports: readonly string[]
}

/** Every file of the source. */
export function sources(): Source[] {
  const root = join(process.cwd(), 'src')
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts'))
    .sort()
    .map(path => {
      const text = readFileSync(join(root, path), 'utf8')
      const imports = ts.preProcessFile(text).importedFiles.map(file => file.fileName)
      return { path, folder: path.split('/')[0] ?? '', text, imports }
    })
}
