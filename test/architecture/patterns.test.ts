import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { cost } from '../support/growth.js'
import { sources } from './sources.js'

/** Every regular expression of the library, and where it is. */
const patterns = sources().flatMap(({ path, text }) => {
  const found: { readonly file: string; readonly text: string }[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.push({ file: path, text: node.text })
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
  return found
})

function compiled(text: string): RegExp {
  const [, source = '', flags] = /^\/(.*)\/([a-z]*)$/s.exec(text) ?? []
  return new RegExp(source, flags)
}

/** The texts that make an expression go back over what it has read: something of its own, many times, and then what it does not want. */
function hostileTexts(text: string): readonly ((length: number) => string)[] {
  const own = new Set(text.replace(/\\[a-zA-Z]/g, ''))
  const words = text.match(/\w{2,}/g)?.slice(0, 3) ?? []
  const repeated = [...own, ...words, ' ', '1', 'a', '_', '.\n', '.!']
  const before = ['', ...words.slice(0, 1)]
  return before.flatMap(head => repeated.flatMap(part => ['', 'x', '\n'].map(end => (length: number) => head + part.repeat(length) + end)))
}

describe('the regular expressions of the library', () => {
  it('are found', () => {
    expect(patterns.length).toBeGreaterThan(100)
  })

  // What takes 8 times as long for 8 times the text is linear; the square of it would take 64 times as long.
  it.each(patterns)('$text in $file takes time in line with the length of a text', ({ text }) => {
    const pattern = compiled(text)
    const isSlow = (of: (length: number) => string): boolean => {
      const small = cost(() => of(1_000).replace(pattern, ''))
      const large = cost(() => of(8_000).replace(pattern, ''))
      return large > 10_000 && large > 24 * small
    }
    // What other threads do counts as well: what is slow is slow each time.
    const slow = hostileTexts(text).filter(of => [1, 2, 3, 4].every(() => isSlow(of)))
    expect(slow.map(of => of(3))).toEqual([])
  })
})
