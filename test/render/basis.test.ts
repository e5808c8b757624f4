import { accountReport, createVillage, type Observation, snapshot, type VillageInput } from 'account-village'
import { toCauseEffect, toHtmlReport } from 'account-village/render'
import { describe, expect, test } from 'vitest'
import { toText } from '../../src/render/text/toText.js'
import { day } from '../support/days.js'

const heard = (stakeholder: string, sentiment: number, at = day(0)): Observation => ({ stakeholder, at, sentiment, via: 'interview' })
const base = {
  account: 'Acme',
  stakeholders: [
    { id: 'ann', roles: ['economicBuyer' as const] },
    { id: 'bo', roles: ['approver' as const] },
  ],
  observations: [heard('ann', -0.4), heard('bo', 0.1)],
  decisions: [{ id: 'deal', name: 'Deal', kind: 'new' as const, value: { amount: 200_000, currency: 'EUR' }, expectedAt: day(40) }],
}
const reportOf = (input: Partial<VillageInput> = {}) => accountReport(snapshot(createVillage({ ...base, ...input }), day(1)))

const FIRM = reportOf()
const OPEN = {
  'mostly the prior': reportOf({ observations: [heard('bo', 0.6)] }),
  'the prior alone': reportOf({ observations: [] }),
  'what will mostly have faded': reportOf({ decisions: base.decisions.map(each => ({ ...each, expectedAt: day(400) })) }),
}

/** Everything that a page says, the texts of its pictures included, without the data of its script. */
function said(page: string): string {
  return page
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/[ \n\u00a0]+/g, ' ')
}

const CHANCES = /of the chance of yes|the chance rises by|decisionOutlook\.(share|pivotality)|Hangs on them/

describe('a reader of findings, plans and people', () => {
  test('sees amounts and chances where the decision rests on what was heard', () => {
    const [finding] = FIRM.risks
    expect(FIRM.outlooks.map(({ basis }) => basis)).toEqual(['evidence'])
    expect(said(toHtmlReport(FIRM))).toMatch(/decisionOutlook\.share of ann: 0\.\d+/)
    expect(toText(FIRM)).toMatch(/\d+ points? of the chance of yes · EUR [\d\u202f]+/)
    expect(finding !== undefined && toCauseEffect(finding, FIRM)).toMatch(/EUR [\d\u202f]+ at risk/)
    expect(finding !== undefined && toCauseEffect(finding, FIRM)).toContain('chance of a no')
    expect(toText(FIRM)).toMatch(/\nann +economic buyer +\d+ % .* \d+ % +\d+ %/)
  })

  test.each(Object.entries(OPEN))('sees neither where it rests on %s', (_, report) => {
    expect(report.risks.length).toBeGreaterThan(1)
    const [page, text] = [said(toHtmlReport(report)), toText(report, { width: 400 })]
    for (const told of [page, text]) {
      expect(told).not.toMatch(CHANCES)
      expect(told.match(/.{0,8}EUR [\d\u202f]+/g)?.filter(each => !/up to EUR|EUR 200\u202f000/.test(each)) ?? []).toEqual([])
    }
    for (const finding of report.risks) expect(toCauseEffect(finding, report)).not.toMatch(/at risk|chance of a no|what hangs on them/)
    expect(report.interviews.map(({ reason }) => reason).join()).not.toContain('the chance rises')
  })

  test('sees no answer at the vote of a person, only that of today, where most will have faded', () => {
    const { risks } = OPEN['what will mostly have faded']
    expect(risks.some(({ evidence }) => evidence.some(({ measure }) => measure === 'decisionOutlook.share'))).toBe(true)
    expect(toText(OPEN['what will mostly have faded'])).toMatch(
      /\nName +Roles +Power +Sentiment +Last heard +Today.*\nann +economic buyer +\d+ % .* \d+ %/,
    )
  })

  test('sees in a picture of a finding that stands alone an amount where the finding has one', () => {
    const [finding] = FIRM.risks
    if (finding === undefined) return expect.fail()
    expect(toCauseEffect(finding)).toMatch(/chance of a no[\s\S]*EUR [\d\u202f]+ at risk/)
    const { revenueAtRisk: _, ...without } = finding
    expect(toCauseEffect(without)).not.toMatch(/at risk|chance of a no/)
  })
})
