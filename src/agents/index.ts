/**
 * Tools by which models ask about accounts, and what they find in calls and mails, as proposals that change nothing until they are accepted.
 *
 * @packageDocumentation
 */

// From a text to proposals
export { extractionSchema, type ProposalKind } from './intake/draft.js'
export { type ExtractionPromptOptions, extractionPrompt } from './intake/extractionPrompt.js'
export { DRAFT_LIMITS, type ReadDraft, type ReadDraftOptions, readDraft } from './intake/readDraft.js'
export type { RefusalReason, RefusedItem } from './intake/refusal.js'

// From proposals to facts
export { type AcceptOptions, acceptProposal } from './intake/acceptProposal.js'
export {
  type Departure,
  MOST_CONFIDENCE,
  PROPOSAL_DOUBTS,
  parseProposal,
  type Proposal,
  type ProposalDate,
  type ProposalDoubt,
  type ProposalPlace,
  type ProposedFact,
} from './intake/proposal.js'

// Tools for models
export { callTool, type CallToolOptions, type ToolAnswer } from './tools/callTool.js'
export {
  type ToolDefinition,
  type ToolDefinitionsOptions,
  toolDefinitions,
  type ToolHints,
  type ToolSchema,
} from './tools/toolDefinitions.js'
export { memoryProposals, type ProposalStore } from './tools/proposalStore.js'

// What these take and give, of the front door
export type { Village } from '../model/village.js'
export type { VillageStore } from '../store/port.js'
export type { Instant, TimeInput } from '../support/instants.js'
export type { Stakeholder } from '../model/stakeholder.js'
export type { Observation } from '../model/observation.js'
export type { Comment } from '../model/comment.js'
export type { Expectation } from '../model/expectation.js'
export type { Motive } from '../model/motive.js'
export type { RoleFact } from '../model/role.js'
export type { VetoFact } from '../model/veto.js'
export type { Tie } from '../model/tie.js'
