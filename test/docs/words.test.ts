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
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext)
  const found: Line[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
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

const PAGES = [
  ...['README.md', 'docs/README.md', 'docs/contributing.md', 'docs/security.md', 'docs/versions.md'],
  ...['docs/guides', 'docs/concepts'].flatMap(folder => filesIn(folder, '.md')),
]

/** Where the messages are that a caller reads. */
const SPEAKING = [
  'agents/tools',
  'cli',
  'crm',
  'decision',
  'hypothesis',
  'math',
  'model',
  'moves',
  'portfolio',
  'queue',
  'store',
  'support',
  'village',
].map(folder => join('src', folder))

/** The words of the list in the lines, each with its place; what is in backquotes is a name. */
function wordsIn(lines: readonly Line[]): string[] {
  return lines.flatMap(({ place, text }) => [...text.replace(/`[^`]*`/g, '').matchAll(WORDS)].map(([word]) => `${place} ${word}`))
}

describe('plain words', () => {
  it.each(PAGES)('are those of %s', page => {
    expect(wordsIn(proseOf(page))).toEqual([])
  })

  it('are those of what the program and the tools of assistants say, of errors and of issues of imports', () => {
    const lines = SPEAKING.flatMap(folder => filesIn(folder, '.ts')).flatMap(textsOf)
    expect(lines.some(({ text }) => text.startsWith('What to do next'))).toBe(true)
    expect(wordsIn(lines)).toEqual([])
  })
})

it.each(PAGES)(`a line of prose of %s has at most ${WIDTH} characters`, page => {
  expect(proseOf(page).flatMap(({ place, text }) => (text.length > WIDTH ? [`${place} has ${text.length}`] : []))).toEqual([])
})
