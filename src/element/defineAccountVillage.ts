import { errorFor } from '../errors.js'
import { is } from '../support/options.js'
import { accountVillageClass } from './accountVillage.js'

declare const customElements:
  | { get(name: string): unknown; define(name: string, element: ReturnType<typeof accountVillageClass>): void }
  | undefined

/** The name of an element: in small letters, with a hyphen; some with one are of SVG and MathML. */
const checkName = is(
  'the name of a custom element, in small letters with a hyphen, such as account-village',
  value => typeof value === 'string' && value.length <= 200 && /^[a-z][a-z0-9._]*-[a-z0-9._-]*$/.test(value) && !TAKEN.has(value),
)

/** @see WHATWG, "HTML Living Standard", section 4.13.3 (valid custom element name) */
const TAKEN: ReadonlySet<string> = new Set(
  'annotation-xml color-profile font-face font-face-src font-face-uri font-face-format font-face-name missing-glyph'.split(' '),
)

/**
 * Defines the element that shows a report, under a name; importing `account-village/element` defines it as `account-village`. Under a name
 * that is defined already nothing changes. Where there are no elements, as on a server, it does nothing.
 *
 * @param name in small letters, with a hyphen; `account-village` when absent
 * @returns whether an element of that name is defined now
 * @throws InvalidArgumentError for a name that no element may have
 * @example
 * import { defineAccountVillage } from 'account-village/element'
 * defineAccountVillage('board-page') //=> false
 */
export function defineAccountVillage(name = 'account-village'): boolean {
  const issues = checkName(name, 'name')
  if (issues.length > 0) throw errorFor('defineAccountVillage', issues)
  if (typeof customElements === 'undefined') return false
  if (customElements.get(name) === undefined) customElements.define(name, accountVillageClass())
  return true
}
