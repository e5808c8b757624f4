import type { AccountReport } from '../../report/accountReport.js'
import { isFirm, type OpenDecisionOutlook } from '../../report/outlookSummary.js'
import { capital } from '../../support/text.js'
import { type Names, nameOf, VERDICT_WORDS } from '../names.js'
import { count, grouped, percent, signed } from '../numbers.js'
import { chanceWords, enumerated, noOutlookWords, span } from '../outlookWords.js'
import { daysSince } from './ago.js'
import { deciding, inFocus } from './inFocus.js'

/** How it looks, in one sentence on which a board can act, and what explains it. */
export interface Verdict {
  readonly sentence: string
  readonly explained: string
}

type VetoHolder = AccountReport['vetoHolders'][number]

/** How it looks. */
export function verdictOf(report: AccountReport, names: Names): Verdict {
  const outlook = inFocus(report)
  if (outlook === undefined) return { sentence: withoutDecision(report), explained: sentimentWords(report) }
  const { basis, probabilityOfYes = Number.NaN, interval: [low, high] = [Number.NaN, Number.NaN] } = outlook
  const chance = chanceWords(outlook)
  if (basis === 'priorOnly') {
    return { sentence: 'Not known: nobody who decides was heard.', explained: joined(heardWithoutSay(report), sentimentWords(report)) }
  }
  if (!isFirm(outlook)) {
    const sentence = `Not known. ${basis === 'evidence' ? fading(outlook) : capital(chance.sentences.join(' '))}`
    return {
      sentence,
      explained: joined(
        `${capital(chance.figure)}${basis === 'evidence' ? ' if they voted today' : ' at the vote'}.`,
        sentimentWords(report),
      ),
    }
  }
  const word = low >= 0.5 ? 'On course' : high < 0.5 ? 'Likely lost' : 'Open either way'
  return {
    sentence: `${word}. ${whoMatters(report, names)}`,
    explained: joined(
      `${percent(probabilityOfYes)} at the vote, between ${span([low, high], 'and')}.`,
      ...chance.sentences.slice(1),
      apart(report),
      sentimentWords(report),
    ),
  }
}

function joined(...sentences: readonly string[]): string {
  return sentences.filter(sentence => sentence !== '').join(' ')
}

function fading({ daysLeft = 0 }: OpenDecisionOutlook): string {
  return daysLeft < 0
    ? 'The decision is overdue, and most of what was heard has faded.'
    : 'Most of what was heard will have faded by the vote.'
}

function withoutDecision({ sentiment: { state, value }, people, decision, ...report }: AccountReport): string {
  if (people.every(({ placeholder }) => placeholder)) return 'Nobody there is known yet.'
  const why = decision?.outcome === undefined ? 'No decision is open' : capital(noOutlookWords({ ...report, decision }))
  const mood =
    value === undefined ? 'nobody was heard' : `the account is ${state === 'insufficientSignal' ? 'hardly heard' : VERDICT_WORDS[state]}`
  return `${why}; ${mood}.`
}

/** Who was heard though they have no seat. */
function heardWithoutSay({ people }: AccountReport): string {
  const heard = people.filter(({ sentiment, outlook }) => sentiment.value !== undefined && outlook === undefined)
  if (heard.length === 0) return ''
  return `${count(heard.length, 'person was', 'people were')} heard, and ${heard.length === 1 ? 'does' : 'do'} not decide: that does not tell how it will end.`
}

/** Who can stop it, and what is to be feared of them. */
function whoMatters(report: AccountReport, names: Names): string {
  const { vetoHolders, people, asOf } = report
  const silent = vetoHolders.filter(({ known }) => known < HALF)
  if (silent.length > 0) return silence(silent, vetoHolders.length, names, asOf)
  const against = vetoHolders.filter(({ probabilityOfNo = 0 }) => probabilityOfNo > HALF)
  if (against.length > 0) {
    const [first = '', ...others] = against.map(({ stakeholder }) => nameOf(names, stakeholder))
    const whole = enumerated([first, ...others].slice(0, MOST_NAMES))
    return `${whole}, who can stop it alone, ${others.length === 0 ? 'is' : 'are each'} more likely to say no than yes.`
  }
  const heardAt = people.filter(deciding(report)).map(({ sentiment }) => sentiment.lastHeardAt)
  if (heardAt.length > 0 && heardAt.every(at => at !== undefined)) {
    const longest = Math.max(...heardAt.map(at => daysSince(at, asOf)))
    return `Everyone who decides was heard in the last ${count(Math.max(1, longest), 'day', 'days')}; nobody who can stop it leans to no.`
  }
  return vetoHolders.length === 0 ? 'Nobody can stop it alone.' : 'Nobody who can stop it leans to no.'
}

const HALF = 0.5
const MOST_NAMES = 3

function silence(silent: readonly VetoHolder[], all: number, names: Names, asOf: string): string {
  const days = silent.flatMap(({ lastHeardAt }) => (lastHeardAt === undefined ? [] : [daysSince(lastHeardAt, asOf)]))
  const [only] = silent
  if (silent.length === 1 && only !== undefined) {
    const said = days[0] === undefined ? 'was never heard' : `was last heard ${count(days[0], 'day', 'days')} ago`
    return `${nameOf(names, only.stakeholder)}, who can stop it alone, ${said}.`
  }
  const who =
    silent.length === all
      ? `The ${spelled(all)} who can stop it alone`
      : `${capital(spelled(silent.length))} of the ${spelled(all)} who can stop it alone`
  if (days.length === 0) return `${who} were never heard.`
  if (days.length === silent.length && days.length <= MOST_NAMES) {
    return `${who} were last heard ${enumerated([...days].sort((a, b) => a - b).map(grouped))} days ago.`
  }
  return `${who} were heard long ago or never.`
}

function spelled(number: number): string {
  return ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'][number] ?? grouped(number)
}

/** Whether those who use it like us better than those who decide. */
function apart({ sentiment: { divergence } }: AccountReport): string {
  if (divergence === undefined) return ''
  const [low, high] = divergence.interval
  if (low > 0) return 'Users like us better than those who decide.'
  return high < 0 ? 'Those who decide like us better than users do.' : ''
}

/** The account's sentiment with its interval. */
function sentimentWords({ sentiment: { value, interval, state } }: AccountReport): string {
  if (value === undefined || interval === undefined) return ''
  const [low, high] = interval.map(end => signed(end).trim())
  const word = state === 'insufficientSignal' ? VERDICT_WORDS[state] : `${signed(value).trim()}, ${VERDICT_WORDS[state]}`
  return `Sentiment of the account: ${word}, between ${low} and ${high}.`
}
