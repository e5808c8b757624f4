import { Parser } from 'saxen'

/** An element of XML. Names have no prefix. */
export interface XmlTree {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlTree[]
  /** The text that stands in it itself. */
  readonly text: string
}

interface Open {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: XmlTree[]
  text: string
}

/** The root of a document of XML; `undefined` for what is none. Entities that a document declares itself are not read. */
export function xmlTree(text: string): XmlTree | undefined {
  const root: Open = { name: '', attributes: new Map(), children: [], text: '' }
  const open: Open[] = [root]
  let isBroken = false
  const parser = new Parser()
  parser.on('openTag', (name, attributes, decode) => {
    const given = Object.entries(attributes()).map(([key, value]) => [key, decode(value)] as const)
    const element = { name: localName(name), attributes: new Map(given), children: [], text: '' }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closeTag', () => void open.pop())
  parser.on('text', (value, decode) => addText(open, decode(value)))
  parser.on('cdata', value => addText(open, value))
  parser.on('error', () => {
    isBroken = true
  })
  const failure = parser.parse(text.replace(/^\u{FEFF}/u, ''))
  const [element, ...others] = root.children
  return isBroken || failure instanceof Error || open.length !== 1 || others.length > 0 ? undefined : element
}

function addText(open: readonly Open[], text: string): void {
  const element = open.at(-1)
  if (element !== undefined) element.text += text
}

/** The children of an element that have a name. */
export function childrenOf(element: XmlTree | undefined, name: string): readonly XmlTree[] {
  return element?.children.filter(child => child.name === name) ?? []
}

/** The first element of a name within another, at any depth. */
export function firstWithin(element: XmlTree, name: string): XmlTree | undefined {
  for (const waiting = [...element.children]; waiting.length > 0; ) {
    const next = waiting.shift()
    if (next?.name === name) return next
    waiting.unshift(...(next?.children ?? []))
  }
  return undefined
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
