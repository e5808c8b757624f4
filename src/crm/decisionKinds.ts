import type { DecisionKind } from '../model/decision.js'
import { countUnmapped, type Ledger } from './ledger.js'

/** What the type of a deal says, the first that fits. */
const KINDS: readonly (readonly [pattern: RegExp, kind: DecisionKind])[] = [
  [/renew/i, 'renewal'],
  [/upgrade|expansion|add-?\s?on|up-?\s?sell|existing/i, 'expansion'],
  [/new/i, 'new'],
]

/** The kind of a decision by what its source calls it in a field; a new one when that says nothing. What nothing is known of is counted. */
export function decisionKindOf(type: string | undefined, field: string, ledger: Ledger): DecisionKind {
  if (type === undefined) return 'new'
  const kind = KINDS.find(([pattern]) => pattern.test(type))?.[1]
  if (kind === undefined) countUnmapped(ledger, field, type)
  return kind ?? 'new'
}
