import { mergeImport } from '../../crm/later/mergeImport.js'
import type { ImportResult } from '../../crm/result.js'
import { fromSurveys, type SurveyColumns, type SurveyMeasure, type SurveyOptions, type SurveyQuestion } from '../../crm/surveys/index.js'
import type { Encoding } from '../../reading/rules.js'
import { count } from '../../render/numbers.js'
import { plain } from '../../render/plain.js'
import { joined } from '../bytes.js'
import type { CommandPlan } from '../command.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { optionsIn, scaleIn } from '../import/options.js'
import { READING_ARGS, readingRulesIn } from '../import/reading.js'
import { issueLines, note, openOutcome, tellRest } from '../import/tell.js'
import { keepIn } from '../import/villagesById.js'
import { itemsIn } from '../input.js'
import { inUtf8 } from '../inUtf8.js'
import type { Io } from '../io.js'
import { refuseStray } from '../sources/recognise.js'
import { readVillages, villagesText } from '../villages.js'

const args = {
  files: { type: 'positional', required: true, description: 'answers as CSV or JSON, in one file or in several; or - for standard input' },
  output: {
    type: 'string',
    alias: 'o',
    required: true,
    description: 'the file of the villages to which they are added',
    valueHint: 'file',
  },
  nps: { type: 'string', description: 'the column with answers from 0 to 10 to whether they would recommend us', valueHint: 'column' },
  csat: { type: 'string', description: 'the column with answers from 1 to 5 to how satisfied they are', valueHint: 'column' },
  ces: { type: 'string', description: 'the column with answers from 1 to 7, the easiest, to how easy it was', valueHint: 'column' },
  sentiment: { type: 'string', description: 'the column that says what they think of us, in words or on a scale', valueHint: 'column' },
  'sentiment-scale': { type: 'string', description: 'its worst and best value, such as 1,5', valueHint: 'worst,best' },
  comment: { type: 'string', description: 'the column in which people wrote something', valueHint: 'column' },
  id: { type: 'string', description: 'the column with the id of the response', valueHint: 'column' },
  respondent: { type: 'string', description: 'the column with the id of the respondent', valueHint: 'column' },
  mail: { type: 'string', description: 'the column with the mail address of the respondent', valueHint: 'column' },
  at: { type: 'string', description: 'the column that says when answers were sent off', valueHint: 'column' },
  finished: { type: 'string', description: 'the column that says whether they were', valueHint: 'column' },
  ...READING_ARGS,
  source: {
    type: 'string',
    description: 'what the readings are said to come from, when the tool is none that is known',
    valueHint: 'name',
  },
  options: {
    type: 'string',
    description: 'a JSON file with options of fromSurveys by their names; those given here go before them',
    valueHint: 'file',
  },
  redact: { type: 'boolean', description: 'leave out what people wrote, and the answers as they gave them' },
} as const

type Options = { readonly [name: string]: unknown }

/** A command that adds answers to surveys to villages. What is wrong with them is told, and the rest is added. */
export const importSurveys: CommandPlan<typeof args> = {
  name: 'surveys',
  description: 'Add answers of Qualtrics, SurveyMonkey, Typeform, Delighted, Zendesk or any other survey to villages',
  args,
  variadic: 'files',
  run(options, io): ExitCode {
    // Before the villages are locked, because answers may come slowly through a pipe.
    const asked = surveyOptions(options, io)
    const answers = options._.flatMap(file => answersIn(file, asked.encoding, io))
    const result = io.update(options.output, write => {
      const { villages: known, problems } = readVillages(io, options.output)
      if (problems.length > 0) throw new CliFailure(`${options.output} is not replaced, because it holds something else than villages`)
      const added = fromSurveys(answers, { ...asked, known })
      const merged = new Map(mergeImport(known, added, { recordedAt: io.now() }).villages.map(village => [village.account.id, village]))
      if (added.villages.length > 0) write(villagesText(known.map(village => merged.get(village.account.id) ?? village)))
      return added
    })
    tellOf(result, options.issues, io)
    return result.issues.length > 0 ? 4 : 0
  },
}

/** The options of the importer, but for the villages that answers are added to. */
function surveyOptions(options: Options, io: Io): Omit<SurveyOptions, 'known'> {
  const source = textIn(options, 'source')
  const written = optionsIn<SurveyOptions>(textIn(options, 'options'), io)
  const [columns, questions] = [columnsIn(options), questionsIn(options)]
  return {
    ...written,
    ...(Object.keys(columns).length > 0 && { columns: { ...written.columns, ...columns } }),
    ...(questions.length > 0 && { questions }),
    ...readingRulesIn(options),
    ...(source !== undefined && { source }),
    ...(options.redact === true && { redact: true }),
  }
}

/** What a file holds: the text of a CSV file with all rows of its header, or values. */
function answersIn(file: string, encoding: Encoding | undefined, io: Io): unknown[] {
  const bytes = joined([...inUtf8([io.read(file)], file, encoding)])
  const { items, problems } = itemsIn(bytes, file)
  const values = items.map(({ value }) => value)
  refuseStray('surveys', file, values)
  const text = new TextDecoder('utf-8').decode(bytes)
  if (!/^\s*[[{]/.test(text)) return [text]
  for (const { line, message } of problems) io.note(plain(`${file}:${line}: ${message}`))
  return values
}

function columnsIn(options: Options): SurveyColumns {
  const names = ['id', 'respondent', 'mail', 'at', 'finished', 'comment'] as const
  return Object.fromEntries(names.flatMap(name => (textIn(options, name) === undefined ? [] : [[name, textIn(options, name)] as const])))
}

function questionsIn(options: Options): SurveyQuestion[] {
  const scale = textIn(options, 'sentiment-scale')
  const measures: readonly SurveyMeasure[] = ['nps', 'csat', 'ces', 'sentiment']
  return measures.flatMap((measure): SurveyQuestion[] => {
    const column = textIn(options, measure)
    return column === undefined
      ? []
      : [{ column, measure, ...(measure === 'sentiment' && scale !== undefined && { scale: scaleIn(scale) }) }]
  })
}

function textIn(options: Options, name: string): string | undefined {
  const given = options[name]
  return typeof given === 'string' ? given : undefined
}

function tellOf(result: ImportResult, all: string | undefined, io: Io): void {
  const outcome = openOutcome(keepIn(undefined), all !== undefined)
  note(outcome, result, { ...result, keptOut: 0 })
  const lines = result.villages.map(({ account, observations, comments }) => {
    const parts = [count(observations.length, 'reading', 'readings'), count(comments.length, 'comment', 'comments')]
    return `${account.name}: ${parts.join(', ')}`
  })
  for (const line of lines.length === 0 ? ['no one who is known has answered'] : lines) io.note(plain(line))
  tellRest(outcome, '', io)
  if (all !== undefined) io.update(all, write => write(issueLines(outcome, { issues: () => [] })))
}
