import type { MoveKind } from '../model/move.js'
import { ROLE_CLASSES } from '../model/role.js'
import { bothSidesOf } from '../moves/bothSides.js'
import type { Snapshot } from '../village/snapshot.js'

/** What a move is, as far as it takes to say what to do. */
export interface Sayable {
  readonly kind: MoveKind
  readonly about: string
  readonly with: readonly string[]
  readonly through: readonly string[]
}

/** What to do, in a sentence that names people; what people said is quoted in part where it is long. */
export function statementOf(s: Snapshot, move: Sayable): string {
  const introduced = move.through.length === 0 ? '' : `, introduced by ${move.through.map(id => nameOf(s, id)).join(' and ')}`
  return `${ownStatement(s, move)}${introduced}`
}

function ownStatement(s: Snapshot, { kind, about, with: [first = about] }: Sayable): string {
  const name = nameOf(s, first)
  switch (kind) {
    case 'identify':
      return seatStatement(s, about)
    case 'hear':
      return `Hear ${name}`
    case 'meet':
      return `Meet what ${name} expects: ${quote(s.expectations.find(({ id }) => id === about)?.statement)}`
    case 'winOver':
      return `Win over ${name}`
    case 'liftBarrier':
      return `Lift ${quote(s.barriers.find(({ id }) => id === about)?.statement)}`
    case 'prepareHandover':
      return handoverStatement(about, name)
    case 'answer':
      return `Answer ${name}: ${quote(s.comments.find(({ id }) => id === about)?.text)}`
    case 'share':
      return `Show ${name} what came of what they asked`
    case 'other':
      return 'See to this'
  }
}

function seatStatement(s: Snapshot, seat: string): string {
  if (!s.placeholders.includes(seat)) return `Find out who decides after ${nameOf(s, seat)}`
  const isUser = s.roles.some(({ stakeholder, role }) => stakeholder === seat && ROLE_CLASSES[role] === 'user')
  return isUser ? 'Find out who uses what we sell' : 'Find out who decides'
}

function handoverStatement(about: string, name: string): string {
  const [kind = '', ...matter] = about.split(':')
  switch (kind) {
    case 'onlyUsersVoice':
      return `Have ${name} confirm what only users have said: ${quote(matter.join(':'))}`
    case 'soleBridge':
      return `Open a second way from users to deciders, beside ${name}`
    case 'championLeaving':
      return `Have ${name} introduce a successor before they leave`
    default:
      return `Find a champion to whom deciders listen, beside ${name}`
  }
}

/** What somebody is called; their id where no name is known. */
function nameOf(s: Snapshot, id: string): string {
  return bothSidesOf(s).theirs.get(id) ?? id
}

/** So many characters of what people said are quoted. */
const MOST_QUOTED = 120

function quote(text = ''): string {
  const characters = [...text]
  return `"${characters.length > MOST_QUOTED ? `${characters.slice(0, MOST_QUOTED).join('')}…` : text}"`
}
