import type { AccountReport } from '../../report/accountReport.js'
import { element, type Markup } from '../../support/markup.js'
import { capital } from '../../support/text.js'
import { type Names, nameOf, VERDICT_WORDS } from '../names.js'
import { count, percent, signed } from '../numbers.js'
import { chanceWords, moneyWords, noOutlookWords, type Told } from '../outlookWords.js'
import { plain } from '../plain.js'
import { unbroken } from './unbroken.js'

/** Where the account stands: six figures, each with what it means in one plain sentence. */
export function headline(report: AccountReport, names: Names): Markup {
  return element(
    'div',
    { class: 'tiles' },
    sentiment(report),
    ...outlooks(report, names),
    cap(report, names),
    vetoes(report),
    known(report),
  )
}

function tile(name: string, figure: string, sentence: string, tone = 'mid'): Markup {
  return element(
    'div',
    { class: `tile ${tone}` },
    element('p', { class: 'name' }, name),
    element('p', { class: 'figure' }, unbroken(figure)),
    element('p', { class: 'says' }, unbroken(sentence)),
  )
}

const TONES = {
  favourable: 'good',
  neutral: 'mid',
  unfavourable: 'bad',
  undecided: 'unknown',
  insufficientSignal: 'unknown',
} as const

function sentiment({ sentiment: { value, interval, state, bounds } }: AccountReport): Markup {
  const [tone, word] = [TONES[state], VERDICT_WORDS[state]]
  const all = `whatever the unheard think, the whole lies between ${span(bounds)}`
  if (value === undefined || interval === undefined) {
    return tile('Sentiment', word, `Nobody was heard, or so long ago that nothing of it is left; ${all}.`, tone)
  }
  const sentence = `Weighed by power, on a scale from −1 to +1; with 90 % probability between ${span(interval)}, and ${all}.`
  return tile('Sentiment', state === 'insufficientSignal' ? word : `${signed(value).trim()} ${word}`, sentence, tone)
}

function span([low, high]: readonly [number, number]): string {
  return `${signed(low).trim()} and ${signed(high).trim()}`
}

/** The chance of each open decision and the money that hangs on it; of one where none was named. */
function outlooks(report: AccountReport, names: Names): Markup[] {
  const { outlooks: open } = report
  if (open.length === 0) {
    const why = `${capital(noOutlookWords(report))}.`
    return [tile('Chance of yes', 'unknown', why, 'unknown'), tile('Money at risk', 'unknown', why, 'unknown')]
  }
  return open.slice(0, MOST_DECISIONS).flatMap(outlook => {
    const label = open.length > 1 ? `: ${plain(outlook.name)}` : ''
    return [toldTile(`Chance of yes${label}`, chanceWords(outlook)), toldTile(`Money at risk${label}`, moneyWords(outlook, names))]
  })
}

/** So many open decisions have tiles where none was named. */
const MOST_DECISIONS = 3

function toldTile(name: string, { figure, sentences, tone }: Told): Markup {
  return tile(name, figure, sentences.join(' '), tone)
}

function cap({ sentiment: { vetoAware } }: AccountReport, names: Names): Markup {
  const { value, interval, bar, cappedBy, cappedByUnheard } = vetoAware
  if (value === undefined || interval === undefined || cappedBy === undefined)
    return tile('Held down by', 'unknown', 'Nobody who decides was heard.', 'unknown')
  const own = cappedByUnheard ? 'was never heard, which counts as neutral until they are' : `is at ${signed(bar).trim()}`
  const whole = `With vetoes counted the account is at ${signed(value).trim()}, with 90 % probability between ${span(interval)}.`
  return tile('Held down by', nameOf(names, cappedBy), `The person who holds the account down ${own}. ${whole}`, 'mid')
}

function vetoes({ vetoHolders }: AccountReport): Markup {
  const silent = vetoHolders.filter(({ value }) => value === undefined).length
  const [all, heard] = vetoHolders.length === 1 ? ['This one', 'they were'] : ['Each of them', 'all were']
  const unheard = vetoHolders.length === 1 ? 'they were' : count(silent, 'of them was', 'of them were')
  const sentence =
    vetoHolders.length === 0
      ? 'Nobody alone can stop the decision, as far as is known.'
      : `${all} alone can stop the decision; ${silent === 0 ? `${heard} heard` : `${unheard} never heard`}.`
  return tile('Can stop it', count(vetoHolders.length, 'person', 'people'), sentence, silent > 0 ? 'bad' : 'mid')
}

function known({ coverage: { total }, sentiment }: AccountReport): Markup {
  const sentence = `How much of the uncertainty about what people think was removed: ${total.heard} of ${count(total.known, 'person was', 'people were')} heard, who hold ${percent(total.shareHeard)} of the power.`
  return tile('Coverage', percent(sentiment.coverage), sentence, 'mid')
}
