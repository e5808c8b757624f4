import type { Fact, Recorded } from '../../model/fact.js'
import type { Tie } from '../../model/tie.js'
import type { Village } from '../../model/village.js'
import { renamedFact } from '../../village/renamedFact.js'
import type { Draft, Placed, PlacedInteraction } from '../draft.js'
import { recordBehind } from '../importedRecords.js'
import { believed, type Known } from './known.js'
import { LENT } from './links.js'
import { isStated, type Statement } from './statement.js'

type LentFacts = Pick<Draft, 'roles' | 'vetoes' | 'ties' | 'observations' | 'comments'>

/** What comes back to a draft because of people and decisions that come elsewhere. */
export interface Returning {
  readonly ties: readonly Placed<Recorded<Tie>>[]
  readonly interactions: readonly PlacedInteraction[]
}

/**
 * What the records of people say who may come to another account, which is true of them there, too, what is said of a decision that
 * another account makes now, and what was said with something that may have another place now.
 */
export function lentFacts(statement: Statement, people: ReadonlySet<string>, returning: Returning, known: Known): LentFacts {
  const { draft } = statement
  const merged = [...draft.masters.keys()].filter(id => known.decisions.has(id))
  const moved = new Set([...merged, ...draft.decisions.flatMap(({ fact: { id }, account }) => (isElsewhere(id, account, known) ? id : []))])
  const met = new Set(returning.interactions.map(({ fact }) => fact.id))
  const names = { stakeholders: draft.masters, decisions: draft.masters }
  const isIdle = people.size + moved.size + met.size === 0
  const lend = <F extends Recorded<Fact> & { readonly decision?: string | undefined }>(
    name: keyof LentFacts,
    own: readonly Placed<F>[],
    factsOf: (village: Village) => readonly F[],
  ): Placed<F>[] => {
    const facts = isIdle ? [] : [...known.villages.values()].flatMap(village => heldIn(village, factsOf, met, known))
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
    roles: lend('roles', draft.roles, ({ roles }) => roles),
    vetoes: lend('vetoes', draft.vetoes, ({ vetoes }) => vetoes),
    ties: lend('ties', [...draft.ties, ...returning.ties], ({ ties }) => ties),
    observations: lend('observations', draft.observations, ({ observations }) => observations),
    comments: lend('comments', draft.comments, ({ comments }) => comments),
  }
}

/** What is believed in a village, and what was of things that took place there until its account was gone. */
function heldIn<F extends Recorded<Fact>>(
  village: Village,
  factsOf: (village: Village) => readonly F[],
  met: ReadonlySet<string>,
  { records }: Known,
): readonly F[] {
  const facts = factsOf(village)
  if (records.get(village.account.id)?.gone !== true) return believed(facts)
  return [...new Map([...facts].reverse().map(fact => [fact.id, fact])).values()].filter(
    ({ id, retractedAt }) => retractedAt === undefined || recordBehind(id, met) !== undefined,
  )
}

function isElsewhere(decision: string, account: string | undefined, { decisions }: Known): boolean {
  const known = decisions.get(decision)
  return known !== undefined && account !== known.village
}
