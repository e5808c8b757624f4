import type { VillageInput } from 'account-village'
import type { Random } from '../../../../src/support/random.js'
import { dateOf, oneOf } from '../world.js'
import { holderOn, type Plan, TODAY } from './plan.js'

type Facts<Name extends keyof VillageInput> = Required<Pick<VillageInput, Name>>
type Expected = NonNullable<VillageInput['expectations']>[number]

/** How many expectations are met in time. */
const MET = 0.8

/** Two to four expectations of people who are there, of the year before and the two months to come. */
export function expectationsOf({ places, trouble }: Plan, random: Random): Facts<'expectations'> {
  const present = places.flatMap(place => holderOn(place, TODAY)?.id ?? [])
  const expectations = Array.from({ length: 2 + random.below(3) }, (_, i) => {
    const due = TODAY - 365 + random.below(425)
    return expected(`e${i}`, oneOf(present, random), 0.2 + 0.8 * random.uniform(), due, endOf(due, random))
  })
  const place = trouble?.cause === 'expectation' ? places[trouble.place] : undefined
  const id = place === undefined ? undefined : holderOn(place, TODAY)?.id
  if (trouble !== undefined && id !== undefined) {
    const end = random.uniform() < 0.5 ? { day: trouble.day, state: 'missed' as const } : undefined
    expectations.push(expected('trouble', id, 0.8 + 0.2 * random.uniform(), trouble.day - 1, end))
  }
  return { expectations }
}

interface End {
  readonly day: number
  readonly state: 'met' | 'missed'
}

/** How an expectation ends: most are met in time; of the others half are met late and half are missed. */
function endOf(due: number, random: Random): End {
  if (random.uniform() < MET) return { day: due - random.below(30), state: 'met' }
  return random.uniform() < 0.5 ? { day: due + random.below(30), state: 'missed' } : { day: due + 10 + random.below(80), state: 'met' }
}

function expected(id: string, stakeholder: string, importance: number, due: number, end: End | undefined): Expected {
  const status = [
    { at: dateOf(due - 120), state: 'open' as const },
    ...(end === undefined || end.day > TODAY ? [] : [{ at: dateOf(end.day), state: end.state }]),
  ]
  return { id, stakeholder, statement: id, importance, dueAt: dateOf(due), status }
}

/** What is used, month by month: with noise, in a third of the accounts with a dip of a quarter, and in trouble much less. */
export function usageOf({ trouble }: Plan, random: Random): Facts<'usage'> {
  const [base, noise] = [0.5 + 0.4 * random.uniform(), 0.04 + 0.06 * random.uniform()]
  const dip = random.uniform() < 1 / 3 ? random.below(TODAY) : Number.POSITIVE_INFINITY
  const length = 60 + random.below(60)
  const left = 0.4 + 0.35 * random.uniform()
  const usage = Array.from({ length: 18 }, (_, month) => {
    const day = 15 + 30 * month
    const fallen = trouble?.cause === 'useFalls' && day >= trouble.day ? left : 1
    const dipped = day >= dip && day < dip + length ? 0.75 : 1
    return { at: dateOf(day), level: Math.min(1, Math.max(0, base * fallen * dipped + noise * random.normal())) }
  })
  return { usage }
}
