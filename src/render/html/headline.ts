import type { AccountReport } from '../../report/accountReport.js'
import { element, type Markup } from '../../support/markup.js'
import { type Names, nameOf } from '../names.js'
import { amount, count, percent, signed } from '../numbers.js'

/** Where the account stands: six figures, each with what it means in one plain sentence. */
export function headline(report: AccountReport, names: Names): Markup {
  return element(
    'div',
    { class: 'tiles' },
    sentiment(report),
    outlook(report),
    money(report),
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
    element('p', { class: 'figure' }, figure),
    element('p', { class: 'says' }, sentence),
  )
}

const STATES = {
  favourable: ['good', 'favourable'],
  neutral: ['mid', 'neutral'],
  unfavourable: ['bad', 'unfavourable'],
  insufficientSignal: ['unknown', 'not enough signal'],
} as const

function sentiment({ sentiment: { value, interval, state, heard, bounds } }: AccountReport): Markup {
  const [tone, word] = STATES[state]
  if (value === undefined || interval === undefined) {
    const some = heard === undefined ? 'Nobody was heard yet' : `Those heard stand at ${signed(heard).trim()}`
    const sentence = `${some}; too little is known to speak for all, who may lie anywhere from ${signed(bounds[0]).trim()} to ${signed(bounds[1]).trim()}.`
    return tile('Sentiment', word, sentence, tone)
  }
  const sentence = `Weighed by power, on a scale from −1 to +1; with 90 % probability between ${signed(interval[0]).trim()} and ${signed(interval[1]).trim()}.`
  return tile('Sentiment', `${signed(value).trim()} ${word}`, sentence, tone)
}

function outlook({ probabilityOfYes, decision }: AccountReport): Markup {
  const sentence =
    decision === undefined
      ? 'How likely those who decide would say yes today, by what is believed of each.'
      : 'How likely the decision is to pass, if each answers as we believe of them today.'
  return tile('Chance of yes', percent(probabilityOfYes), sentence, probabilityOfYes >= 0.5 ? 'good' : 'bad')
}

function money({ revenueAtRisk: { amount: loss, currency = 'XXX', interval, reason }, decision, openDecisions }: AccountReport): Markup {
  const worth = decision?.value
  if (loss === undefined || worth === undefined || interval === undefined) {
    const why =
      decision !== undefined
        ? reason === 'decisionHasFallen'
          ? 'The decision in view has fallen.'
          : 'The decision in view has no value.'
        : openDecisions.length > 1
          ? 'Several decisions are open; none is in view.'
          : 'No open decision is known.'
    return tile('Money at risk', 'unknown', why, 'unknown')
  }
  const [low, high] = interval.map(end => amount({ amount: end, currency }))
  return tile(
    'Money at risk',
    amount({ amount: loss, currency }),
    `Of ${amount(worth)}; with 90 % probability between ${low} and ${high}.`,
    'mid',
  )
}

function cap({ sentiment: { vetoAware }, people }: AccountReport, names: Names): Markup {
  const person = people.find(({ stakeholder: id }) => id === vetoAware.cappedBy)
  const own =
    person?.sentiment.value === undefined
      ? 'was never heard, which counts as neutral until they are'
      : `stands at ${signed(vetoAware.bar).trim()}`
  const whole =
    vetoAware.value === undefined
      ? 'No number of content people makes up for that.'
      : `With vetoes counted the account stands at ${signed(vetoAware.value).trim()}.`
  return tile('Who caps it', nameOf(names, vetoAware.cappedBy), `The one who holds the account down ${own}. ${whole}`, 'mid')
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
  const sentence = `So much of what could be known is known: ${total.heard} of ${count(total.known, 'person was', 'people were')} heard, who hold ${percent(total.shareHeard)} of the power.`
  return tile('Coverage', percent(sentiment.coverage), sentence, 'mid')
}
