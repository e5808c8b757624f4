import { authority } from '../influence/authority.js'
import { readings } from '../sentiment/readings.js'
import type { Snapshot } from '../village/snapshot.js'

/** A number that may tell how a decision falls, from what is known on a day; `undefined` where nobody said anything. */
type ScoreOf = (s: Snapshot) => number | undefined

/** What people go by who have no model of the account, by name. */
export const USUAL_SCORES: readonly (readonly [name: string, scoreOf: ScoreOf])[] = [
  ['meanOfLatest', meanOfLatest],
  ['decidersOnly', decidersOnly],
  ['signatory', signatory],
  ['nps', nps],
]

/** The names that scores of one's own cannot have. */
export const OWN_NAMES: readonly string[] = [...USUAL_SCORES.map(([name]) => name), 'kindRate', 'baseRate', 'ours', 'oursRefitted']

/** A reading is a promoter's from here on, and a detractor's up to there: between 8 and 9, and between 6 and 7, of 0 to 10 in equal steps. */
const PROMOTER = 0.75
const DETRACTOR = 0.25

function meanOfLatest(s: Snapshot): number | undefined {
  return meanOf([...latestReadings(s).values()])
}

function decidersOnly(s: Snapshot): number | undefined {
  const { classes } = authority(s)
  return meanOfThose(
    s,
    s.stakeholders.flatMap(({ id }, i) => (classes[i] === 'decider' ? [id] : [])),
  )
}

function signatory(s: Snapshot): number | undefined {
  return meanOfThose(
    s,
    s.roles.flatMap(({ role, stakeholder }) => (role === 'economicBuyer' ? [stakeholder] : [])),
  )
}

function nps(s: Snapshot): number | undefined {
  return meanOf([...latestReadings(s).values()].map(value => (value >= PROMOTER ? 1 : value <= DETRACTOR ? -1 : 0)))
}

function meanOfThose(s: Snapshot, people: readonly string[]): number | undefined {
  const latest = latestReadings(s)
  return meanOf([...new Set(people)].flatMap(id => latest.get(id) ?? []))
}

/** The latest reading of each person who is there, as it was heard. */
function latestReadings(s: Snapshot): ReadonlyMap<string, number> {
  const present = new Set(s.stakeholders.map(({ id }) => id))
  return new Map(readings(s).flatMap(({ stakeholder, value }) => (present.has(stakeholder) ? [[stakeholder, value]] : [])))
}

function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, each) => sum + each, 0) / values.length
}
