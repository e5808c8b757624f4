import { beforeAll, expect, it } from 'vitest'
import { elementFiles, kilobytes, loadedBy } from './bundle.js'

/** The kilobytes that load for page one, and with the map. */
const FIRST = 25
const ALL = 40

let files: ReadonlyMap<string, string> = new Map()
beforeAll(async () => {
  files = await elementFiles()
}, 60_000)

const sizeOf = (names: Iterable<string>): number => [...names].reduce((sum, name) => sum + kilobytes(files.get(name) ?? ''), 0)

it('is small without a map, whose drawing comes when a map is first shown', () => {
  const first = loadedBy('element.js', files)
  expect([...(files.get('element.js')?.matchAll(/import\("\.\/([\w.-]+)"\)/g) ?? [])].map(([, name = '']) => first.has(name))).toEqual([
    false,
  ])
  expect(sizeOf(first)).toBeLessThan(FIRST)
})

it('is small with all that it loads', () => {
  expect(files.size).toBeGreaterThan(1)
  expect(sizeOf(files.keys())).toBeLessThan(ALL)
})

it('holds neither what checks villages nor what computes reports', () => {
  const all = [...files.values()].join('\n')
  expect(all).toContain('account-village')
  expect(all).not.toMatch(/ZodMini|graphology|schemaVersion/)
})

it('makes no code of text and writes no handler or style into elements', () => {
  for (const text of files.values()) expect(text).not.toMatch(/\beval\(|new Function|\bon(?:click|error|load)=|[ "']style="/)
})

it('can be loaded where there are no elements, defines nothing there, and refuses names that no element can have', async () => {
  const { defineAccountVillage } = await import('account-village/element')
  expect(defineAccountVillage()).toBe(false)
  for (const name of ['village', 'Account-Village', 'a-b c', '-a', '', 'font-face', '1-a'])
    expect(() => defineAccountVillage(name)).toThrow(/^defineAccountVillage: name: .* is not the name of a custom element/)
})
