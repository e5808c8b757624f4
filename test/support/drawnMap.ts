import { columns } from '../../src/render/plain.js'
import { descendants, readXml, withClass, type XmlElement } from './xml.js'

/** A rectangle in a picture. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Somebody as drawn. */
export interface DrawnPerson {
  readonly element: XmlElement
  readonly index: number
  readonly card: Box
  /** The radius of the ring. */
  readonly radius: number
  readonly labels: readonly DrawnLabel[]
}

export interface DrawnLabel extends Box {
  readonly text: string
}

/** A map as it was drawn, read from its own markup. */
export interface DrawnMap {
  readonly root: XmlElement
  readonly width: number
  readonly height: number
  readonly people: readonly DrawnPerson[]
  readonly regions: readonly Box[]
  readonly unitNames: readonly DrawnLabel[]
  /** All texts of the picture. */
  readonly labels: readonly DrawnLabel[]
}

/** Reads a map; throws when it is not well formed. */
export function readMap(svg: string): DrawnMap {
  const root = readXml(svg)
  const sizes = sizesOf(root)
  const shift = shiftOf(root)
  const regions = withClass(root, 'region').map(each => moved(boxOf(each), shift))
  const people = withClass(root, 'person').map((element): DrawnPerson => {
    const [card] = withClass(element, 'card')
    const [ring] = withClass(element, 'ring')
    if (card === undefined || ring === undefined) throw new Error('a person without a card or a ring')
    return {
      element,
      index: number(element, 'data-person'),
      card: moved(boxOf(card), shift),
      radius: number(ring, 'r'),
      labels: labelsIn(element, sizes).map(label => ({ ...label, ...moved(label, shift) })),
    }
  })
  const unitNames = labelsIn(root, sizes, 'unit').map(label => ({ ...label, ...moved(label, shift) }))
  const others = ['heading', 'legend', 'footer'].flatMap(name => withClass(root, name).flatMap(part => labelsIn(part, sizes)))
  return {
    root,
    width: number(root, 'width'),
    height: number(root, 'height'),
    people,
    regions,
    unitNames,
    labels: [...people.flatMap(({ labels }) => labels), ...unitNames, ...others],
  }
}

export function overlap(a: Box, b: Box): boolean {
  return Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5
}

export function contains(outer: Box, inner: Box): boolean {
  const slack = 0.02
  return (
    inner.left >= outer.left - slack &&
    inner.right <= outer.right + slack &&
    inner.top >= outer.top - slack &&
    inner.bottom <= outer.bottom + slack
  )
}

export function number(element: XmlElement, attribute: string): number {
  const value = Number(element.attributes.get(attribute) ?? Number.NaN)
  if (!Number.isFinite(value)) throw new Error(`${element.name} has no number as ${attribute}`)
  return value
}

/** The size of text of every class, from the style sheet of the picture, in the density that it has. */
function sizesOf(root: XmlElement): (name: string) => number {
  const style = descendants(root).find(({ name }) => name === 'style')?.text ?? ''
  const density = ['roomy', 'medium', 'compact'].find(each => withClass(root, each).length > 0) ?? ''
  return name => {
    const [, own] = new RegExp(`\\.map \\.${density} \\.${name}\\{font-size:([\\d.]+)px`).exec(style) ?? []
    const [, general] = new RegExp(`\\.map \\.${name}\\{font-size:([\\d.]+)px`).exec(style) ?? []
    const size = Number(own ?? general)
    if (!Number.isFinite(size)) throw new Error(`no size for ${name}`)
    return size
  }
}

function shiftOf(root: XmlElement): { readonly x: number; readonly y: number } {
  const moving = descendants(root).flatMap(({ attributes }) => attributes.get('transform') ?? [])
  const [, x, y] = /^translate\(([\d.]+) ([\d.]+)\)$/.exec(moving[0] ?? '') ?? []
  return { x: Number(x ?? 0), y: Number(y ?? 0) }
}

/** Where texts stand: as wide as Helvetica makes them, from the ascenders to the descenders. */
function labelsIn(element: XmlElement, sizeOf: (name: string) => number, only?: string): DrawnLabel[] {
  const texts = descendants(element).filter(({ name }) => name === 'text')
  return texts.flatMap((text): DrawnLabel[] => {
    const [name = ''] = (text.attributes.get('class') ?? '').split(' ')
    if (only !== undefined && name !== only) return []
    const size = sizeOf(name)
    const [left, base] = [number(text, 'x'), number(text, 'y')]
    const width = (widthOf(text.text) * (BOLD.has(name) ? 1.06 : 1) * size) / 1000
    return [{ text: text.text, left, right: left + width, top: base - size * 0.76, bottom: base + size * 0.24 }]
  })
}

function boxOf(rect: XmlElement): Box {
  const [left, top] = [number(rect, 'x'), number(rect, 'y')]
  return { left, top, right: left + number(rect, 'width'), bottom: top + number(rect, 'height') }
}

function moved({ left, top, right, bottom }: Box, { x, y }: { readonly x: number; readonly y: number }): Box {
  return { left: left + x, top: top + y, right: right + x, bottom: bottom + y }
}

const BOLD = new Set(['head', 'name', 'unit'])

/** Widths of the printable characters of ASCII in thousandths, from the space on. Adobe, Core 14 AFM files (1990): Helvetica. */
const HELVETICA = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278,
  278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
  667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556,
  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
]

function widthOf(text: string): number {
  return [...new Intl.Segmenter('en').segment(text)].reduce(
    (sum, { segment }) => sum + (HELVETICA[segment.charCodeAt(0) - 32] ?? columns(segment) * 550),
    0,
  )
}
