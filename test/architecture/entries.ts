import { join } from 'node:path'
import ts from 'typescript'
import tsconfig from '../../tsconfig.json' with { type: 'json' }

/** The source of each entry of the package, as TypeScript finds it. */
export const ENTRIES = Object.entries(tsconfig.compilerOptions.paths).map(
  ([entry, [file = '']]) => [entry, join(process.cwd(), file)] as const,
)

const program = ts.createProgram(
  ENTRIES.map(([, file]) => file),
  {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    // No more than the sources need: to read all that is installed takes a third of the time.
    lib: ['lib.es2023.d.ts'],
    types: ['node'],
    skipLibCheck: true,
  },
)
const checker = program.getTypeChecker()

/** Something that an entry exports. */
export interface Export {
  readonly name: string
  readonly isValue: boolean
  /** The parameters of each of its signatures; none when it is no function. */
  readonly signatures: readonly (readonly Parameter[])[]
  /** The types of the library that its declaration names. */
  readonly names: readonly string[]
}

/** A parameter as its declaration has it; one that is taken apart at once has no name. */
export interface Parameter {
  readonly name: string
  /** Its type, as TypeScript prints it. */
  readonly type: string
}

/** What the entry whose source is a file exports. */
export function exportsOf(file: string): readonly Export[] {
  const source = program.getSourceFile(file)
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source)
  return module === undefined ? [] : checker.getExportsOfModule(module).map(described)
}

function described(symbol: ts.Symbol): Export {
  const target = resolved(symbol)
  const isValue = (target.flags & ts.SymbolFlags.Value) !== 0
  const signatures = isValue ? checker.getTypeOfSymbol(target).getCallSignatures() : []
  const names = (target.declarations ?? []).flatMap(declaration => [...namedIn(declaration)])
  return { name: symbol.name, isValue, signatures: signatures.map(({ parameters }) => parameters.map(parameterOf)), names }
}

function parameterOf(parameter: ts.Symbol): Parameter {
  const declaration = parameter.valueDeclaration
  const isNamed = declaration !== undefined && ts.isParameter(declaration) && ts.isIdentifier(declaration.name)
  const type = checker.typeToString(checker.getTypeOfSymbol(parameter), undefined, ts.TypeFormatFlags.NoTruncation)
  return { name: isNamed ? parameter.name : '', type }
}

/** The types of the library that a declaration names: all of an interface, the types of parameters and result of a function. */
function namedIn(node: ts.Node): ReadonlySet<string> {
  const names = new Set<string>()
  const visit = (part: ts.Node): void => {
    if (ts.isBlock(part) || ts.isArrowFunction(part) || ts.isObjectLiteralExpression(part)) return
    if (ts.isTypeReferenceNode(part) && ts.isIdentifier(part.typeName)) {
      const type = checker.getSymbolAtLocation(part.typeName)
      if (type !== undefined && isPublic(resolved(type))) names.add(resolved(type).name)
    }
    ts.forEachChild(part, visit)
  }
  visit(node)
  return names
}

function resolved(symbol: ts.Symbol): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol
}

/** Whether a name is that of a type of this library that other files can see. */
function isPublic({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some(declaration => {
    const isOurs = declaration.getSourceFile().fileName.startsWith(join(process.cwd(), 'src'))
    return (
      isOurs && (ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration) || ts.isClassDeclaration(declaration))
    )
  })
}

/** The places in results of the functions of an entry that its types let others write to. */
export function writableIn(file: string): readonly string[] {
  const source = program.getSourceFile(file)
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source)
  const seen = new Set<ts.Type>()
  return (module === undefined ? [] : checker.getExportsOfModule(module)).flatMap(symbol => {
    const signatures = checker.getTypeOfSymbol(resolved(symbol)).getCallSignatures()
    return signatures.flatMap(signature => writable(signature.getReturnType(), symbol.name, seen))
  })
}

function writable(type: ts.Type, path: string, seen: Set<ts.Type>): string[] {
  if (seen.has(type)) return []
  seen.add(type)
  if (type.isUnionOrIntersection()) return type.types.flatMap(part => writable(part, path, seen))
  if (isList(type)) {
    const items = checker.getTypeArguments(type).flatMap(item => writable(item, `${path}[]`, seen))
    return isReadonlyList(type) ? items : [path, ...items]
  }
  const isOurs = (type.symbol?.declarations ?? []).some(({ parent }) =>
    parent.getSourceFile().fileName.startsWith(join(process.cwd(), 'src')),
  )
  if ((type.flags & ts.TypeFlags.Object) === 0 || !isOurs || type.getCallSignatures().length > 0) return []
  return type.getProperties().flatMap(property => {
    const inside = writable(checker.getTypeOfSymbol(property), `${path}.${property.name}`, seen)
    const declarations = property.declarations ?? []
    const isReadonly = declarations.every(each => (ts.getCombinedModifierFlags(each) & ts.ModifierFlags.Readonly) !== 0)
    return isReadonly ? inside : [`${path}.${property.name}`, ...inside]
  })
}

function isList(type: ts.Type): type is ts.TypeReference {
  return checker.isArrayType(type) || checker.isTupleType(type)
}

function isReadonlyList(type: ts.TypeReference): boolean {
  return checker.typeToString(type, undefined, ts.TypeFormatFlags.InTypeAlias).startsWith('readonly ')
}
