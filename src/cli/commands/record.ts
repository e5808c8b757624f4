import { type ResolvedRules, resolvedRules, ruleIssues } from '../../reading/rules.js'
import { plain } from '../../render/plain.js'
import { accountIn } from '../accounts.js'
import type { CommandPlan } from '../command.js'
import { todayIn } from '../day.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { kindIn } from '../facts/kinds.js'
import { type FactInput, factLines } from '../facts/lines.js'
import { recordIn } from '../facts/recordIn.js'
import { isSingle, singleFact } from '../facts/single.js'
import { singleArgs } from '../facts/singleArgs.js'
import { summary } from '../facts/summary.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { RULE_ARGS, readingRulesIn } from '../import/reading.js'
import type { Io } from '../io.js'
import { withVillages } from '../keptVillages.js'
import { dateIn } from '../view.js'

const args = {
  villages: { type: 'positional', required: true, description: 'the file of the village or villages, which is replaced' },
  facts: {
    type: 'positional',
    required: false,
    description: 'facts as NDJSON or JSON, each with its kind, or as CSV; or - for standard input',
  },
  kind: {
    type: 'string',
    description: 'the kind of the rows of a CSV, such as comment, and of lines that do not say it; reading when absent',
    valueHint: 'kind',
  },
  account: {
    type: 'string',
    description: 'the account of facts that name none, where the file holds several villages: its id, or its name',
    valueHint: 'id',
  },
  'recorded-at': { type: 'string', description: 'when all this was learned; when it became true if absent', valueHint: 'date' },
  revise: { type: 'boolean', description: 'replace facts that are known with other content, as of --recorded-at, or of now' },
  ...singleArgs,
  ...RULE_ARGS,
  output: { type: 'string', alias: 'o', description: 'write the villages here instead; - is standard output', valueHint: 'file' },
} as const

type Options = Parameters<CommandPlan<typeof args>['run']>[0]

/** A command that records facts of any kind. A line that does not fit is told with its number, and the others are recorded. */
export const record: CommandPlan<typeof args> = {
  name: 'record',
  description: DESCRIPTIONS.record,
  args,
  run(options, io): ExitCode {
    const revises = options.revise === true
    const given = options['recorded-at']
    const recordedAt = given === undefined ? (revises ? io.now() : undefined) : dateIn(given, 'recorded-at')
    // Before the villages are locked, because facts may come slowly through a pipe.
    const input = options.facts === undefined ? factIn(options, io) : factsIn(options.facts, options, io)
    const output = options.output ?? options.villages
    return io.update(output, write =>
      withVillages(io, options.villages, villages => {
        const account = options.account === undefined ? undefined : accountIn(villages.accounts, options.account)
        const result = recordIn(villages, input, { account, revises, recordedAt })
        const refused = [...input.refusals, ...result.refusals].sort((a, b) => a.order - b.order)
        if (options.facts === undefined && refused[0] !== undefined) throw new CliFailure(refused[0].message, 2)
        for (const { message } of refused) io.note(plain(message))
        if (result.changed || output !== options.villages) write(villages.texts())
        io.note(plain(summary(result, refused.length, options.facts === undefined)))
        return refused.length > 0 ? 4 : 0
      }),
    )
  },
}

/** The one fact that the options give. */
function factIn(options: Options, io: Io): FactInput {
  if (options.kind !== undefined) throw new CliFailure('--kind is for a file of facts', 2)
  return { lines: [singleFact(options, rulesIn(options), todayIn(options['time-zone'], io))], refusals: [] }
}

function factsIn(file: string, options: Options, io: Io): FactInput {
  if (isSingle(options)) throw new CliFailure('give either a file of facts or one fact by options', 2)
  return factLines(io, file, kindIn(options.kind), rulesIn(options))
}

function rulesIn(options: Options): ResolvedRules {
  const rules = readingRulesIn(options)
  const [issue] = ruleIssues(rules)
  if (issue !== undefined) throw new CliFailure(`${issue.path} ${issue.message}`, 2)
  return resolvedRules(rules)
}
