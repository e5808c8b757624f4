import { type Proposal, parseProposal } from '../../agents/intake/proposal.js'
import { VillageError } from '../../errors.js'
import { CliFailure } from '../failure.js'
import { itemsOfLines } from '../input.js'
import type { Io } from '../io.js'

/** The proposals in a file, one a line, and what is none, a line of text each. */
export interface ProposalFile {
  readonly proposals: readonly Proposal[]
  readonly problems: readonly string[]
}

/** The proposals in a file; none where there is no file. */
export function readProposals(io: Io, path: string): ProposalFile {
  if (path !== '-' && !io.isFile(path)) return { proposals: [], problems: [] }
  const { items, problems } = itemsOfLines(io.read(path), path)
  const read = items.map(({ line, value }) => proposalAt(value, `${path}:${line}`))
  return {
    proposals: read.flatMap(each => (typeof each === 'string' ? [] : [each])),
    problems: [...problems.map(({ line, message }) => `${path}:${line}: ${message}`), ...read.filter(each => typeof each === 'string')],
  }
}

/** Replaces the proposals in a file by what is made of them, while no other run does. */
export function updateProposals(io: Io, path: string, change: (proposals: readonly Proposal[]) => readonly Proposal[]): void {
  io.update(path, write => {
    write(proposalLines(change(path === '-' ? [] : allProposals(io, path))))
  })
}

/** The proposals in a file that is to be replaced, which must hold nothing else. */
export function allProposals(io: Io, path: string): readonly Proposal[] {
  const { proposals, problems } = readProposals(io, path)
  if (problems.length === 0) return proposals
  throw new CliFailure(`${path} is not replaced, because it holds something else than proposals:\n${problems.slice(0, 3).join('\n')}`)
}

/** Proposals with new ones after them; of those with one id the first. */
export function withNew(known: readonly Proposal[], added: readonly Proposal[]): readonly Proposal[] {
  const ids = new Set(known.map(({ id }) => id))
  return [...known, ...added.filter(({ id }) => !ids.has(id))]
}

/** Proposals as NDJSON. */
export function proposalLines(proposals: readonly Proposal[]): string {
  return proposals.map(proposal => `${JSON.stringify(proposal)}\n`).join('')
}

function proposalAt(value: unknown, place: string): Proposal | string {
  try {
    return parseProposal(value)
  } catch (error) {
    if (error instanceof VillageError) return `${place}: ${error.message}`
    throw error
  }
}
