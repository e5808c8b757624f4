import { createVillage, type Village } from 'account-village'
import { type Backtest, backtest, trackRecord } from 'account-village/forecast'
import { describe, expect, test } from 'vitest'
import { day } from '../support/days.js'
import { callLoosely, refused } from '../support/refusal.js'
import { BOARD_BELIEFS, boards } from './boards.js'
import { simulated } from './simulated.js'

const account = (id: string, results: readonly ('won' | 'lost')[]): Village =>
  createVillage({
    account: id,
    stakeholders: [{ id: 'bo', roles: ['economicBuyer'] }],
    decisions: results.map((result, i) => ({ id: `deal ${i}`, name: 'Deal', kind: 'new', outcome: { result, at: day(100) } })),
  })
const accounts = (won: number, lost: number): Village[] =>
  Array.from({ length: won + lost }, (_, i) => account(`account ${i}`, [i < won ? 'won' : 'lost']))
const told = (villages: readonly Village[], options: object = {}) => trackRecord(backtest(villages, options))
/** The same with other numbers for what was found. */
const changed = (found: Backtest, change: (rival: { readonly name: string }) => object): Backtest => ({
  ...found,
  leads: found.leads.map(lead =>
    lead.scores === undefined
      ? lead
      : { ...lead, scores: { ...lead.scores, rivals: lead.scores.rivals.map(rival => ({ ...rival, ...change(rival) })) } },
  ),
})

describe('the record in one line', () => {
  const world = boards(3, 100)
  const found = backtest(world, { leads: [30], settings: BOARD_BELIEFS })
  const { won = 0, scores, forecasts = [] } = found.leads[0] ?? {}

  test('says what was said and what came true, and how that compares with the best rival', () => {
    const said = Math.round(forecasts.reduce((sum, { probabilityOfYes }) => sum + probabilityOfYes, 0))
    const best = (scores?.rivals ?? [])
      .filter(({ name }) => name !== 'oursRefitted')
      .reduce((a, b) => (b.brier.value < a.brier.value ? b : a))
    expect(best.name).toBe('meanOfLatest')
    const [ours, theirs] = [scores?.brier.value.toFixed(3), best.brier.value.toFixed(3)]
    const difference = `${best.difference.value.toFixed(3)} ± ${best.difference.standardError.toFixed(3)}${best.better === 'yes' ? '' : ', which may be chance'}`
    expect(trackRecord(found)).toBe(
      `Of 100 decisions forecast 30 days ahead we said ${said} % and ${won} % were won; Brier ${ours} against ${theirs} for everybody's latest answers (better by ${difference})`,
    )
  })

  test('says whether the difference may be chance, and which side is the better one', () => {
    const line = (better: string, value: number) =>
      trackRecord(
        changed(found, ({ name }) => ({
          better,
          brier: { value: name === 'decidersOnly' ? 0.2 : 0.3, standardError: 0.01 },
          difference: { value, standardError: 0.0134, interval: [0, 0] },
        })),
      )
    const start = / against 0\.200 for the deciders' latest answers \(/
    expect(line('yes', 0.0432)).toMatch(start)
    expect(line('yes', 0.0432).split('(')[1]).toBe('better by 0.043 ± 0.013)')
    expect(line('unclear', 0.0132).split('(')[1]).toBe('better by 0.013 ± 0.013, which may be chance)')
    expect(line('unclear', -0.0132).split('(')[1]).toBe('worse by 0.013 ± 0.013, which may be chance)')
    expect(line('no', -0.0432).split('(')[1]).toBe('worse by 0.043 ± 0.013)')
  })

  test("names every rival in words, and a score of one's own by its name", () => {
    const wordsFor = (best: string) =>
      trackRecord(
        changed(found, ({ name }) => ({
          name: name === 'nps' ? best : name,
          brier: { value: name === 'nps' ? 0 : 0.5, standardError: 0 },
        })),
      )
    expect(wordsFor('signatory')).toContain("for the economic buyer's latest answer (")
    expect(wordsFor('nps')).toContain('for the net promoter score (')
    expect(wordsFor('kindRate')).toContain('for the share won of each kind (')
    expect(wordsFor('baseRate')).toContain('for the share won (')
    expect(wordsFor('the\nstage')).toContain('for the score "the\\nstage" (')
    expect(wordsFor('oursRefitted')).not.toContain('oursRefitted')
  })

  test('is of the shortest lead that can be judged', () => {
    expect(told(world, { leads: [90, 60], settings: BOARD_BELIEFS })).toMatch(/^Of 100 decisions forecast 60 days ahead /)
    const lately = accounts(12, 11).map(village =>
      createVillage({ ...village, decisions: village.decisions.map(each => ({ ...each, recordedAt: day(50) })) }),
    )
    expect(told(lately, { leads: [60, 1] })).toMatch(/^Of 23 decisions forecast 1 day ahead we said \d+ % and 52 % were won; /)
  })

  test('says that there is too little to judge by', () => {
    expect(told([])).toBe('No decisions so far: too few to judge')
    expect(told(accounts(1, 0))).toBe('1 decision so far: too few to judge')
    expect(told(accounts(6, 5))).toBe('11 decisions so far: too few to judge')
    expect(told(accounts(30, 9))).toBe('39 decisions so far, only 9 of them not won: too few to judge')
    expect(told(accounts(0, 20))).toBe('20 decisions so far, none of them won: too few to judge')
  })

  test('says that all of it is of one account, and how much could not be forecast', () => {
    const results = [...Array(10).fill('won'), ...Array(12).fill('lost')]
    expect(told([account('Acme', results)])).toBe('22 decisions so far, all of one account: too few accounts to judge')
    const [first = expect.fail(), ...others] = accounts(10, 10)
    const late = createVillage({ ...first, decisions: first.decisions.map(each => ({ ...each, recordedAt: day(90) })) })
    expect(told([late, ...others])).toBe('19 of 20 decisions could be forecast 30 days ahead: too few to judge')
  })

  test('tells no share as nothing or all that is not quite that', () => {
    const rare = {
      ...found,
      leads: found.leads.map(lead => ({
        ...lead,
        won: 10,
        notWon: 49_990,
        forecasts: lead.forecasts.map(each => ({ ...each, probabilityOfYes: 0.999 })),
      })),
    }
    expect(trackRecord(rare)).toMatch(/we said more than 99 % and less than 1 % were won/)
  })

  test('is plain where ours is good: a world that the model knows', () => {
    const villages = simulated(1, { halfLifeDays: 120, priorSd: 0.3, threshold: 0.1, lead: 30 }, { accounts: 100, gaps: [120, 40, 10] })
    expect(told(villages, { leads: [30] })).toMatch(
      /^Of 100 decisions forecast 30 days ahead we said \d+ % and \d+ % were won; Brier 0\.\d{3} against 0\.\d{3} for /,
    )
  })

  test.each([
    [null],
    [7],
    [{}],
    [{ leads: [] }],
    [{ leads: 3 }],
    [{ leads: [{ days: 30 }] }],
    [{ leads: [{ ...found.leads[0], won: '6' }] }],
  ])('is refused for what no back-test gave: %j', given => {
    expect(refused(() => callLoosely(trackRecord, given))).toMatchObject({
      code: 'invalidArgument',
      message: expect.stringMatching(/^trackRecord: /),
    })
  })

  test('is refused for a back-test in which a number is none', () => {
    expect(refused(() => trackRecord({ ...found, outcomes: Number.NaN })).message).toMatch(/^trackRecord: /)
    expect(refused(() => trackRecord(changed(found, () => ({ difference: {} })))).message).toMatch(/^trackRecord: /)
  })

  test('is the same of a back-test that was written and read', () => {
    expect(trackRecord(JSON.parse(JSON.stringify(found)))).toBe(trackRecord(found))
  })
})
