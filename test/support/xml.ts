/** An element of XML as it was read. */
export interface XmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  readonly text: string
}

/** Reads a document of XML 1.0 of elements, attributes and text, and throws where it is not well-formed. It knows nothing of comments, declarations of types or sections. */
export function readXml(text: string): XmlElement {
  const illegal = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.exec(text)
  if (illegal !== null) throw new Error(`an illegal character at ${illegal.index}`)
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
  if (!text.startsWith(declaration)) throw new Error('no declaration')
  const open: { name: string; attributes: Map<string, string>; children: XmlElement[]; text: string }[] = [
    { name: '', attributes: new Map(), children: [], text: '' },
  ]
  const token = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[A-Za-z][\w:.-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/y
  token.lastIndex = declaration.length
  while (token.lastIndex < text.length) {
    const at = token.lastIndex
    const found = token.exec(text)
    const top = open.at(-1)
    if (found === null || top === undefined) throw new Error(`not well-formed at ${at}: ${text.slice(at, at + 60)}`)
    const [, closing, name = '', attributes = '', empty, characters] = found
    if (characters !== undefined) {
      top.text += decoded(characters)
      continue
    }
    if (closing === '/') {
      if (top.name !== name) throw new Error(`</${name}> closes <${top.name}>`)
      open.pop()
      open.at(-1)?.children.push(top)
      continue
    }
    const element = { name, attributes: attributesIn(attributes), children: [], text: '' }
    if (empty === '/') top.children.push(element)
    else open.push(element)
  }
  const [root] = open
  if (root === undefined || open.length !== 1 || root.children.length !== 1 || root.text.trim() !== '') throw new Error('not one root')
  return root.children[0] ?? root
}

/** Every element of a name, at any depth. */
export function elementsOf(root: XmlElement, name: string): XmlElement[] {
  return [...(root.name === name ? [root] : []), ...root.children.flatMap(child => elementsOf(child, name))]
}

function attributesIn(text: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, name = '', value = ''] of text.matchAll(/([\w:.-]+)="([^"]*)"/g)) {
    if (found.has(name)) throw new Error(`twice ${name}`)
    if (/[\t\n\r]/.test(value)) throw new Error(`a line break in ${name}, which readers take away`)
    found.set(name, decoded(value))
  }
  return found
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

function decoded(text: string): string {
  if (/&(?!#\d+;|\w+;)/.test(text)) throw new Error(`a bare ampersand in ${text}`)
  return text.replace(/&(#(\d+)|(\w+));/g, (_, name: string, code: string | undefined) => {
    const character = code === undefined ? ENTITIES.get(name) : String.fromCodePoint(Number(code))
    if (character === undefined) throw new Error(`an unknown entity ${name}`)
    return character
  })
}
