import { ruleWithout, seatsOf } from '../math/rule.js'
import type { Decision, Outcome } from '../model/decision.js'
import type { FactKind } from '../model/fact.js'

/**
 * A fact without a person: nothing when it is about them, or when those it names are them alone; otherwise without their name, and itself
 * where it does not name them.
 */
export function withoutPerson(kind: FactKind, fact: object, person: string): object | undefined {
  const fields = kind.references.flatMap(([field, target]) => (target === 'stakeholders' ? field : []))
  const naming = new Set(fields.filter(field => namesIn(fact, field).includes(person)))
  if (naming.size === 0) return fact
  const isAbout = (field: string): boolean => !Array.isArray(Reflect.get(fact, field)) && !kind.dispensable.includes(field)
  if ([...naming].some(isAbout)) return undefined
  const rest = Object.entries(fact).flatMap(([field, value]: [string, unknown]) => {
    if (!naming.has(field)) return [[field, value] as const]
    return Array.isArray(value) ? [[field, value.filter(each => each !== person)] as const] : []
  })
  const remaining = Object.fromEntries(rest)
  return fields.some(field => namesIn(remaining, field).length > 0) ? remaining : undefined
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
