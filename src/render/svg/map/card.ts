import type { RoleClass } from '../../../model/role.js'
import { type Child, element } from '../../../support/markup.js'
import { STANCE_WORDS, words } from '../../names.js'
import { day, finite, percent, signed } from '../../numbers.js'
import { label, round, shortened } from '../picture.js'
import { STRONG } from '../widths.js'
import { wrapped } from '../wrapped.js'
import type { Card } from './box.js'
import { mark, stopSign, TONES } from './marks.js'
import { type Metrics, STRIPE, TEXT_END, textStart } from './metrics.js'
import type { MapPerson } from './shown.js'

/** What a card says, beside what its marks show. */
export interface CardTexts {
  readonly name: string
  readonly title: string
  /** The name of their unit. */
  readonly unit?: string
}

/** A person on the map: a card with a stripe for the class, a mark for sentiment and power, name and title. */
export function personCard(person: MapPerson, texts: CardTexts, card: Card, radius: number, metrics: Metrics): Child {
  const { summary, stance, veto } = person
  const { x, y, width, height } = card
  const tone = TONES[stance]
  const textX = x + textStart(metrics)
  const room = width - textStart(metrics) - TEXT_END
  const middle = y + height / 2
  const lines = cardLines(texts, room, height, metrics)
  const top = middle - (LEAD * lines.reduce((sum, { size }) => sum + size, 0)) / 2
  return element(
    'g',
    {
      class: summary.placeholder ? `person ${tone} ghost` : `person ${tone}`,
      'data-person': person.index,
      'data-class': summary.power.class,
      'data-stance': stance,
      tabindex: 0,
      role: 'img',
    },
    element('title', {}, tooltip(person, texts)),
    element('rect', { class: 'card', x: round(x), y: round(y), width: round(width), height: round(height), rx: CORNER }),
    element('path', { class: `stripe ${summary.power.class}`, d: stripe(card) }),
    mark(stance, summary.sentiment.reliability, x + STRIPE + 6 + metrics.radius[1], middle, radius),
    lines.map(({ text, size, name }, i) => {
      const above = lines.slice(0, i).reduce((sum, line) => sum + line.size, 0)
      return label(text, textX, top + LEAD * above + 0.94 * size, { class: name })
    }),
    veto && stopSign(x + width - 3, y + 1, Math.max(7, metrics.nameSize * 0.7)),
  )
}

/** From line to line, as a part of the font size. */
const LEAD = 1.22

/** Name and title in as many lines as there is room for: a name is cut only where two lines do not hold it. */
function cardLines({ name, title }: CardTexts, room: number, height: number, { nameSize, titleSize }: Metrics) {
  const most = (2 * nameSize + titleSize) * LEAD <= height - 4 || title === '' ? 2 : 1
  const names = wrapped(name, room / STRONG, nameSize, most).map(text => ({ text, size: nameSize, name: 'name' }))
  return title === '' ? names : [...names, { text: shortened(title, room, titleSize), size: titleSize, name: 'post' }]
}

const CORNER = 7

/** A stripe along the left of a card, within its rounded corners. */
function stripe({ x, y, height }: Card): string {
  const inner = `a${CORNER} ${CORNER} 0 0 `
  return `M${round(x + CORNER)} ${round(y)}${inner}0 ${-CORNER} ${CORNER}v${round(height - CORNER * 2)}${inner}0 ${CORNER} ${CORNER}h${STRIPE - CORNER}v${round(-height)}z`
}

/** Everything that a card shows, in words. */
function tooltip({ summary, stance, veto }: MapPerson, { name, title, unit }: CardTexts): string {
  const { sentiment, power, roles, placeholder } = summary
  const heard = sentiment.lastHeardAt === undefined ? '' : `, last heard ${day(sentiment.lastHeardAt)}`
  return [
    title === '' ? name : `${name}, ${title}`,
    ...(unit === undefined ? [] : [unit]),
    `${CLASSES[power.class]}${roles.length > 0 ? `: ${roles.map(words).join(', ')}` : ''}`,
    `Power ${percent(power.share)}`,
    sentiment.value === undefined
      ? 'Never heard'
      : `Sentiment ${signed(sentiment.value)} ±${finite(sentiment.sd).toFixed(2)} (${STANCE_WORDS[stance]})${heard}`,
    ...(veto ? ['Can stop the decision'] : []),
    ...(placeholder ? ['Nobody known yet'] : []),
  ].join('\n')
}

/** Classes in words. */
export const CLASSES: { readonly [Class in RoleClass]: string } = {
  decider: 'Decider',
  gate: 'Gatekeeper',
  advocate: 'Advocate',
  user: 'User',
  unknown: 'Role unknown',
}
