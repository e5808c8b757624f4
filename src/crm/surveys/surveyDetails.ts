import { isObject, ownValue } from '../values.js'
import { objectsIn, textAt } from './nested.js'

/** A question of SurveyMonkey, as the details of a survey tell it. Its parts are known by their ids. */
export interface CataloguedQuestion {
  readonly heading: string
  /** Whether it asks how likely they would recommend us, from 0 to 10. */
  readonly isNps: boolean
  readonly choices: ReadonlyMap<string, CataloguedChoice>
  /** The texts of rows, of columns and of the field for what is none of the choices. */
  readonly texts: ReadonlyMap<string, string>
}

export interface CataloguedChoice {
  /** What people see. A star has none: its weight stands for it. */
  readonly text: string
  readonly weight: string
  /** Whether it says that the question does not apply. */
  readonly isNothing: boolean
}

/** The questions of surveys by their ids. */
export type Catalogue = ReadonlyMap<string, CataloguedQuestion>

/** Whether an object is the details of a survey of SurveyMonkey: pages of questions with headings, and no answers. */
export function isDetails(value: unknown): value is object {
  if (!isObject(value) || Object.hasOwn(value, 'response_status')) return false
  return objectsIn(value, 'pages').some(page => objectsIn(page, 'questions').some(question => Object.hasOwn(question, 'headings')))
}

/** The questions in the details of surveys. */
export function catalogueOf(details: readonly object[]): Catalogue {
  const pages = details.flatMap(each => objectsIn(each, 'pages'))
  return new Map(pages.flatMap(page => objectsIn(page, 'questions')).map(question => [textAt(question, 'id'), questionFrom(question)]))
}

function questionFrom(question: object): CataloguedQuestion {
  const answers = ownValue(question, 'answers')
  const parts = isObject(answers) ? answers : {}
  const cols = objectsIn(parts, 'cols')
  const choices = [parts, ...cols].flatMap(part => objectsIn(part, 'choices'))
  const isNps = isRecommendation(choices)
  const other = ownValue(parts, 'other')
  const named = [...objectsIn(parts, 'rows'), ...cols, ...objectsIn(parts, 'other'), ...(isObject(other) ? [other] : [])]
  return {
    heading: plainText(objectsIn(question, 'headings').map(each => textAt(each, 'heading'))[0] ?? ''),
    isNps,
    choices: new Map(choices.map((choice, i) => [textAt(choice, 'id'), choiceFrom(choice, isNps ? i : undefined)])),
    texts: new Map(named.map(each => [textAt(each, 'id'), plainText(textAt(each, 'text'))])),
  }
}

function choiceFrom(choice: object, likelihood: number | undefined): CataloguedChoice {
  const text = plainText(textAt(choice, 'text'))
  return {
    text: likelihood === undefined || /\d/.test(text) ? text : String(likelihood),
    weight: textAt(choice, 'weight'),
    isNothing: ownValue(choice, 'is_na') === true,
  }
}

/** The choices of NPS weigh what they add to the score: -100 for 0 to 6, 0 for 7 and 8, 100 for 9 and 10. */
function isRecommendation(choices: readonly object[]): boolean {
  return choices.map(choice => textAt(choice, 'weight')).join() === NPS_WEIGHTS
}

const NPS_WEIGHTS = [...Array.from({ length: 7 }, () => -100), 0, 0, 100, 100].join()

/** Headings may be marked up. */
function plainText(text: string): string {
  return text
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
