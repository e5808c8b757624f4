import type { Proposal } from '../../agents/intake/proposal.js'
import { quoted } from '../../errors.js'
import { count } from '../../render/numbers.js'
import { plain } from '../../render/plain.js'
import type { CommandPlan } from '../command.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { askedAbout, type Decided } from '../intake/askedAbout.js'
import { allProposals, proposalLines, readProposals, updateProposals } from '../intake/proposalFile.js'
import { proposalText } from '../intake/proposalText.js'
import { recordInFile, recordInStore } from '../intake/recordAccepted.js'
import type { Io } from '../io.js'
import type { Terminal } from '../terminal.js'
import { dateIn } from '../view.js'

const args = {
  proposals: { type: 'positional', required: true, description: 'a file of proposals as NDJSON' },
  villages: {
    type: 'positional',
    required: false,
    description: 'the file of the village or villages, which is replaced; in a terminal, each proposal is asked about',
  },
  store: {
    type: 'string',
    description: 'a store in place of the file of villages: sqlite:FILE, postgres://…, or a folder',
    valueHint: 'store',
  },
  accept: { type: 'string', description: 'ids of proposals to record, with commas between, or all', valueHint: 'ids' },
  reject: { type: 'string', description: 'ids of proposals to put aside, with commas between, or all', valueHint: 'ids' },
  'recorded-at': { type: 'string', description: 'when the facts were learned; on the day of the text when absent', valueHint: 'date' },
  account: { type: 'string', description: 'only proposals for this account', valueHint: 'id' },
  all: { type: 'boolean', description: 'show those that were accepted or rejected too' },
  json: { type: 'boolean', description: 'print proposals as NDJSON' },
} as const

type Options = Parameters<CommandPlan<typeof args>['run']>[0]

/** A command that shows proposals with their quotes, asks about each in a terminal, and records those that are accepted. */
export const review: CommandPlan<typeof args> = {
  name: 'review',
  description: DESCRIPTIONS.review,
  args,
  async run(options, io): Promise<ExitCode> {
    const { accept, reject, proposals: file, villages, store, json, all } = options
    if (villages !== undefined && store !== undefined) throw new CliFailure('give either a file of villages or --store', 2)
    const isDecided = accept !== undefined || reject !== undefined
    if (isDecided && file === '-') throw new CliFailure('--accept and --reject need a file, in which they note what became of proposals', 2)
    if (isDecided) return settled(options, chosen(ownOf(options, allProposals(io, file)), options), io)
    if (villages === undefined && store === undefined) return shown(options, io)
    if (io.terminal === undefined || json === true || all === true || file === '-')
      throw new CliFailure('the villages are for --accept, or for a terminal in which each proposal is asked about', 2)
    const open = ownOf(options, allProposals(io, file)).filter(({ state }) => state === 'open')
    if (open.length === 0) return shown(options, io)
    const decided = await asked(open, io.terminal())
    io.note(`${count(open.length - decided.accepted.length - decided.rejected.length, 'proposal', 'proposals')} left open`)
    return settled(options, decided, io)
  },
}

async function asked(open: readonly Proposal[], terminal: Terminal): Promise<Decided> {
  try {
    return await askedAbout(open, terminal)
  } finally {
    terminal.close()
  }
}

function ownOf({ account: asked }: Options, proposals: readonly Proposal[]): readonly Proposal[] {
  return proposals.filter(({ account }) => asked === undefined || account === asked)
}

function shown(options: Options, io: Io): ExitCode {
  const { all, json } = options
  const { proposals, problems } = readProposals(io, options.proposals)
  const asked = ownOf(options, proposals).filter(({ state }) => all === true || state === 'open')
  if (json === true) io.out(proposalLines(asked))
  else io.out([...asked.map(proposalText), `${count(asked.length, 'proposal', 'proposals')}${all === true ? '' : ' open'}\n`].join('\n'))
  for (const problem of problems) io.note(plain(problem))
  return problems.length > 0 ? 4 : 0
}

function chosen(proposals: readonly Proposal[], { accept, reject, proposals: file }: Options): Decided {
  const accepted = named(proposals, accept, file)
  const rejected = named(proposals, reject, file)
  const clash = accepted.find(each => rejected.includes(each))
  if (clash !== undefined) throw new CliFailure(`${quoted(clash.id)} cannot be accepted and rejected at once`, 2)
  const recorded = rejected.find(({ state }) => state === 'accepted')
  if (recorded !== undefined) throw new CliFailure(`${quoted(recorded.id)} is recorded already; village retract takes a fact back`, 2)
  return { accepted, rejected }
}

/** The proposals that ids name, the open ones for all, in the order of the file, in which new people are before what names them. */
function named(proposals: readonly Proposal[], ids: string | undefined, path: string): readonly Proposal[] {
  if (ids === undefined) return []
  if (ids === 'all') return proposals.filter(({ state }) => state === 'open')
  const wanted = ids.split(',').map(id => id.trim())
  const unknown = wanted.find(id => !proposals.some(each => each.id === id))
  if (unknown !== undefined) throw new CliFailure(`${path} holds no proposal ${quoted(unknown)}`, 2)
  return proposals.filter(({ id }) => wanted.includes(id))
}

/** Records what was accepted, and then notes what became of each proposal: whoever stops in between accepts it once more, which changes nothing. */
async function settled(options: Options, { accepted, rejected }: Decided, io: Io): Promise<ExitCode> {
  const failed = accepted.length === 0 ? new Map<string, string>() : await recorded(options, accepted, io)
  const decidedAt = io.now()
  const decided = new Map<string, Proposal>([
    ...rejected.map(each => [each.id, { ...each, state: 'rejected', decidedAt }] as const),
    ...accepted.flatMap(each => (failed.has(each.id) ? [] : [[each.id, { ...each, state: 'accepted', decidedAt }] as const])),
  ])
  if (decided.size > 0) {
    updateProposals(io, options.proposals, known =>
      known.map(each => {
        const now = decided.get(each.id)
        // What another run recorded meanwhile is recorded.
        return now === undefined || (now.state === 'rejected' && each.state === 'accepted') ? each : now
      }),
    )
  }
  for (const [id, message] of failed) io.note(plain(`${id}: ${message}`))
  io.note(`${accepted.length - failed.size} recorded, ${rejected.length} put aside`)
  return failed.size > 0 ? 4 : 0
}

function recorded({ villages, store, 'recorded-at': given }: Options, accepted: readonly Proposal[], io: Io) {
  const learned = given === undefined ? {} : { recordedAt: dateIn(given, 'recorded-at') }
  if (store !== undefined) return recordInStore(store, accepted, learned)
  if (villages === undefined) throw new CliFailure('--accept needs the file of the villages after that of the proposals, or --store', 2)
  return recordInFile(io, villages, accepted, learned)
}
