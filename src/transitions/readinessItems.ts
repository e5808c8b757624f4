import { coverageByHearing, coverageOn } from '../account/priceOfSilence.js'
import { yesOfUnknown } from '../decision/committee.js'
import { outlookByStakeholder } from '../decision/outlook.js'
import { rolesByPerson } from '../influence/authority.js'
import { soleBridges } from '../influence/bridges.js'
import { gatekeepers } from '../influence/gatekeepers.js'
import { speakersIn } from '../influence/network.js'
import { powerByStakeholder } from '../influence/power.js'
import { membersOf } from '../influence/powerByClass.js'
import { sentimentsByStakeholder } from '../sentiment/sentiments.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { usersMatters } from './voices.js'

/** Something that would be lost in a hand-over. */
export interface ReadinessItem {
  /**
   * What is missing: a decider who is known, heard, heard of late or ever addressed; a decider who confirms what users voice; a second way
   * to deciders; a champion, one who stays, or one who is listened to.
   */
  readonly kind:
    | 'deciderUnknown'
    | 'deciderUnheard'
    | 'deciderStale'
    | 'nothingAddressed'
    | 'onlyUsersVoice'
    | 'soleBridge'
    | 'noChampion'
    | 'championLeaving'
    | 'championWithoutInfluence'
  /** Whom it is about. */
  readonly stakeholders: readonly string[]
  /** The theme or the expectation that it is about. */
  readonly matter?: string
  /** What to do, in one sentence without names. */
  readonly message: string
  /** What it is worth: by how much mending it would raise, or leaving it would lower, coverage or the probability of yes, at least 0. */
  readonly price: { readonly coverage: number; readonly probabilityOfYes: number }
}

/** Everything that would be lost, the dearest first: by probability of yes and coverage together, then by kind and people. */
export function readinessItems(s: Snapshot): ReadinessItem[] {
  const items = [...deciderItems(s), ...matterItems(s), ...bridgeItems(s), ...championItems(s)]
  const dear = ({ price }: ReadinessItem): number => price.coverage + price.probabilityOfYes
  return items.sort((a, b) => dear(b) - dear(a) || compareText(itemKey(a), itemKey(b)))
}

function itemKey({ kind, stakeholders, matter }: ReadinessItem): string {
  return JSON.stringify([kind, stakeholders, matter])
}

function deciderItems(s: Snapshot): ReadinessItem[] {
  const placeholders = new Set(s.placeholders)
  const known = sentimentsByStakeholder(s)
  const addressed = new Set(s.interactions.flatMap(({ participants }) => participants))
  return membersOf(s, 'decider').flatMap((id): ReadinessItem[] => {
    const own = known.get(id)
    const item = (kind: ReadinessItem['kind'], message: string): ReadinessItem => ({
      kind,
      stakeholders: [id],
      message,
      price: { coverage: coverageByHearing(s, id), probabilityOfYes: 0 },
    })
    if (placeholders.has(id)) return [item('deciderUnknown', 'Nobody is known to decide. Find out who does.')]
    return [
      ...(own?.value === undefined
        ? [item('deciderUnheard', 'Hear this decider, who was never heard.')]
        : own.known < 1
          ? [item('deciderStale', 'Hear this decider again; little of what was heard is left.')]
          : []),
      ...(addressed.has(id) ? [] : [item('nothingAddressed', 'Contact this decider; nothing was ever addressed to them.')]),
    ]
  })
}

function matterItems(s: Snapshot): ReadinessItem[] {
  return usersMatters(s).onlyTheirs.map(({ kind, text, stakeholders }) => ({
    kind: 'onlyUsersVoice',
    stakeholders,
    matter: text,
    message: `Have somebody who decides confirm this ${kind}; only users have voiced it.`,
    price: { coverage: stakeholders.reduce((sum, id) => sum + coverageOn(s, id), 0), probabilityOfYes: 0 },
  }))
}

function bridgeItems(s: Snapshot): ReadinessItem[] {
  const bridges = new Set(soleBridges(s))
  const users = new Map(membersOf(s, 'user').map(id => [id, coverageOn(s, id)]))
  const all = [...users.values()].reduce((sum, each) => sum + each, 0)
  return gatekeepers(s).flatMap(({ stakeholder, lost }): ReadinessItem[] => {
    if (!bridges.has(stakeholder)) return []
    const heard = all - (users.get(stakeholder) ?? 0)
    const message = 'Open a second way from users to deciders; everything that reaches deciders goes through this person.'
    return [
      { kind: 'soleBridge', stakeholders: [stakeholder], message, price: { coverage: heard * Math.max(lost, 0), probabilityOfYes: 0 } },
    ]
  })
}

/** The champions, and those of them who are about to leave or whom nobody listens to. */
export function champions(s: Snapshot): { readonly promoters: readonly string[]; readonly atRisk: readonly string[] } {
  return remembered(s, computeChampions)
}

function computeChampions(s: Snapshot): { readonly promoters: readonly string[]; readonly atRisk: readonly string[] } {
  const promoters = [...rolesByPerson(s)].flatMap(([id, roles]) => (roles.has('champion') ? [id] : []))
  return { promoters, atRisk: promoters.filter(id => leaving(s).has(id) || isUnheeded(s, id)) }
}

function championItems(s: Snapshot): ReadinessItem[] {
  const { promoters, atRisk } = champions(s)
  if (promoters.length === 0) {
    const message = 'Find somebody who speaks for us when we are not there; no champion is known.'
    return [{ kind: 'noChampion', stakeholders: [], message, price: { coverage: 0, probabilityOfYes: 0 } }]
  }
  return atRisk.flatMap((id): ReadinessItem[] => {
    const price = { coverage: coverageOn(s, id), probabilityOfYes: costOfLosing(s, id) }
    return [
      ...(leaving(s).has(id)
        ? [
            {
              kind: 'championLeaving',
              stakeholders: [id],
              message: 'Have this champion introduce a successor before they leave.',
              price,
            } as const,
          ]
        : []),
      ...(isUnheeded(s, id)
        ? [
            {
              kind: 'championWithoutInfluence',
              stakeholders: [id],
              message: 'Find a champion to whom deciders listen; nobody listens to this one.',
              price,
            } as const,
          ]
        : []),
    ]
  })
}

/** Those whose departure lies ahead and is already known. */
function leaving(s: Snapshot): ReadonlySet<string> {
  return remembered(s, computeLeaving)
}

function computeLeaving(s: Snapshot): ReadonlySet<string> {
  return new Set(s.stakeholders.flatMap(({ id, leftAt }) => (leftAt === undefined ? [] : [id])))
}

/** Whether nobody listens to somebody who does not decide. */
function isUnheeded(s: Snapshot, id: string): boolean {
  return powerByStakeholder(s).get(id)?.class !== 'decider' && !heeded(s).has(id)
}

/** Those to whom anybody listens. */
function heeded(s: Snapshot): ReadonlySet<string> {
  return remembered(s, computeHeeded)
}

function computeHeeded(s: Snapshot): ReadonlySet<string> {
  return new Set(speakersIn(s).flatMap(speakers => speakers.map(place => s.stakeholders[place]?.id ?? '')))
}

/** How much the probability of yes falls when a seat goes to somebody unknown. */
function costOfLosing(s: Snapshot, id: string): number {
  const { pivotality = 0, probabilityOfYes = 0 } = outlookByStakeholder(s).get(id) ?? {}
  return Math.max(0, pivotality * (probabilityOfYes - yesOfUnknown(s)))
}
