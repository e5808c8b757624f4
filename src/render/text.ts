import type { SentimentNode } from '../account/tree.js'
import type { AccountReport, PersonReport } from '../report/accountReport.js'
import { amount, count, day, grouped, percent, signed } from './numbers.js'
import { plain } from './plain.js'
import { textTable } from './textTable.js'

/** How a text report looks. */
export interface TextOptions {
  /** The columns of the terminal, at least 60; 80 when absent. */
  readonly width?: number
  /** How headings look; as they are when absent. */
  readonly heading?: (text: string) => string
}

/**
 * The report of an account as text for a terminal: the headline with its interval and coverage, deciders and veto holders with what we last heard of them, the
 * sentiment level by level, and what is unknown.
 *
 * Foreign text is made safe: no control character, no line break and no change of the direction of writing gets through.
 */
export function toText(report: AccountReport, { width = 80, heading = text => text }: TextOptions = {}): string {
  const names = namesOf(report)
  const columns = Math.max(60, width)
  const sections = [
    [heading(title(report)), ...headline(report, names)],
    [heading('Deciders and veto holders'), ...deciders(report, columns, heading)],
    [heading('Sentiment, level by level'), ...tree(report, names, columns, heading)],
    [heading('What is unknown'), ...unknown(report, names)],
  ]
  return `${sections.map(lines => lines.join('\n')).join('\n\n')}\n`
}

type Names = ReadonlyMap<string, string>

/** What to call everybody: by name, or by id where there is none. */
function namesOf({ people, units, account }: AccountReport): Names {
  const name = (one: { readonly id: string; readonly name?: string }): [string, string] => [one.id, plain(one.name ?? one.id)]
  return new Map([...units.map(name), name(account), ...people.map((person): [string, string] => [person.id, called(person)])])
}

function called({ id, name, placeholder, roles }: PersonReport): string {
  return placeholder ? `(unknown ${words(roles[0] ?? id)})` : plain(name ?? id)
}

function title({ account, asOf, knownOn, decision }: AccountReport): string {
  const about = decision === undefined ? '' : ` · ${plain(decision.name)} (${decision.kind})`
  return `${plain(account.name)}${about} · as of ${asOf}${knownOn === asOf ? '' : `, known on ${knownOn}`}`
}

function headline(report: AccountReport, names: Names): string[] {
  const { sentiment, probabilityOfYes, coverage, revenueAtRisk, decision } = report
  const { value, interval, state, heard, bounds, vetoAware, byClass, divergence } = sentiment
  const { total } = coverage
  const cap = `capped by ${names.get(vetoAware.cappedBy) ?? plain(vetoAware.cappedBy)}`
  const { amount: loss, currency = 'XXX' } = revenueAtRisk
  const worth = decision?.value
  return [
    value === undefined || interval === undefined
      ? row('Sentiment', `not enough signal; those heard ${signed(heard)}, all together ${signed(bounds[0])} to ${signed(bounds[1])}`)
      : row('Sentiment', `${signed(value)} ${state}, 90 % between ${signed(interval[0])} and ${signed(interval[1])}`),
    row(
      'Coverage',
      `${percent(sentiment.coverage)}; heard ${total.heard} of ${count(total.known, 'person', 'people')}, ${percent(total.shareHeard)} of power`,
    ),
    row(
      'With vetoes',
      vetoAware.value === undefined ? `not enough signal, ${cap}` : `${signed(vetoAware.value)}, ${cap} at ${signed(vetoAware.bar)}`,
    ),
    ...(divergence === undefined
      ? []
      : [row('Users, deciders', `${signed(byClass.user?.value)} and ${signed(byClass.decider?.value)}, ${signed(divergence)} apart`)]),
    row('Chance of yes', percent(probabilityOfYes)),
    ...(loss === undefined || worth === undefined || revenueAtRisk.interval === undefined
      ? [row('Money at risk', REASONS[revenueAtRisk.reason ?? 'noDecisionInView'])]
      : [
          row(
            'Money at risk',
            `${amount({ amount: loss, currency })} of ${amount(worth)}, 90 % between ${revenueAtRisk.interval.map(grouped).join(' and ')}`,
          ),
        ]),
  ]
}

const REASONS = {
  noDecisionInView: 'no decision in view; name one of several with --decision',
  decisionWithoutValue: 'the decision in view has no value',
  decisionHasFallen: 'none, the decision has fallen',
} as const

function row(label: string, text: string): string {
  return `${label.padEnd(17)}${text}`
}

function deciders(report: AccountReport, width: number, heading: (text: string) => string): string[] {
  const vetoes = new Map(report.vetoHolders.map(holder => [holder.stakeholder, holder.basis]))
  const shown = report.people.filter(person => person.power.class === 'decider' || vetoes.has(person.id))
  const gone = report.vetoHolders.filter(({ stakeholder }) => report.people.every(({ id }) => id !== stakeholder))
  const rows = shown.map(person => {
    const { sentiment, power, outlook, roles } = person
    return [
      called(person),
      roles.map(words).join(', '),
      percent(power.share),
      sentiment.value === undefined ? 'never heard' : `${signed(sentiment.value)} ±${sentiment.sd.toFixed(2)}`,
      sentiment.lastHeardAt === undefined ? '' : day(sentiment.lastHeardAt),
      outlook === undefined ? '–' : percent(outlook.probabilityOfYes),
      vetoes.has(person.id) ? VETOES[vetoes.get(person.id) ?? 'rule'] : '',
    ]
  })
  const head = [
    { title: 'Name' },
    { title: 'Roles', flexible: true },
    { title: 'Power', align: 'right' },
    { title: 'Sentiment' },
    { title: 'Last heard' },
    { title: 'Yes', align: 'right' },
    { title: 'Veto' },
  ] as const
  return [
    ...textTable(head, rows, width, heading),
    ...gone.map(({ stakeholder }) => `${plain(stakeholder)} has left and still has a seat that can stop it`),
  ]
}

const VETOES = { granted: 'granted', role: 'by role', rule: 'by rule' } as const

function tree({ sentiment }: AccountReport, names: Names, width: number, heading: (text: string) => string): string[] {
  const rows = outline(sentiment.tree, '', '', names)
  const head = [
    { title: '', flexible: true },
    { title: 'Share', align: 'right' },
    { title: 'Sentiment' },
    { title: 'Coverage', align: 'right' },
  ] as const
  return textTable(head, rows, width, heading)
}

function outline(node: SentimentNode, branch: string, below: string, names: Names): string[][] {
  const shown =
    node.value === undefined
      ? node.kind === 'account'
        ? 'not enough signal'
        : 'never heard'
      : `${signed(node.value)} ±${node.sd.toFixed(2)}`
  const own = [branch + (names.get(node.id) ?? plain(node.id)), percent(node.share), shown, percent(node.coverage)]
  const last = node.children.length - 1
  return [
    own,
    ...node.children.flatMap((child, i) => outline(child, `${below}${i < last ? '├ ' : '└ '}`, `${below}${i < last ? '│ ' : '  '}`, names)),
  ]
}

function unknown({ people, coverage, decision, openDecisions, vetoHolders }: AccountReport, names: Names): string[] {
  const real = people.filter(person => !person.placeholder)
  const silent = real.filter(({ sentiment }) => sentiment.value === undefined)
  const roleless = real.filter(({ roles }) => roles.length === 0)
  const unheardVetoes = vetoHolders.filter(holder => holder.value === undefined)
  const listed = (some: readonly PersonReport[]): string =>
    some
      .slice(0, 4)
      .map(person => `${called(person)} (${percent(person.power.share)})`)
      .join(', ') + (some.length > 4 ? `, and ${some.length - 4} more` : '')
  const lines = [
    ...coverage.missingClasses.map(missing => `Nobody is known to be a ${missing}.`),
    ...(unheardVetoes.length > 0
      ? [
          `Never heard and able to stop it: ${unheardVetoes.map(({ stakeholder }) => names.get(stakeholder) ?? plain(stakeholder)).join(', ')}.`,
        ]
      : []),
    ...(silent.length > 0 ? [`Never heard, with their share of power: ${listed(silent)}.`] : []),
    ...(coverage.total.stale > 0
      ? [`${count(coverage.total.stale, 'person was', 'people were')} heard so long ago that little of it is left.`]
      : []),
    ...(roleless.length > 0 ? [`Without a known role: ${listed(roleless)}.`] : []),
    ...(decision === undefined ? [openDecisions.length === 0 ? 'No open decision is known.' : severalOpen(openDecisions)] : []),
  ]
  return lines.length > 0 ? lines.map(line => `· ${line}`) : ['· Nothing that the measures ask for.']
}

function severalOpen(open: AccountReport['openDecisions']): string {
  return `Several decisions are open, so that roles in any of them do not count. Name one: ${open.map(({ id, name }) => `${plain(id)} (${plain(name)})`).join(', ')}.`
}

/** A role in words: `economicBuyer` is `economic buyer`. */
function words(role: string): string {
  return plain(role).replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
}
