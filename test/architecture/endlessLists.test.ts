import { accountHistory, createVillage, rollUp, snapshot, whatIf } from 'account-village'
import { toGexf } from 'account-village/formats'
import { routeComment } from 'account-village/listening'
import { describe, it } from 'vitest'
import { callLoosely, refusal, within } from '../support/refusal.js'

const village = createVillage({
  account: 'Acme',
  stakeholders: [{ id: 'ann' }],
  comments: [{ id: 'c', at: '2026-01-02', stakeholder: 'ann', text: 'x' }],
})
const s = snapshot(village, '2026-03-02')
/** Takes no room, and hours to go through. */
const endless = new Array(2 ** 32 - 1)
/** Every character of it would be a field. */
const long = 'x'.repeat(1_000_000)

describe('what would take minutes is refused at once', () => {
  const first = { id: 'ann' }
  it.each<[what: string, act: () => unknown]>([
    ['endless options of a film', () => callLoosely(toGexf, village, endless)],
    ['a long text for options of a film', () => callLoosely(toGexf, village, long)],
    ['a long text for the step of a film', () => callLoosely(toGexf, village, { step: long })],
    ['an endless list for a decision', () => callLoosely(toGexf, village, { decision: endless })],
    ['a long text for options of a history', () => callLoosely(accountHistory, village, '2026-03-02', long)],
    ['endless options of a snapshot', () => callLoosely(snapshot, village, '2026-03-02', endless)],
    ['an endless list of stakeholders', () => callLoosely(createVillage, { account: 'A', stakeholders: endless })],
    ['an endless list of roles', () => callLoosely(createVillage, { account: 'A', stakeholders: [{ ...first, roles: endless }] })],
    [
      'an endless list within a fact',
      () =>
        callLoosely(createVillage, {
          account: 'A',
          stakeholders: [first],
          interactions: [{ at: '2026-01-01', kind: 'meeting', participants: endless }],
        }),
    ],
    ['endless rules', () => callLoosely(routeComment, village, 'c', endless, '2026-03-01')],
    ['endless changes', () => callLoosely(whatIf, s, endless)],
    ['endless accounts', () => callLoosely(rollUp, endless)],
  ])('%s', (_, act) => {
    within(20, () => refusal(act))
  })
})
