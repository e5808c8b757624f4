import type { TitleRule } from './titleRules.js'

/** The words of a title, in lower case and without accents. */
export function wordsOf(title: string): readonly string[] {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
}

/** The words by which a rule fires on a title, and their language, in the order of the rule; `undefined` when it does not. */
export function firing(
  { words, except = [] }: TitleRule,
  title: readonly string[],
): { readonly words: string; readonly language: string } | undefined {
  if (except.some(phrase => holds(title, phrase))) return undefined
  for (const [language, phrases] of Object.entries(words)) {
    const found = phrases.find(phrase => holds(title, phrase))
    if (found !== undefined) return { words: found, language }
  }
  return undefined
}

/** Whether the words of a phrase stand in a title, one after the other. */
function holds(title: readonly string[], phrase: string): boolean {
  const parts = phrase.split(' ')
  return title.some((_, start) => parts.every((part, i) => isLike(title[start + i], part)))
}

function isLike(word: string | undefined, part: string): boolean {
  if (word === undefined) return false
  const bare = part.replace(/^\*|\*$/g, '')
  const [open, close] = [part.startsWith('*'), part.endsWith('*')]
  if (open && close) return word.includes(bare)
  return open ? word.endsWith(bare) : close ? word.startsWith(bare) : word === bare
}
