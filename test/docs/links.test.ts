import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const pages = [
  'README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => join('docs', name)),
]
const { files }: { readonly files: readonly string[] } = JSON.parse(readFileSync('package.json', 'utf8'))

/** The text of each page without its code, and the names by which its headings, and the anchors that it sets itself, are linked. */
const known = new Map(
  pages.map(page => {
    const text = readFileSync(page, 'utf8').replace(/^```[\s\S]*?^```$/gm, '')
    const counts = new Map<string, number>()
    const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => {
      const name = slugOf(heading)
      const count = counts.get(name) ?? 0
      counts.set(name, count + 1)
      return count === 0 ? name : `${name}-${count}`
    })
    const own = [...text.matchAll(/<a id="([^"]+)"/g)].map(([, name = '']) => name)
    return [page, { text, anchors: new Set([...headings, ...own]) }] as const
  }),
)

function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
}

test.each(pages)('every link of %s leads to something that the package holds', page => {
  const links = [...(known.get(page)?.text ?? '').matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter(link => !/^(?:https?|mailto):/.test(link))
  const broken = links.filter(link => {
    const [path = '', anchor] = link.split('#')
    const target = path === '' ? page : normalize(join(dirname(page), path))
    if (!existsSync(target)) return true
    const isPacked = target === 'README.md' || target === 'LICENSE' || files.some(name => target === name || target.startsWith(`${name}/`))
    return !isPacked || (anchor !== undefined && known.get(target)?.anchors.has(anchor) === false)
  })
  expect(broken).toEqual([])
})
