import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { always, casesOf, inProportion, RUNS } from '../../support/law.js'
import { lawSeed, lawShare, seedOf } from '../../support/lawRun.js'

describe('the cases of a law', () => {
  it('are a tenth to a sixth in an ordinary run, all where asked, and never too few', () => {
    expect(lawShare('')).toBeGreaterThanOrEqual(1 / 10)
    expect(lawShare('')).toBeLessThanOrEqual(1 / 6)
    expect([lawShare('all'), lawShare('0.25')]).toEqual([1, 0.25])
    expect([casesOf(RUNS, 1), casesOf(RUNS, 0.125), casesOf(40, 0.125), casesOf(5, 0.125)]).toEqual([1000, 125, 12, 5])
  })

  it('are as many as that, drawn from the seed', () => {
    const drawn: number[][] = [[], []]
    for (const each of drawn) always(fc.nat(), value => void each.push(value), 400)
    expect(drawn[0]).toHaveLength(casesOf(400))
    expect(drawn[0]).toEqual(drawn[1])
    expect(drawn[0]).toEqual(fc.sample(fc.nat(), { seed: lawSeed(), numRuns: casesOf(400) }))
  })

  it('are drawn nowhere else, so that none escapes the share and the seed', () => {
    const folders = readdirSync('test', { withFileTypes: true }).filter(each => each.isDirectory() && each.name !== '.cache')
    const files = folders
      .flatMap(({ name }) => readdirSync(`test/${name}`, { recursive: true, encoding: 'utf8' }).map(file => `${name}/${file}`))
      .filter(file => file.endsWith('.ts'))
    expect(files).toContain('support/law.ts')
    const drawing = files.filter(file => /\bfc\.(assert|check|sample)\(/.test(readFileSync(`test/${file}`, 'utf8')))
    expect(drawing.sort()).toEqual(['support/law.ts', 'unit/support/law.test.ts'])
  })

  it.each(['none', '0', '-1', '2'])('cannot be %s', cases => {
    expect(() => lawShare(cases)).toThrow('LAW_CASES')
  })
})

describe('the seed', () => {
  it('is another after each commit, the same for all who test one, and fixed where there is none', () => {
    const [one, other] = ['8ef7a77f7c1c0c5d0f7e0a1b2c3d4e5f60718293', '6ddb60a1c1c0c5d0f7e0a1b2c3d4e5f607182930']
    expect(seedOf(one)).toBe(0x8ef7a77)
    expect(seedOf(other)).not.toBe(seedOf(one))
    expect([seedOf(''), seedOf('fatal: not a git repository')]).toEqual([20_260_302, 20_260_302])
  })

  it('may be given, and is refused when it is no number', () => {
    expect([lawSeed('7'), lawSeed('')]).toEqual([7, 20_260_302])
    expect(() => lawSeed('monday')).toThrow('LAW_SEED')
  })
})

describe('what a law must have found', () => {
  it('is all of it among all cases, and of a share so little that chance alone does not fail it', () => {
    expect(inProportion(50, 1)).toBe(50)
    expect(inProportion(800, 1 / 8)).toBe(70)
    expect(inProportion(50, 1 / 8)).toBeLessThan(0)
  })
})
