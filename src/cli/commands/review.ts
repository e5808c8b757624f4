import { acceptProposal } from '../../agents/intake/acceptProposal.js'
import type { Proposal } from '../../agents/intake/proposal.js'
import { quoted, VillageError } from '../../errors.js'
import { count } from '../../render/numbers.js'
import { plain } from '../../render/plain.js'
import type { CommandPlan } from '../command.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { proposalLines, readProposals, updateProposals } from '../intake/proposalFile.js'
import { proposalText } from '../intake/proposalText.js'
import type { Io } from '../io.js'
import { withVillages } from '../keptVillages.js'
import { dateIn } from '../view.js'

const args = {
  proposals: { type: 'positional', required: true, description: 'a file of proposals as NDJSON' },
  villages: { type: 'positional', required: false, description: 'with --accept, the file of the village or villages, which is replaced' },
  accept: { type: 'string', description: 'ids of proposals to record, with commas between, or all', valueHint: 'ids' },
  reject: { type: 'string', description: 'ids of proposals to put aside, with commas between, or all', valueHint: 'ids' },
  'recorded-at': { type: 'string', description: 'when the facts were learned; on the day of the text when absent', valueHint: 'date' },
  account: { type: 'string', description: 'only proposals for this account', valueHint: 'id' },
  all: { type: 'boolean', description: 'show those that were accepted or rejected too' },
  json: { type: 'boolean', description: 'print proposals as NDJSON' },
} as const

type Options = Parameters<CommandPlan<typeof args>['run']>[0]

/** A command that shows proposals with their quotes, and records those that are accepted. */
export const review: CommandPlan<typeof args> = {
  name: 'review',
  description: DESCRIPTIONS.review,
  args,
  run(options, io): ExitCode {
    const { proposals, problems } = readProposals(io, options.proposals)
    const own = proposals.filter(({ account }) => options.account === undefined || account === options.account)
    if (options.accept === undefined && options.reject === undefined) return shown(options, own, problems, io)
    if (options.proposals === '-') throw new CliFailure('--accept and --reject need a file, in which they note what became of proposals', 2)
    const [accepted, rejected] = [options.accept, options.reject].map(ids => chosen(own, ids, options.proposals))
    const clash = accepted?.find(each => rejected?.includes(each))
    if (clash !== undefined) throw new CliFailure(`${quoted(clash.id)} cannot be accepted and rejected at once`, 2)
    const failed = recorded(options, accepted ?? [], io)
    const decided = new Map([
      ...(rejected ?? []).map(({ id }) => [id, 'rejected'] as const),
      ...(accepted ?? []).flatMap(({ id }) => (failed.has(id) ? [] : [[id, 'accepted'] as const])),
    ])
    updateProposals(io, options.proposals, known => {
      return known.map(each => {
        const state = decided.get(each.id)
        return state === undefined ? each : { ...each, state, decidedAt: io.now() }
      })
    })
    for (const [id, message] of failed) io.note(plain(`${id}: ${message}`))
    io.note(`${(accepted?.length ?? 0) - failed.size} recorded, ${rejected?.length ?? 0} put aside`)
    return failed.size > 0 ? 4 : 0
  },
}

function shown({ all, json, villages }: Options, proposals: readonly Proposal[], problems: readonly string[], io: Io): ExitCode {
  if (villages !== undefined) throw new CliFailure('a file of villages is for --accept', 2)
  const asked = proposals.filter(({ state }) => all === true || state === 'open')
  if (json === true) io.out(proposalLines(asked))
  else io.out([...asked.map(proposalText), `${count(asked.length, 'proposal', 'proposals')}${all === true ? '' : ' open'}\n`].join('\n'))
  for (const problem of problems) io.note(plain(problem))
  return problems.length > 0 ? 4 : 0
}

/** The open proposals that ids name, in the order of the file, in which new people are before what names them. */
function chosen(proposals: readonly Proposal[], ids: string | undefined, path: string): readonly Proposal[] {
  if (ids === undefined) return []
  if (ids === 'all') return proposals.filter(({ state }) => state === 'open')
  const wanted = ids.split(',').map(id => id.trim())
  const unknown = wanted.find(id => !proposals.some(each => each.id === id))
  if (unknown !== undefined) throw new CliFailure(`${path} holds no proposal ${quoted(unknown)}`, 2)
  return proposals.filter(({ id }) => wanted.includes(id))
}

/** Records proposals, and tells which of them the village refused, and why. */
function recorded(options: Options, accepted: readonly Proposal[], io: Io): ReadonlyMap<string, string> {
  const { villages: file } = options
  if (accepted.length === 0) return new Map()
  if (file === undefined) throw new CliFailure('--accept needs the file of the villages, after that of the proposals', 2)
  const given = options['recorded-at']
  const learned = given === undefined ? {} : { recordedAt: dateIn(given, 'recorded-at') }
  return io.update(file, write =>
    withVillages(io, file, villages => {
      const failed = new Map<string, string>()
      let isChanged = false
      for (const proposal of accepted) {
        if (!villages.accounts.some(({ id }) => id === proposal.account)) {
          failed.set(proposal.id, `account ${quoted(proposal.account)} is not in ${file}`)
          continue
        }
        try {
          const before = villages.get(proposal.account)
          const after = acceptProposal(before, proposal, learned)
          if (after !== before) villages.put(after)
          isChanged ||= after !== before
        } catch (error) {
          if (!(error instanceof VillageError)) throw error
          failed.set(proposal.id, error.message)
        }
      }
      if (isChanged) write(villages.texts())
      return failed
    }),
  )
}
