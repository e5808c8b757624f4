import { type PowerTransition, powerTransitions, snapshot, type Village } from 'account-village'
import { expect } from 'vitest'
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
