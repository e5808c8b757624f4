import type { Instant } from '../../support/instants.js'
import type { Proposal } from '../intake/proposal.js'

/** Where proposals wait, beside the store of villages. */
export interface ProposalStore {
  /** Adds proposals; those whose ids are there stay as they are. */
  add(proposals: readonly Proposal[]): Promise<void>
  /** The proposal of an id. */
  get(id: string): Promise<Proposal | undefined>
  /** Notes that a proposal was accepted. */
  accepted(id: string, at: Instant): Promise<void>
}

/**
 * Proposals held in memory, for one process and as long as it runs.
 *
 * @example
 * import { callTool, memoryProposals } from 'account-village/agents'
 * import { fileStore } from 'account-village/store'
 * const proposals = memoryProposals()
 * const answer = await callTool('village_accept_proposal', { account: 'acme', proposal: 'x' }, fileStore('/tmp/villages'), { write: true, proposals })
 * answer.isError //=> true
 */
export function memoryProposals(): ProposalStore {
  const held = new Map<string, Proposal>()
  return Object.freeze<ProposalStore>({
    async add(proposals) {
      for (const proposal of proposals) if (!held.has(proposal.id)) held.set(proposal.id, proposal)
    },
    async get(id) {
      return held.get(id)
    },
    async accepted(id, at) {
      const proposal = held.get(id)
      if (proposal !== undefined) held.set(id, Object.freeze({ ...proposal, state: 'accepted', decidedAt: at }))
    },
  })
}
