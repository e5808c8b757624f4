import type { Stance } from '../../../sentiment/stance.js'
import { type Child, element, fragment } from '../../../support/markup.js'
import { round } from '../picture.js'

/** The name of a colour and a class for every stance. Two steps for each side share a colour, and differ in how full they are. */
export const TONES: { readonly [Name in Stance]: 'good' | 'mid' | 'bad' | 'unknown' } = {
  champion: 'good',
  supporter: 'good',
  neutral: 'mid',
  nonSupporter: 'bad',
  opponent: 'bad',
  unknown: 'unknown',
}

/**
 * What somebody thinks and how much of it is known: a shape for the stance, and around it a ring that is closed as far as it is known. For
 * whoever was never heard there is no shape but a question, in a ring that is broken.
 */
export function mark(stance: Stance, reliability: number, x: number, y: number, radius: number): Child {
  const line = Math.max(1.6, radius * 0.17)
  const ring = { cx: round(x), cy: round(y), r: round(radius) }
  if (stance === 'unknown') {
    return fragment(
      element('circle', { class: 'ring never', ...ring, 'stroke-width': round(line * 0.75) }),
      element('path', { class: 'ask', d: question(x, y, radius * 0.62), 'stroke-width': round(Math.max(1.3, radius * 0.15)) }),
    )
  }
  return fragment(
    element('circle', { class: 'ring', ...ring, 'stroke-width': round(line) }),
    element('path', { class: 'known', d: arc(x, y, radius, reliability), 'stroke-width': round(line) }),
    element('path', {
      class: stance === 'champion' || stance === 'opponent' || stance === 'neutral' ? 'shape full' : 'shape',
      d: shape(stance, x, y, radius * 0.6),
      'stroke-width': round(Math.max(1.2, radius * 0.11)),
    }),
  )
}

/** A triangle that points up for those who are for us, down for those against, and a square for those who are neither. */
function shape(stance: Stance, x: number, y: number, size: number): string {
  const side = round(size * 0.9)
  const slope = round(size * 0.52)
  if (stance === 'neutral') {
    const half = round(size * 0.68)
    return `M${round(x - half)} ${round(y - half)}h${round(half * 2)}v${round(half * 2)}h${round(-half * 2)}z`
  }
  const up = TONES[stance] === 'good' ? 1 : -1
  return `M${round(x)} ${round(y - up * size)}L${round(x + side)} ${round(y + up * slope)}H${round(x - side)}z`
}

/** The part of a circle that begins at the top and goes round clockwise. */
function arc(x: number, y: number, radius: number, share: number): string {
  // A whole circle would begin where it ends, and so be none.
  const angle = Math.min(Math.max(share, 0), 0.9999) * Math.PI * 2
  const end = `${round(x + radius * Math.sin(angle))} ${round(y - radius * Math.cos(angle))}`
  return `M${round(x)} ${round(y - radius)}A${round(radius)} ${round(radius)} 0 ${share > 0.5 ? 1 : 0} 1 ${end}`
}

function question(x: number, y: number, size: number): string {
  const by = (share: number): number => round(size * share)
  return (
    `M${round(x - size * 0.5)} ${round(y - size * 0.42)}a${by(0.5)} ${by(0.5)} 0 1 1 ${by(0.78)} ${by(0.41)}` +
    `q${by(-0.28)} ${by(0.16)} ${by(-0.28)} ${by(0.45)}M${round(x)} ${round(y + size * 0.94)}v.01`
  )
}

/** The sign of whoever can stop the decision alone: an octagon with a bar. */
export function stopSign(x: number, y: number, radius: number): Child {
  const corners = Array.from({ length: 8 }, (_, i) => {
    const angle = ((i + 0.5) * Math.PI) / 4
    return `${round(x + radius * Math.cos(angle))} ${round(y + radius * Math.sin(angle))}`
  })
  const half = radius * 0.48
  return element(
    'g',
    { class: 'veto' },
    element('path', { class: 'octagon', d: `M${corners.join('L')}z` }),
    element('path', { class: 'bar', d: `M${round(x - half)} ${round(y)}h${round(half * 2)}`, 'stroke-width': round(radius * 0.38) }),
  )
}
