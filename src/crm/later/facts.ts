import type { Fact, Recorded } from '../../model/fact.js'
import type { FactArray } from '../../model/village.js'
import { formatInstant, parseInstant } from '../../support/instants.js'

/** What a fact says, when it was learned and how long it was believed aside. */
export function contentOf(fact: Fact): string {
  return JSON.stringify(fact, (key, value: unknown) => (key === 'retractedAt' || key === 'recordedAt' ? undefined : value))
}

/**
 * What holds of a fact when its record says it anew.
 *
 * What the source says is taken where it differs from what it said last; what people of ours changed since, what the record does not tell
 * and what no source tells stays.
 *
 * @param ours the fact as it is believed
 * @param before the fact as the source said it last; `ours` itself where nobody else changed it
 */
export function withNews(name: FactArray, { ours, before, news, silent }: Versions): Recorded<Fact> {
  const keys = new Set([...Object.keys(ours), ...Object.keys(news)])
  const values = [...keys].flatMap((key): [string, unknown][] => {
    const [own, said, now] = [ours, before, news].map((fact): unknown => (fact === undefined ? undefined : Reflect.get(fact, key)))
    const isKept = silent.includes(key) || (OWN_FIELDS[name] ?? []).includes(key) || ALWAYS_OWN.includes(key)
    const isNews = before === undefined ? own === undefined : JSON.stringify(said) !== JSON.stringify(now)
    const value = isKept ? own : isNews || ours === before ? withReasons(key, own, now) : own
    return value === undefined ? [] : [[key, value]]
  })
  return { ...Object.fromEntries(values), id: news.id }
}

/** Why a decision fell is asked of people, and no part of how a source says that it fell. */
function withReasons(key: string, own: unknown, now: unknown): unknown {
  if (key !== 'outcome' || !isOutcome(own) || !isOutcome(now) || own.result !== now.result) return now
  return { ...own, ...now }
}

function isOutcome(value: unknown): value is { readonly result: unknown } {
  return typeof value === 'object' && value !== null && 'result' in value
}

interface Versions {
  readonly ours: Recorded<Fact>
  readonly before: Recorded<Fact> | undefined
  readonly news: Recorded<Fact>
  readonly silent: readonly string[]
}

/** Who says a fact, and how far it is trusted, is not for a later import to say. */
const ALWAYS_OWN = ['confidence', 'source', 'basis', 'recordedAt', 'retractedAt']

/** The fields that no importer fills, by the array. */
const OWN_FIELDS: { readonly [Name in FactArray]?: readonly string[] } = {
  stakeholders: ['openness', 'riskAppetite', 'joinedAt'],
  roles: ['authority'],
  ties: ['weight'],
  decisions: ['rule', 'riskTolerance'],
  teammates: ['location', 'joinedAt'],
  observations: ['sd', 'themes', 'decision', 'touchpoint'],
  expectations: ['decision', 'themes'],
  moves: ['kind', 'byThem', 'effort', 'durationDays', 'dependsOn', 'answers', 'expected', 'outcome', 'promise', 'sharedWith'],
  comments: ['by', 'themes', 'touchpoint', 'routedTo', 'actions', 'sharedBackAt'],
}

/** A fact without the fields that no importer fills. */
export function withoutOwn<F extends Recorded<Fact>>(name: FactArray, fact: F): F {
  const left = { ...fact }
  for (const field of OWN_FIELDS[name] ?? []) Reflect.deleteProperty(left, field)
  return left
}

/** A fact that is no longer believed from a moment on, or from when it was learned where that is later. */
export function retractedBy<F extends Recorded<Fact>>(fact: F, moment: number): F {
  return { ...fact, retractedAt: formatInstant(Math.max(moment, parseInstant(fact.recordedAt) ?? moment)) }
}

/** A fact with a day on which something of it begins or ends. */
export function withDay(fact: Recorded<Fact>, field: string, moment: number): Recorded<Fact> {
  return { ...fact, ...Object.fromEntries([[field, formatInstant(moment)]]) }
}
