import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sources } from './sources.js'

/** A folder imports itself and what stands above it, never below. */
const LAYERS = [
  'errors.ts',
  'support',
  'reading',
  'math',
  'model',
  'village',
  'sentiment',
  'influence',
  'decision',
  'account',
  'motives',
  'flow',
  'hypothesis',
  'transitions',
  'listening',
  'feedback',
  'moves',
  'risk',
  'plan',
  'forecast',
  'outcomes',
  'report',
  'portfolio',
  'formats',
  'crm',
  'table',
  'render',
  'element',
  'store',
  'queue',
  'agents',
  'udf',
  'cli',
  'rooms',
]

/** Which packages each folder may import; none where it is not named. */
const PACKAGES: { readonly [folder: string]: readonly RegExp[] } = {
  support: [/^date-fns\/\w+$/, /^@date-fns\/utc/, /^@noble\/hashes\/(?:hmac|sha2)\.js$/],
  model: [/^zod\/mini$/],
  village: [/^zod\/mini$/, /^graphology$/],
  influence: [/^graphology$/, /^graphology-metrics\/centrality\/\w+\.js$/],
  portfolio: [/^piscina$/],
  table: [/^saxen$/],
  render: [/^@dagrejs\/dagre$/, /^d3-hierarchy$/, /^d3-scale$/, /^d3-shape$/, /^@noble\/hashes\/sha2\.js$/],
  store: [/^node:(?:crypto|fs|os|path)$/],
  agents: [/^zod\/mini$/, /^@modelcontextprotocol\/server$/, /^node:http$/],
  cli: [/^citty$/, /^node:/, /^read-excel-file\/node$/, /^@modelcontextprotocol\/server(?:\/stdio)?$/],
}

describe('the layers of the source', () => {
  const all = sources()

  it('hold every folder', () => {
    expect(new Set(all.map(({ folder }) => folder).filter(folder => folder !== 'index.ts' && !LAYERS.includes(folder)))).toEqual(new Set())
  })

  it('are never imported from above', () => {
    const wrong = all.flatMap(({ path, folder, imports }) =>
      imports.flatMap(name => {
        const target = name.startsWith('.') ? (join(dirname(path), name).replace(/\.js$/, '.ts').split('/')[0] ?? '') : folder
        return folder !== 'index.ts' && LAYERS.indexOf(target) > LAYERS.indexOf(folder) ? [`${path} imports ${name}`] : []
      }),
    )
    expect(wrong).toEqual([])
  })

  it('hold no circle: no file imports itself through others, types included', () => {
    const edges = all.flatMap(({ path, imports }) =>
      imports.flatMap(name => (name.startsWith('.') ? [[path, join(dirname(path), name).replace(/\.js$/, '.ts')] as const] : [])),
    )
    expect(edges.length).toBeGreaterThan(all.length)
    expect(circlesAmong(edges).map(([from, to]) => `${from} imports ${to}`)).toEqual([])
  })

  it('import only the packages that are theirs to import', () => {
    const wrong = all.flatMap(({ path, folder, imports }) =>
      imports
        .filter(name => !name.startsWith('.') && !(PACKAGES[folder] ?? []).some(allowed => allowed.test(name)))
        .map(name => `${path} imports ${name}`),
    )
    expect(wrong).toEqual([])
  })

  it('leave files and the network to a part of the store, to the server of the tools and to the command line', () => {
    const reading = all.filter(({ imports }) => imports.some(name => name.startsWith('node:')))
    expect(
      reading
        .filter(({ path, folder }) => folder !== 'cli' && !path.startsWith('store/files/') && !path.startsWith('agents/serve/'))
        .map(({ path }) => path),
    ).toEqual([])
  })

  it('keep edges apart: no importer of one source knows another, and nothing above knows an edge', () => {
    const wrong = all
      .filter(({ folder }) => folder === 'index.ts' || folder === 'rooms')
      .flatMap(({ path, imports }) =>
        imports.filter(name => /^\.\.?\/(formats|crm|table|render|element|agents|cli)\//.test(name)).map(name => `${path} imports ${name}`),
      )
    expect(wrong).toEqual([])
  })
})

describe('the source', () => {
  // Files are locked in the name of a process, and waited for.
  const library = sources().filter(
    ({ folder, path }) => folder !== 'cli' && !path.startsWith('store/files/') && !path.startsWith('agents/serve/'),
  )

  it.each([
    ['reads no clock', /\bDate\.now\b|new Date\(\)|\bperformance\./],
    ['reads no random source', /\bMath\.random\b|\bcrypto\b/],
    [
      'reads no local time and no locale: a clock of Intl is only opened with the zone and the language given',
      /\.toLocale|\.get(?:Full)?(?:Year|Month|Date|Day|Hours|Minutes)\(|localeCompare|Intl\.(?!Segmenter|DateTimeFormat(?:PartTypes|\('', \{ timeZone,| \|))/,
    ],
    ['reads no environment', /\bprocess\.|\bglobalThis\b|\bwindow\b/],
  ])('%s outside the command line', (_, pattern) => {
    expect(library.filter(({ text }) => pattern.test(withoutComments(text))).map(({ path }) => path)).toEqual([])
  })

  it('casts nothing: the compiler is believed', () => {
    const casts = /\bas (?!const\b)[A-Za-z{[(]|[\w)\]]!(?=[.;,)\]\s])|@ts-/
    const wrong = sources().filter(({ text }) => casts.test(withoutImports(withoutComments(text))))
    expect(wrong.map(({ path }) => path)).toEqual([])
  })
})

/** The imports that are left when those are taken away, again and again, that lead to a file without imports or from one that none imports. */
function circlesAmong(edges: readonly (readonly [from: string, to: string])[]): readonly (readonly [from: string, to: string])[] {
  const [importing, imported] = [new Set(edges.map(([from]) => from)), new Set(edges.map(([, to]) => to))]
  const left = edges.filter(([from, to]) => importing.has(to) && imported.has(from))
  return left.length === edges.length ? left : circlesAmong(left)
}

function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "''")
}

function withoutImports(text: string): string {
  return text.replace(/^(?:import|export) (?:type )?[{*][\s\S]*?from ''/gm, '')
}
