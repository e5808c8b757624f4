import { extensionOf } from '../math/extension.js'
import { at, vector, vectorOf } from '../support/linear.js'
import { lastAnswer } from '../support/memo.js'
import type { ChangingNumber } from '../support/shapley.js'
import type { Snapshot } from '../village/snapshot.js'
import { amended } from '../village/work.js'
import {
  answersIn,
  changesOfAnswers,
  changesOfDate,
  changesOfDelay,
  changesOfRule,
  changesOfValue,
  idsIn,
  partsByPerson,
  type RiskChange,
} from './riskChanges.js'
import { type Priced, SCENES, sceneOf, type Views, viewsBetween } from './riskScenes.js'
import { type DecidingRule, decidingRule } from './rule.js'
import { voteOn } from './vote.js'

/** All that can change the money at risk from one snapshot to another, and that money when only some of it has changed. */
export interface RiskBetween extends Omit<ChangingNumber, 'switches' | 'slides'> {
  /** What comes or does not. */
  readonly switches: readonly RiskChange[]
  /** Whose probability of yes is another, and that of its being made at all: the money is linear in each. */
  readonly slides: readonly RiskChange[]
  /** Both snapshots with the beliefs of a scene. */
  readonly viewsIn: (scene: number) => Views
}

/** What lies between two snapshots that both have an open decision in view. */
export function riskBetween(before: Priced, after: Priced): RiskBetween {
  const viewsIn = viewsBetween(before, after)
  // The value comes first, because combinations one after the other then share their rule.
  const switches = [...changesOfValue(before, after), ...changesOfDate(before, after), ...changesOfRule(before, after)]
  const slides = [...changesOfAnswers(before, after, viewsIn), ...changesOfDelay(before, after)]
  const hasIn = lookingUp(switches)
  const delay = slides.findIndex(({ kind }) => kind === 'delay')
  const [early, late] = [voteOn(before).stillFalls, voteOn(after).stillFalls]
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
      const stillFalls = early + share * (late - early)
      slopes.fill(0)
      slideOf.forEach((slide, i) => {
        if (slide !== undefined) slopes[slide] = -price * stillFalls * at(pivotal, i) * (at(to, i) - at(from, i))
      })
      if (delay >= 0) slopes[delay] = -price * yes * (late - early)
      return price * (1 - stillFalls * yes)
    },
    worth(isFlipped, isMoved) {
      const { rule, price, from, to, slideOf } = stageWith(isFlipped)
      const yes = vector(from.length, i => {
        const slide = slideOf[i]
        return slide !== undefined && isMoved(slide) ? at(to, i) : at(from, i)
      })
      const stillFalls = delay >= 0 && isMoved(delay) ? late : early
      return price * (1 - stillFalls * extensionOf(rule).probability(yes))
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
  before: Priced,
  after: Priced,
  { switches, slides, viewsIn }: Pick<RiskBetween, 'switches' | 'slides' | 'viewsIn'>,
  hasIn: (isFlipped: (change: number) => boolean) => Has,
): (isFlipped: (change: number) => boolean) => Stage {
  const ruleWith = rulesBetween(before, after)
  const slidesOf = new Map(slides.flatMap(({ stakeholder }, i) => (stakeholder === undefined ? [] : [[stakeholder, i]])))
  const isAboutRule = switches.map(({ kind }) => kind !== 'value' && kind !== 'date')
  const hasOf = (flipped: string): Has => hasIn(change => flipped[change] === FLIPPED)
  const ruleIn = lastAnswer((flipped: string) => ruleWith(hasOf(flipped)))
  const stageIn = lastAnswer((flipped: string): Stage => {
    const has = hasOf(flipped)
    const { rule } = ruleIn([...flipped].map((each, i) => (isAboutRule[i] === true ? each : STILL)).join(''))
    const { there, here } = viewsIn(sceneOf(has))
    const [earlier, later] = [answersIn(there), answersIn(here)]
    const slideOf = rule.players.map(player => slidesOf.get(player))
    const from = vectorOf(rule.players, player => (has('person', player) ? later : earlier)(player))
    return {
      rule,
      price: (has('value') ? after : before).decision.value.amount,
      from,
      to: vectorOf(rule.players, (player, i) => (slideOf[i] === undefined ? at(from, i) : later(player))),
      slideOf,
    }
  })
  return isFlipped => stageIn(switches.map((_, i) => (isFlipped(i) ? FLIPPED : STILL)).join(''))
}

/** How the decision comes about when some changes have come. */
function rulesBetween(before: Priced, after: Priced): (has: Has) => DecidingRule {
  const [there, here] = [partsByPerson(before), partsByPerson(after)]
  const ids = idsIn(there, here)
  const mixed = (has: Has): Snapshot => {
    const present = ids.flatMap(id => {
      const [one, other] = [there.get(id), here.get(id)]
      if (one === undefined) return has('person', id) ? (other ?? []) : []
      if (other === undefined) return has('person', id) ? [] : one
      const [roles, vetoes] = [has('role', id) ? other.roles : one.roles, has('veto', id) ? other.vetoes : one.vetoes]
      return { ...one, roles, vetoes }
    })
    return amended(before, {
      stakeholders: present.map(({ person }) => person),
      roles: present.flatMap(({ roles }) => roles),
      vetoes: present.flatMap(({ vetoes }) => vetoes),
      settings: (has('settings') ? after : before).settings,
      decision: (has('rule') ? after : before).decision,
    })
  }
  return has => decidingRule(mixed(has))
}
