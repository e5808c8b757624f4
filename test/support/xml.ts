import { DOMParser } from '@xmldom/xmldom'

/** An XML document as a reader of its own finds it. */
export interface XmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** All text in it. */
  readonly text: string
}

/** Reads a document of XML, and throws for whatever is not well-formed. */
export function readXml(text: string): XmlElement {
  const refuse = (message: string): never => {
    throw new Error(message)
  }
  if (FORBIDDEN.test(text)) refuse('a character that XML forbids')
  const parser = new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } })
  return elementOf(parser.parseFromString(text, 'text/xml').documentElement)
}

/** XML 1.0, production 2. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u

/** The element and all in it, in the order of the document. */
export function descendants(root: XmlElement): XmlElement[] {
  return [root, ...root.children.flatMap(descendants)]
}

/** Every element of a name, at any depth. */
export function elementsOf(root: XmlElement, name: string): XmlElement[] {
  return descendants(root).filter(element => element.name === name)
}

/** Every element of a class, at any depth. */
export function withClass(root: XmlElement, name: string): XmlElement[] {
  return descendants(root).filter(({ attributes }) => attributes.get('class')?.split(' ').includes(name))
}

interface DomNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly textContent: string | null
  readonly attributes?: ArrayLike<{ readonly name: string; readonly value: string }>
  readonly childNodes: ArrayLike<DomNode>
}

function elementOf(node: DomNode): XmlElement {
  return {
    name: node.nodeName,
    attributes: new Map(Array.from(node.attributes ?? [], ({ name, value }) => [name, value])),
    children: Array.from(node.childNodes)
      .filter(({ nodeType }) => nodeType === 1)
      .map(elementOf),
    text: node.textContent ?? '',
  }
}
