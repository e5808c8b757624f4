/** What the program does, command by command, in the order in which it is listed: all that its usage shows, so that no command is loaded for it. */
export const DESCRIPTIONS = {
  import: 'Make villages of what a CRM exports or of tables of your own, and add answers to surveys',
  comments: 'What became of what people said, and what is to be passed on, acted on or answered',
  completion: 'Print a script that makes bash, zsh or fish complete commands and options',
  erase: 'Erase a person from every account that knows them, so that they do not come back with the next import',
  explain: 'Why the sentiment of an account, and the money at risk, changed between two days',
  init: 'Write a small example: two tables to fill in with your own people, and the three commands that end in a report',
  intake: 'Print what to ask a model about a call or a mail; with --draft, turn its answer into proposals',
  interviews: 'Who to interview over all accounts, by profile, and what to ask one of them',
  listen: 'Who is to be heard and when, in business days, as text, NDJSON or a calendar file',
  mcp: 'Serve the accounts of a store to assistants, by the Model Context Protocol',
  moves: 'What to do next, who with and why, in one account or over several; the plan with its dates and gaps',
  people: 'Who is there: ids, names, titles, units, roles and when each was last read',
  portfolio: 'Where to look first: accounts by the money at risk, what moved and why, by owner, segment or parent',
  progress: 'What one person of theirs may be sent: what became of what they asked for, and what else we promised',
  record: 'Record facts of any kind from a file, or one reading, comment, expectation, request or upheaval by options',
  report: 'Who decides, what they think, who can kill it, how sure we are, and what it is worth',
  retain: 'Remove what was over before a day, and who left before it',
  retract: 'Take a fact back: from now on, or from another moment on, it is believed no more',
  review: 'Show what models propose to record, each with the words it rests on; accept it or put it aside',
  risks: 'Print what endangers each account as NDJSON, one finding a line',
  store: 'Copy all accounts of one store to another, or erase again people a backup brought back',
  subject: 'Print all that is held on a person, with its source and both times, as JSON or CSV',
  validate: 'Say everything that is wrong with villages, and where',
} as const

export const PROGRAM = {
  name: 'village',
  description: 'The village of people behind an account: who decides, what they think, who can stop us',
} as const
