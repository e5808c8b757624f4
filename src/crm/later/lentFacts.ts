import type { Fact, Recorded } from '../../model/fact.js'
import type { ImportedPlace } from '../../model/imports.js'
import type { Village } from '../../model/village.js'
import { renamedFact } from '../../village/renamedFact.js'
import type { Draft, Placed } from '../draft.js'
import { recordBehind } from '../importedRecords.js'
import { believed, type Known } from './known.js'
import { LENT } from './links.js'
import type { Returning } from './returning.js'
import { isStated, type Statement } from './statement.js'

type LentFacts = Pick<Draft, 'roles' | 'vetoes' | 'ties' | 'observations' | 'comments'>

/**
 * What the records of people say who may come to another account, which is true of them there, too, what is said of a decision that
 * another account makes now, and what was said with something that may have another place now.
 */
export function lentFacts(statement: Statement, people: ReadonlySet<string>, returning: Returning, known: Known): LentFacts {
  const { draft } = statement
  const merged = [...draft.masters.keys()].filter(id => known.decisions.has(id))
  const moved = new Set([
    ...merged,
    ...[...draft.decisions, ...returning.decisions].flatMap(({ fact: { id }, places }) => (isElsewhere(id, places, known) ? id : [])),
  ])
  const met = new Set(returning.interactions.map(({ fact }) => fact.id))
  const names = { stakeholders: draft.masters, decisions: draft.masters }
  const isIdle = people.size + moved.size + met.size === 0
  const lend = <F extends Recorded<Fact> & { readonly decision?: string | undefined }>(
    name: keyof LentFacts,
    own: readonly Placed<F>[],
    factsOf: (village: Village) => readonly F[],
  ): Placed<F>[] => {
    const facts = isIdle ? [] : [...known.villages.values()].flatMap(village => believed(factsOf(village)))
    const said = new Set(own.map(({ fact }) => fact.id))
    const lent = facts.flatMap((fact): Placed<F>[] => {
      if (fact.source !== known.source || said.has(fact.id)) return []
      if (isStated(fact.id, statement) || recordBehind(fact.id, draft.gone) !== undefined) return []
      const { decision } = fact
      const interaction = name === 'observations' ? recordBehind(fact.id, met) : undefined
      const id = decision === undefined ? recordBehind(fact.id, people) : moved.has(decision) ? fact.id : undefined
      if (id === undefined && interaction === undefined) return []
      const from = { object: LENT, id: id ?? fact.id }
      return [{ fact: renamedFact(name, fact, names), ...(interaction !== undefined && { interaction }), from }]
    })
    return [...own, ...lent]
  }
  return {
    roles: lend('roles', [...draft.roles, ...returning.roles], ({ roles }) => roles),
    vetoes: lend('vetoes', [...draft.vetoes, ...returning.vetoes], ({ vetoes }) => vetoes),
    ties: lend('ties', [...draft.ties, ...returning.ties], ({ ties }) => ties),
    observations: lend(
      'observations',
      [...draft.observations, ...placedWith(met, returning.observations)],
      ({ observations }) => observations,
    ),
    comments: lend('comments', draft.comments, ({ comments }) => comments),
  }
}

/** What was said with something that may have another place now. */
function placedWith<F extends Recorded<Fact>>(met: ReadonlySet<string>, facts: readonly Placed<F>[]): Placed<F>[] {
  return facts.map(each => {
    const interaction = recordBehind(each.fact.id, met)
    return { ...each, ...(interaction !== undefined && { interaction }) }
  })
}

/** Whether a decision may have been made elsewhere until now. */
function isElsewhere(decision: string, [place, ...others]: readonly ImportedPlace[], { decisions }: Known): boolean {
  const known = decisions.get(decision)
  return known !== undefined && (place?.account !== known.village || others.length > 0)
}
