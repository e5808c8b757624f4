import { createVillage } from 'account-village'
import { expect, it } from 'vitest'
import { runIn } from '../support/world.js'

const of = (id: string, amount: number, currency: string, sentiment?: number): string =>
  JSON.stringify(
    createVillage({
      account: { id, name: `${id} \u202e=1+1`, owner: 'kim' },
      stakeholders: [{ id: 'bo', roles: ['economicBuyer'] }],
      observations: sentiment === undefined ? [] : [{ stakeholder: 'bo', at: '2026-03-02', sentiment, via: 'interview' }],
      decisions: [{ id: 'deal', name: 'Renewal', kind: 'renewal', value: { amount, currency }, expectedAt: '2026-05-31' }],
    }),
  )
const files = {
  'base.ndjson': [
    of('north', 300, 'EUR', 0.6),
    of('south', 200, 'EUR', -0.6),
    '{"broken',
    of('west', 900, 'EUR'),
    of('far', 5, 'USD', 0),
  ].join('\n'),
  'rates.json': JSON.stringify({ base: 'EUR', at: '2026-03-02', per: [] }),
}
const ask = (...args: string[]) => runIn(files, ['portfolio', 'base.ndjson', '--as-of', '2026-03-02', ...args])

it('ranks accounts within each currency, tells of what is not judged no chance, and of broken lines their place', async () => {
  const { exitCode, out, notes } = await ask('--since', '2026-03-01', '--by', 'owner')
  expect([exitCode, notes]).toEqual([4, expect.stringContaining('base.ndjson:3')])
  const ranked = out.split('\n').filter(line => /^\d+\. /.test(line))
  expect(ranked.map(line => line.split(' ').slice(0, 2).join(' '))).toEqual(['1. south', '2. north', '3. west', '1. far'])
  expect(ranked[2]).toMatch(/up to 900, not judged {2}not known/)
  expect(out).toMatch(/What moved\n· north .*: \+0\.\d\d since 2026-03-01/)
  expect(out).toContain('· kim: 4 accounts; EUR ')
  expect(out).not.toContain('\u202e')
})

it('prints a line or a row for each, with accounts of no rate apart, and no formula', async () => {
  const lines = (await ask('--json', '--rates', 'rates.json')).out.trim().split('\n')
  expect(lines.map(line => [JSON.parse(line).account, JSON.parse(line).rank ?? JSON.parse(line).reason])).toEqual([
    ['south', 1],
    ['north', 2],
    ['west', 3],
    ['far', 'noRate'],
  ])
  const rows = (await ask('--csv', '--top', '1')).out.trim().split('\r\n')
  expect(rows.map(row => row.split(',').slice(0, 4).join())).toEqual([
    expect.stringMatching(/^account,name,currency,rank$/),
    expect.stringMatching(/^south,south .*,EUR,1$/),
    expect.stringMatching(/^far,far .*,USD,1$/),
  ])
})

it('refuses an account that is there twice, in its own words', async () => {
  const { exitCode, notes } = await runIn(files, ['portfolio', 'base.ndjson', 'base.ndjson', '--as-of', '2026-03-02'])
  expect([exitCode, notes]).toEqual([2, expect.stringMatching(/\nvillage: account "north" is there twice$/)])
})

it.each([
  [['--by', 'size'], '--by takes owner, segment or parent'],
  [['--top', '0'], '--top "0" is not a whole number of at least 1'],
  [['--json', '--csv'], '--json and --csv are two forms of the same; choose one'],
  [['--rates', 'base.ndjson'], 'base.ndjson'],
])('refuses %j', async (args, message) => {
  const { exitCode, notes } = await ask(...args)
  expect([exitCode, notes]).toEqual([2, expect.stringContaining(message)])
})

it('writes the base as a page, and the page of each account that is listed, linked to it', async () => {
  const written: [string, string][] = []
  const made: string[] = []
  const { notes } = await runIn(
    files,
    ['portfolio', 'base.ndjson', '--as-of', '2026-03-02', '--html', 'base.html', '--pages', 'out/accounts'],
    { written, makeFolder: path => void made.push(path) },
  )
  expect(made).toEqual(['out/accounts'])
  expect(notes).toContain('base.html written')
  expect(written.map(([path]) => path).sort()).toEqual([
    'base.html',
    ...['far', 'north', 'south', 'west'].map(id => `out/accounts/${id}.html`),
  ])
  const base = written.find(([path]) => path === 'base.html')?.[1] ?? ''
  for (const id of ['far', 'north', 'south', 'west']) expect(base).toContain(`href="accounts/${id}.html"`)
  expect(base).not.toContain('\u202e')
  expect((await ask('--html', '-')).out).toMatch(/^<!doctype html>/)
})

it.each([
  [['--html', 'x.html', '--csv'], '--html is a form of its own'],
  [['--pages', 'x'], '--pages goes with --html'],
])('refuses %j as forms that do not go together', async (args, message) => {
  const { exitCode, notes } = await ask(...args)
  expect([exitCode, notes]).toEqual([2, expect.stringContaining(message)])
})

it('refuses a page of what it could read only once', async () => {
  const { exitCode, notes } = await runIn(files, ['portfolio', '-', '--html', 'x.html'])
  expect([exitCode, notes]).toEqual([2, expect.stringContaining('name a file')])
})

it('gives the rows of one run also part by part, but for their ranks', async () => {
  const lines = [of('north', 300, 'EUR', 0.6), of('south', 200, 'EUR', -0.6), of('west', 900, 'EUR'), of('far', 5, 'USD', 0)]
  const rowsOf = async (...parts: string[][]) => {
    const rows: string[] = []
    for (const part of parts) {
      const { out } = await runIn({ '-': part.join('\n') }, ['portfolio', '-', '--as-of', '2026-03-02', '--since', '2026-02-01', '--json'])
      rows.push(
        ...out
          .trim()
          .split('\n')
          .map(line => JSON.stringify({ ...JSON.parse(line), rank: 0 })),
      )
    }
    return rows.sort()
  }
  expect(await rowsOf(lines.slice(0, 1), lines.slice(1, 3), lines.slice(3))).toEqual(await rowsOf(lines))
})
