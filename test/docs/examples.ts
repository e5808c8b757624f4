import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** A piece of code that the documentation shows. */
export interface Example {
  /** Where it stands, `docs/guides/salesforce.md:12`. */
  readonly place: string
  readonly language: 'ts' | 'sh' | 'other'
  readonly code: string
  /** What stands in the next fence of the language `text`, when it follows at once: what a command prints. */
  readonly prints?: string
}

/** Every code block of the README and of docs, and every example in a comment of the source, of which the reference is made. */
export function examples(root: string): Example[] {
  const pages = ['README.md', ...filesIn(root, 'docs', '.md').filter(page => !page.startsWith(join('docs', 'reference')))]
  const sources = filesIn(root, 'src', '.ts')
  return [...pages.flatMap(page => blocksIn(root, page)), ...sources.flatMap(source => commentsIn(root, source))]
}

/** The code with every `expression //=> expected` as a call of `shown`. */
export function checked(code: string): string {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ESNext, true)
  let out = ''
  let from = 0
  for (const statement of source.statements) {
    const comment = [
      ...(ts.getTrailingCommentRanges(code, statement.end) ?? []),
      ...(ts.getLeadingCommentRanges(code, statement.end) ?? []),
    ].find(range => code.slice(range.pos, range.end).startsWith('//=>'))
    if (comment === undefined) continue
    if (!ts.isExpressionStatement(statement)) throw new Error(`only an expression can be shown: ${statement.getText()}`)
    const expression = statement.expression.getText()
    const expected = code.slice(comment.pos + 4, comment.end).trim()
    out += `${code.slice(from, statement.getStart())};shown((${expression}), ${JSON.stringify(expected)})`
    from = comment.end
  }
  return out + code.slice(from)
}

function filesIn(root: string, folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith(ending))
    .map(file => join(folder, file))
    .sort()
}

function blocksIn(root: string, page: string): Example[] {
  const text = readFileSync(join(root, page), 'utf8')
  const fences = [...text.matchAll(/^```(\w*)[^\n]*\n([\s\S]*?)^```$/gm)]
  return fences.flatMap((fence, i): Example[] => {
    const [whole, language = '', code = ''] = fence
    if (language === 'text') return []
    const next = fences[i + 1]
    const follows = next?.[1] === 'text' && text.slice((fence.index ?? 0) + whole.length, next.index).trim() === ''
    const line = text.slice(0, fence.index).split('\n').length
    return [
      {
        place: `${page}:${line}`,
        language: language === 'ts' || language === 'sh' ? language : 'other',
        code,
        ...(follows && { prints: next?.[2] ?? '' }),
      },
    ]
  })
}

function commentsIn(root: string, file: string): Example[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap(comment => {
    const lines = comment[0].split('\n').map(line => line.replace(/^\s*\*\s?/, ''))
    const start = lines.findIndex(line => line.startsWith('@example'))
    if (start < 0) return []
    const rest = lines.slice(start + 1, -1)
    const end = rest.findIndex(line => line.startsWith('@'))
    const line = text.slice(0, comment.index).split('\n').length + start
    return [{ place: `${file}:${line}`, language: 'ts' as const, code: rest.slice(0, end < 0 ? undefined : end).join('\n') }]
  })
}
