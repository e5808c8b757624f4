import type { Fact, Recorded, ReferenceTarget } from '../../model/fact.js'
import { namedIn } from '../../model/named.js'
import { FACT_ARRAYS, FACT_KINDS, type FactArray, type Village } from '../../model/village.js'
import { renamedFact } from '../../village/renamedFact.js'
import { moveWithout } from '../../village/withoutPerson.js'
import { recordBehind } from '../importedRecords.js'
import type { Edits } from './edits.js'
import { believed } from './known.js'
import { isLent, type Merge, type Sides } from './merge.js'
import { isStated } from './statement.js'
import { isElsewhere, isThere, namesHere, withoutGone } from './takenAway.js'

/** What was believed in accounts that were merged into this one, by the names of whom and what is here now. */
export function inheritedBy({ before, imported }: Omit<Sides, 'inherited'>, { statement, known }: Merge): Sides['inherited'] {
  const merged = (statement.formerly.get(before.account.id) ?? []).flatMap(id => known.villages.get(id) ?? [])
  const all = [before, ...merged, ...(imported === undefined ? [] : [imported])]
  const idsOf = (name: 'stakeholders' | 'decisions') =>
    new Set(all.flatMap((village): string[] => believed<Recorded<Fact>>(village[name]).map(({ id }) => id)))
  const names = namesHere(statement.draft.masters, idsOf('stakeholders'), idsOf('decisions'))
  return merged.flatMap(village =>
    FACT_ARRAYS.flatMap(name => {
      const facts: readonly Recorded<Fact>[] = village[name]
      return believed(facts).map(fact => ({ name, fact: renamedFact(name, fact, names) }))
    }),
  )
}

/** Takes over what was believed in accounts that were merged into this one. */
export function inheritAll(sides: Sides, merge: Merge, edits: Edits): void {
  const isOfSource = ({ source }: Recorded<Fact>): boolean => source === merge.known.source
  const namedByUs = (target: 'stakeholders' | 'decisions') =>
    new Set(sides.inherited.flatMap(({ name, fact }) => (isOfSource(fact) ? [] : namedIn(FACT_KINDS[name], fact, target))))
  const [ours, decided] = [namedByUs('stakeholders'), namedByUs('decisions')]
  const isGone = merge.statement.draft.gone.has(sides.before.account.id)
  const people = [...sides.before.stakeholders, ...(sides.imported?.stakeholders ?? [])]
  const here = new Set([...believed(people).map(({ id }) => id), ...ours])
  for (const { name, fact } of sides.inherited) {
    // Where people are now the import tells, but for those of whom we know something.
    const isPlaced = name === 'stakeholders' && isOfSource(fact) && !ours.has(fact.id)
    // Of an account that is gone itself holds what we said, and what that names.
    const isLost = isGone && isOfSource(fact) && !ours.has(fact.id) && !decided.has(fact.id)
    if (!isPlaced && !isLost) inherit(name, fact, { ...sides, here }, merge, edits)
  }
}

/** Takes over what was believed in an account that was merged into this one, as far as it holds and is not told anew. */
function inherit(
  name: FactArray,
  fact: Recorded<Fact>,
  { before, imported, here }: Sides & { readonly here: ReadonlySet<string> },
  merge: Merge,
  edits: Edits,
): void {
  const { draft } = merge.statement
  const isOfSource = fact.source === merge.known.source
  // Whoever is gone stays where we know something of them.
  const isOver =
    isOfSource &&
    name !== 'stakeholders' &&
    name !== 'teammates' &&
    (isStated(fact.id, merge.statement) || recordBehind(fact.id, draft.gone) !== undefined || isElsewhere(fact.id, before, merge))
  const isTaken = isIn(imported, name, fact.id) && !isLent(name, fact.id, merge)
  const isAway = (id: string): boolean => (merge.known.people.has(id) || merge.known.former.has(id)) && !here.has(id)
  const next = withoutGone(name, fact, isOfSource, id => isThere(id, before, merge) && !isAway(id))
  if (next === undefined || isOver || isTaken || isIn(before, name, fact.id)) return
  edits.give(name, name === 'moves' ? moveWithout(next, (target, id) => !isKnown(target, id, { before, imported }, edits)) : next)
}

/** Whether there will be a fact with an id, so that others may name it. Moves come after what they name, and go over whole. */
function isKnown(target: ReferenceTarget, id: unknown, { before, imported }: Pick<Sides, 'before' | 'imported'>, edits: Edits): boolean {
  const facts: readonly Recorded<Fact>[] = [...before[target], ...(imported?.[target] ?? []), ...edits.changes.now(target)]
  return target === 'moves' || target === 'stakeholders' || facts.some(fact => fact.id === id)
}

function isIn(village: Village | undefined, name: FactArray, id: string): boolean {
  const facts: readonly Recorded<Fact>[] = village?.[name] ?? []
  return facts.some(fact => fact.id === id && fact.retractedAt === undefined)
}
