import type { ProposalStore } from '../../agents/tools/proposalStore.js'
import type { Io } from '../io.js'
import { readProposals, updateProposals, withNew } from './proposalFile.js'

/** Proposals in a file, where `village review` finds them. */
export function fileProposals(io: Io, path: string): ProposalStore {
  return {
    async add(proposals) {
      if (proposals.length > 0) updateProposals(io, path, known => withNew(known, proposals))
    },
    async get(id) {
      return readProposals(io, path).proposals.find(each => each.id === id)
    },
    async accepted(id, at) {
      updateProposals(io, path, known => known.map(each => (each.id === id ? { ...each, state: 'accepted', decidedAt: at } : each)))
    },
  }
}
