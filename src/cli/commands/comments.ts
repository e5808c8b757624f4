import { openComments } from '../../feedback/openComments.js'
import { type CommentRoute, type RoutingRule, routeComment } from '../../feedback/routeComment.js'
import type { Village } from '../../model/village.js'
import { asOfWords } from '../../render/asOf.js'
import { namesOf } from '../../render/names.js'
import { count } from '../../render/numbers.js'
import { plain } from '../../render/plain.js'
import { comments as commentsSection } from '../../render/sections/comments.js'
import type { Layout } from '../../render/text/layout.js'
import { sectionLines } from '../../render/text/sectionLines.js'
import { accountReport } from '../../report/accountReport.js'
import { villageText } from '../../store/files/villageText.js'
import type { Snapshot } from '../../village/snapshot.js'
import type { CommandPlan } from '../command.js'
import { DESCRIPTIONS } from '../descriptions.js'
import { CliFailure, type ExitCode } from '../failure.js'
import { readItems } from '../input.js'
import type { Io } from '../io.js'
import { layoutOf } from '../layout.js'
import { seen, type View, viewArgs, viewOf } from '../view.js'
import { readVillage, readVillages } from '../villages.js'

const args = {
  file: { type: 'positional', required: true, description: 'a village as JSON, several as NDJSON, or - for standard input' },
  ...viewArgs,
  json: { type: 'boolean', description: 'print open comments as NDJSON, one a line' },
  route: {
    type: 'string',
    description:
      'a JSON file with rules of group, themes and units: pass on every comment that no one has, and print what to send as NDJSON',
    valueHint: 'file',
  },
  output: {
    type: 'string',
    alias: 'o',
    description: 'with --route, where the village goes that knows it; nowhere when absent',
    valueHint: 'file',
  },
} as const

/** A command that says what became of comments, and passes on those that nobody has. */
export const comments: CommandPlan<typeof args> = {
  name: 'comments',
  description: DESCRIPTIONS.comments,
  args,
  run({ route, output, json, ...options }, io): ExitCode {
    const view = viewOf(options, io)
    if (route !== undefined) return routed(options.file, rulesIn(route, io), view, output, io)
    if (output !== undefined) throw new CliFailure('--output is for --route', 2)
    const { villages, problems } = readVillages(io, options.file)
    villages.forEach((village, i) => {
      const s = seen(village, view)
      if (json === true) for (const line of linesOf(s)) io.out(line)
      else io.out(`${i > 0 ? '\n' : ''}${text(s, layoutOf(io, view))}`)
    })
    for (const problem of problems) io.note(plain(problem))
    return problems.length === 0 ? 0 : villages.length === 0 ? 1 : 4
  },
}

function linesOf(s: Snapshot): string[] {
  return openComments(s).map(open => `${JSON.stringify({ account: s.account.id, asOf: s.asOf, ...open })}\n`)
}

function text(s: Snapshot, layout: Layout): string {
  const report = accountReport(s, { sensitivity: false })
  const names = namesOf(report)
  const section = commentsSection(report, names)
  const shown = section === undefined ? ['· No one said anything.'] : sectionLines(section, layout)
  const title = `${names.account} · comments · ${asOfWords({ asOf: report.asOf }, layout.timeZone).join()}`
  return [layout.heading(title), ...shown, ''].join('\n')
}

/** Passes on every comment that nobody has. The records go to the standard output, the village to a file. */
function routed(file: string, rules: readonly RoutingRule[], view: View, output: string | undefined, io: Io): ExitCode {
  if (output === '-') throw new CliFailure('--output takes a file, because what to send goes to standard output', 2)
  if (output === undefined) return tell(routedBy(readVillage(io, file), rules, view), io)
  const result = io.update(output, write => {
    const each = routedBy(readVillage(io, file), rules, view)
    write(villageText(each.village))
    return each
  })
  return tell(result, io)
}

/** A village in which comments are passed on, to whom, and how many are left. */
interface Routed {
  readonly village: Village
  readonly routes: readonly CommentRoute[]
  readonly left: number
}

function routedBy(village: Village, rules: readonly RoutingRule[], view: View): Routed {
  const waiting = openComments(seen(village, view)).filter(({ state }) => state === 'unrouted')
  const routes: CommentRoute[] = []
  let after = village
  for (const { comment } of waiting) {
    const result = routeComment(after, comment, rules, view.asOf)
    after = result.village
    routes.push(...result.routes)
  }
  return { village: after, routes, left: waiting.length - new Set(routes.map(({ comment }) => comment.id)).size }
}

function tell({ routes, left }: Routed, io: Io): ExitCode {
  for (const each of routes) io.out(`${JSON.stringify(each)}\n`)
  io.note(`${count(routes.length, 'delivery', 'deliveries')} to send, ${count(left, 'comment', 'comments')} that no rule takes`)
  return 0
}

function rulesIn(path: string, io: Io): readonly RoutingRule[] {
  const rules = readItems(io, path).items.map(({ value }) => value)
  if (!rules.every(isRule)) throw new CliFailure(`${path} holds no rules: a list of objects with group, themes and units`)
  return rules
}

function isRule(value: unknown): value is RoutingRule {
  if (typeof value !== 'object' || value === null) return false
  const { group, themes, units, ...others } = { group: undefined, themes: undefined, units: undefined, ...value }
  return typeof group === 'string' && [themes, units].every(isTexts) && Object.keys(others).length === 0
}

function isTexts(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every(each => typeof each === 'string'))
}
