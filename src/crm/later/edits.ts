import { ConflictingFactError } from '../../errors.js'
import type { Account } from '../../model/account.js'
import type { Fact, Recorded } from '../../model/fact.js'
import { namedIn } from '../../model/named.js'
import { FACT_ARRAYS, FACT_KINDS, type FactArray, type Village, type VillageFacts } from '../../model/village.js'
import { parseInstant } from '../../support/instants.js'
import { reviseAs } from '../../village/revise.js'
import { recordAs } from '../../village/village.js'
import { retractedBy, withDay } from './facts.js'
import { believed } from './known.js'

/** What is to change in a village. */
export interface Edits {
  account(account: Account): void
  /** A fact as it is to be, or was believed to be before. */
  give(name: FactArray, fact: Recorded<Fact>): void
  /** A fact is no longer believed. */
  retract(name: FactArray, fact: Recorded<Fact>, moment: number): void
  /** A fact that is new is not taken after all. */
  withhold(name: FactArray, id: string): void
  /** A fact as it is to be, so far. */
  latest<F extends Recorded<Fact>>(name: FactArray, fact: F): F | Recorded<Fact>
  /** The people of theirs or of ours whom facts of a village will name. */
  named(village: Village, who: 'stakeholders' | 'teammates'): ReadonlySet<string>
  readonly changes: Changes
}

/** What is to change, and what was believed before. */
interface Changes {
  readonly account: () => Account | undefined
  readonly now: (name: FactArray) => readonly Recorded<Fact>[]
  readonly past: (name: FactArray) => readonly Recorded<Fact>[]
}

export function openEdits(): Edits {
  let changed: Account | undefined
  const now = new Map(FACT_ARRAYS.map(name => [name, new Map<string, Recorded<Fact>>()]))
  const past = new Map<FactArray, Recorded<Fact>[]>()
  return {
    account(account) {
      changed = account
    },
    give(name, fact) {
      if (fact.retractedAt === undefined) now.get(name)?.set(fact.id, fact)
      else past.set(name, [...(past.get(name) ?? []), fact])
    },
    retract(name, fact, moment) {
      now.get(name)?.set(fact.id, retractedBy(fact, moment))
    },
    withhold(name, id) {
      now.get(name)?.delete(id)
    },
    latest(name, fact) {
      return now.get(name)?.get(fact.id) ?? fact
    },
    named(village, who) {
      const named = FACT_ARRAYS.filter(name => name !== who).flatMap(name => {
        const held: readonly Recorded<Fact>[] = village[name]
        const edited = now.get(name) ?? new Map<string, Recorded<Fact>>()
        const staying = [...believed(held).filter(({ id }) => !edited.has(id)), ...believed([...edited.values()])]
        return staying.flatMap(fact => [...namedIn(FACT_KINDS[name], fact, who), ...namedBeside(name, fact, who)])
      })
      return new Set(named)
    },
    changes: { account: () => changed, now: name => [...(now.get(name)?.values() ?? [])], past: name => past.get(name) ?? [] },
  }
}

/** Those whom a fact names where no reference stands: in a rule, and as who reports it. */
function namedBeside(name: FactArray, fact: object, who: 'stakeholders' | 'teammates'): readonly string[] {
  if (who === 'teammates') return [Reflect.get(fact, 'by')].filter(by => typeof by === 'string')
  return name === 'decisions' ? inRule(fact) : []
}

/** The people in a rule, which stand where its members do, at any depth. */
function inRule(decision: object): readonly string[] {
  const within = (value: unknown): readonly string[] => {
    if (typeof value === 'string') return [value]
    const members: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'members') : undefined
    return Array.isArray(members) ? members.flatMap((seat: object) => within(Reflect.get(seat, 'of'))) : []
  }
  return within(Reflect.get(decision, 'rule'))
}

/** The village with its edits: what is new as it was learned, and what is changed as of a moment. */
export function revisedWith(before: Village, { changes }: Edits, moment: number): Village {
  const account = changes.account()
  const parts = FACT_ARRAYS.map(name => {
    const held = new Map([...before[name]].reverse().map((fact): [string, Recorded<Fact>] => [fact.id, fact]))
    const still = new Set(believed<Recorded<Fact>>(before[name]).map(({ id }) => id))
    const now = changes.now(name)
    const added = now.filter(({ id }) => !held.has(id))
    const changed = now.filter(({ id }) => held.has(id)).map(fact => (isBack(fact, still) ? withDay(fact, 'recordedAt', moment) : fact))
    const learned = changed.map(({ id }) => parseInstant(held.get(id)?.recordedAt) ?? moment)
    return { name, added, changed, past: changes.past(name), at: learned.reduce((a, b) => Math.max(a, b), moment) }
  })
  const arrays = (of: (part: (typeof parts)[number]) => readonly Recorded<Fact>[]) =>
    Object.fromEntries(parts.map(part => [part.name, of(part)]))
  const grown = recordAs(
    'mergeImport',
    before,
    arrays(({ added }) => added),
  )
  const changed = { ...(account && { account }), ...arrays(each => each.changed) }
  const whole = { ...changed, ...arrays(each => [...each.changed, ...each.past]) }
  return unitedWith(
    grown,
    whole,
    parts.reduce((latest, part) => Math.max(latest, part.at), moment),
    changed,
  )
}

/** Whether a fact is believed again that was taken back: from now on, and not as if it had never been. */
function isBack({ id, retractedAt }: Recorded<Fact>, still: ReadonlySet<string>): boolean {
  return retractedAt === undefined && !still.has(id)
}

/** The village with facts in it, those that say something else than before as of a moment. */
export function unitedWith(village: Village, facts: VillageFacts, moment: number, withoutPast = facts): Village {
  return orElse(
    () => recordAs('mergeImport', village, facts),
    () =>
      orElse(
        () => reviseAs('mergeImport', village, facts, moment),
        // What the source says of the past may differ from what was believed then, which stays as it was.
        () => reviseAs('mergeImport', village, withoutPast, moment),
      ),
  )
}

function orElse(first: () => Village, second: () => Village): Village {
  try {
    return first()
  } catch (error) {
    if (error instanceof ConflictingFactError) return second()
    throw error
  }
}
