/** What stands where a text named an erased person. */
export const ERASED = '[erased]'

/**
 * Takes names out of texts: gives the text with a mark in place of each, or nothing where it holds none.
 *
 * Case does not matter, a name counts only as whole words, spaces stand for any, and of names that begin alike the longest is taken. In
 * scripts that set no spaces between words, such as Chinese, Korean and Thai, a name counts wherever it is. All names are looked for at once, word by word in a tree of their words, so that a text costs its length, however many names there are.
 */
export function redactionOf(names: readonly string[], mark: string): (text: string) => string | undefined {
  const root = emptyBranch()
  for (const name of names) {
    let branch = root
    for (const word of wordsOf(name.trim())) branch = grown(branch, folded(word))
    branch.isName = true
  }
  return text => {
    const words = wordsOf(text)
    const kept: string[] = []
    let isFound = false
    for (let at = 0; at < words.length; ) {
      const end = endOfName(root, words, at)
      kept.push(end > at ? mark : (words[at] ?? ''))
      isFound ||= end > at
      at = Math.max(end, at + 1)
    }
    return isFound ? kept.join('') : undefined
  }
}

/** The words that may come next in a name; whether one ends here. */
interface Branch {
  readonly next: Map<string, Branch>
  isName: boolean
}

function emptyBranch(): Branch {
  return { next: new Map(), isName: false }
}

function grown(branch: Branch, word: string): Branch {
  const next = branch.next.get(word) ?? emptyBranch()
  branch.next.set(word, next)
  return next
}

/** Where the longest name ends that begins at a word; the word itself where none does. */
function endOfName(root: Branch, words: readonly string[], start: number): number {
  let end = start
  let branch: Branch | undefined = isWord(words[start - 1]) ? undefined : root
  for (let at = start; branch !== undefined && at < words.length; ) {
    branch = branch.next.get(folded(words[at] ?? ''))
    at++
    if (branch?.isName === true && !isWord(words[at])) end = at
  }
  return end
}

/** Whether there is a word at a place that goes on to its spaces, and not a space, a mark or nothing. */
function isWord(word = ''): boolean {
  return /^[\p{L}\p{N}]/u.test(word) && !UNSPACED.test(word)
}

/** A letter of a script that sets no spaces between words, or, as Korean, none between a word and what follows from it. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u

/** Runs of letters and figures, runs of spaces, and every other character by itself, as is each letter of such a script. */
function wordsOf(text: string): string[] {
  return text.normalize('NFC').match(WORDS) ?? []
}

const WORDS = new RegExp(`(?:(?!${UNSPACED.source})[\\p{L}\\p{N}])+|\\s+|.`, 'gsu')

/** A word without what does not tell names apart. */
function folded(word: string): string {
  return /^\s/.test(word) ? ' ' : word.toUpperCase().toLowerCase()
}
