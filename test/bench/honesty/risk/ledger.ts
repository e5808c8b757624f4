import type { VillageInput } from 'account-village'
import { normalCdf } from '../../../../src/support/normal.js'
import type { Random } from '../../../../src/support/random.js'
import { asReading, dateOf, oneOf } from '../world.js'
import { type Plan, TODAY, type World } from './plan.js'

/** How often deciders and others are met, and asked: days, at least and at most. */
const [DECIDER_MEETING, OTHER_MEETING] = [
  [28, 56],
  [10, 35],
] as const
const ASKED = { interview: [130, 190], survey: [120, 120] } as const
/** How many answer at a sentiment of 0, as quantiles of the normal distribution: 60 and 30 %; the slope, and the days until they answer. */
const ANSWERED = { interview: 0.2533, survey: -0.5244 } as const
const [SLOPE, WAIT] = [0.5, 5]
/** How many meetings leave a report, how many reports hold two readings, and how alike the errors of those are. */
const [REPORTED, DOUBLE, ALIKE] = [0.15, 0.25, 0.5]
const SD = { interview: 0.15, survey: 0.25, meeting: 0.3, impression: 0.35 } as const

/** What was written down, as facts of a village. */
export interface Ledger {
  readonly observations: NonNullable<VillageInput['observations']>[number][]
  readonly interactions: NonNullable<VillageInput['interactions']>[number][]
  readonly requests: NonNullable<VillageInput['requests']>[number][]
}

/** Somebody on a day. */
export interface Day {
  readonly day: number
  /** The number of their place. */
  readonly place: number
  readonly person: string
  readonly sentiment: number
}

/** When somebody is met and asked next, and who of us meets them. */
interface Diary {
  readonly reporter: number
  meeting: number
  readonly asked: { interview: number; survey: number }
}

/** A ledger, and what writes into it what comes to our ears on a day; days come in order. */
export function openLedger(
  { places, biases, trouble }: Plan,
  { contacts }: World,
  random: Random,
): { ledger: Ledger; hear: (day: Day) => void } {
  const ledger: Ledger = { observations: [], interactions: [], requests: [] }
  const isDecider = (place: number): boolean => places[place]?.isDecider === true
  const untilMeeting = (place: number): number =>
    isDecider(place) ? within(DECIDER_MEETING, random) : Math.round(within(OTHER_MEETING, random) / contacts)
  const diaries = places.map(
    (_, i): Diary => ({
      reporter: random.below(biases.length),
      meeting: random.below(untilMeeting(i)),
      asked: { interview: random.below(ASKED.interview[1]), survey: ASKED.survey[0] },
    }),
  )
  // Whoever of us meets the person in question then sees everybody too rosily.
  const rosy = trouble?.cause === 'rosy' ? { reporter: diaries[trouble.place]?.reporter, bias: trouble.drop } : undefined
  const meet = ({ day, person, sentiment }: Day, reporter: number): void => {
    const by = `r${reporter}`
    const isDriven = random.uniform() < 0.5
    const kind = oneOf(['meeting', 'call'] as const, random)
    ledger.interactions.push({ at: dateOf(day), kind, participants: [person], ours: [by], ...(isDriven && { drivenBy: person }) })
    if (random.uniform() >= REPORTED) return
    const via = oneOf(['meeting', 'impression'] as const, random)
    const seen = sentiment + (rosy !== undefined && reporter === rosy.reporter ? rosy.bias : (biases[reporter] ?? 0))
    read(ledger, { day, person, via, sentiment: seen, by, count: random.uniform() < DOUBLE ? 2 : 1 }, random)
  }
  const ask = ({ day, person, sentiment }: Day, via: 'interview' | 'survey', isSilent: boolean): void => {
    ledger.requests.push({ stakeholder: person, at: dateOf(day), via })
    const isAnswered = !isSilent && random.uniform() < normalCdf(ANSWERED[via] + SLOPE * sentiment)
    if (isAnswered && day + WAIT <= TODAY) read(ledger, { day: day + WAIT, person, via, sentiment, count: 1 }, random)
  }
  return {
    ledger,
    hear(today) {
      const { day, place } = today
      const diary = diaries[place]
      if (diary === undefined) return
      const isSilent = trouble?.cause === 'silent' && trouble.place === place && day >= trouble.day
      if (day >= diary.meeting) {
        diary.meeting = day + untilMeeting(place)
        if (!isSilent) meet(today, diary.reporter)
      }
      for (const via of ['interview', 'survey'] as const) {
        if (day < diary.asked[via] || (via === 'interview' && !isDecider(place))) continue
        diary.asked[via] = day + within(ASKED[via], random)
        ask(today, via, isSilent)
      }
    },
  }
}

function within([least, most]: readonly [number, number], random: Random): number {
  return least + random.below(most - least + 1)
}

/** What is read of a sentiment, and by whom. */
interface Reading {
  readonly day: number
  readonly person: string
  readonly via: keyof typeof SD
  readonly sentiment: number
  readonly by?: string
  readonly count: number
}

/** Writes down readings of one day, of which the errors are alike. */
function read({ observations }: Ledger, { day, person: stakeholder, via, sentiment, by, count }: Reading, random: Random): void {
  const common = random.normal()
  for (let k = 0; k < count; k++) {
    const error = SD[via] * (Math.sqrt(ALIKE) * common + Math.sqrt(1 - ALIKE) * random.normal())
    const id = `o${observations.length}`
    observations.push({ id, stakeholder, at: dateOf(day), sentiment: asReading(sentiment + error), via, ...(by !== undefined && { by }) })
  }
}
