import { type Child, element } from '../../support/markup.js'

/** A text in which no number is parted from its percent sign or its currency by the end of a line, and no day from its parts. */
export function unbroken(text: string): Child {
  const kept = text.replace(/(\d) %/g, '$1\u00A0%').replace(/\b([A-Z]{3}) (?=\d)/g, '$1\u00A0')
  return kept.split(/(\d{4}-\d{2}-\d{2})/).map((part, i) => (i % 2 === 0 ? part : element('span', { class: 'nw' }, part)))
}
