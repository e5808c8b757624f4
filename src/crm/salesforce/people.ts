import type { Instant } from '../../support/instants.js'
import { compareText } from '../../support/order.js'
import { groupedBy } from '../grouping.js'
import type { SourceRecord } from '../record.js'
import type { Link } from './links.js'

/** A contact as a person of one village. */
export interface Member {
  readonly contact: SourceRecord
  /** The account of the village that they are counted to: their own when it is one of them. */
  readonly account: string
  /** Whether that is their own account, and not one that they only have to do with. */
  readonly isAtHome: boolean
  /** When they left the last of the accounts. */
  readonly leftAt?: Instant
  /** Whether they left and nobody knows when, so that nothing that they do or say has a place in time. */
  readonly isLost: boolean
  /** The record that tells that they belong here. */
  readonly through: SourceRecord
}

/** Makes the people of a village of the contacts that are linked to it, by id. */
export function membersOf(links: readonly Link[]): ReadonlyMap<string, Member> {
  return new Map([...groupedBy(links, link => link.contact.id)].map(([id, own]) => [id, memberFrom(own)]))
}

/** A part in an opportunity makes somebody belong to a village only when nothing else does, so that it cannot bring back who left. */
function memberFrom(links: readonly Link[]): Member {
  const lasting = links.filter(link => link.kind !== 'role')
  const counted = lasting.length > 0 ? lasting : links
  const stays = [...new Set(counted.map(link => link.account))].sort(compareText).map(account => stayAt(account, counted))
  const current = stays.filter(stay => stay.state === 'there')
  const [best] = [...(current.length > 0 ? current : stays)].sort((a, b) => Number(b.isAtHome) - Number(a.isAtHome))
  if (best === undefined) throw new TypeError('a person is linked to an account')
  const isGone = current.length === 0
  const isLost = isGone && stays.some(stay => stay.state === 'lost')
  const leftAt =
    isGone && !isLost
      ? stays
          .map(stay => stay.until ?? '')
          .sort(compareText)
          .at(-1)
      : undefined
  const { contact, account, isAtHome, through } = best
  return { contact, account, isAtHome, ...(leftAt !== undefined && { leftAt }), isLost, through }
}

/** Somebody's time at one account. */
interface Stay extends Pick<Member, 'contact' | 'account' | 'isAtHome' | 'through'> {
  readonly state: 'there' | 'left' | 'lost'
  readonly until?: Instant
}

function stayAt(account: string, links: readonly Link[]): Stay {
  const here = links.filter(link => link.account === account)
  const [first] = here
  if (first === undefined) throw new TypeError('a stay has a link')
  const relations = here.filter(link => link.kind === 'relation')
  const home = here.find(link => link.kind === 'home')
  const stay = { contact: first.contact, account, isAtHome: home !== undefined, through: (home ?? first).through }
  if (relations.length === 0 || relations.some(link => link.isActive)) return { ...stay, state: 'there' }
  const until = relations.map(link => link.until ?? '').sort(compareText)
  return until.includes('') ? { ...stay, state: 'lost' } : { ...stay, state: 'left', until: until.at(-1) ?? '' }
}
