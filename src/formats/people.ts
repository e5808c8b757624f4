import { decidingRule, type VetoBasis } from '../decision/rule.js'
import { rolesByPerson } from '../influence/authority.js'
import { powerByStakeholder } from '../influence/power.js'
import { BUYING_ROLES, type BuyingRole, type RoleClass } from '../model/role.js'
import { sentimentsByStakeholder } from '../sentiment/sentiments.js'
import type { Snapshot } from '../village/snapshot.js'

/** What all formats tell of a person. What is unknown is absent. Notes and e-mail addresses are never in it. */
export interface FormattedPerson {
  /** What to show: the name, or the id where there is none; of somebody whom nobody knows, the role. */
  readonly label: string
  /** Absent where it is not known, and for a placeholder. */
  readonly name?: string
  /** Their job title, as recorded; absent where it is not known. */
  readonly title?: string
  /** The id of their unit. */
  readonly unit?: string
  /** The name of that unit; absent like `unit`. */
  readonly unitName?: string
  /** Users' roles first. */
  readonly roles: readonly BuyingRole[]
  /** The class of their roles; of several the one nearest to deciding, and `unknown` without roles. */
  readonly class: RoleClass
  /** Their share of all power, 0..1. */
  readonly power: number
  /** Their expected sentiment, -1..1; absent when they were never heard. */
  readonly sentiment?: number
  /** Its standard deviation. */
  readonly sentimentSd: number
  /** The share of what could be known of it that is known, 0..1. */
  readonly reliability: number
  /** How many readings there are. */
  readonly readings: number
  /** When the last reading was taken, as an ISO instant in UTC; absent when they were never heard. */
  readonly lastHeardAt?: string
  /** Why they can stop the decision in view: it was granted, by their role, or by the rule of the decision; absent when they cannot. */
  readonly veto?: VetoBasis
  /** Whether this stands for somebody whom nobody knows yet. */
  readonly placeholder: boolean
  /** How far others move them, 0..0.99, where it was given. */
  readonly openness?: number
}

/** A person of a snapshot, with the id. */
export interface PersonRow extends FormattedPerson {
  readonly stakeholder: string
}

/** Everybody in a snapshot, in its order, with what the measures say of them. */
export function personRows(s: Snapshot): PersonRow[] {
  const units = new Map(s.units.map(({ id, name }) => [id, name]))
  const placeholders = new Set(s.placeholders)
  const roles = rolesByPerson(s)
  const shares = powerByStakeholder(s)
  const known = sentimentsByStakeholder(s)
  const { vetoes } = decidingRule(s)
  return s.stakeholders.flatMap(({ id, name, title, unit, openness }): PersonRow[] => {
    const share = shares.get(id)
    const heard = known.get(id)
    if (share === undefined || heard === undefined) return []
    const own = roles.get(id)
    const held = BUYING_ROLES.filter(role => own?.has(role) === true)
    const unitName = unit === undefined ? undefined : units.get(unit)
    const veto = vetoes.get(id)
    const placeholder = placeholders.has(id)
    return [
      {
        stakeholder: id,
        label: placeholder ? `unknown ${words(held[0] ?? id)}` : (name ?? id),
        ...(name !== undefined && { name }),
        ...(title !== undefined && { title }),
        ...(unit !== undefined && { unit }),
        ...(unitName !== undefined && { unitName }),
        roles: held,
        class: share.class,
        power: share.share,
        ...(heard.value !== undefined && { sentiment: heard.value }),
        sentimentSd: heard.sd,
        reliability: heard.reliability,
        readings: heard.readings,
        ...(heard.lastHeardAt !== undefined && { lastHeardAt: heard.lastHeardAt }),
        ...(veto !== undefined && { veto }),
        placeholder,
        ...(openness !== undefined && { openness }),
      },
    ]
  })
}

/** `economicBuyer` as `economic buyer`. */
function words(role: string): string {
  return role.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
}
