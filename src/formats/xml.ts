import { type Attributes, type Child, type Markup, xmlElement } from '../support/markup.js'

/** An element with each of its children on a line of its own. */
export function block(name: string, attributes: Attributes, children: readonly Child[]): Markup {
  const lines = children.filter(child => child !== undefined && child !== false).flatMap(child => [child, '\n'])
  return lines.length === 0 ? xmlElement(name, attributes) : xmlElement(name, attributes, '\n', lines)
}

/**
 * The id of an element of a document, made of ids that may hold anything. Different ids give different ones, and each is a name token of XML,
 * as GraphML asks: of other than letters A to Z, digits, dots and hyphens the code units stand as `_` and four hexadecimal digits.
 *
 * @see T. Bray et al., "Extensible Markup Language (XML) 1.0", fifth edition, W3C (2008), production 7 (Nmtoken)
 */
export function documentId(kind: 'stakeholder' | 'placeholder' | 'unit' | 'tie', ...ids: readonly string[]): string {
  return [kind, ...ids.map(id => id.replace(/[^A-Za-z0-9.-]/g, unit => `_${unit.charCodeAt(0).toString(16).padStart(4, '0')}`))].join(':')
}

/** The id of a person's element. A placeholder has one that nobody can ever have, even if somebody is one day named like it. */
export function personId({ stakeholder, placeholder }: { readonly stakeholder: string; readonly placeholder: boolean }): string {
  return documentId(placeholder ? 'placeholder' : 'stakeholder', stakeholder)
}
