import { type PowerTransition, powerTransitions, snapshot, type Village } from 'account-village'
import { expect } from 'vitest'
import { flagAfter } from '../../src/math/handoverChain.js'
import { momentsOf } from '../../src/transitions/belief.js'
import { believedIn, knownFrom } from '../../src/transitions/known.js'
import { ledgerOf } from '../../src/transitions/ledger.js'
import { instant } from './days.js'

/** At every moment, and from a day after which nothing happens, the flag is there since its present run in snapshots of every moment began. */
export function expectHonestFlag(village: Village): void {
  const moments = [...village.interactions, ...village.roles]
    .flatMap(fact => [fact.recordedAt, 'at' in fact ? fact.at : [fact.since, fact.until]].flat())
    .filter(moment => moment !== undefined)
    .sort()
  let run: readonly [flag: string, since: string] = ['none', '']
  for (const moment of [...new Set(moments), instant(60)]) {
    const { flaggedAt, reversedAt } = answer(village, moment)
    const flag = flaggedAt !== undefined ? 'flagged' : reversedAt !== undefined ? 'reversed' : 'none'
    if (flag !== run[0]) run = [flag, moment]
    expect([flag, flaggedAt ?? reversedAt]).toEqual([flag, flag === 'none' ? undefined : run[1]])
  }
}

/** The one answer, where power may move within weeks. */
export function answer(village: Village, asOf: string): PowerTransition {
  const [only] = powerTransitions(
    snapshot(village, asOf, { settings: { handover: { hazardPerDay: 0.02, falseAlarmShare: 0.3, reversedBelow: 0.3 } } }),
  )
  if (only === undefined) throw new Error('there is no answer')
  return only
}

/** What is taken in from moment to moment is at each of them what a ledger has that is told all of it at once. */
export function expectSameLedger(village: Village): void {
  const { interactions, roleHistory: roles, settings } = snapshot(village, instant(60))
  const ledger = () => ledgerOf(interactions, roles, settings.handover)
  const kept = ledger()
  for (const [moment, { news, now, noLonger, turned }] of momentsOf(interactions, roles, Number.POSITIVE_INFINITY)) {
    kept.believe(now, noLonger)
    for (const interaction of news) kept.learn(interaction)
    for (const role of turned) kept.reach(role)
    kept.advance(moment)
    const anew = ledger()
    anew.believe(
      roles.filter(role => believedIn(role)[0] <= moment && moment < believedIn(role)[1]),
      [],
    )
    for (const interaction of interactions) if (knownFrom(interaction) <= moment) anew.learn(interaction)
    anew.advance(moment)
    const [one, other] = [kept, anew].map(({ evidence, chain }) => [evidence(), chain.days, flagAfter(chain, settings.handover)])
    expect([moment, one]).toEqual([moment, other])
  }
}
