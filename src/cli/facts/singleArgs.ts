/** The options by which one fact is given. */
export const singleArgs = {
  comment: { type: 'string', description: 'one comment: what was said', valueHint: 'text' },
  expectation: { type: 'string', description: 'one expectation: what a person counts on from us', valueHint: 'text' },
  request: { type: 'string', description: 'one request: how a person was asked; interview, survey or meeting', valueHint: 'channel' },
  upheaval: {
    type: 'string',
    description: 'one upheaval: reorganisation, merger, layoffs, leadership, priorities, personMove or other',
    valueHint: 'kind',
  },
  stakeholder: { type: 'string', description: 'of one fact: who, by id, e-mail address or id in another system', valueHint: 'id' },
  at: { type: 'string', description: 'of one fact: when; today when absent', valueHint: 'date' },
  sentiment: { type: 'string', description: 'of a reading: from -1, will block us, to 1, champions us', valueHint: 'number' },
  via: {
    type: 'string',
    description: 'of a reading: interview, survey, meeting, comment, impression or text; of a comment: where it was said',
    valueHint: 'source',
  },
  by: { type: 'string', description: 'of a reading, a comment or a request: who reported it or asked, by id', valueHint: 'id' },
  sd: { type: 'string', description: 'of a reading: the standard deviation of its error', valueHint: 'number' },
  importance: { type: 'string', description: 'of an expectation: how much it matters to them, 0 to 1', valueHint: 'number' },
  'due-at': { type: 'string', description: 'of an expectation: when it is due', valueHint: 'date' },
  status: { type: 'string', description: 'of an expectation: open, met or missed, from --at on', valueHint: 'state' },
  unit: { type: 'string', description: 'of an upheaval: the id of the unit; the people or the whole account when absent', valueHint: 'id' },
  stakeholders: { type: 'string', description: 'of an upheaval: the people it concerns, between semicolons', valueHint: 'ids' },
  strength: {
    type: 'string',
    description: 'of an upheaval: the share of what was known that no longer holds, 0 to 1',
    valueHint: 'number',
  },
  decision: { type: 'string', description: 'of a reading or an expectation: the id of the decision that it is about', valueHint: 'id' },
  themes: {
    type: 'string',
    description: 'of a reading, a comment or an expectation: what it is about, between semicolons',
    valueHint: 'texts',
  },
  note: { type: 'string', description: 'of a reading or an upheaval: a note', valueHint: 'text' },
  id: { type: 'string', description: 'of one fact: its id; made of what it says when absent', valueHint: 'id' },
} as const

/** The options of one fact, as they were given. */
export type SingleInput = { readonly [Option in keyof typeof singleArgs]?: string | undefined }
