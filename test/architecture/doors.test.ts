import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ENTRIES, type Export, exportsOf, type Parameter } from './entries.js'
import { sources } from './sources.js'

const doors = ENTRIES.map(([entry, file]) => ({ entry, all: exportsOf(file) }))
const functions = doors.flatMap(({ entry, all }) => all.filter(isFunction).map(each => ({ entry, ...each })))
const signatures = functions.flatMap(({ entry, name, signatures: own }) =>
  own.map(parameters => [`${name} of ${entry}`, parameters] as const),
)

function isFunction({ signatures: own }: Export): boolean {
  return own.length > 0
}

describe('the front door', () => {
  it('has at most 45 functions', () => {
    const front = functions.filter(({ entry }) => entry === 'account-village')
    expect(front.length).toBeGreaterThan(30)
    expect(front.length).toBeLessThanOrEqual(45)
  })
})

describe('the doors', () => {
  it('each have functions of their own', async () => {
    const doorOf = new Map<unknown, string>()
    const twice: string[] = []
    for (const [entry] of ENTRIES) {
      for (const [name, value] of Object.entries(await import(entry))) {
        if (typeof value !== 'function') continue
        if (doorOf.has(value)) twice.push(`${name}: ${doorOf.get(value)} and ${entry}`)
        doorOf.set(value, entry)
      }
    }
    expect(twice).toEqual([])
  })

  it.each(doors)('name every type that a function of theirs takes or gives: $entry', ({ all }) => {
    const named = new Set(all.filter(isFunction).flatMap(({ names }) => names))
    const exported = new Set(all.map(({ name }) => name))
    // It says only that a promise is refused, and nobody has to write it.
    expect([...named].filter(name => !exported.has(name) && name !== 'Arrived')).toEqual([])
  })
})

describe('graphology', () => {
  const importsOf = new Map(sources().map(({ path, imports }) => [path, imports]))
  const loadedBy = (path: string, found = new Set<string>()): ReadonlySet<string> => {
    for (const name of importsOf.get(path) ?? []) {
      const target = name.startsWith('.') ? join(dirname(path), name).replace(/\.js$/, '.ts') : name
      if (found.has(target)) continue
      found.add(target)
      loadedBy(target, found)
    }
    return found
  }

  it('is loaded by the entry of the graph alone', () => {
    const loading = ENTRIES.filter(([, file]) => {
      const loaded = loadedBy(relative(join(process.cwd(), 'src'), file))
      expect(loaded.size).toBeGreaterThan(1)
      return [...loaded].some(name => name.startsWith('graphology'))
    })
    expect(loading.map(([entry]) => entry)).toEqual(['account-village/graph'])
  })
})

describe('a parameter', () => {
  const wrong = (isWrong: (parameter: Parameter, index: number, all: readonly Parameter[]) => boolean): string[] =>
    signatures.flatMap(([where, parameters]) => parameters.filter(isWrong).map(({ name, type }) => `${where}: ${name}: ${type}`))

  it('has a name, since it is what the declarations show', () => {
    expect(wrong(({ name }) => name === '')).toEqual([])
  })

  it('that is a village is called village', () => {
    // What is joined to a village is a village too.
    expect(wrong(({ name, type }, index) => type === 'Village' && name !== 'village' && index === 0)).toEqual([])
  })

  it('that is a snapshot is called snapshot, of two before and after', () => {
    expect(
      wrong(({ name, type }, index, all) => {
        const isCompared = all.filter(each => each.type === 'Snapshot').length > 1
        return type === 'Snapshot' && name !== (isCompared ? ['before', 'after'][index] : 'snapshot')
      }),
    ).toEqual([])
    expect(wrong(({ name, type }) => type === 'Snapshots' && name !== 'snapshots')).toEqual([])
    expect(wrong(({ name, type }) => type.startsWith('Snapshot | ') && name !== 'source')).toEqual([])
    expect(wrong(({ name, type }) => type.startsWith('Village | ') && name !== 'source')).toEqual([])
  })

  it('that holds options comes last and is called options', () => {
    const isOptions = ({ type }: Parameter) => /Options\b|^Learned\b|^Retraction\b/.test(type)
    expect(wrong((parameter, index, all) => isOptions(parameter) && (parameter.name !== 'options' || index !== all.length - 1))).toEqual([])
    expect(wrong(parameter => parameter.name === 'options' && !isOptions(parameter))).toEqual([])
  })
})
