import { extractionSchema } from '../../agents/intake/draft.js'
import { extractionPrompt } from '../../agents/intake/extractionPrompt.js'
import { readDraft } from '../../agents/intake/readDraft.js'
import { count } from '../../render/numbers.js'
import { plain } from '../../render/plain.js'
import { villagesOf } from '../accounts.js'
import type { CommandPlan } from '../command.js'
import { todayIn } from '../day.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { proposalLines, updateProposals, withNew } from '../intake/proposalFile.js'
import type { Io } from '../io.js'
import { dateIn } from '../view.js'
import { readVillages } from '../villages.js'

const args = {
  villages: { type: 'positional', required: true, description: 'the file of the village, or of several' },
  text: { type: 'positional', required: true, description: 'a transcript, mail or note in UTF-8; or - for standard input' },
  account: {
    type: 'string',
    description: 'the account that the text is about, where there are several: its id, or its name',
    valueHint: 'id',
  },
  at: { type: 'string', description: 'the day of the text; today when absent', valueHint: 'date' },
  source: { type: 'string', description: 'the name of the text; that of its file when absent', valueHint: 'name' },
  draft: { type: 'string', description: 'what a model made of the text: turn it into proposals', valueHint: 'file' },
  schema: { type: 'boolean', description: 'print the JSON Schema of a draft' },
  output: { type: 'string', alias: 'o', description: 'add the proposals to this file; standard output when absent', valueHint: 'file' },
} as const

type Options = Parameters<CommandPlan<typeof args>['run']>[0]

/** A command that asks a model about a text, and makes proposals of its answer. */
export const intake: CommandPlan<typeof args> = {
  name: 'intake',
  description: DESCRIPTIONS.intake,
  args,
  run(options, io): ExitCode {
    if (options.schema === true) {
      io.out(`${JSON.stringify(extractionSchema(), null, 2)}\n`)
      return 0
    }
    const at = options.at === undefined ? todayIn(undefined, io) : dateIn(options.at, 'at')
    const [village, ...others] = villagesOf(readVillages(io, options.villages).villages, options.account)
    if (village === undefined) throw new CliFailure(`${options.villages} holds no village`)
    if (others.length > 0) throw new CliFailure(`${options.villages} holds several villages. Say which with --account.`, 2)
    const text = decoded(io.read(options.text), options.text)
    if (options.draft !== undefined) return proposed(options, { text, village, at, source: options.source ?? options.text }, io)
    if (options.output !== undefined) throw new CliFailure('--output is for --draft', 2)
    io.out(`${extractionPrompt({ text, village, at })}\n`)
    return 0
  },
}

function proposed({ draft = '', output }: Options, about: Parameters<typeof readDraft>[1], io: Io): ExitCode {
  const { proposals, refused } = readDraft(decoded(io.read(draft), draft), about)
  if (output === undefined) io.out(proposalLines(proposals))
  else updateProposals(io, output, known => withNew(known, proposals))
  for (const { item, reason, message } of refused) io.note(plain(`${item === undefined ? 'draft' : `item ${item}`}: ${reason}: ${message}`))
  io.note(`${count(proposals.length, 'proposal', 'proposals')}, ${refused.length} refused`)
  return refused.length > 0 ? 4 : 0
}

function decoded(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new CliFailure(`${path} is not in UTF-8`)
  }
}
