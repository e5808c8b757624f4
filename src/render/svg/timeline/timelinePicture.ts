import { formatInstant } from '../../../support/instants.js'
import { element, type Markup } from '../../../support/markup.js'
import { signed } from '../../numbers.js'
import { MARK_RULES } from '../marks.js'
import { label, type Picture, round } from '../picture.js'
import { dayInWords, frameOf, type Panel, panelOf, timeAxis } from './frame.js'
import { HANDOVER_RULES, handoverFlags, handoverSpans, handoversOf, LANE } from './handovers.js'
import { type Moment, momentsOf, type SentimentHistory } from './moments.js'
import { SENTIMENT_RULES, sentimentPanel } from './sentimentPanel.js'
import { powerPanel, SHARE_RULES, yesPanel } from './sharePanels.js'

const WIDTH = 960
const LEFT = 60
const RIGHT = 800

/**
 * Where an account stood over time: its sentiment with what it may be, beside the score that no number of content people can lift over a
 * veto; below, where it was looked at as a whole, the chance of yes and who had the say, and through all of it when power passed.
 */
export function timelinePicture(history: SentimentHistory, { account = '' }: { readonly account?: string | undefined } = {}): Picture {
  const moments = momentsOf(history)
  const frame = frameOf(moments, LEFT, RIGHT)
  const passed = handoversOf(moments)
  const lanes = 56
  const top = lanes + LANE * passed.length + 26
  const sentiment = panelOf(top, top + 250, [-1, 1])
  const whole = moments.some(({ powerByClass }) => powerByClass !== undefined)
  const yes = panelOf(sentiment.bottom + 44, sentiment.bottom + 44 + 70, [0, 1])
  const power = panelOf(yes.bottom + 44, yes.bottom + 44 + 120, [0, 1])
  const panels = whole ? [sentiment, yes, power] : [sentiment]
  const bottom = Math.max(...panels.map(panel => panel.bottom))
  const title = account === '' ? 'Sentiment over time' : `${account} · sentiment over time`
  const body = [
    label(title, LEFT, 28, { class: 'tl-title strong', width: RIGHT - LEFT, size: 18 }),
    label(spanOf(moments), LEFT, 46, { class: 'quiet' }),
    ...(moments.length === 0
      ? [label('At no moment was anybody known.', LEFT, sentiment.top + 20, { class: 'quiet' })]
      : [
          ...handoverSpans(passed, frame, panels),
          ...timeAxis(frame, panels),
          heading('Sentiment of the account, with its 90 % interval', sentiment),
          ...sentimentPanel(moments, frame, sentiment),
          ...(whole
            ? [
                heading('Chance that the decision is a yes', yes),
                ...yesPanel(moments, frame, yes),
                heading('Share of power by class', power),
                ...powerPanel(moments, frame, power),
              ]
            : []),
          ...handoverFlags(passed, frame, panels, { top: lanes, width: WIDTH - LEFT - 16 }),
        ]),
  ]
  return {
    width: WIDTH,
    height: round(bottom + 36),
    title,
    description: described(moments, passed.length),
    rules: [
      MARK_RULES,
      SENTIMENT_RULES,
      SHARE_RULES,
      HANDOVER_RULES,
      '.picture .tl-title{font-size:18px}',
      '.picture .tl-label{font-size:12px}',
    ].join('\n'),
    body: element('g', {}, body),
  }
}

function heading(text: string, { top }: Panel): Markup {
  return label(text, LEFT, top - 10, { class: 'strong' })
}

function spanOf(moments: readonly Moment[]): string {
  const [first, last] = [moments[0], moments.at(-1)]
  if (first === undefined || last === undefined) return ''
  return first === last ? dayOf(first) : `${dayOf(first)} to ${dayOf(last)}`
}

function dayOf({ time }: Moment): string {
  return dayInWords(formatInstant(time))
}

function described(moments: readonly Moment[], passed: number): string {
  const known = moments.filter(({ value }) => value !== undefined)
  const [first, last] = [known[0], known.at(-1)]
  const silent = moments.length - known.length
  const path =
    first === undefined || last === undefined
      ? 'At no moment was enough known to tell the sentiment of the account.'
      : `The sentiment went from ${signed(first.value).trim()} on ${dayOf(first)} to ${signed(last.value).trim()} on ${dayOf(last)}.`
  const rest =
    silent === 0 || known.length === 0 ? '' : ` At ${silent} of ${moments.length} moments too little was known, which are left blank.`
  return `${path}${rest}${passed === 0 ? '' : ' Power passed, or may be passing, from users to deciders.'}`
}
