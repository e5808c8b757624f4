import { InvalidArgumentError } from '../errors.js'

/** XML or HTML that is safe to write out: every text and every attribute in it was escaped when it was made. */
export interface Markup {
  readonly markup: string
}

/** What stands in an element. Texts are escaped; what is undefined or false is left out. */
export type Child = Markup | string | number | undefined | false | readonly Child[]

/** Attributes by name; what is undefined or false is left out, and what is true stands without a value of its own. */
export type Attributes = { readonly [name: string]: string | number | boolean | undefined }

/** Elements that never hold anything: HTML's, which may not be closed, and the shapes of SVG. All others are closed, as HTML wants it. */
const LEAVES: ReadonlySet<string> = new Set(
  'br col hr img input link meta wbr circle ellipse line path polygon polyline rect stop use'.split(' '),
)

/**
 * An element of XML or HTML: `element('p', { class: 'note' }, 'a < b')` is `<p class="note">a &lt; b</p>`. What is given as text can never
 * become markup.
 */
export function element(name: string, attributes: Attributes = {}, ...children: Child[]): Markup {
  const tag = `${name}${Object.entries(attributes).map(attribute).join('')}`
  return { markup: LEAVES.has(name) ? `<${tag}/>` : `<${tag}>${inside(children)}</${name}>` }
}

/** An element of any other XML, where no name is special: it is closed at once where nothing stands in it. */
export function xmlElement(name: string, attributes: Attributes = {}, ...children: Child[]): Markup {
  const tag = `${name}${Object.entries(attributes).map(attribute).join('')}`
  const content = inside(children)
  return { markup: content === '' ? `<${tag}/>` : `<${tag}>${content}</${name}>` }
}

/** Several elements, one after the other. */
export function fragment(...children: Child[]): Markup {
  return { markup: inside(children) }
}

/** An element with text that is not escaped: a style sheet or a script of our own, never what somebody gave. */
export function rawElement(name: 'style' | 'script', attributes: Attributes, text: string): Markup {
  return { markup: `<${name}${Object.entries(attributes).map(attribute).join('')}>${text}</${name}>` }
}

/** Data for a script, in an element that never runs, whatever texts are in it. */
export function dataElement(id: string, data: object): Markup {
  const text = JSON.stringify(data).replace(/</g, '\\u003c')
  return { markup: `<script type="application/json" id="${escaped(id)}">${text}</script>` }
}

/** A document of XML with its declaration. */
export function xmlDocument(root: Markup): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.markup}\n`
}

/** A text with all that means something in XML and HTML escaped; characters that XML 1.0 forbids become U+FFFD. */
export function escaped(text: string): string {
  return text.replace(FORBIDDEN, '\u{FFFD}').replace(/[&<>"']/g, found => ENTITIES[found] ?? found)
}

const ENTITIES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/**
 * What no document of XML may hold: control characters, unpaired surrogates, non-characters.
 *
 * @see T. Bray et al., "Extensible Markup Language (XML) 1.0", fifth edition, W3C (2008), production 2 (Char)
 */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

function attribute([name, value]: readonly [string, string | number | boolean | undefined]): string {
  if (value === undefined || value === false) return ''
  if (typeof value === 'number' || SHAPES.has(name)) refuseStrange(`${value}`)
  // A line break in an attribute is read as a blank unless it is written as a reference.
  const text = value === true ? '' : escaped(`${value}`).replace(/[\t\n\r]/g, found => `&#${found.charCodeAt(0)};`)
  return ` ${name}="${text}"`
}

/** Attributes that hold nothing but numbers and the commands of paths. */
const SHAPES: ReadonlySet<string> = new Set('x y x1 x2 y1 y2 dx dy cx cy r rx ry width height d points transform viewBox'.split(' '))

/** A number that is missing in what is drawn must not become a shape that nobody sees. */
function refuseStrange(text: string): void {
  if (!/NaN|Infinity|undefined/.test(text)) return
  const message = 'lacks a number, or holds one that is not finite. Make it anew with the function that gives it.'
  throw new InvalidArgumentError('render', [{ path: 'what was given', message, code: 'invalidArgument' }])
}

function inside(children: readonly Child[]): string {
  return children.map(written).join('')
}

function written(child: Child): string {
  if (child === undefined || child === false) return ''
  if (typeof child === 'string') return escaped(child)
  if (typeof child === 'number') {
    refuseStrange(`${child}`)
    return `${child}`
  }
  return 'markup' in child ? child.markup : inside(child)
}
