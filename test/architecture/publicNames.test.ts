import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const ENTRIES = {
  'account-village': 'index.ts',
  'account-village/math': 'math/index.ts',
  'account-village/formats': 'formats/index.ts',
  'account-village/salesforce': 'crm/salesforce/index.ts',
  'account-village/render': 'render/index.ts',
  'account-village/dynamics': 'crm/dynamics/index.ts',
  'account-village/surveys': 'crm/surveys/index.ts',
  'account-village/hubspot': 'crm/hubspot/index.ts',
  'account-village/pipedrive': 'crm/pipedrive/index.ts',
}

describe('the public names', () => {
  const files = Object.values(ENTRIES).map(file => join(process.cwd(), 'src', file))
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
  })
  const checker = program.getTypeChecker()

  it.each(Object.entries(ENTRIES))('of %s are the ones written down', async (entry, file) => {
    const source = program.getSourceFile(join(process.cwd(), 'src', file))
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
