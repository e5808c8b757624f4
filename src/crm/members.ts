import type { ExternalId } from '../model/stakeholder.js'
import { groupedBy } from '../support/grouping.js'
import type { Instant } from '../support/instants.js'
import { compareText, sortedByText } from '../support/order.js'
import type { Membership } from './draft.js'

/** A person as one of a village. */
export interface Member {
  /** The account of the village that they are counted to: their own when it is one of them. */
  readonly account: string
  /** Whether that is their own account, and not one that they only have to do with. */
  readonly isAtHome: boolean
  /** When they came, as far as that is told. */
  readonly joinedAt?: Instant
  /** When they left the last of the accounts. */
  readonly leftAt?: Instant
  /** Whether they left and nobody knows when, so that nothing that they do or say has a place in time. */
  readonly isLost: boolean
  /** Who they are by what links them to the village. */
  readonly externalIds: readonly ExternalId[]
  /** When it was learned that they belong here. */
  readonly recordedAt?: Instant
}

/** Makes the people of a village of all that links them to its accounts, by id. */
export function membersOf(memberships: readonly Membership[]): ReadonlyMap<string, Member> {
  return new Map([...groupedBy(memberships, link => link.person)].map(([id, own]) => [id, memberFrom(own)]))
}

/** A part in a decision makes somebody belong to a village only when nothing else does, so that it cannot bring back who left. */
function memberFrom(links: readonly Membership[]): Member {
  const lasting = links.filter(link => link.kind !== 'part')
  const counted = lasting.length > 0 ? lasting : links
  const stays = [...new Set(counted.map(link => link.account))].sort(compareText).map(account => stayAt(account, counted))
  const current = stays.filter(stay => stay.state === 'there')
  const [best] = [...(current.length > 0 ? current : stays)].sort((a, b) => Number(b.isAtHome) - Number(a.isAtHome))
  if (best === undefined) throw new TypeError('a person is linked to an account')
  const isGone = current.length === 0
  const isLost = isGone && stays.some(stay => stay.state === 'lost')
  const ends = stays.map(stay => stay.until ?? '').sort(compareText)
  const leftAt = isGone && !isLost ? ends.at(-1) : undefined
  const { account, isAtHome, recordedAt } = best
  const joinedAt = current.length === 1 ? best.since : undefined
  return {
    account,
    isAtHome,
    ...(joinedAt !== undefined && { joinedAt }),
    ...(leftAt !== undefined && { leftAt }),
    isLost,
    externalIds: sortedByText(
      links.flatMap(({ externalId }) => externalId ?? []),
      ({ source, id }) => JSON.stringify([source, id]),
    ),
    ...(recordedAt !== undefined && { recordedAt }),
  }
}

/** Somebody's time at one account. */
interface Stay extends Pick<Member, 'account' | 'isAtHome' | 'recordedAt'> {
  readonly state: 'there' | 'left' | 'lost'
  readonly since?: Instant
  readonly until?: Instant
}

function stayAt(account: string, links: readonly Membership[]): Stay {
  const here = links.filter(link => link.account === account)
  const relations = here.filter(link => link.kind === 'relation')
  const home = here.find(link => link.kind === 'home')
  const recordedAt = (home ?? here[0])?.recordedAt
  const since = here.length === 1 ? home?.since : undefined
  const stay = {
    account,
    isAtHome: home !== undefined,
    ...(since !== undefined && { since }),
    ...(recordedAt !== undefined && { recordedAt }),
  }
  if (relations.length === 0 ? here.some(link => link.isActive) : relations.some(link => link.isActive)) return { ...stay, state: 'there' }
  const until = (relations.length > 0 ? relations : here).map(link => link.until ?? '').sort(compareText)
  return until.includes('') ? { ...stay, state: 'lost' } : { ...stay, state: 'left', until: until.at(-1) ?? '' }
}
