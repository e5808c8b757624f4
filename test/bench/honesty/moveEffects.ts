// How often people are said to think better or worse of us after a move, when nothing came of it and when something did, by simulation.
import { createVillage, DEFAULT_SETTINGS, sentiments, snapshot, type VillageInput } from 'account-village'
import { type MoveEffect, moveEffects } from 'account-village/moves'
import { normalCdf } from '../../../src/support/normal.js'
import { type Random, randomFrom } from '../../../src/support/random.js'
import { shareOf, tableOf } from './table.js'
import { asReading, dateOf } from './world.js'

const SEED = 20_311_130
/** The days on which everybody is heard, moves are done, everybody is heard again, and effects are judged. */
const [HEARD, DONE, AGAIN, TODAY] = [0, 30, 90, 97]
const PEOPLE = Array.from({ length: 20 }, (_, i) => `person ${i}`)
/** Moves go to people who are as low as this. */
const LOW = -0.3
/** By how much a move sways people. */
const WORLDS = [0, 0.3, 0.6, -0.3]
const { priorMean, priorSd, halfLifeDays, readingSd } = DEFAULT_SETTINGS.sentiment
const { declineProbability } = DEFAULT_SETTINGS.risk
const { smallestChange } = DEFAULT_SETTINGS.account

/** Prints how many of those who were low are found better and worse after a move with them, by the change alone and beyond what was to come. */
export function simulateMoveEffects(runs: number): void {
  const rows = WORLDS.map(sway => {
    const random = randomFrom(SEED)
    const effects = Array.from({ length: runs }, () => effectsOf(sway, random)).flat()
    const found = (holds: (effect: MoveEffect) => boolean): string => shareOf(effects.filter(holds).length, effects.length)
    return [
      String(sway),
      String(effects.length),
      found(({ change = 0, sd = 1 }) => change >= smallestChange && normalCdf(change / sd) >= declineProbability),
      found(({ verdict }) => verdict === 'better'),
      found(({ verdict }) => verdict === 'worse'),
    ]
  })
  const title = `effects of moves with people below ${LOW}, interviews 30 days before and 60 days after, ${runs} accounts of ${PEOPLE.length} people; ± twice the standard error`
  console.log(tableOf(title, ['sways by', 'people', '% better by the change', '% better', '% worse'], rows))
}

/** What is said of one account after moves with those who were low. */
function effectsOf(sway: number, random: Random): readonly MoveEffect[] {
  const truths = PEOPLE.map(() => priorMean + priorSd * random.normal())
  const later = (truth: number, days: number): number => {
    const kept = 2 ** (-days / halfLifeDays)
    return priorMean + kept * (truth - priorMean) + Math.sqrt(1 - kept * kept) * priorSd * random.normal()
  }
  const said = (stakeholder: string, day: number, truth: number) =>
    ({ stakeholder, at: dateOf(day), sentiment: asReading(truth + readingSd.interview * random.normal()), via: 'interview' }) as const
  const stakeholders = PEOPLE.map(id => ({ id }))
  const before = PEOPLE.map((id, i) => said(id, HEARD, truths[i] ?? Number.NaN))
  const seen = sentiments(snapshot(createVillage({ account: 'Acme', stakeholders, observations: before }), dateOf(DONE)))
  const low = new Set(seen.flatMap(({ stakeholder, value = 0 }) => (value < LOW ? [stakeholder] : [])))
  const after = PEOPLE.map((id, i) =>
    said(id, AGAIN, later(later(truths[i] ?? Number.NaN, DONE - HEARD) + (low.has(id) ? sway : 0), AGAIN - DONE)),
  )
  const moves: VillageInput['moves'] = [{ id: 'm', statement: 'a move', with: [...low], status: [{ at: dateOf(DONE), state: 'done' }] }]
  const village = createVillage({ account: 'Acme', stakeholders, observations: [...before, ...after], moves })
  return moveEffects(snapshot(village, dateOf(TODAY))).effects
}
