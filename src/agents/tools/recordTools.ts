import * as z from 'zod/mini'
import { id, longText, sentiment } from '../../model/fact.js'
import { READING_SOURCES } from '../../model/observation.js'
import type { Village, VillageFacts } from '../../model/village.js'
import { factsBetween } from '../../store/factsBetween.js'
import { untilFresh } from '../../store/untilFresh.js'
import { fingerprint } from '../../support/hash.js'
import { toInstant } from '../../support/instants.js'
import { recordAs } from '../../village/village.js'
import { accountField, dayField, defineTool, type ToolContext, ToolError, told } from './tool.js'

/** Whether something was recorded that was not known. */
export const recordedField = told(z.boolean(), 'false where all of it was known already')

/** Changes the village of an account in the store; when another program was faster, again. It gives whether anything changed. */
export async function changedIn({ store }: ToolContext, account: string, change: (village: Village) => Village): Promise<boolean> {
  return untilFresh('callTool', async () => {
    const stored = await store.load(account)
    if (stored === undefined)
      throw new ToolError('unknownAccount', 'account: there is no such account. village_list_accounts lists those there are.')
    const after = change(stored.village)
    if (after === stored.village) return false
    const revision = await store.append(account, factsBetween(stored.village, after), { revision: stored.revision })
    return revision !== stored.revision
  })
}

const written = {
  account: accountField,
  stakeholder: told(id, 'The id of the person'),
  at: told(dayField, 'When it was said: a day YYYY-MM-DD, or an instant with offset'),
  by: z.exactOptional(told(id, 'Who reported it: the id of one of ours, or a name of a tool')),
  source: z.exactOptional(told(longText, 'Where it comes from, such as the name of a document')),
}

/** An id by the content, so that the same call twice is once. */
function idOf(kind: string, content: object): string {
  return `${kind}-${fingerprint(JSON.stringify(content))}`
}

/** A point in time in one form, so that a day and its first instant are one. */
function instantOr(given: string): string {
  return toInstant(given) ?? given
}

export const recordReading = defineTool({
  name: 'village_record_reading',
  title: 'Record a reading',
  description:
    'Records what a person thinks of us, as they said it or as it was reported. To record what was read out of a text, use village_propose_facts.',
  writes: true,
  input: z.strictObject({
    ...written,
    sentiment: told(sentiment, 'From -1, will block us, over 0, neutral, to 1, champions us'),
    via: told(z.enum(READING_SOURCES), 'How it was read'),
    decision: z.exactOptional(id),
    note: z.exactOptional(longText),
  }),
  output: z.object({ recorded: recordedField, account: z.string(), stakeholder: z.string(), reading: z.string() }),
  async run({ account, ...fact }, context) {
    const at = instantOr(fact.at)
    const reading = idOf('reading', { ...fact, at })
    const recorded = await changedIn(context, account, village => withNew(village, 'observations', { ...fact, at, id: reading }))
    return { recorded, account, stakeholder: fact.stakeholder, reading }
  },
})

export const recordCommentTool = defineTool({
  name: 'village_record_comment',
  title: 'Record a comment',
  description: 'Records something that a person said in passing, word for word.',
  writes: true,
  input: z.strictObject({
    ...written,
    text: told(longText.check(z.minLength(1)), 'What they said'),
    via: z.exactOptional(told(longText, 'Where it was said, such as hallway')),
  }),
  output: z.object({ recorded: recordedField, account: z.string(), stakeholder: z.string(), comment: z.string() }),
  async run({ account, ...fact }, context) {
    const at = instantOr(fact.at)
    const comment = idOf('comment', { ...fact, at })
    const recorded = await changedIn(context, account, village => withNew(village, 'comments', { ...fact, at, id: comment }))
    return { recorded, account, stakeholder: fact.stakeholder, comment }
  },
})

/** The village with a fact in it, whose id says all of its content. */
function withNew(village: Village, array: 'observations' | 'comments', fact: object): Village {
  const facts: VillageFacts = { [array]: [fact] }
  return recordAs('record', village, facts)
}
