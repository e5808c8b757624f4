import { explainChangeTool, getSummary, listAccounts, listRisks, whatIfTool } from './accountTools.js'
import { nextInterviewsTool, nextMovesTool } from './moveTools.js'
import { getPerson, listVetoHolders } from './peopleTools.js'
import { acceptProposalTool, proposeFacts } from './proposalTools.js'
import { recordCommentTool, recordReading } from './recordTools.js'
import type { Tool } from './tool.js'

/** Every tool; what is in the list can be called. */
export const TOOLS: readonly Tool[] = [
  listAccounts,
  getSummary,
  listVetoHolders,
  listRisks,
  explainChangeTool,
  whatIfTool,
  nextMovesTool,
  nextInterviewsTool,
  getPerson,
  recordReading,
  recordCommentTool,
  proposeFacts,
  acceptProposalTool,
]
