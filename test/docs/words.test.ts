import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/** Words that a plainer one says: a person, no one, everyone, anyone, who, is. */
const WORDS = /\b(?:whoever|whom|somebody|nobody|everybody|anybody|stands|are told|hangs?|dear)\b/gi
const WIDTH = 120

interface Line {
  readonly place: string
  readonly text: string
}

/** The lines that are read as sentences: no headings, which are linked, no tables, no pictures, and nothing that programs read or print. */
function proseOf(page: string): Line[] {
  const text = readFileSync(page, 'utf8').replace(/^ *```[\s\S]*?^ *```$/gm, code => code.replace(/[^\n]/g, ''))
  return text.split('\n').flatMap((line, i) => (/^ *(?:#|\||!\[)/.test(line) ? [] : [{ place: `${page}:${i + 1}`, text: line }]))
}

/** Every piece of text that the source of a file holds, at its line. */
function textsOf(file: string): Line[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext, true)
  const found: Line[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      found.push(...node.text.split('\n').map((text, i) => ({ place: `${file}:${line + 1 + i}`, text })))
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function filesIn(folder: string, end: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith(end))
    .map(name => join(folder, name))
}

const GUIDES = ['README.md', 'docs/README.md', ...filesIn('docs/guides', '.md'), ...filesIn('docs/concepts', '.md')]
const PAGES = [...GUIDES, 'docs/contributing.md', 'docs/security.md', 'docs/versions.md']

/** The words of the list in the lines, each with its place; what is in backquotes is a name. */
function wordsIn(lines: readonly Line[]): string[] {
  return lines.flatMap(({ place, text }) => [...text.replace(/`[^`]*`/g, '').matchAll(WORDS)].map(([word]) => `${place} ${word}`))
}

describe('plain words', () => {
  it.each(GUIDES)('are those of %s', page => {
    expect(wordsIn(proseOf(page))).toEqual([])
  })

  it('are those of the program', () => {
    const lines = filesIn('src/cli', '.ts').flatMap(textsOf)
    expect(lines.some(({ text }) => text.startsWith('What to do next'))).toBe(true)
    expect(wordsIn(lines)).toEqual([])
  })
})

it.each(PAGES)(`a line of prose of %s has at most ${WIDTH} characters`, page => {
  expect(proseOf(page).flatMap(({ place, text }) => (text.length > WIDTH ? [`${place} has ${text.length}`] : []))).toEqual([])
})
