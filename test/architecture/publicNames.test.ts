import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import tsconfig from '../../tsconfig.json' with { type: 'json' }

/** The source of each entry, as TypeScript finds it. */
const ENTRIES = Object.entries(tsconfig.compilerOptions.paths).map(([entry, [file = '']]) => [entry, join(process.cwd(), file)] as const)

describe('the entries', () => {
  it('are those of the package, and all of them are looked through for what nobody uses', () => {
    const published = Object.entries(packageJson.exports).filter(([, target]) => typeof target !== 'string')
    expect(published.map(([path]) => path.replace(/^\./, 'account-village')).sort()).toEqual(ENTRIES.map(([entry]) => entry).sort())
    for (const [path, target] of published) {
      const built = path === '.' ? 'index' : path.slice('./'.length)
      expect(target).toEqual({ types: `./dist/${built}.d.ts`, default: `./dist/${built}.js` })
    }
    const searched = packageJson.knip.entry.filter(path => path.startsWith('src/')).map(path => join(process.cwd(), path))
    expect(searched.sort()).toEqual(ENTRIES.map(([, file]) => file).sort())
  })
})

describe('the public names', () => {
  const files = ENTRIES.map(([, file]) => file)
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
  })
  const checker = program.getTypeChecker()

  it.each(ENTRIES)('of %s are the ones written down', async (entry, file) => {
    const source = program.getSourceFile(file)
    const module = source === undefined ? undefined : checker.getSymbolAtLocation(source)
    const names = module === undefined ? [] : checker.getExportsOfModule(module).map(symbol => described(symbol))
    await expect(`${names.sort().join('\n')}\n`).toMatchFileSnapshot(`names/${entry.replace('/', '-')}.txt`)
  })

  function described(symbol: ts.Symbol): string {
    const target = (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol
    const isValue = (target.flags & ts.SymbolFlags.Value) !== 0
    return `${isValue ? 'value' : 'type '} ${symbol.name}`
  }
})
