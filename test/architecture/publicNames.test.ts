import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { ENTRIES, exportsOf } from './entries.js'

describe('the entries', () => {
  it('are those of the package, and all of them are looked through for what nobody uses', () => {
    const published = Object.entries(packageJson.exports).filter(([, target]) => typeof target !== 'string')
    expect(published.map(([path]) => path.replace(/^\./, 'account-village')).sort()).toEqual(ENTRIES.map(([entry]) => entry).sort())
    for (const [path, target] of published) {
      const built = path === '.' ? 'index' : path.slice('./'.length)
      expect(target).toEqual({ types: `./dist/${built}.d.ts`, default: `./dist/${built}.js` })
    }
    const searched = packageJson.knip.entry.filter(path => path.startsWith('src/')).map(path => join(process.cwd(), path))
    const script = join(process.cwd(), 'src/udf/village.ts')
    expect(searched.sort()).toEqual([...ENTRIES.map(([, file]) => file), script].sort())
  })
})

describe('the public names', () => {
  it.each(ENTRIES)('of %s are the ones written down', async (entry, file) => {
    const names = exportsOf(file).map(({ name, isValue }) => `${isValue ? 'value' : 'type '} ${name}`)
    await expect(`${names.sort().join('\n')}\n`).toMatchFileSnapshot(`names/${entry.replace('/', '-')}.txt`)
  })
})
