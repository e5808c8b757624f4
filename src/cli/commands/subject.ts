import { subjectsCsv } from '../../formats/toSubjectCsv.js'
import { plain } from '../../render/plain.js'
import { exportSubject } from '../../village/exportSubject.js'
import { accountIn } from '../accounts.js'
import type { CommandPlan } from '../command.js'
import { DESCRIPTIONS } from '../descriptions.js'
import type { ExitCode } from '../failure.js'
import { personFinder } from '../personFinder.js'
import { codeFor, readVillages } from '../villages.js'

const args = {
  file: { type: 'positional', required: true, description: 'a village as JSON, several as NDJSON, or - for standard input' },
  person: { type: 'positional', required: true, description: 'the person: an id, a mail address, or an id in another system' },
  account: { type: 'string', description: 'the only account that is looked at: its id, or its name; all when absent', valueHint: 'id' },
  csv: { type: 'boolean', description: 'print CSV, one row for each version of a fact; JSON when absent' },
} as const

/** A command that prints all that is held on a person. */
export const subject: CommandPlan<typeof args> = {
  name: 'subject',
  description: DESCRIPTIONS.subject,
  args,
  run({ file, person, account: given, csv }, io): ExitCode {
    const { villages, problems } = readVillages(io, file)
    const finder = personFinder(person)
    for (const village of villages) finder.see(village)
    const account =
      given === undefined
        ? undefined
        : accountIn(
            villages.map(village => village.account),
            given,
          )
    const people = finder.found(account)
    const exported = people.flatMap(({ account: here, stakeholder }) =>
      villages.filter(village => village.account.id === here).map(village => exportSubject(village, stakeholder)),
    )
    io.out(csv === true ? subjectsCsv(exported) : `${JSON.stringify(exported, null, 2)}\n`)
    if (people.length === 0) io.note('nothing is held on them: their data was erased')
    for (const problem of problems) io.note(plain(problem))
    return codeFor({ villages: villages.length, problems: problems.length })
  },
}
