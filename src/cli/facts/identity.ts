import { FACT_KINDS, type FactArray } from '../../model/village.js'
import { fingerprint } from '../../support/hash.js'
import { toInstant } from '../../support/instants.js'
import type { Draft } from './lines.js'

/** What tells facts apart that need an id, by their array. What else they say may change with time. */
const TELLING: { readonly [Array in FactArray]?: readonly string[] } = {
  comments: ['stakeholder', 'at', 'text'],
  expectations: ['stakeholder', 'statement', 'decision'],
  interviews: ['stakeholder', 'at', 'plan'],
  barriers: ['statement', 'unit', 'stakeholders'],
  questions: ['plan', 'question'],
  moves: ['statement', 'with', 'decision'],
}

/** Lists that are empty when nothing is said of them. */
const EMPTY: { readonly [Array in FactArray]?: string } = { expectations: 'status', interviews: 'answers', nominations: 'nominates' }

/**
 * A fact as people write it, with what a village asks for besides: an id of its own, made of what tells it apart, so that the same fact has the
 * same one, and the list that it must have. Units, people and decisions need ids that others can name.
 */
export function complete(array: FactArray, fact: Draft): Draft {
  const telling = TELLING[array]
  const empty = EMPTY[array]
  return {
    ...(telling !== undefined &&
      fact.id === undefined && {
        id: idOf(
          array,
          telling.map(field => told(fact[field], field)),
        ),
      }),
    ...(empty !== undefined && fact[empty] === undefined && { [empty]: [] }),
    ...fact,
  }
}

function idOf(array: FactArray, telling: readonly unknown[]): string {
  return `${FACT_KINDS[array].noun}:${fingerprint(JSON.stringify(telling))}`
}

/** A moment is the same however it is written. */
function told(value: unknown, field: string): unknown {
  return field === 'at' ? (toInstant(value) ?? value) : (value ?? null)
}
