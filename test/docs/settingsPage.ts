import { readFileSync } from 'node:fs'
import { DEFAULT_SETTINGS, sensitivity, snapshot, type Village } from 'account-village'
import ts from 'typescript'

/** A belief as the source describes it. */
interface Belief {
  readonly path: string
  readonly meaning: string
}

interface Section {
  readonly name: string
  readonly meaning: string
  readonly beliefs: readonly Belief[]
}

/** The page of all settings, made of the comments of their types, the defaults, and what moving each does to an account. */
export function settingsPage(village: Village, asOf: string, place: string): string {
  const { beliefs: all } = sensitivity(snapshot(village, asOf))
  const swingOf = (path: string): string =>
    all
      .filter(({ belief }) => belief === path || belief.startsWith(`${path}.`))
      .map(({ swing, low, high }) => `${(swing * 100).toFixed(1)} (${Number(low.toFixed(3))} to ${Number(high.toFixed(3))})`)
      .join(', ')
  const sections = sectionsIn('src/model/settings.ts').map(({ name, meaning, beliefs }) =>
    [
      `## ${name}`,
      meaning,
      [
        '| setting | default | what it is | moves the chance of yes by |',
        '|---|---|---|---|',
        ...beliefs.map(each => `| \`${each.path}\` | ${shownDefault(each.path)} | ${cell(each.meaning)} | ${swingOf(each.path)} |`),
      ].join('\n'),
    ].join('\n\n'),
  )
  return `${[INTRODUCTION(place, asOf), ...sections].join('\n\n')}\n`
}

const INTRODUCTION = (place: string, asOf: string): string => `# Settings

Every belief of the library that data could teach better is a setting. Give the ones you want to change to
\`snapshot\`, or as a JSON file with \`--settings\`; all measures of that snapshot share them. A value outside its range is
refused by name.

The last column shows how many percentage points the chance of yes moves, in the account of ${place} on
${asOf}, when the setting goes from one end of a plausible range to the other, all else as it is; where several
values move together, the range is of factors. Where it is empty, the answer did not move, or the setting does not bear
on it. \`sensitivity\` gives the same for your own account, and [\`calibrate\`](concepts/forecast.md)
learns several of them from your history.`

function sectionsIn(file: string): Section[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext, true)
  const types = new Map(source.statements.flatMap(each => (ts.isInterfaceDeclaration(each) ? [[each.name.text, each] as const] : [])))
  return membersOf(types.get('Settings')).map(member => {
    const type = types.get(typeOf(member))
    return { name: nameOf(member), meaning: commentOf(type), beliefs: beliefsIn(nameOf(member), type, types) }
  })
}

function beliefsIn(path: string, type: ts.InterfaceDeclaration | undefined, types: ReadonlyMap<string, ts.InterfaceDeclaration>): Belief[] {
  return membersOf(type).flatMap((member): Belief[] => {
    const own = `${path}.${nameOf(member)}`
    const nested = types.get(typeOf(member))
    return nested === undefined ? [{ path: own, meaning: commentOf(member) }] : beliefsIn(own, nested, types)
  })
}

function membersOf(type: ts.InterfaceDeclaration | undefined): readonly ts.PropertySignature[] {
  return type?.members.filter(ts.isPropertySignature) ?? []
}

const nameOf = (member: ts.PropertySignature): string => member.name.getText()
const typeOf = (member: ts.PropertySignature): string => member.type?.getText() ?? ''

function commentOf(node: ts.Node | undefined): string {
  const [comment] = node === undefined ? [] : ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc)
  return (ts.getTextOfJSDocComment(comment?.comment) ?? '').replace(/\s+/g, ' ').trim()
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

/** The default by the path of a setting. */
function shownDefault(path: string): string {
  const value: unknown = path.split('.').reduce<unknown>((part, name) => Reflect.get(Object(part), name), DEFAULT_SETTINGS)
  return Array.isArray(value) && value.length === 0 ? 'none' : `\`${shown(value)}\``
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value !== 'object' || value === null)
    return typeof value === 'number' && value > 0 && value < 0.005 ? `1/${Math.round(1 / value)}` : String(value)
  const entries = Object.entries(value)
  return entries.length === 0 ? '{}' : entries.map(([name, each]) => `${name}: ${shown(each)}`).join(', ')
}
