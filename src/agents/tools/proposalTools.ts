import * as z from 'zod/mini'
import { quoted } from '../../errors.js'
import { id, longText } from '../../model/fact.js'
import { formatInstant, parseInstant } from '../../support/instants.js'
import { acceptProposal } from '../intake/acceptProposal.js'
import { readDraft } from '../intake/readDraft.js'
import type { ProposalStore } from './proposalStore.js'
import { changedIn, recordedField } from './recordTools.js'
import { accountField, dayField, defineTool, faultText, foreign, type ToolContext, ToolError, textOf, told, villageIn } from './tool.js'

/** The items of a draft: each is checked by itself, so that one that is wrong does not spoil the others. `toolDefinitions` shows their form. */
export const draftItems = z.array(z.unknown()).check(z.maxLength(100))

function shelfOf({ proposals }: ToolContext): ProposalStore {
  if (proposals === undefined)
    throw new ToolError('noProposals', 'There is no place for proposals here; the host of the tools must give one.')
  return proposals
}

export const proposeFacts = defineTool({
  name: 'village_propose_facts',
  title: 'Propose facts from a text',
  description:
    'Checks what you found in a call, a mail or a note against its text, and keeps what holds as proposals. Nothing of the account changes until one is accepted. Quote whole sentences, word for word.',
  writes: true,
  input: z.strictObject({
    account: accountField,
    text: told(z.string().check(z.minLength(1), z.maxLength(200_000)), 'The whole text'),
    at: told(dayField, 'The day of the text, YYYY-MM-DD'),
    source: told(longText.check(z.minLength(1)), 'The name of the text'),
    items: draftItems,
  }),
  output: z.object({
    account: z.string(),
    proposals: z.array(
      z.object({
        proposal: z.string(),
        kind: z.string(),
        stakeholder: z.exactOptional(z.string()),
        quoteText: z.string(),
        line: z.number(),
        speakerText: z.exactOptional(z.string()),
        day: z.exactOptional(z.string()),
        confidence: z.number(),
        doubts: z.array(z.string()),
        needs: z.array(z.string()),
      }),
    ),
    refused: z.array(z.object({ item: z.exactOptional(z.number()), reason: z.string(), messageText: z.string() })),
  }),
  async run({ account, text, at, source, items }, context) {
    const shelf = shelfOf(context)
    const village = await villageIn(context, account)
    const { proposals, refused } = readDraft({ items }, { text, village, at, source })
    await shelf.add(proposals)
    return {
      account,
      proposals: proposals.map(({ id: proposal, kind, fact, quote, place, date, confidence, doubts, needs }) => ({
        proposal,
        kind,
        ...('stakeholder' in fact && { stakeholder: fact.stakeholder }),
        quoteText: foreign(quote),
        line: place.line,
        ...textOf('speakerText', place.speaker),
        ...(date !== undefined && { day: date.day }),
        confidence,
        doubts: [...doubts],
        needs: [...needs],
      })),
      refused: refused.map(({ item, reason, message }) => ({
        ...(item !== undefined && { item }),
        reason,
        messageText: foreign(faultText(message)),
      })),
    }
  },
})

export const acceptProposalTool = defineTool({
  name: 'village_accept_proposal',
  title: 'Accept a proposal',
  description: 'Records the fact of a proposal that a person has read and agreed to. Never accept one on your own account.',
  writes: true,
  input: z.strictObject({ account: accountField, proposal: told(id, 'The id of the proposal') }),
  output: z.object({ recorded: recordedField, account: z.string(), proposal: z.string(), kind: z.string() }),
  async run({ account, proposal }, context) {
    const shelf = shelfOf(context)
    const found = await shelf.get(proposal)
    if (found === undefined || found.account !== account) {
      throw new ToolError(
        'unknownProposal',
        `proposal: there is no proposal ${quoted(proposal)} for this account. village_propose_facts gives their ids.`,
      )
    }
    if (found.state === 'rejected') throw new ToolError('rejectedProposal', 'proposal: was put aside in review.')
    const recorded = await changedIn(context, account, village => acceptProposal(village, found))
    await shelf.accepted(proposal, formatInstant(parseInstant(context.today) ?? parseInstant(found.at) ?? 0))
    return { recorded, account, proposal, kind: found.kind }
  },
})
