import { csvText } from '../../formats/csvText.js'
import type { Village } from '../../model/village.js'
import { words } from '../../render/names.js'
import { count, day } from '../../render/numbers.js'
import { plain } from '../../render/plain.js'
import { textTable } from '../../render/text/textTable.js'
import { villagesOf } from '../accounts.js'
import type { CommandPlan } from '../command.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { CliFailure, type ExitCode } from '../failure.js'
import type { Io } from '../io.js'
import { layoutOf } from '../layout.js'
import { type Person, personsIn } from '../persons.js'
import { seen, type View, viewArgs, viewOf } from '../view.js'
import { readVillages } from '../villages.js'

const { 'as-of': asOf, 'known-on': knownOn, 'time-zone': timeZone } = viewArgs
const args = {
  file: { type: 'positional', required: true, description: 'a village as JSON, several as NDJSON, or - for standard input' },
  account: { type: 'string', description: 'the account, where the file holds several villages: its id, or its name', valueHint: 'id' },
  'as-of': asOf,
  'known-on': knownOn,
  'time-zone': timeZone,
  json: { type: 'boolean', description: 'print NDJSON, one line for each person' },
  csv: { type: 'boolean', description: 'print CSV, one row for each person' },
} as const

/** A command that lists people with their ids. */
export const people: CommandPlan<typeof args> = {
  name: 'people',
  description: DESCRIPTIONS.people,
  args,
  run({ file, account, json, csv, ...options }, io): ExitCode {
    if (json === true && csv === true) throw new CliFailure('--json and --csv are two forms of the same; choose one', 2)
    const view = viewOf(options, io)
    const { villages: all, problems } = readVillages(io, file)
    const villages = villagesOf(all, account)
    if (csv === true) io.out(table(villages, view))
    else if (json === true) for (const line of villages.flatMap(village => linesOf(village, view))) io.out(line)
    else villages.forEach((village, i) => void io.out(`${i > 0 ? '\n' : ''}${text(village, view, io)}`))
    for (const problem of problems) io.note(plain(problem))
    return problems.length === 0 ? 0 : villages.length === 0 ? 1 : 4
  },
}

/** Texts are made safe to print. */
const COLUMNS = [
  ['account', person => plain(person.account)],
  ['stakeholder', person => plain(person.stakeholder)],
  ['name', person => person.name && plain(person.name)],
  ['title', person => person.title && plain(person.title)],
  ['unit', person => person.unit && plain(person.unit)],
  ['unitName', person => person.unitName && plain(person.unitName)],
  ['roles', person => person.roles.join('; ')],
  ['lastReadingAt', person => person.lastReadingAt],
] as const satisfies Parameters<typeof csvText<Person>>[0]

function table(villages: readonly Village[], view: View): string {
  const persons = villages.flatMap(village => personsIn(village, view))
  return csvText(COLUMNS, persons)
}

function linesOf(village: Village, view: View): string[] {
  return personsIn(village, view).map(person => `${JSON.stringify(person)}\n`)
}

function text(village: Village, view: View, io: Io): string {
  const layout = layoutOf(io)
  const { account, asOf: date, former } = seen(village, view)
  const rows = personsIn(village, view).map(({ stakeholder, name, title, unit, unitName, roles, lastReadingAt }) => [
    plain(stakeholder),
    plain(name ?? ''),
    plain(title ?? ''),
    plain(unitName ?? unit ?? ''),
    roles.map(words).join(', '),
    lastReadingAt === undefined ? 'never' : day(lastReadingAt),
  ])
  const head = [
    { title: 'Id' },
    { title: 'Name', flexible: true },
    { title: 'Title', flexible: true },
    { title: 'Unit', flexible: true },
    { title: 'Roles', flexible: true },
    { title: 'Last reading' },
  ] as const
  return [
    layout.heading(`${plain(account.name)} · people · as of ${date}`),
    ...(rows.length > 0 ? textTable(head, rows, layout.width, layout.heading) : ['· No one is known.']),
    ...(former.length > 0 ? [`· Not listed: ${count(former.length, 'person', 'people')} who left.`] : []),
    '',
  ].join('\n')
}
