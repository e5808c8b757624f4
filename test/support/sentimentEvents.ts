import type { ReadingSource, Snapshot, Village } from 'account-village'
import { filterSentiment, type SentimentEvents } from 'account-village/math'

const DAYS = 86_400_000

/**
 * What a snapshot holds as evidence of sentiments, as `filterSentiment` takes it, found from the facts by the definitions: readings of one
 * day in groups, errors by reporter or source, the latest request of each person whose wait is over, upheavals with those they concern.
 *
 * The facts must be without versions. Given the village, words about decisions that are not in view count as answers too.
 */
export function eventsIn(s: Snapshot, village?: Village): SentimentEvents {
  const everybody = [...s.stakeholders, ...s.former]
  const people = everybody.map(({ id }) => id)
  const { priorMean, priorSd, halfLifeDays, sameUnitCorrelation } = s.settings.sentiment
  const { readings, shared } = readingsIn(s, people)
  return {
    people,
    groups: everybody.map(({ unit }, i) => (unit === undefined ? `alone ${i}` : `unit ${unit}`)),
    readings,
    shared,
    upheavals: upheavalsIn(s, people),
    silences: silencesIn(s, village).filter(({ person }) => people.includes(person)),
    day: Date.parse(s.agedTo) / DAYS,
    prior: { mean: priorMean, sd: priorSd, halfLifeDays, sameGroupCorrelation: sameUnitCorrelation },
  }
}

/** Means and covariances of everybody in a snapshot, those who left last, by the kernel and with nothing in between. */
export function jointly(s: Snapshot, village?: Village): ReturnType<typeof filterSentiment> {
  return filterSentiment(eventsIn(s, village))
}

function readingsIn(s: Snapshot, people: readonly string[]) {
  const { readingSd, sharedSd, offset, reporters, sameDayCorrelation } = s.settings.sentiment
  const all = [
    ...s.observations,
    ...s.interviews.flatMap(({ sentiment, ...each }) =>
      sentiment === undefined ? [] : [{ ...each, sentiment, via: 'interview' as const }],
    ),
  ].flatMap(({ id, stakeholder: person, at, recordedAt = at, sentiment: value, via, by, sd = readingSd[via], confidence = 1 }) =>
    confidence > 0 && people.includes(person) ? [{ id, person, at, recordedAt, value, via, by, variance: sd ** 2 / confidence }] : [],
  )
  const isTogether = (a: (typeof all)[number], b: (typeof all)[number]): boolean =>
    a.person === b.person && a.via === b.via && a.by === b.by && a.at.slice(0, 10) === b.at.slice(0, 10)
  const keyOf = (via: ReadingSource, by: string | undefined): string => (by === undefined ? `from ${via}` : `by ${by}`)
  const tau = new Map<string, { mean: number; sd: number }>()
  for (const { via, by } of all) {
    const known = reporters.find(each => each.by === by)
    const before = tau.get(keyOf(via, by))?.sd ?? 0
    if (sharedSd[via] > 0) tau.set(keyOf(via, by), { mean: known?.offset ?? 0, sd: known?.sd ?? Math.max(before, sharedSd[via]) })
  }
  const readings = [...all]
    .sort((a, b) => compare(a.at, b.at) || compare(a.recordedAt, b.recordedAt) || compare(a.id, b.id))
    .map(reading => {
      const { person, at, value, via, by, variance } = reading
      const group = all.filter(each => isTogether(each, reading)).map(each => each.variance)
      const least = Math.min(...group)
      const factor = 1 + sameDayCorrelation[via] * (group.reduce((sum, each) => sum + least / each, 0) - 1)
      const isShared = sharedSd[via] > 0
      return {
        day: Date.parse(at) / DAYS,
        person,
        value,
        sd: Math.sqrt(factor * variance),
        offset: isShared && reporters.some(each => each.by === by) ? 0 : offset[via],
        ...(isShared && { shared: keyOf(via, by) }),
      }
    })
  return { readings, shared: [...tau].map(([key, each]) => ({ key, ...each })) }
}

function silencesIn(s: Snapshot, village: Village | undefined) {
  const { slope, rate, waitDays } = s.settings.sentiment.silence
  const until = Math.min(endOf(s.asOf), endOf(s.knownOn))
  const seen = (each: { at: string; recordedAt?: string | undefined }): boolean =>
    Date.parse(each.at) <= endOf(s.asOf) && Date.parse(each.recordedAt ?? each.at) <= endOf(s.knownOn)
  const observations = [...s.observations, ...(village?.observations ?? []).filter(seen)]
  const answers = (person: string, at: string): boolean =>
    observations.some(each => each.stakeholder === person && each.at > at && each.via !== 'impression' && each.via !== 'text') ||
    s.interviews.some(each => each.stakeholder === person && each.at > at && each.consent?.given !== false) ||
    s.comments.some(each => each.stakeholder === person && each.at > at) ||
    s.interactions.some(
      each =>
        each.at > at &&
        (each.drivenBy === person ||
          (each.participants.includes(person) && ['meeting', 'call', 'demo', 'approval', 'agenda'].includes(each.kind))),
    )
  const isThere = (person: string, day: number): boolean => {
    const left = s.former.find(({ id }) => id === person)?.leftAt
    return left === undefined || Date.parse(left) / DAYS > day
  }
  const over = s.requests.filter(
    ({ stakeholder, at }) => Date.parse(at) + waitDays * DAYS <= until && isThere(stakeholder, Date.parse(at) / DAYS + waitDays),
  )
  const latest = [...new Map(over.map(request => [request.stakeholder, request])).values()]
  return latest.flatMap(({ stakeholder: person, at, via }) => {
    const day = Date.parse(at) / DAYS + waitDays
    return answers(person, at) || slope === 0 ? [] : [{ day, person, rate: rate[via], slope }]
  })
}

function upheavalsIn(s: Snapshot, people: readonly string[]) {
  const everybody = [...s.stakeholders.filter(({ id }) => !s.placeholders.includes(id)), ...s.former]
  const above = (unit: string | undefined): string[] =>
    unit === undefined ? [] : [unit, ...above(s.units.find(({ id }) => id === unit)?.parent)]
  return s.upheavals.map(({ at, kind, unit, stakeholders, strength = s.settings.sentiment.upheaval[kind] }) => {
    const there = everybody.filter(
      each => (each.joinedAt ?? '') <= at && at < (each.leftAt ?? '9') && above(each.unit).includes(unit ?? ''),
    )
    const concerned = stakeholders?.filter(id => people.includes(id)) ?? (unit === undefined ? people : there.map(({ id }) => id))
    return { day: Date.parse(at) / DAYS, people: concerned, strength }
  })
}

function endOf(moment: string): number {
  return Date.parse(moment) + (moment.length === 10 ? DAYS - 1 : 0)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
