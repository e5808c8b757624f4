import type { RoleClass } from '../../../model/role.js'
import { STANCES } from '../../../sentiment/stance.js'
import { type Child, element, fragment } from '../../../support/markup.js'
import { STANCE_WORDS } from '../../names.js'
import { label, round, textWidth } from '../picture.js'
import { CLASSES } from './card.js'
import { mark, stopSign, TONES } from './marks.js'
import type { Shown } from './shown.js'

/** A part of the picture below the map. */
export interface Strip {
  readonly height: number
  readonly body: Child
}

/** A sign and what it means. */
interface Key {
  readonly text: string
  /** How wide the sign is. */
  readonly sign: number
  readonly draw: (x: number, y: number) => Child
}

/** What the signs on the map mean, in as many lines as needed; nothing is explained that is not there. */
export function legend(shown: Shown, x: number, top: number, width: number): Strip {
  const rows: readonly (readonly [string, readonly Key[]])[] = [
    ['Sentiment', sentimentKeys()],
    ['Person', personKeys(shown)],
    ['Ties', tieKeys(shown)],
  ]
  const begin = Math.max(...rows.map(([heading]) => textWidth(heading, SIZE))) + 18
  const lines = rows.filter(([, keys]) => keys.length > 0).flatMap(([heading, keys]) => wrapped(heading, keys, width - begin))
  const body = lines.map(({ heading, keys }, i) => {
    const y = top + LINE * (i + 0.5)
    let at = x + begin
    return fragment(
      heading !== '' && label(heading, x, y + 4, { class: 'key quiet' }),
      keys.map(key => {
        const drawn = fragment(key.draw(at, y), label(key.text, at + key.sign + GAP, y + 4, { class: 'key' }))
        at += widthOf(key)
        return drawn
      }),
    )
  })
  return { height: LINE * lines.length, body: element('g', { class: 'legend' }, body) }
}

const SIZE = 11
const LINE = 26
const GAP = 7
const BETWEEN = 24

function widthOf({ text, sign }: Key): number {
  return sign + GAP + textWidth(text, SIZE) + BETWEEN
}

function wrapped(heading: string, keys: readonly Key[], width: number): { heading: string; keys: Key[] }[] {
  const lines: { heading: string; keys: Key[] }[] = [{ heading, keys: [] }]
  let used = 0
  for (const key of keys) {
    const last = lines[lines.length - 1]
    if (used > 0 && used + widthOf(key) - BETWEEN > width) {
      lines.push({ heading: '', keys: [key] })
      used = 0
    } else last?.keys.push(key)
    used += widthOf(key)
  }
  return lines
}

function sentimentKeys(): Key[] {
  const signs = [...STANCES.filter(stance => stance !== 'unknown').reverse(), 'unknown' as const]
  return [
    ...signs.map(stance => ({
      text: STANCE_WORDS[stance],
      sign: 20,
      draw: (x: number, y: number) => element('g', { class: TONES[stance] }, mark(stance, 1, x + 10, y, 9)),
    })),
    { text: 'ring: how much of it is known', sign: 20, draw: (x, y) => element('g', { class: 'mid' }, arcOnly(x + 10, y)) },
  ]
}

/** A ring that is closed for two thirds. */
function arcOnly(x: number, y: number): Child {
  return fragment(
    element('circle', { class: 'ring', cx: round(x), cy: round(y), r: 9, 'stroke-width': 2.4 }),
    element('path', {
      class: 'known',
      d: `M${round(x)} ${round(y - 9)}A9 9 0 1 1 ${round(x - 7.79)} ${round(y + 4.5)}`,
      'stroke-width': 2.4,
    }),
  )
}

function personKeys({ people }: Shown): Key[] {
  const classes = new Set(people.map(({ summary }) => summary.power.class))
  const shownClasses = (['decider', 'gate', 'advocate', 'user', 'unknown'] as const).filter(each => classes.has(each))
  return [
    ...shownClasses.map(classKey),
    ...(people.length > 0 ? [{ text: 'size: share of power', sign: 40, draw: sizes }] : []),
    ...(people.some(({ veto }) => veto)
      ? [{ text: 'can stop the decision', sign: 18, draw: (x: number, y: number) => stopSign(x + 9, y, 8.5) }]
      : []),
    ...(people.some(({ summary }) => summary.placeholder)
      ? [
          {
            text: 'nobody known yet',
            sign: 26,
            draw: (x: number, y: number) =>
              element(
                'g',
                { class: 'ghost' },
                element('rect', { class: 'card', x: round(x), y: round(y - 8), width: 26, height: 16, rx: 4 }),
              ),
          },
        ]
      : []),
  ]
}

function classKey(each: RoleClass): Key {
  const draw = (x: number, y: number): Child =>
    element('path', {
      class: `stripe ${each}`,
      d: `M${round(x + 2)} ${round(y - 8)}h5a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-5a2 2 0 0 1 -2 -2v-12a2 2 0 0 1 2 -2z`,
    })
  return { text: CLASSES[each].toLowerCase(), sign: 9, draw }
}

function sizes(x: number, y: number): Child {
  const circles = [
    [4, 4],
    [15, 6.5],
    [31, 9],
  ] as const
  return circles.map(([dx, r]) => element('circle', { class: 'ring outline', cx: round(x + dx), cy: round(y), r, 'stroke-width': 1.5 }))
}

function tieKeys({ influence, informs, conflicts, reporting }: Shown): Key[] {
  return [
    ...(influence.length > 0 ? [{ text: 'moves; the wider, the more', sign: 44, draw: arrow('influence', 'good') }] : []),
    ...(informs.length > 0 ? [{ text: 'informs', sign: 44, draw: arrow('informs', 'good') }] : []),
    ...(influence.length + informs.length > 0 ? [{ text: 'their colour: what the mover thinks', sign: 58, draw: tones }] : []),
    ...(conflicts.length > 0
      ? [
          {
            text: 'are at odds',
            sign: 40,
            draw: (x: number, y: number) => element('path', { class: 'tie conflict', d: `M${round(x)} ${round(y)}h40` }),
          },
        ]
      : []),
    ...(reporting.length > 0
      ? [
          {
            text: 'reports to whoever stands above',
            sign: 30,
            draw: (x: number, y: number) => element('path', { class: 'tie reporting', d: `M${round(x + 1)} ${round(y - 8)}v8h28v8` }),
          },
        ]
      : []),
  ]
}

function arrow(kind: 'influence' | 'informs', tone: 'good' | 'mid' | 'bad' | 'unknown', length = 44): Key['draw'] {
  return (x, y) =>
    element('path', { class: `tie ${kind} ${tone}`, d: `M${round(x)} ${round(y)}h${length}m-7 -4l7 4l-7 4`, 'stroke-width': 2 })
}

function tones(x: number, y: number): Child {
  return (['good', 'mid', 'bad'] as const).map((tone, i) => arrow('influence', tone, 16)(x + i * 21, y))
}
