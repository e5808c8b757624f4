import { assessRisk, createVillage, snapshot, type Village } from 'account-village'
import { acceptProposal, readDraft } from 'account-village/agents'
import { describe, expect, it } from 'vitest'

const known = createVillage({
  account: 'acme',
  stakeholders: [{ id: 'bo', name: 'Bo Berg', roles: ['economicBuyer'] }],
  teammates: [{ id: 'kim', name: 'Kim Sand' }],
  decisions: [{ id: 'deal', name: 'Renewal', kind: 'renewal', value: { amount: 100_000, currency: 'EUR' }, expectedAt: '2026-06-30' }],
})

/** What somebody says on three days, taken in from the text of each. */
function heard(village: Village, text: string, speaker: string, sentiment: number, days: readonly string[]): Village {
  return days.reduce((before, at) => {
    const quote = text.slice(text.indexOf(':') + 2)
    const items = [{ kind: 'reading', stakeholder: 'bo', speaker, sentiment, quote }]
    const { proposals } = readDraft({ items }, { text, village: before, at, source: at })
    return proposals.reduce((after, proposal) => acceptProposal(after, proposal), before)
  }, village)
}

const found = (village: Village) => assessRisk(snapshot(village, '2026-03-20')).filter(({ rule }) => rule === 'contradiction')

describe('what one of ours reports of a person', () => {
  const own = heard(known, 'Bo Berg: We are about to cancel all of this.', 'bo', -0.9, ['2026-03-02', '2026-03-05', '2026-03-09'])

  it('becomes a finding where it contradicts what they write themselves, as it came through the intake', () => {
    const both = heard(own, 'Kim Sand: Bo is thrilled.', 'kim', 1, ['2026-03-10'])
    expect(found(both)).toMatchObject([
      { stakeholders: ['bo'], subjects: ['deal', 'bo', 'kim'], message: expect.stringContaining('rosier') },
    ])
  })

  it('is no finding where it says the same, or where they never spoke', () => {
    expect(found(heard(own, 'Kim Sand: Bo is furious.', 'kim', -0.8, ['2026-03-10']))).toEqual([])
    expect(found(heard(known, 'Kim Sand: Bo is thrilled.', 'kim', 1, ['2026-03-10']))).toEqual([])
  })
})
