import {
  type AccountReport,
  accountHistory,
  accountReport,
  createVillage,
  explainChange,
  explainRisk,
  snapshot,
  type VillageInput,
} from 'account-village'
import { toHtmlReport } from 'account-village/render'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { BOARD_DAY, board } from '../../support/boards.js'
import { day as dayOf } from '../../support/days.js'
import { byId, readPage } from '../../support/page.js'
import { elementsOf, withClass, type XmlElement } from '../../support/xml.js'

/** The day so many days after boards are looked at. */
const day = (n: number): string => dayOf(60 + n)

const ann = { id: 'ann', name: 'Ann Lee', title: 'Chief Financial Officer', roles: ['economicBuyer' as const] }
const bo = { id: 'bo', name: 'Bo Ek', roles: ['decisionMaker' as const] }
const cy = { id: 'cy', name: 'Cy Fox', roles: ['user' as const] }
const deal = { id: 'deal', name: 'Renewal', kind: 'renewal' as const, value: { amount: 412_000, currency: 'EUR' }, expectedAt: day(30) }
const heard = (stakeholder: string, sentiment: number, days = 0) => ({ stakeholder, at: day(days), sentiment, via: 'interview' as const })

/** The first page of a village, with what changed in three months. */
function first(rest: Omit<VillageInput, 'account'>, on = BOARD_DAY): { readonly report: AccountReport; readonly root: XmlElement } {
  const village = createVillage({ account: 'Acme', stakeholders: [ann, bo, cy], decisions: [deal], ...rest })
  const [before, now] = [snapshot(village, day(-90)), snapshot(village, on)]
  const isPriced = [before, now].every(({ decision }) => decision?.value !== undefined && decision.outcome === undefined)
  const report = accountReport(now)
  const html = toHtmlReport(report, {
    history: accountHistory(village, on, { steps: 12 }),
    change: { from: before.asOf, explanation: explainChange(before, now), ...(isPriced && { risk: explainRisk(before, now) }) },
  })
  return { report, root: readPage(html).root }
}

function textOf(root: XmlElement, id: string): string {
  return (byId(root, id)?.text ?? '').replace(/\s/g, ' ')
}

const verdict = (rest: Omit<VillageInput, 'account'>): string => elementsOf(first(rest).root, 'h1')[0]?.text ?? ''

describe('the chart of page one', () => {
  const notes = (observations: NonNullable<VillageInput['observations']>): { readonly written: string[]; readonly said: string } => {
    const root = byId(first({ observations }).root, 'will')
    const [chart] = root === undefined ? [] : withClass(root, 'chart')
    const written = chart === undefined ? [] : withClass(chart, 'note').map(({ text }) => text.replace(/\s/g, ' '))
    return { written, said: (chart?.attributes.get('aria-label') ?? '').replace(/\s/g, ' ') }
  }
  const both = (mood: number, days: number) => [heard('ann', mood, days), heard('bo', mood, days)]

  it('says whose words changed the chance most, two at most, and what they thought then', () => {
    const { written, said } = notes(
      [...both(0, -300), heard('ann', -0.5, -210), heard('bo', 0.1, -150), heard('ann', 0.25, -60), heard('bo', 0, -3)].map(each => ({
        ...each,
        sd: 0.3,
      })),
    )
    expect(written).toEqual(['Ann Lee: against', 'Ann Lee: neutral'])
    expect(said).toMatch(/ at the vote\. \d{4}-\d\d-\d\d, Ann Lee: against\. \d{4}-\d\d-\d\d, Ann Lee: neutral\.$/)
  })

  it('says nothing of what fades, nor of users, who do not decide', () => {
    const { written, said } = notes([...both(0.6, -300), ...both(0.6, -200), heard('cy', -0.9, -150), ...both(0.6, -100), ...both(0.6, -2)])
    expect(written).toEqual([])
    expect(said).toMatch(/ at the vote\.$/)
  })
})

describe('the verdict of page one', () => {
  const all = (mood: number) => ({ observations: ['ann', 'bo', 'cy'].map(id => heard(id, mood, -2)) })

  it('is one of four, by where the interval lies, and names who can stop it', () => {
    expect(verdict(all(0.9))).toBe('On course. Everyone who decides was heard in the last 2 days; nobody who can stop it leans to no.')
    expect(verdict(all(-0.9))).toMatch(/^Likely lost\. (Ann Lee|Bo Ek).*who can stop it alone,.*more likely to say no than yes\.$/)
    expect(verdict({ observations: [heard('ann', -0.15, -1), heard('bo', -0.1, -1)].map(each => ({ ...each, sd: 0.3 })) })).toMatch(
      /^Open either way\. /,
    )
    expect(verdict({})).toBe('Not known: nobody who decides was heard.')
    expect(verdict({ decisions: [{ ...deal, expectedAt: day(900) }], ...all(0.9) })).toBe(
      'Not known. Most of what was heard will have faded by the vote.',
    )
  })

  it('says that nothing is open, and that nobody is known', () => {
    expect(verdict({ decisions: [], ...all(0.9) })).toBe('No decision is open; the account is favourable.')
    expect(verdict({ decisions: [], stakeholders: [] })).toBe('Nobody there is known yet.')
  })

  it('tells how long those were not heard who can stop it', () => {
    const people = [ann, { ...bo, veto: true }, cy]
    expect(verdict({ stakeholders: people, observations: [heard('ann', 0.5, -1), heard('bo', 0.5, -1), heard('cy', 0.5)] })).not.toMatch(
      /never|ago/,
    )
    expect(verdict({ stakeholders: people, observations: [heard('ann', 0.9, -1), heard('cy', 0.5)] })).toMatch(
      /never heard|nobody has heard/,
    )
  })
})

describe('the page', () => {
  afterEach(() => void vi.unstubAllGlobals())

  it('is made with nothing but the language: no encoder, no letters of base 64, no address', () => {
    const report = accountReport(snapshot(createVillage({ account: 'Acme \u{1F600}', stakeholders: [ann] }), BOARD_DAY))
    const usual = toHtmlReport(report)
    for (const name of ['TextEncoder', 'TextDecoder', 'btoa', 'atob', 'URL', 'Buffer', 'process']) vi.stubGlobal(name, undefined)
    const bare = toHtmlReport(report)
    vi.unstubAllGlobals()
    expect(bare).toBe(usual)
  })
})

describe('page one', () => {
  const two = first({
    observations: [heard('ann', 0.6, -200), heard('ann', -0.3, -10), heard('bo', 0.5, -5), heard('cy', 0.9, -3), heard('bo', 0.2, -150)],
    expectations: [
      { id: 'cap', stakeholder: 'ann', statement: 'a cost cap for 2028', importance: 0.9, dueAt: day(-21), status: [] },
      { id: 'sso', stakeholder: 'bo', statement: 'single sign-on', importance: 0.5, status: [] },
    ],
  })

  it('asks five questions in one order, and the evidence comes after them', () => {
    const sections = elementsOf(two.root, 'section').map(({ attributes }) => attributes.get('id'))
    expect(sections.slice(0, 9)).toEqual(['will', 'who', 'changed', 'monday', 'gaps', 'deciders', 'handover', 'expectations', 'moves'])
    expect(sections.at(-1)).toBe('forecasts')
  })

  it('tells the chance at the vote, that of today, and the money at risk, each with its interval', () => {
    const { probabilityOfYes = 0, interval = [0, 0], ifVotedToday } = two.report.outlooks[0] ?? {}
    const percent = (share = Number.NaN): string => `${Math.round(100 * share)} %`
    const will = textOf(two.root, 'will')
    expect(will).toContain(
      `At the vote, in 30 days${percent(probabilityOfYes)} ${percent(interval[0]).replace(' %', '')} to ${percent(interval[1])}`,
    )
    expect(will).toContain(`If they voted today${percent(ifVotedToday?.probabilityOfYes)}`)
    const atRisk = Number((412_000 * (1 - probabilityOfYes)).toPrecision(3))
    expect(will.replace(/\s/g, '')).toContain(`MoneyatriskatthevoteEUR${atRisk}of412000`)
  })

  it('says of whoever decides what they think, when they were heard and what they wait for, late words apart', () => {
    const who = byId(two.root, 'who')
    const rows = who === undefined ? [] : elementsOf(who, 'tr').slice(1)
    expect(rows.map(row => elementsOf(row, 'th')[0]?.text.includes('Cy Fox'))).not.toContain(true)
    const row = rows.find(each => each.text.includes('Ann Lee'))
    expect(row?.text.replace(/\s+/g, ' ')).toMatch(
      /Ann LeeChief Financial Officer · \d+ % of power(strongly )?(for|neutral|against).*10 days ago.*a cost cap for 2028; 21 days overdue/,
    )
  })

  it('has reasons that add up to the change, and hatches those by time alone', () => {
    const changed = byId(two.root, 'changed')
    if (changed === undefined) return expect.fail()
    const values = elementsOf(changed, 'li')
      .flatMap(item => elementsOf(item, 'span').slice(-1))
      .map(({ text }) => Number(text.replace('\u2212', '-')))
    expect(values.length).toBeGreaterThan(2)
    const total = Number(/In all ([+\u2212]?\d+|no change)/.exec(changed.text)?.[1]?.replace('\u2212', '-').replace('no change', '0'))
    expect(values.reduce((sum, each) => sum + each, 0)).toBe(total)
    expect(changed.text).toContain('percentage points at the vote')
    const hatched = elementsOf(changed, 'li').filter(item => withClass(item, 'aged').length > 0)
    expect(hatched.length).toBeGreaterThan(0)
    expect(hatched.every(({ text }) => /fades|nearer|smaller/.test(text))).toBe(true)
  })

  it('has at most three moves, each with an owner or none yet, and at most three gaps', () => {
    const { root, report } = {
      root: readPage(toHtmlReport(accountReport(snapshot(createVillage(board(40)), BOARD_DAY)))).root,
      report: two.report,
    }
    expect(report.moves.moves.length).toBeGreaterThan(0)
    const moves = withClass(root, 'moves').flatMap(list => elementsOf(list, 'li'))
    expect(moves.length).toBeLessThanOrEqual(3)
    for (const { text } of moves) expect(text).toMatch(/No owner yet|·/)
    const gaps = withClass(root, 'gaps').flatMap(list => elementsOf(list, 'li'))
    expect(gaps.length).toBeGreaterThan(0)
    expect(gaps.length).toBeLessThanOrEqual(3)
  })

  it('shows no chance and no amount at risk where nobody who decides was heard', () => {
    const { root } = first({ stakeholders: [ann, bo, cy] })
    expect(textOf(root, 'will')).not.toMatch(/\d %/)
    expect(textOf(root, 'will')).toContain('open, not judged')
  })

  it('says in its record of forecasts what it was given', () => {
    const report = accountReport(snapshot(createVillage({ account: 'Acme' }), BOARD_DAY))
    const told = readPage(toHtmlReport(report, { trackRecord: 'Of 12 we said 50 %' })).root
    expect([textOf(told, 'gaps'), textOf(told, 'forecasts')].every(text => text.includes('Of 12 we said 50 %.'))).toBe(true)
    expect(textOf(readPage(toHtmlReport(report)).root, 'gaps')).toContain('too few decisions to tell')
  })
})
