/**
 * What answers to surveys add to villages.
 *
 * @packageDocumentation
 */

export { fromSurveys } from './fromSurveys.js'
// What it takes
export type { SurveyInput, SurveyTool } from './input.js'
export type { SurveyColumns, SurveyOptions } from './options.js'
export type { SurveyMeasure, SurveyQuestion } from './questions.js'
export type { SurveyLabels } from './labels.js'
export type { DayOrder, DecimalSign, Encoding, ReadingRules } from '../../reading/rules.js'
// What it gives
export type * from '../result.js'
