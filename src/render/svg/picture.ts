import { type Child, element, fragment, type Markup, rawElement, xmlDocument } from '../../support/markup.js'
import { plain } from '../plain.js'
import { pictureStyle } from './style.js'
import { emsOf } from './widths.js'

/** A picture before it is written out, alone or in a page. */
export interface Picture {
  /** In units of the picture, which are pixels at its natural size. */
  readonly width: number
  readonly height: number
  /** What it shows, in a few words. */
  readonly title: string
  /** What there is to see in it, in a sentence or two, for whoever cannot. */
  readonly description: string
  /** Its style rules, beside those that all pictures share. */
  readonly rules: string
  readonly body: Child
  /** Whether parts of it can be reached and read one by one; otherwise it is one image. */
  readonly isGroup?: boolean
}

/** A picture as an element of a page, with ids that begin with a prefix of its own. The page brings the styles. */
export function pictureElement(picture: Picture, id: string): Markup {
  return svg(id, picture, picture.body)
}

/** A picture as a file of its own. */
export function pictureFile(picture: Picture): string {
  const paper = element('rect', { class: 'paper', width: round(picture.width), height: round(picture.height) })
  const style = rawElement('style', {}, pictureStyle(picture.rules))
  return xmlDocument(svg('picture', picture, fragment(style, paper, picture.body)))
}

function svg(id: string, { width, height, title, description, isGroup }: Picture, body: Child): Markup {
  const size = { width: round(width), height: round(height), viewBox: `0 0 ${round(width)} ${round(height)}` }
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'picture',
      ...size,
      role: isGroup === true ? 'group' : 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
    },
    element('title', { id: `${id}-title` }, plain(title)),
    element('desc', { id: `${id}-desc` }, plain(description)),
    body,
  )
}

/** A coordinate to a hundredth, so that the same picture has the same bytes everywhere. */
export function round(value: number): number {
  return Math.round(value * 100) / 100 + 0
}

/** Text at a place, made safe and, where a width is given, shortened to it. */
export function label(text: string, x: number, y: number, { class: name = '', width = Number.POSITIVE_INFINITY, size = 13 } = {}): Markup {
  return element('text', { x: round(x), y: round(y), class: name === '' ? undefined : name }, shortened(text, width, size))
}

/** A text cut with an ellipsis so that it takes at most a width. */
export function shortened(text: string, width: number, size: number): string {
  const safe = plain(text)
  const ellipsis = textWidth('…', size)
  let kept = ''
  let used = 0
  for (const { segment } of SEGMENTER.segment(safe)) {
    used += emsOf(segment) * size
    if (used > width) return `${kept.trimEnd()}…`
    if (used + ellipsis <= width) kept += segment
  }
  return safe
}

/** About how wide a text is at a font size, rather too wide than too narrow: nothing here can ask a browser. */
export function textWidth(text: string, size: number): number {
  let ems = 0
  // Segments are dear, and of plain letters each is one.
  if (ASCII.test(text)) for (const letter of text) ems += emsOf(letter)
  else for (const { segment } of SEGMENTER.segment(text)) ems += emsOf(segment)
  return ems * size
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' })
const ASCII = /^[ -~]*$/
