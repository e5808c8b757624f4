import { join } from 'node:path'
import ts from 'typescript'
import tsconfig from '../../tsconfig.json' with { type: 'json' }

/** The source of each entry of the package, as TypeScript finds it. */
export const ENTRIES = Object.entries(tsconfig.compilerOptions.paths).map(
  ([entry, [file = '']]) => [entry, join(process.cwd(), file)] as const,
)

const program = ts.createProgram(
  ENTRIES.map(([, file]) => file),
  { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, target: ts.ScriptTarget.ES2022, strict: true },
)
const checker = program.getTypeChecker()

/** Something that an entry exports. */
export interface Export {
  readonly name: string
  readonly isValue: boolean
  /** The types of the parameters of each of its signatures, as TypeScript prints them; none when it is no function. */
  readonly signatures: readonly (readonly string[])[]
}

/** What the entry whose source is a file exports. */
export function exportsOf(file: string): readonly Export[] {
  const source = program.getSourceFile(file)
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source)
  return module === undefined ? [] : checker.getExportsOfModule(module).map(described)
}

function described(symbol: ts.Symbol): Export {
  const target = (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol
  const isValue = (target.flags & ts.SymbolFlags.Value) !== 0
  const signatures = isValue ? checker.getTypeOfSymbol(target).getCallSignatures() : []
  return { name: symbol.name, isValue, signatures: signatures.map(({ parameters }) => parameters.map(typeOf)) }
}

function typeOf(parameter: ts.Symbol): string {
  return checker.typeToString(checker.getTypeOfSymbol(parameter), undefined, ts.TypeFormatFlags.NoTruncation)
}
