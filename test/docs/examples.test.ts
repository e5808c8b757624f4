import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, describe, expect, it } from 'vitest'
import { village } from '../../src/cli/village.js'
import { recordingIo } from '../support/io.js'
import { checked, type Example, examples } from './examples.js'

const root = process.cwd()
const all = examples(root)
const codes = all.filter(example => example.language === 'ts')
const shells = all.filter(example => example.language === 'sh')

describe('the TypeScript that the documentation shows', () => {
  it('is found', () => {
    expect(codes.length).toBeGreaterThan(20)
  })

  it.each(codes.map(example => [example.place, example] as const))('does what it says: %s', async (place, example) => {
    expect(example.code.trim(), place).not.toBe('')
    await import(/* @vite-ignore */ `example:${encodeURIComponent(checked(example.code))}`)
  })

  it('compiles under the strictest settings', () => {
    expect(typeErrors(codes)).toEqual([])
  })
})

describe('the commands that the documentation shows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'village-docs-'))
  cpSync(join(root, 'docs/examples'), join(folder, 'docs/examples'), { recursive: true })
  copyFileSync(join(root, 'README.md'), join(folder, 'README.md'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const scripts = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts

  it.each(shells.map(example => [example.place, example] as const))('do what they say: %s', async (_, example) => {
    let printed = ''
    for (const line of example.code
      .replaceAll('\\\n', ' ')
      .split('\n')
      .filter(text => text.trim() !== '')) {
      const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quotedWord, word]) => quotedWord ?? word ?? '')
      if (words[0] === 'npm') {
        for (const script of line.matchAll(/npm (?:run )?(\w+)/g))
          expect(Object.keys({ ...scripts, ci: '', install: '' })).toContain(script[1])
        continue
      }
      const [program, ...args] = words[0] === 'npx' ? words.slice(1) : words
      expect(['village', 'account-village']).toContain(program)
      const io = recordingIo(folder)
      const exitCode = await village(args, io)
      expect([exitCode, io.notes.join('\n')]).toEqual([0, expect.anything()])
      printed += io.printed.join('')
    }
    if (example.prints !== undefined) expect(printed).toBe(example.prints)
  })
})

/** What the compiler says of all examples together, each as a file of its own beside the source. */
function typeErrors(sources: readonly Example[]): string[] {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root)
  const files = new Map(
    sources.map(({ place, code }, i) => [join(root, `test/docs/example${i}.ts`), { place, code: `${code}\nexport {}\n` }]),
  )
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists, readFile } = host
  host.fileExists = file => files.has(file) || fileExists(file)
  host.readFile = file => files.get(file)?.code ?? readFile(file)
  host.getSourceFile = (file, ...rest) => {
    const example = files.get(file)
    return example === undefined ? getSourceFile(file, ...rest) : ts.createSourceFile(file, example.code, ts.ScriptTarget.ESNext, true)
  }
  const program = ts.createProgram([...files.keys()], options, host)
  const said = (place: string, found: readonly ts.Diagnostic[]): string[] =>
    found.map(({ messageText }) => `${place}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)
  return [
    ...said('all', [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()]),
    ...[...files].flatMap(([file, { place }]) => {
      const source = program.getSourceFile(file)
      return said(place, [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)])
    }),
  ]
}
