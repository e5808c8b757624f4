import { createVillage, type Nomination, record, retract, revise, snapshot, type TimeInput } from 'account-village'
import { totalInfluence } from 'account-village/graph'
import { type NominationOptions, tiesFromNominations } from 'account-village/listening'
import { describe, expect, test } from 'vitest'
import { callLoosely, refused } from '../support/refusal.js'

const people = ['ann', 'bo', 'cy', 'di'].map(id => ({ id }))
const of = (...nominations: Nomination<TimeInput>[]) => createVillage({ account: 'Acme', stakeholders: people, nominations })
const named = (stakeholder: string, at: string, nominates: string[], more: Partial<Nomination<TimeInput>> = {}): Nomination<TimeInput> => ({
  stakeholder,
  at,
  nominates,
  ...more,
})
const pairs = (...given: Parameters<typeof tiesFromNominations>) => tiesFromNominations(...given).map(({ from, to }) => `${from} ${to}`)

describe('ties from nominations', () => {
  test('lead from each nominee to the nominator, in order of both, and say since when and how it is known', () => {
    const village = of(named('bo', '2026-03-02T15:30:00+02:00', ['di', 'cy']), named('ann', '2026-01-05', ['bo']))
    expect(tiesFromNominations(village)).toEqual([
      { from: 'bo', to: 'ann', kind: 'influence', weight: 1, since: '2026-01-05', basis: 'stated' },
      { from: 'cy', to: 'bo', kind: 'influence', weight: 1, since: '2026-03-02', basis: 'stated' },
      { from: 'di', to: 'bo', kind: 'influence', weight: 1, since: '2026-03-02', basis: 'stated' },
    ])
  })

  test('follow the latest answer to each question', () => {
    const village = of(
      named('bo', '2026-03-02', ['cy'], { question: 'advice' }),
      named('bo', '2026-01-02', ['ann'], { question: 'advice' }),
      named('bo', '2026-02-02', ['di'], { question: 'budget' }),
      named('bo', '2026-02-03', ['ann']),
      named('bo', '2026-02-04', []),
    )
    expect(pairs(village)).toEqual(['cy bo', 'di bo'])
    expect(pairs(snapshot(village, '2026-02-03'))).toEqual(['ann bo', 'di bo'])
    expect(pairs(snapshot(village, '2026-01-01'))).toEqual([])
  })

  test('are one for each pair, since the first answer that counts, and none of somebody to themselves', () => {
    const village = of(
      named('bo', '2026-03-02', ['cy', 'bo', 'cy'], { question: 'advice' }),
      named('bo', '2026-02-02', ['cy'], { question: 'budget', confidence: 0.5, recordedAt: '2026-02-20' }),
    )
    expect(tiesFromNominations(village)).toEqual([
      {
        from: 'cy',
        to: 'bo',
        kind: 'influence',
        weight: 1,
        since: '2026-02-02',
        basis: 'stated',
        confidence: 0.5,
        recordedAt: '2026-02-20T00:00:00.000Z',
      },
    ])
  })

  test('of a village are those of what is believed last', () => {
    const village = of(named('bo', '2026-01-02', ['ann'], { id: 'n' }), named('ann', '2026-01-02', ['di'], { id: 'm' }))
    const revised = revise(village, { nominations: [named('bo', '2026-01-02', ['cy'], { id: 'n' })] }, { recordedAt: '2026-02-01' })
    expect(pairs(retract(revised, 'm', { recordedAt: '2026-02-01' }))).toEqual(['cy bo'])
    expect(pairs(snapshot(revised, '2026-01-15'))).toEqual(['di ann', 'ann bo'])
  })

  test('can be recorded as they are, and twice as well as once', () => {
    const village = of(named('bo', '2026-03-02', ['ann', 'cy']))
    const ties = tiesFromNominations(village)
    const known = record(village, { ties })
    expect(record(known, { ties })).toBe(known)
    const ofBo = totalInfluence(snapshot(known, '2026-03-02')).filter(({ stakeholder }) => stakeholder === 'bo')
    expect(ofBo.map(({ from, share }) => [from, share])).toEqual(
      [0.15, 0.7, 0.15].map((share, i) => [['ann', 'bo', 'cy'][i], expect.closeTo(share, 12)]),
    )
    expect(totalInfluence(snapshot(village, '2026-03-02')).filter(({ stakeholder, from }) => stakeholder !== from)).toEqual([])
  })

  test('are of the kind that is asked for, which is one that nominations can become', () => {
    const village = of(named('bo', '2026-03-02', ['ann']))
    expect(tiesFromNominations(village, { kind: 'informs' })[0]?.kind).toBe('informs')
    for (const kind of ['reportsTo', 'conflict', 'love', 1])
      expect(refused(() => callLoosely(tiesFromNominations, village, { kind })).name).toBe('InvalidArgumentError')
    expect(refused(() => callLoosely(tiesFromNominations, {})).name).toBe('InvalidArgumentError')
    const options: NominationOptions = {}
    expect(pairs(village, options)).toEqual(['ann bo'])
  })
})

describe('a nomination', () => {
  test('of somebody whom nobody knows is refused', () => {
    expect(refused(() => of(named('bo', '2026-03-02', ['ann', 'nobody']))).paths).toEqual(['nominations[0].nominates'])
    expect(refused(() => of(named('nobody', '2026-03-02', []))).paths).toEqual(['nominations[0].stakeholder'])
  })
})
