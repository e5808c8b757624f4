import { parseVillage } from 'account-village'
import { expect, it } from 'vitest'
import { accountsOf } from './accounts.js'

const lines = (accounts: number, seed: number): string[] => Array.from(accountsOf({ accounts, seed }), village => JSON.stringify(village))

it('gives the same accounts for a seed, and a larger base begins with those of a smaller one', () => {
  const few = lines(50, 7)
  expect(lines(80, 7).slice(0, 50)).toEqual(few)
  expect(lines(50, 8).filter((line, i) => line === few[i])).toEqual([])
})

it('writes villages as the library does, of all sizes and with all that a base has', () => {
  const villages = Array.from(accountsOf({ accounts: 400, seed: 1 }))
  for (const village of villages.slice(0, 50)) expect(parseVillage(JSON.parse(JSON.stringify(village)))).toEqual(village)
  const share = (is: (village: (typeof villages)[number]) => boolean) => villages.filter(is).length / villages.length
  expect(new Set(villages.map(({ account }) => account.id)).size).toBe(400)
  expect(Math.abs(share(({ stakeholders }) => stakeholders.length <= 8) - 0.5)).toBeLessThan(0.08)
  expect(villages.some(({ stakeholders }) => stakeholders.length > 60)).toBe(true)
  for (const is of [
    ({ observations }) => observations.length === 0,
    ({ account }) => account.parent !== undefined,
    ({ account }) => account.segment === undefined,
    ({ decisions }) => decisions.length === 0,
    ({ decisions }) => decisions.length > 1,
    ({ decisions }) => decisions.some(({ value }) => value?.currency === 'USD'),
    ({ vetoes }) => vetoes.length > 0,
  ] satisfies ((village: (typeof villages)[number]) => boolean)[])
    expect([String(is), share(is) > 0.01, share(is) < 0.6]).toEqual([String(is), true, true])
})
