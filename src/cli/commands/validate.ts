import { count } from '../../render/numbers.js'
import { plain } from '../../render/plain.js'
import type { CommandPlan } from '../command.js'
import { DESCRIPTIONS } from '../descriptions.js'
import type { ExitCode } from '../failure.js'
import { readVillages } from '../villages.js'

const args = {
  file: { type: 'positional', required: true, description: 'a village as JSON, several as NDJSON, or - for standard input' },
} as const

export const validate: CommandPlan<typeof args> = {
  name: 'validate',
  description: DESCRIPTIONS.validate,
  args,
  run({ file }, io): ExitCode {
    const { villages, problems } = readVillages(io, file)
    for (const { account, stakeholders, observations } of villages) {
      const people = count(new Set(stakeholders.map(({ id }) => id)).size, 'person', 'people')
      io.out(`${plain(account.id)}: valid, ${people}, ${count(observations.length, 'reading', 'readings')}\n`)
    }
    for (const problem of problems) io.note(plain(problem))
    return problems.length === 0 ? 0 : villages.length === 0 ? 1 : 4
  },
}
