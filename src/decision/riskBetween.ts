import { extensionOf } from '../math/extension.js'
import { withSettingsOf } from '../sentiment/reasons.js'
import { at, vector, vectorOf } from '../support/linear.js'
import { lastAnswer, memoised } from '../support/memo.js'
import { compareText } from '../support/order.js'
import type { ChangingNumber } from '../support/shapley.js'
import type { Snapshot } from '../village/snapshot.js'
import { yesByStakeholder, yesOfUnknown } from './committee.js'
import { SCENES, sceneOf, type Views, viewsBetween } from './riskScenes.js'
import { type DecidingRule, decidingRule } from './rule.js'

/** Something in which two snapshots differ and by which the money at risk can. */
export interface RiskChange {
  /**
   * `stakeholder`: the probability of somebody's yes. `person`: somebody joined or left. `role`: what somebody plays in it, and so their
   * right to decide. `veto`: one was granted to somebody, or lifted. `rule`: the decision has another rule or is of another kind. `value`:
   * what it is worth. `settings`: other beliefs.
   */
  readonly kind: 'stakeholder' | 'person' | 'role' | 'veto' | 'rule' | 'value' | 'settings'
  /** Whom it is about; absent for the rule, the value and settings. */
  readonly stakeholder?: string
}

/** All that can change the money at risk from one snapshot to another, and that money when only some of it has changed. */
export interface RiskBetween extends Omit<ChangingNumber, 'switches' | 'slides'> {
  /** What comes or does not. */
  readonly switches: readonly RiskChange[]
  /** Whose probability of yes is another: the money is linear in each. */
  readonly slides: readonly RiskChange[]
  /** Both snapshots with the beliefs of a scene. */
  readonly viewsIn: (scene: number) => Views
}

/** What lies between two snapshots that both have an open decision in view. */
export function riskBetween(before: Snapshot, after: Snapshot): RiskBetween {
  const viewsIn = viewsBetween(before, after)
  // The value comes first, because combinations one after the other then share their rule.
  const switches = [...changesOfValue(before, after), ...changesOfRule(before, after)]
  const slides = changesOfAnswers(before, after, viewsIn)
  const hasIn = lookingUp(switches)
  const stageWith = stagesBetween(before, after, { switches, slides, viewsIn }, hasIn)
  return {
    switches,
    slides,
    scenes: SCENES.length,
    size: Math.max(before.stakeholders.length, after.stakeholders.length),
    viewsIn,
    sceneOf: isFlipped => sceneOf(hasIn(isFlipped)),
    along(isFlipped, share, slopes) {
      const { rule, price, from, to, slideOf } = stageWith(isFlipped)
      const pivotal = new Float64Array(from.length)
      const yes = extensionOf(rule).gradient(
        vector(from.length, i => at(from, i) + share * (at(to, i) - at(from, i))),
        pivotal,
      )
      slopes.fill(0)
      slideOf.forEach((slide, i) => {
        if (slide !== undefined) slopes[slide] = -price * at(pivotal, i) * (at(to, i) - at(from, i))
      })
      return price * (1 - yes)
    },
    worth(isFlipped, isMoved) {
      const { rule, price, from, to, slideOf } = stageWith(isFlipped)
      const yes = vector(from.length, i => {
        const slide = slideOf[i]
        return slide !== undefined && isMoved(slide) ? at(to, i) : at(from, i)
      })
      return price * (1 - extensionOf(rule).probability(yes))
    },
  }
}

/** Whether a change has come. */
type Has = (kind: RiskChange['kind'], stakeholder?: string) => boolean

/** Finds the switch of a change; what is none has not come. */
function lookingUp(switches: readonly RiskChange[]): (isFlipped: (change: number) => boolean) => Has {
  const places = new Map<string, Map<string, number>>()
  switches.forEach(({ kind, stakeholder = '' }, place) => {
    const known = places.get(kind)
    if (known === undefined) places.set(kind, new Map([[stakeholder, place]]))
    else known.set(stakeholder, place)
  })
  return isFlipped =>
    (kind, stakeholder = '') => {
      const place = places.get(kind)?.get(stakeholder)
      return place !== undefined && isFlipped(place)
    }
}

/** What holds when some switches are flipped. */
interface Stage {
  readonly rule: DecidingRule['rule']
  /** What the decision is worth. */
  readonly price: number
  /** The probability of each player's yes, before and after. */
  readonly from: Float64Array
  readonly to: Float64Array
  /** Which slide moves it; none where it stays as it is. */
  readonly slideOf: readonly (number | undefined)[]
}

/** How a switch is written that is flipped, and one that is not. */
const [FLIPPED, STILL] = ['+', '-']

/** What holds when some switches are flipped. Only the last combination is remembered: the rule of a large committee takes a megabyte. */
function stagesBetween(
  before: Snapshot,
  after: Snapshot,
  { switches, slides, viewsIn }: Pick<RiskBetween, 'switches' | 'slides' | 'viewsIn'>,
  hasIn: (isFlipped: (change: number) => boolean) => Has,
): (isFlipped: (change: number) => boolean) => Stage {
  const ruleWith = rulesBetween(before, after)
  const slidesOf = new Map(slides.map(({ stakeholder }, i) => [stakeholder, i]))
  const isValue = switches.map(({ kind }) => kind === 'value')
  const hasOf = (flipped: string): Has => hasIn(change => flipped[change] === FLIPPED)
  const ruleIn = lastAnswer((flipped: string) => ruleWith(hasOf(flipped)))
  const stageIn = lastAnswer((flipped: string): Stage => {
    const has = hasOf(flipped)
    const { rule } = ruleIn([...flipped].map((each, i) => (isValue[i] === true ? STILL : each)).join(''))
    const { there, here } = viewsIn(sceneOf(has))
    const [earlier, later] = [answersIn(there), answersIn(here)]
    const slideOf = rule.players.map(player => slidesOf.get(player))
    const from = vectorOf(rule.players, player => (has('person', player) ? later : earlier)(player))
    return {
      rule,
      price: (has('value') ? after : before).decision?.value?.amount ?? 0,
      from,
      to: vectorOf(rule.players, (player, i) => (slideOf[i] === undefined ? at(from, i) : later(player))),
      slideOf,
    }
  })
  return isFlipped => stageIn(switches.map((_, i) => (isFlipped(i) ? FLIPPED : STILL)).join(''))
}

function changesOfValue(before: Snapshot, after: Snapshot): readonly RiskChange[] {
  return before.decision?.value?.amount === after.decision?.value?.amount ? [] : [{ kind: 'value' }]
}

/** What makes the decision come about otherwise: people, what they play in it, vetoes, the rule and beliefs. */
function changesOfRule(before: Snapshot, after: Snapshot): readonly RiskChange[] {
  const [there, here] = [partsOf(before), partsOf(after)]
  const hasOwnRule = before.decision?.rule !== undefined && after.decision?.rule !== undefined
  const people = idsIn(there, here).flatMap((stakeholder): RiskChange[] => {
    const [one, other] = [there.get(stakeholder), here.get(stakeholder)]
    const counts = !hasOwnRule || [before, after].some(s => decidingRule(s).rule.players.includes(stakeholder))
    if (one === undefined || other === undefined) return counts ? [{ kind: 'person', stakeholder }] : []
    const roles = hasOwnRule || sameText(rolesIn(one), rolesIn(other)) ? [] : [{ kind: 'role', stakeholder } as const]
    return [...roles, ...(one.vetoes.length > 0 === other.vetoes.length > 0 ? [] : [{ kind: 'veto', stakeholder } as const])]
  })
  const decisions = [before, after].map(({ decision }) => [decision?.kind, decision?.rule])
  return [
    ...people,
    ...(sameText(decisions[0], decisions[1]) ? [] : [{ kind: 'rule' } as const]),
    ...(withSettingsOf(before, after) === before ? [] : [{ kind: 'settings' } as const]),
  ]
}

function sameText(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** What somebody is in a decision. */
interface Parts {
  readonly person: Snapshot['stakeholders'][number]
  readonly isPlaceholder: boolean
  readonly roles: Snapshot['roles'][number][]
  readonly vetoes: Snapshot['vetoes'][number][]
}

function partsOf(s: Snapshot): ReadonlyMap<string, Parts> {
  const nobody = new Set(s.placeholders)
  const parts = new Map(
    s.stakeholders.map((person): [string, Parts] => [person.id, { person, isPlaceholder: nobody.has(person.id), roles: [], vetoes: [] }]),
  )
  for (const role of s.roles) parts.get(role.stakeholder)?.roles.push(role)
  for (const veto of s.vetoes) parts.get(veto.stakeholder)?.vetoes.push(veto)
  return parts
}

function rolesIn({ roles }: Parts): readonly unknown[] {
  return roles.map(({ role, authority }) => [role, authority])
}

/** Everybody of both, placeholders last, as they stand in a snapshot. */
function idsIn(there: ReadonlyMap<string, Parts>, here: ReadonlyMap<string, Parts>): readonly string[] {
  const isLast = (id: string): number => Number((here.get(id) ?? there.get(id))?.isPlaceholder)
  return [...new Set([...there.keys(), ...here.keys()])].sort((a, b) => isLast(a) - isLast(b) || compareText(a, b))
}

/** How the decision comes about when some changes have come. */
function rulesBetween(before: Snapshot, after: Snapshot): (has: Has) => DecidingRule {
  const [there, here] = [partsOf(before), partsOf(after)]
  const ids = idsIn(there, here)
  const mixed = (has: Has): Snapshot => {
    const present = ids.flatMap(id => {
      const [one, other] = [there.get(id), here.get(id)]
      if (one === undefined) return has('person', id) ? (other ?? []) : []
      if (other === undefined) return has('person', id) ? [] : one
      const [roles, vetoes] = [has('role', id) ? other.roles : one.roles, has('veto', id) ? other.vetoes : one.vetoes]
      return { ...one, roles, vetoes }
    })
    const { decision } = has('rule') ? after : before
    return {
      ...before,
      stakeholders: present.map(({ person }) => person),
      roles: present.flatMap(({ roles }) => roles),
      vetoes: present.flatMap(({ vetoes }) => vetoes),
      settings: (has('settings') ? after : before).settings,
      ...(decision !== undefined && { decision }),
    }
  }
  return has => decidingRule(mixed(has))
}

/** Whose probability of yes is another. Only those count who have a say before or after. */
function changesOfAnswers(before: Snapshot, after: Snapshot, viewsIn: RiskBetween['viewsIn']): readonly RiskChange[] {
  const players = new Set([before, after].flatMap(s => decidingRule(s).rule.players))
  const present = new Set(before.stakeholders.map(({ id }) => id))
  const stayed = after.stakeholders.filter(({ id }) => present.has(id) && players.has(id))
  const differs = (id: string): boolean =>
    SCENES.some(scene => {
      const { there, here } = viewsIn(scene)
      return answersIn(there)(id) !== answersIn(here)(id)
    })
  return stayed.flatMap(({ id }) => (differs(id) ? [{ kind: 'stakeholder', stakeholder: id } as const] : []))
}

/** The probability that somebody says yes; of whoever is not there that of somebody of whom nothing is known. */
const answersIn = memoised((s: Snapshot): ((stakeholder: string) => number) => {
  const [known, unknown] = [yesByStakeholder(s), yesOfUnknown(s)]
  return stakeholder => known.get(stakeholder) ?? unknown
})
