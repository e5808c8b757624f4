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
  const taken = new Set<string>(own.keys())
  for (const question of questions) {
    const known = catalogue.get(textAt(question, 'id'))
    const columns = columnsOf(question, known)
    for (const [name, { value }] of columns) if (!taken.has(name)) own.set(name, value)
    for (const [name, { alias }] of columns) if (known?.isNps === true && alias !== undefined) own.set(name + NPS_MARK, alias)
    for (const name of columns.keys()) taken.add(name)
    if (known === undefined && objectsIn(question, 'answers').some(answer => textAt(answer, 'choice_id') !== '')) own.set(UNTOLD, true)
  }
  return own
}

/** The column that says that choices are named by ids of which nothing is known. No column of a survey has this name. */
export const UNTOLD = ' _untold'

interface Cell {
  readonly value: string
  /** What else the column is called that holds an answer of NPS. */
  readonly alias?: string
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
    const cell = { value: before === undefined ? value : `${before.value}; ${value}` }
    columns.set(byId, cell)
    if (byHeading !== undefined) columns.set(byHeading, { ...cell, ...(isAnswer && { alias: byId }) })
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
