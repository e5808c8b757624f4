/** Names of months in English, German and French, and their numbers. */
export const MONTHS: { readonly [name: string]: number } = numbered([
  'january|jan|januar|jänner|janvier|janv',
  'february|feb|februar|février|fevrier|févr',
  'march|mar|märz|maerz|mars',
  'april|apr|avril|avr',
  'may|mai',
  'june|jun|juni|juin',
  'july|jul|juli|juillet|juil',
  'august|aug|août|aout',
  'september|sept|sep|septembre',
  'october|oct|oktober|okt|octobre',
  'november|nov|novembre',
  'december|dec|dezember|dez|décembre|decembre|déc',
])

/** Names of days of the week, from 1, Monday, to 7. */
export const WEEKDAYS: { readonly [name: string]: number } = numbered([
  'monday|mon|montag|lundi',
  'tuesday|tues|tue|dienstag|mardi',
  'wednesday|wed|mittwoch|mercredi',
  'thursday|thurs|thu|donnerstag|jeudi',
  'friday|fri|freitag|vendredi',
  'saturday|sat|samstag|sonnabend|samedi',
  'sunday|sun|sonntag|dimanche',
])

/** Numbers as words. */
export const NUMBERS: { readonly [word: string]: number } = numbered([
  'a|an|one|ein|eine|einer|einem|einen|un|une',
  'two|a couple of|zwei|deux',
  'three|drei|trois',
  'four|vier|quatre',
  'five|fünf|cinq',
  'six|sechs',
  'seven|sieben|sept',
  'eight|acht|huit',
  'nine|neun|neuf',
  'ten|zehn|dix',
])

/** Words for what is counted in a step of the calendar. */
export const UNITS: { readonly [word: string]: 'day' | 'week' | 'month' | 'year' } = {
  ...named('day', 'days|day|tagen|tage|tag|jours|jour'),
  ...named('week', 'weeks|week|wochen|woche|semaines|semaine'),
  ...named('month', 'months|month|monaten|monate|monat|mois'),
  ...named('year', 'years|year|jahren|jahre|jahr|ans|an|années|année'),
}

function numbered(names: readonly string[]): { readonly [name: string]: number } {
  return Object.fromEntries(names.flatMap((each, i) => each.split('|').map(name => [name, i + 1])))
}

function named<Unit>(unit: Unit, names: string): { readonly [name: string]: Unit } {
  return Object.fromEntries(names.split('|').map(name => [name, unit]))
}
