import type { Fact, Recorded } from '../../model/fact.js'
import { namedIn } from '../../model/named.js'
import type { Stakeholder } from '../../model/stakeholder.js'
import { FACT_KINDS, type FactArray, type Village } from '../../model/village.js'
import { parseInstant } from '../../support/instants.js'
import { type NewNames, renamedFact } from '../../village/renamedFact.js'
import { namedRecords, recordBehind } from '../importedRecords.js'
import type { Edits } from './edits.js'
import { contentOf, withDay } from './facts.js'
import { believed } from './known.js'
import type { Merge, Sides } from './merge.js'
import { idNow, isStated } from './statement.js'

/** Takes away what the source says no longer holds, and what names whom or what is there no more. */
export function takeAway(name: FactArray, { before, imported }: Sides, names: NewNames, merge: Merge, edits: Edits): void {
  const { gone, masters } = merge.statement.draft
  const given: readonly Recorded<Fact>[] = imported?.[name] ?? []
  const said = new Set(believed(given).map(({ id }) => id))
  const isOfGoneAccount = gone.has(before.account.id)
  const held: readonly Recorded<Fact>[] = before[name]
  for (const fact of believed(held)) {
    const isOfSource = fact.source === merge.known.source
    const named = name === 'expectations' ? namedRecords(fact.id).find(id => gone.has(id)) : undefined
    const record = recordBehind(fact.id, gone) ?? named
    const isMovable = record !== undefined && masters.has(record) && (name === 'observations' || name === 'comments')
    // What is no record's own goes by the names of those between whom it is.
    const now = idNow(fact.id, merge.statement.draft)
    const isRenamed = now !== fact.id && said.has(now)
    const isWithdrawn =
      (isElsewhere(fact.id, before, merge) || isStated(fact.id, merge.statement)) && !said.has(fact.id) && !isOver(fact, merge.moment)
    if (
      isOfGoneAccount
        ? isOfSource || masters.has(before.account.id)
        : isOfSource && ((record !== undefined && !isMovable) || isRenamed || isWithdrawn)
    ) {
      edits.retract(name, fact, merge.moment)
      continue
    }
    const latest = edits.latest(name, fact)
    const next = withoutGone(name, renamedFact(name, latest, names), isOfSource, id => isThere(id, before, merge))
    if (next === undefined) edits.retract(name, fact, merge.moment)
    else if (contentOf(next) !== contentOf(latest)) edits.give(name, next)
  }
}

/** Whether a fact is over by then: what holds now does not tell what held before. */
function isOver(fact: Recorded<Fact>, moment: number): boolean {
  const until: unknown = Reflect.get(fact, 'until')
  const end = typeof until === 'string' ? parseInstant(until) : undefined
  return end !== undefined && end <= moment
}

/** Whether something may have another place now, and has it elsewhere or nowhere. */
export function isElsewhere(id: string, { account }: Village, { places }: Merge): boolean {
  return places.has(id) && places.get(id) !== account.id
}

/** Whether somebody or something is not gone, and no other village makes the decision now. */
export function isThere(id: string, { account }: Village, { statement, movedDecisions }: Merge): boolean {
  return !statement.draft.gone.has(id) && (movedDecisions.get(id) ?? account.id) === account.id
}

/** Names go over to whom and what is in the village; a fact of ours about somebody who went elsewhere stays theirs. */
export function namesHere(masters: ReadonlyMap<string, string>, people: ReadonlySet<string>, decisions: ReadonlySet<string>): NewNames {
  const among = (here: ReadonlySet<string>) => new Map([...masters].filter(([, into]) => here.has(into)))
  return { stakeholders: among(people), decisions: among(decisions) }
}

/** The fact without people and decisions that are not there; `undefined` when nothing is left of it. Facts of ours keep them. */
export function withoutGone(
  name: FactArray,
  fact: Recorded<Fact>,
  isOfSource: boolean,
  isThere: (id: string) => boolean,
): Recorded<Fact> | undefined {
  const [people, decisions] = [namedIn(FACT_KINDS[name], fact, 'stakeholders'), namedIn(FACT_KINDS[name], fact, 'decisions')]
  if (name === 'ties' && new Set(people).size < 2) return undefined
  if (!isOfSource || [...people, ...decisions].every(isThere)) return fact
  const isLost = name !== 'interactions' && name !== 'moves' && (!people.every(isThere) || name === 'roles' || name === 'vetoes')
  return isLost ? undefined : withoutParts(fact, isThere)
}

/** A meeting goes on having taken place without whoever is there no more, and what is to be done is. */
function withoutParts(fact: Recorded<Fact>, isThere: (id: string) => boolean): Recorded<Fact> {
  const fields = Object.entries(fact).flatMap(([field, value]: [string, unknown]): [string, unknown][] => {
    if ((field === 'participants' || field === 'with') && Array.isArray(value))
      return [[field, value.filter(each => isThere(String(each)))]]
    const isOut = (field === 'drivenBy' || field === 'byThem' || field === 'decision') && typeof value === 'string' && !isThere(value)
    return isOut ? [] : [[field, value]]
  })
  return { ...Object.fromEntries(fields), id: fact.id }
}

/** Whom of ours nothing names, or nothing any more, is none of those who work with the account; nobody looks after one that is gone. */
export function takeTeammatesAway(before: Village, { statement, known, moment }: Merge, edits: Edits): void {
  const isOfSource = ({ source }: Recorded<Fact>): boolean => source === known.source
  const held = believed(before.teammates).filter(isOfSource)
  const coming = believed(edits.changes.now('teammates')).filter(isOfSource)
  if (held.length + coming.length === 0) return
  const { id, owner } = edits.changes.account() ?? before.account
  const named = new Set([...edits.named(before, 'teammates'), ...(statement.draft.gone.has(id) ? [] : [owner])])
  for (const { id } of coming) if (!named.has(id)) edits.withhold('teammates', id)
  for (const teammate of held) if (!named.has(teammate.id)) edits.retract('teammates', teammate, moment)
}

/** Whoever left leaves, and whoever is there no more is no longer believed in, but for those of whom others know something. */
export function takePeopleAway(before: Village, here: ReadonlySet<string>, merge: Merge, edits: Edits): void {
  const { draft } = merge.statement
  const needed = edits.named(before, 'stakeholders')
  for (const person of believed(before.stakeholders)) {
    const isOfSource = person.source === merge.known.source
    const into = draft.masters.get(person.id)
    const isGone = draft.gone.has(person.id) || draft.gone.has(before.account.id)
    if (isGone && (isOfSource || into !== undefined) && !needed.has(person.id)) edits.retract('stakeholders', person, merge.moment)
    else if (isGone && into !== undefined && !here.has(into)) leave(person, merge, edits)
    else if (merge.presence.leaving.get(person.id)?.has(before.account.id) === true) leave(person, merge, edits)
  }
}

function leave(person: Stakeholder, { moment }: Merge, edits: Edits): void {
  if (person.leftAt === undefined) edits.give('stakeholders', withDay(edits.latest('stakeholders', person), 'leftAt', moment))
}
