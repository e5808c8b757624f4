/**
 * What `fromSurveys` reads: answers to one survey or to several, each as
 * - the text of a CSV file, with its one, two or three rows of headers;
 * - JSON of an API: a response, a list of them, a page, or pages; users of Zendesk may stand beside its ratings, and the details of surveys
 *   of SurveyMonkey beside its responses;
 * - rows as objects, as warehouses and parsers of CSV give them.
 *
 * A list may hold any of them.
 */
export type SurveyInput = string | object

/** A tool whose files are known, or `survey` for any other. */
export type SurveyTool = 'qualtrics' | 'surveyMonkey' | 'typeform' | 'delighted' | 'zendesk' | 'survey'
