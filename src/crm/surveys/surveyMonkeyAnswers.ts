import { foldedText } from '../../support/text.js'
import type { Fields, RecordParts, Scalar } from '../fields.js'
import { NPS_MARK } from './columns.js'
import { objectsIn, textAt } from './nested.js'
import type { Catalogue, CataloguedQuestion } from './surveyDetails.js'

/**
 * The fields of a response of SurveyMonkey's API with its answers as columns: by the heading of the question and by its id, each followed
 * by the text of the row and the column where it has several, and once more followed by `weight` where choices have weights.
 */
export function withSurveyMonkeyAnswers({ fields, lists }: RecordParts, catalogue: Catalogue): Fields {
  const own = new Map<string, Scalar | null>(fields)
  // Who followed a link was sent nothing. Fields are known with and without their underscores.
  if (String(own.get('recipient_id')) === '0') for (const name of ['recipient_id', 'recipientid']) own.set(name, null)
  const pages = lists.find(([name]) => name.toLowerCase() === 'pages')?.[1] ?? []
  const questions = objectsIn({ pages }, 'pages').flatMap(page => objectsIn(page, 'questions'))
  for (const question of questions) {
    const known = catalogue.get(textAt(question, 'id'))
    // Of several questions with one heading the first has it.
    const columns = [...columnsOf(question, known)].filter(([name]) => !own.has(name))
    for (const [name, { value }] of columns) own.set(name, value)
    // A heading comes after the id, and is what people see.
    const shown = new Map(columns.flatMap(([name, { byId }]) => (byId === undefined ? [] : [[byId, name] as const])))
    if (known?.isNps === true) for (const [byId, name] of shown) own.set(name + NPS_MARK, byId)
    if (objectsIn(question, 'answers').some(answer => isUnnamed(answer, known))) own.set(UNNAMED_CHOICES, true)
  }
  return own
}

/** Whether an answer is a choice of which nothing is known. */
function isUnnamed(answer: object, known: CataloguedQuestion | undefined): boolean {
  const id = textAt(answer, 'choice_id')
  return id !== '' && known?.choices.has(id) !== true
}

/** The column that says that choices are named by ids of which nothing is known. No column of a survey has this name. */
export const UNNAMED_CHOICES = ' _untold'

interface Cell {
  readonly value: string
  /** For an answer, the column that holds it by the id of its question. */
  readonly byId?: string
}

/** What a question holds, by the names of columns. */
function columnsOf(question: object, known: CataloguedQuestion | undefined): ReadonlyMap<string, Cell> {
  const id = textAt(question, 'id')
  const columns = new Map<string, Cell>()
  const put = (part: string, value: string, isAnswer: boolean): void => {
    const [byId = '', byHeading] = [id, ...(known === undefined || known.heading === '' ? [] : [known.heading])].map(base =>
      foldedText(`${base} ${part}`),
    )
    const before = columns.get(byId)
    const cell = { value: before === undefined ? value : `${before.value}; ${value}`, ...(isAnswer && { byId }) }
    columns.set(byId, cell)
    if (byHeading !== undefined) columns.set(byHeading, cell)
  }
  for (const answer of objectsIn(question, 'answers')) {
    const choice = known?.choices.get(textAt(answer, 'choice_id'))
    const part = ['row_id', 'col_id', 'other_id'].map(name => partText(textAt(answer, name), known)).join(' ')
    const value = [textAt(answer, 'text'), choice?.text ?? '', choice?.weight ?? ''].find(text => text !== '') ?? ''
    if (value === '' || choice?.isNothing === true) continue
    put(part, value, choice !== undefined)
    if (choice !== undefined && choice.weight !== '') put(`${part} weight`, choice.weight, false)
  }
  return columns
}

function partText(id: string, known: CataloguedQuestion | undefined): string {
  return known?.texts.get(id) ?? id
}
