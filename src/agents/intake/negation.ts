import type { Span } from './sourceText.js'

/**
 * The word that negates a quote and that the quote leaves out: one of the same sentence, before the quote as far back as the last `but`, or
 * after it up to the next clause, or the last one of the sentence.
 *
 * English, German and French are known. Where it is wrong the whole sentence can be quoted, which holds the word.
 *
 * @param bounds the part of the text that one person says
 */
export function negationLeftOut(text: string, { start, end }: Span, bounds: Span): string | undefined {
  const sentence = sentenceAround(text, { start, end }, bounds)
  const before = text.slice(sentence.start, start).replace(HARMLESS, ' ')
  const after = text.slice(end, sentence.end).replace(HARMLESS, ' ')
  const clauseBefore = before.split(CONTRAST).at(-1) ?? ''
  const clauseAfter = after.split(CLAUSE)[0] ?? ''
  const found =
    NEGATION.exec(clauseBefore) ??
    NEGATION.exec(clauseAfter) ??
    LAST.exec(after.split(CONJUNCTION)[0] ?? '') ??
    TRAILING.exec(after) ??
    ALONE.exec(text.slice(end, bounds.end))
  return found?.[0].replace(AROUND, '')
}

/** The sentence in which a part of a text is, within bounds. */
export function sentenceAround(text: string, { start, end }: Span, bounds: Span): Span {
  let from = bounds.start
  for (const { index, 0: found } of text.slice(bounds.start, start).matchAll(SENTENCE_END)) {
    if (!ABBREVIATION.test(text.slice(Math.max(0, bounds.start + index - 12), bounds.start + index + 1)))
      from = bounds.start + index + found.length
  }
  // A quote that ends with the mark of its sentence is at its end.
  if (/[.!?…]["'”’»)]{0,3}$/.test(text.slice(start, end).trimEnd())) return { start: from, end }
  for (const { index, 0: found } of text.slice(end, bounds.end).matchAll(SENTENCE_END)) {
    if (!ABBREVIATION.test(text.slice(Math.max(0, end + index - 12), end + index + 1)))
      return { start: from, end: end + index + found.length }
  }
  return { start: from, end: bounds.end }
}

/** A mark at the end of a sentence, an empty line, or the beginning of an item of a list. */
const SENTENCE_END = /[.!?…]{1,9}["'”’»)]{0,3}(?=\s(?!\s{0,9}\p{Ll})|$)|\n[ \t>]{0,20}\n|\n[ \t>]{0,20}(?:[-*•]|\d{1,3}[.)])[ \t]/gu
const ABBREVIATION =
  /(?:^|[\s(])(?:dr|mr|mrs|ms|prof|hr|fr|st|nr|ca|bzw|vs|mme|mlle|m|z\.\s?b|u\.\s?a|d\.\s?h|e\.\s?g|i\.\s?e|p\.\s?ex)\.$/i

const NEGATION =
  /(?<![\p{L}\p{N}])(?:not|cannot|\p{L}+n['’]t|(?:do|does|did|is|are|was|were|has|have|had|ca|wo|would|could|should|ai)nt|never|no|nobody|no one|none|nothing|neither|nor|hardly|barely|scarcely|without|far from|anything but|unlikely|impossible|doubts?|doubtful|disagrees?|refus(?:e|es|ed|ing)|fail(?:s|ed)? to|yet to|nicht|nich|nichts|nix|nie|niemals|nimmer|niemand|kein\p{L}{0,2}|kaum|weder|ohne|keineswegs|keinesfalls|bezweif\p{L}+|zweif(?:el|eln|le|elt)|(?:ver)?weiger\p{L}+|unmöglich|ausgeschlossen|alles andere als|ne|pas|jamais|aucune?|rien|guère|sans|ni|loin de|loin d(?=['’])|doutes?|doutons|refus(?:e|es|ons|ent|er)?)(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])n['’](?=\p{L}|$)/iu
/** A negation that comes as an afterthought, in the sentence or after it. */
const TRAILING = /^[\s,;:–—-]*(?:not|nicht|pas)(?![\p{L}\p{N}])/iu
const ALONE = /^[\s,;:.!?…–—-]*(?:not|nicht|pas)(?=\s*[.!…])/iu
/** The last word of a sentence, which negates its verb, whatever is put in between. */
const LAST =
  /(?<![\p{L}\p{N}])(?:not|nicht|nich|nie|niemals|never|pas|jamais|ausgeschlossen|unmöglich|unwahrscheinlich|impossible|unlikely)(?=[\s.!?…"'”’»)]{0,9}$)/iu
const AROUND = /^[\s,;:.!?…–—-]+|\s+$/g
/** What sounds like a negation and is none. */
const HARMLESS =
  /(?<![\p{L}\p{N}])(?:not only|not just|no doubt|without (?:a )?doubt|no problem|why not|nicht nur|ohne zweifel|kein(?:en)? zweifel|kein problem|warum nicht|nicht wahr|oder nicht|pas seulement|sans (?:aucun )?doute|pas de problème|pourquoi pas|n['’]est-ce pas|(?:is|are|do|does)n['’]t (?:it|they|you|we))(?![\p{L}\p{N}])/giu
const CONTRAST =
  /;|(?<![\p{L}\p{N}])(?:but|however|yet(?! to)|aber|sondern|jedoch|doch|mais|cependant|toutefois|pourtant)(?![\p{L}\p{N}])/iu
const CONJUNCTION =
  /[;:]|(?<![\p{L}\p{N}])(?:but|and|although|because|while|aber|und|sondern|weil|obwohl|mais|et|parce|car)(?![\p{L}\p{N}])/iu
const CLAUSE = new RegExp(`[,–—]|${CONJUNCTION.source}`, 'iu')

/** Whether a text negates something. */
export function holdsNegation(text: string): boolean {
  return NEGATION.test(text.replace(HARMLESS, ' '))
}
