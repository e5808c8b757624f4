import type { RoleClass } from '../../../model/role.js'
import { type Child, element } from '../../../support/markup.js'
import { words } from '../../names.js'
import { day, finite, percent, signed } from '../../numbers.js'
import { label, round } from '../picture.js'
import type { Card } from './box.js'
import { mark, stopSign, TONES } from './marks.js'
import { type Metrics, STRIPE, STRONG, TEXT_END, textStart } from './metrics.js'
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
  const { nameSize, titleSize } = metrics
  const isAlone = texts.title === ''
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
    label(texts.name, textX, middle + (isAlone ? nameSize * 0.36 : -nameSize * 0.18), {
      class: 'name',
      width: room / STRONG,
      size: nameSize,
    }),
    !isAlone && label(texts.title, textX, middle + titleSize * 1.18, { class: 'post', width: room, size: titleSize }),
    veto && stopSign(x + width - 3, y + 1, Math.max(7, nameSize * 0.7)),
  )
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
      : `Sentiment ${signed(sentiment.value)} ±${finite(sentiment.sd).toFixed(2)} (${words(stance)})${heard}`,
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
