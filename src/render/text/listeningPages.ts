import type { InterviewGuide } from '../../listening/interviewGuide.js'
import type { InterviewProgramme } from '../../listening/interviewProgramme.js'
import type { AccountReport } from '../../report/accountReport.js'
import { asOfWords } from '../asOf.js'
import { type Names, nameOf, namesOf, words } from '../names.js'
import { count, day, percent } from '../numbers.js'
import { plain } from '../plain.js'
import { questionLines } from '../sections/questionLines.js'
import { sampleLines } from '../sections/sample.js'
import { hanging, type Layout } from './layout.js'
import { textTable } from './textTable.js'

/** Who is to be heard, and when: those due and overdue, and how the classes stand. */
export function listenText(report: AccountReport, layout: Layout): string {
  const names = namesOf(report)
  const { turns, byClass } = report.listening
  const waiting = turns.filter(({ status }) => status !== 'later')
  const next = turns.filter(({ status }) => status === 'later').sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
  const head = [
    { title: 'Name', flexible: true },
    { title: 'Class' },
    { title: 'Power', align: 'right' },
    { title: 'Last heard' },
    { title: 'Known', align: 'right' },
    { title: 'Due' },
    { title: 'Why' },
  ] as const
  const rows = [...waiting, ...next].map(turn => [
    nameOf(names, turn.stakeholder),
    turn.class,
    percent(turn.share),
    turn.lastHeardAt === undefined ? 'never' : day(turn.lastHeardAt),
    percent(turn.reliability),
    turn.status === 'later' ? turn.dueOn : `${turn.status}, ${turn.dueOn}`,
    REASONS[turn.reason],
  ])
  const classes = byClass.map(
    ({ class: each, people, due, overdue, cadenceDays }) =>
      `${each} every ${cadenceDays} business days: ${count(people, 'person', 'people')}, ${due} due, ${overdue} overdue`,
  )
  return [
    layout.heading(`${names.account} · whom to hear · ${asOfWords({ asOf: report.asOf }, layout.timeZone).join()}`),
    ...(rows.length > 0 ? textTable(head, rows, layout.width, layout.heading) : ['· No one is known.']),
    ...[...classes, ...sampleLines(report.listeningSample)].flatMap(line => hanging('· ', line, layout.width)),
    '',
  ].join('\n')
}

const REASONS = { neverHeard: 'never heard', cadence: 'their turn', fading: 'fading' } as const

/** Whom to interview, of all accounts, and how far the plan has come. */
export function planText(plan: InterviewProgramme, names: ReadonlyMap<string, Names>, layout: Layout): string {
  const { held, target, quotas, interviews, finished } = plan
  const about = plan.plan === undefined ? 'Interviews' : `Interviews · ${plain(plan.plan)}`
  const head = [
    { title: 'Profile' },
    { title: 'Wanted', align: 'right' },
    { title: 'Held', align: 'right' },
    { title: 'Planned', align: 'right' },
    { title: 'To be asked', align: 'right' },
  ] as const
  const rows = quotas.map(({ profile, wanted, held: done, planned, available }) => [
    words(profile),
    String(wanted),
    String(done),
    String(planned),
    String(available),
  ])
  const next = interviews.map(({ account, stakeholder, profile }) => {
    const known = names.get(account)
    const who = known === undefined ? plain(stakeholder) : nameOf(known, stakeholder)
    return `${who}, ${known?.account ?? plain(account)}${profile === undefined ? '' : ` (${words(profile)})`}`
  })
  return [
    layout.heading(about),
    ...hanging(
      '',
      `${held} of ${target} held; ${progress(plan)}${held > 0 && !finished ? ' Nothing is concluded with an owner yet: the plan is unfinished.' : ''}`,
      layout.width,
    ),
    ...newsLines(plan).flatMap(line => hanging('', line, layout.width)),
    ...textTable(head, rows, layout.width, layout.heading),
    ...questionLines(plan.questions).flatMap(line => hanging('· ', line, layout.width)),
    ...next.flatMap(line => hanging('· ', line, layout.width)),
    '',
  ].join('\n')
}

/** How far interviews have come, and why they go on or end. */
function progress({ state, reasons }: InterviewProgramme): string {
  const why = reasons.map(reason => WHY[reason]).join(', and ')
  if (state === 'first') return 'the first round.'
  if (state === 'enough') return 'enough, because no question is open and the last interviews brought up nothing new.'
  if (state === 'exhausted') return why === '' ? 'nobody is left to ask.' : `nobody is left to ask, although ${why}.`
  return why === '' ? 'a further round, which is held to its end.' : `a further round, because ${why}.`
}

const WHY = {
  openQuestions: 'a question is open',
  newInLastRun: 'one of the last interviews brought up something new',
  newsLikely: 'another interview may well bring up something new',
} as const

/** How much news interviews brought, once any were held. */
function newsLines({ news: { interviews, withNews, share, interval }, coverage }: InterviewProgramme): string[] {
  if (share === undefined || interval === undefined) return []
  const heard = coverage === undefined ? '' : ` Themes heard so far make up about ${percent(coverage)} of what people would bring up.`
  return [
    `${withNews} of ${interviews} brought up something that no other did: ${percent(share)}, 90 % between ${interval.map(percent).join(' and ')}.${heard}`,
  ]
}

/** What to ask somebody, question by question. */
export function guideText({ stakeholder, questions }: InterviewGuide, names: Names, layout: Layout): string {
  return [
    layout.heading(`What to ask ${nameOf(names, stakeholder)}, from the general to the specific`),
    ...questions.flatMap(({ question, why }, i) => [
      ...hanging(`${String(i + 1).padStart(2)}. `, question, layout.width),
      ...hanging('    ', plain(why), layout.width),
    ]),
    '',
  ].join('\n')
}
