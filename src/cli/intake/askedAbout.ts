import { type Proposal, parseProposal } from '../../agents/intake/proposal.js'
import { VillageError } from '../../errors.js'
import { signed } from '../../render/numbers.js'
import { plain } from '../../render/plain.js'
import type { Terminal } from '../terminal.js'
import { proposalText } from './proposalText.js'

/** What somebody decided about proposals, each in the order in which they were asked about. */
export interface Decided {
  readonly accepted: readonly Proposal[]
  readonly rejected: readonly Proposal[]
}

const ANSWERS = ['accept', 'edit', 'reject', 'skip', 'back', 'quit'] as const
const QUESTION = `${ANSWERS.map(answer => `[${answer.charAt(0)}]${answer.slice(1)}`).join('  ')}: `

/** Asks about one proposal after another, until all were shown or whoever is asked stops. What they decided until then holds. */
export async function askedAbout(proposals: readonly Proposal[], { show, ask }: Terminal): Promise<Decided> {
  const shown = [...proposals]
  const states = new Map<number, 'accepted' | 'rejected'>()
  for (let at = 0; at < shown.length; ) {
    const proposal = shown[at]
    if (proposal === undefined) break
    show(`\n${at + 1} of ${shown.length}\n${proposalText(proposal)}`)
    const answer = await answerOf(ask)
    if (answer === 'quit') break
    if (answer === 'edit') {
      shown[at] = await edited(proposal, { show, ask })
      continue
    }
    if (answer === 'back') {
      at = Math.max(0, at - 1)
      states.delete(at)
      continue
    }
    if (answer !== 'skip') states.set(at, answer === 'accept' ? 'accepted' : 'rejected')
    at++
  }
  const those = (state: string): Proposal[] => shown.filter((_, i) => states.get(i) === state)
  return { accepted: those('accepted'), rejected: those('rejected') }
}

/** Asks until the beginning of an answer is given; whoever goes quits. */
async function answerOf(ask: Terminal['ask']): Promise<(typeof ANSWERS)[number]> {
  for (;;) {
    const line = await ask(QUESTION)
    if (line === undefined) return 'quit'
    const word = line.trim().toLowerCase()
    const found = word === '' ? undefined : ANSWERS.find(answer => answer.startsWith(word))
    if (found !== undefined) return found
  }
}

/** The numbers that a person knows better than a model, and their ranges. */
const EDITED = { sentiment: [-1, 1], importance: [0, 1] } as const

/** The proposal with the number that is typed; as it was where nothing is. */
async function edited(proposal: Proposal, { show, ask }: Pick<Terminal, 'show' | 'ask'>): Promise<Proposal> {
  const { fact } = proposal
  const field = 'sentiment' in fact ? 'sentiment' : 'importance' in fact ? 'importance' : undefined
  if (field === undefined) {
    show('It has no number to edit. Reject it, and record what is right with village record.\n')
    return proposal
  }
  const [least, most] = EDITED[field]
  for (;;) {
    const line = await ask(`${field} from ${least} to ${most}, now ${signed(Number(Reflect.get(fact, field)))}: `)
    if (line === undefined || line.trim() === '') return proposal
    try {
      return parseProposal({ ...proposal, fact: { ...fact, [field]: Number(line.replace(',', '.')) } })
    } catch (error) {
      if (!(error instanceof VillageError)) throw error
      show(`${plain(error.message)}\n`)
    }
  }
}
