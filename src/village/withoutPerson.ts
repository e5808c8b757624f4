import { ruleWithout, seatsOf } from '../math/rule.js'
import type { Decision, Outcome } from '../model/decision.js'
import type { FactKind, ReferenceTarget } from '../model/fact.js'
import { type Move, moveKind } from '../model/move.js'
import { isMeant, namedIn, partsOf } from '../model/named.js'

/**
 * A fact without a person: nothing when it is about them, or when those it names are them alone; otherwise without their name, and itself
 * where it does not name them.
 */
export function withoutPerson(kind: FactKind, fact: object, person: string): object | undefined {
  const fields = kind.references.flatMap(([field, target]) => (target === 'stakeholders' ? field : []))
  const naming = new Set(fields.filter(field => namesIn(fact, field).includes(person)))
  const isThem = (target: ReferenceTarget, id: unknown): boolean => target === 'stakeholders' && id === person
  if (naming.size === 0) return withoutParts(kind, fact, isThem)
  const isAbout = (field: string): boolean => !Array.isArray(Reflect.get(fact, field)) && !kind.dispensable.includes(field)
  if ([...naming].some(isAbout)) return undefined
  const rest = Object.entries(fact).flatMap(([field, value]: [string, unknown]) => {
    if (!naming.has(field)) return [[field, value] as const]
    return Array.isArray(value) ? [[field, value.filter(each => each !== person)] as const] : []
  })
  const remaining = withoutParts(kind, Object.fromEntries(rest), isThem)
  return namedIn(kind, remaining, 'stakeholders').length > 0 ? remaining : undefined
}

/** A fact without the parts of its lists that name what is gone; itself where none does. */
function withoutParts<F extends object>(kind: FactKind, fact: F, isGone: (target: ReferenceTarget, id: unknown) => boolean): F {
  const changes = kind.referencesWithin.flatMap(([field, references]): [string, unknown][] => {
    const parts = partsOf(Reflect.get(fact, field))
    const left = parts.filter(
      part =>
        !references.some(each => isMeant(part, each.kind) && each.field in part && isGone(each.target, Reflect.get(part, each.field))),
    )
    return left.length === parts.length ? [] : [[field, left]]
  })
  return changes.length === 0 ? fact : { ...fact, ...Object.fromEntries(changes) }
}

/** A move without what it answers or waits for that is gone; itself where there is none. */
export function moveWithout<F extends object>(move: F, isGone: (target: ReferenceTarget, id: unknown) => boolean): F {
  const dependsOn = namesIn(move, 'dependsOn')
  const left = dependsOn.filter(id => !isGone('moves', id))
  return withoutParts(moveKind, left.length === dependsOn.length ? move : { ...move, dependsOn: left }, isGone)
}

/** A move without answers to findings about a person, which name them in their ids; itself where there is none. */
export function moveWithoutFindings(move: Move, person: string): Move {
  const { answers = [] } = move
  const others = answers.filter(({ kind, id }) => kind !== 'finding' || !subjectsOf(id).includes(person))
  return others.length === answers.length ? move : { ...move, answers: others }
}

/** A move whose answers to plans of interviews name them as the interviews do once their texts are replaced; itself where none changes. */
export function moveWithPlans(move: object, replace: (text: string) => string): object {
  const answers = partsOf(Reflect.get(move, 'answers'))
  const renamed = answers.map(answer => {
    const id: unknown = isMeant(answer, 'plan') ? Reflect.get(answer, 'id') : undefined
    const next = typeof id === 'string' ? replace(id) : id
    return next === id ? answer : { ...answer, id: next }
  })
  return renamed.every((answer, i) => answer === answers[i]) ? move : { ...move, answers: renamed }
}

/** What a finding is about: its id is the rule and its subjects as a JSON text. */
function subjectsOf(finding: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(finding)
    return Array.isArray(parts) ? parts : []
  } catch {
    return []
  }
}

/** A decision without a person's seats in its rule and without what they said of its outcome; itself where it names them nowhere. */
export function decisionWithout(decision: Decision, person: string): Decision {
  const { rule, outcome, ...rest } = decision
  const hasSeat = rule !== undefined && seatsOf(rule).includes(person)
  const isStated = outcome?.statedBy?.some(({ stakeholder }) => stakeholder === person) === true
  if (!hasSeat && !isStated) return decision
  const others = hasSeat ? ruleWithout(rule, person) : rule
  return {
    ...rest,
    ...(others !== undefined && { rule: others }),
    ...(outcome !== undefined && { outcome: outcomeWithout(outcome, person) }),
  }
}

function outcomeWithout({ statedBy = [], ...outcome }: Outcome, person: string): Outcome {
  const others = statedBy.filter(({ stakeholder }) => stakeholder !== person)
  return { ...outcome, ...(others.length > 0 && { statedBy: others }) }
}

/** The ids in a field that names one or several. */
function namesIn(fact: object, field: string): readonly unknown[] {
  const named: unknown = Reflect.get(fact, field)
  return Array.isArray(named) ? named : named === undefined ? [] : [named]
}
