import type { AccountReport } from '../../report/accountReport.js'
import { type Names, nameOf, unitNameOf } from '../names.js'
import { amount, count, day, finite, percent, signed } from '../numbers.js'
import { plain } from '../plain.js'
import { comments } from './comments.js'
import { questionLines } from './questionLines.js'
import type { ReportSection } from './reportSection.js'
import { sample } from './sample.js'

/** What they want, use and say, and what became of it: each part of which anything is known. */
export function listeningSections(report: AccountReport, names: Names): ReportSection[] {
  const parts = [
    motives(report, names),
    use(report, names),
    sample(report, names),
    cameUp(report, names),
    concluded(report),
    comments(report, names),
  ]
  return parts.filter(part => part !== undefined)
}

/** Why they want to do business with us, where that is known of anybody. */
function motives({ motives: known }: AccountReport, names: Names): ReportSection | undefined {
  const { kinds, mismatches, unknown, riskAndReward, value } = known
  if (kinds.length === 0) return undefined
  const columns = [
    { title: 'Motive' },
    { title: 'Power', align: 'right' },
    { title: 'We sell it' },
    { title: 'Who', flexible: true },
  ] as const
  const rows = kinds.map(({ kind, share, sold, stakeholders }) => [
    kind,
    percent(share),
    sold === undefined ? '–' : sold ? 'yes' : 'no',
    listed(stakeholders, names),
  ])
  const { deciders, users } = riskAndReward
  const lines = [
    ...(value === undefined ? ['Nobody has said what we believe we sell: give account.value.'] : []),
    ...(mismatches.length > 0
      ? [
          `Want something else than we sell: ${listed(
            mismatches.map(each => each.stakeholder),
            names,
          )}.`,
        ]
      : []),
    ...(unknown.length > 0
      ? [
          `Not known of: ${listed(
            unknown.map(each => each.stakeholder),
            names,
          )}.`,
        ]
      : []),
    ...(deciders.cautious.length > 0 && users.rewarded !== undefined
      ? [
          `Users get what they want (${percent(users.rewarded)} of their power), and these deciders want no risk: ${listed(deciders.cautious, names)}.`,
        ]
      : []),
  ]
  return { title: 'Why they want to do business with us', columns, rows, lines }
}

/** How far what was bought is used, unit by unit, and what holds it back, where any of that is known. */
function use({ offeringFlow: flow, account }: AccountReport, names: Names): ReportSection | undefined {
  const { barriers, units } = flow
  const known = units.filter(each => each.use !== undefined || each.barriers.length > 0)
  if (flow.use === undefined && known.length === 0 && barriers.length === 0) return undefined
  const columns = [
    { title: 'Unit', flexible: true },
    { title: 'Use', align: 'right' },
    { title: 'Sentiment' },
    { title: 'First used' },
    { title: 'Came from', flexible: true },
  ] as const
  const rows = known.map(({ unit, use: level, sentiment, firstUsedAt, from }) => [
    unitNameOf(names, unit),
    level === undefined ? '–' : percent(level),
    signed(sentiment),
    firstUsedAt === undefined ? '–' : day(firstUsedAt),
    from === undefined ? '' : unitNameOf(names, from),
  ])
  const stuck = known.filter(({ likedUnused }) => likedUnused).map(({ unit }) => unitNameOf(names, unit))
  const lines = [
    ...(flow.use === undefined ? [] : [`In the whole account ${percent(flow.use)} of what was bought is used.`]),
    ...(stuck.length > 0 ? [`Like us and do not use it: ${stuck.join(', ')}.`] : []),
    ...barriers.map(({ barrier, kind, gain, yearly, units: held }) => {
      const where = held.length === 0 ? names.account : held.map(unit => unitNameOf(names, unit)).join(', ')
      const worth = gain === undefined ? 'what lifting it is worth is not known' : `lifting it adds ${percent(gain)} of use`
      const money = yearly === undefined || account.annualRevenue === undefined ? '' : `, for which they pay ${amount(yearly)} a year`
      return `${plain(barrier)} (${kind}) holds back ${where}; ${worth}${money}.`
    }),
  ]
  return { title: 'How far what they bought is used', columns, rows, lines }
}

/** What came up, where anything did. */
function cameUp({ themes: found }: AccountReport, names: Names): ReportSection | undefined {
  if (found.themes.length === 0) return undefined
  const columns = [
    { title: 'Theme', flexible: true },
    { title: 'People', align: 'right' },
    { title: 'Power', align: 'right' },
    { title: 'Last' },
    { title: 'By' },
  ] as const
  const shared = found.themes.filter(({ rare }) => !rare)
  const rows = shared
    .slice(0, MOST_THEMES)
    .map(({ theme, people, share, lastAt, byClass }) => [
      plain(theme),
      String(people),
      percent(share),
      day(lastAt),
      byClass.map(each => `${each.people} ${each.class}`).join(', '),
    ])
  const more = shared.length - rows.length
  const rare = found.rare
    .slice(0, MOST_THEMES)
    .map(({ theme, voices }) => `${plain(theme)} (${voices.map(({ stakeholder }) => nameOf(names, stakeholder)).join(', ')})`)
  const others = found.rare.length - rare.length
  const lines = [
    ...(more > 0 ? [`and ${more} more that several brought up.`] : []),
    ...(rare.length > 0 ? [`Only one person each: ${rare.join('; ')}${others > 0 ? `; and ${others} more` : ''}.`] : []),
    ...(found.richness === undefined || found.richness.estimate - found.richness.observed < 0.5
      ? []
      : [
          `${count(found.richness.observed, 'theme', 'themes')} so far; by how many came up only once there are about ${Math.round(finite(found.richness.estimate))}, 90 % between ${found.richness.interval.map(end => Math.round(finite(end))).join(' and ')}.`,
        ]),
  ]
  return { title: 'What came up', columns, rows, lines }
}

/** So many themes of a kind are shown. */
const MOST_THEMES = 8

/** What follows from interviews, plan by plan, where any were held by a plan or anything was concluded, and what they are to find out. */
function concluded({ conclusions, questions }: AccountReport): ReportSection | undefined {
  const drawnLines = conclusions
    .filter(({ plan, conclusions: drawn }) => plan !== undefined || drawn.length > 0)
    .map(({ plan, interviews, conclusions: drawn, missing }) => ({
      text: `${plan === undefined ? 'Of no plan' : plain(plan)}: ${count(interviews, 'interview', 'interviews')}, ${missing === undefined ? 'finished' : `unfinished, ${missing === 'conclusions' ? 'nothing is concluded' : 'somebody must see to each conclusion'}`}.`,
      below: drawn.map(
        ({ statement, implication, owner }) =>
          `${plain(statement)} → ${plain(implication)}${owner === undefined ? '' : ` (${plain(owner)})`}`,
      ),
    }))
  const lines = [...drawnLines, ...questionLines(questions)]
  return lines.length === 0 ? undefined : { title: 'What interviews told us to do', lines }
}

/** Some people by name. */
function listed(ids: readonly string[], names: Names): string {
  const shown = ids.slice(0, MOST_NAMES).map(id => nameOf(names, id))
  return shown.join(', ') + (ids.length > shown.length ? `, and ${ids.length - shown.length} more` : '')
}

/** So many names a list shows. */
const MOST_NAMES = 5
