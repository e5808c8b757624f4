import { type AccountReport, accountReport, createVillage, snapshot, type VillageInput } from 'account-village'
import { toMermaidPlan } from 'account-village/render'
import { describe, expect, it } from 'vitest'
import { plain } from '../../../src/render/plain.js'
import { describeInBrowser } from '../../support/browser.js'
import { readFlowchart, readGantt } from '../../support/flowchart.js'
import { ENDLESS_LABEL, HOSTILE_LABELS } from '../../support/hostileLabels.js'
import { drawnByMermaid } from '../../support/mermaidPage.js'
import { PLAN_DAY, planned } from '../../support/planned.js'
import { callLoosely, refused } from '../../support/refusal.js'

const reportOf = (input: VillageInput): AccountReport => accountReport(snapshot(createVillage(input), PLAN_DAY), { sensitivity: false })
const report = reportOf(planned)
/** Words with which a line of a Gantt chart may begin that are Mermaid's own, and other texts that could mean something. */
const WORDS = [
  'section x',
  'title x',
  'gantt',
  'dateFormat x',
  'click m0 call x()',
  'excludes weekends',
  'todayMarker off',
  'includes x',
  '2026-03-02',
  'a:b, c;d#e',
  'a\nb',
  '%% x',
]
const hostile = (labels: readonly string[]): VillageInput => ({
  account: { id: 'a', name: labels.join(' ') },
  stakeholders: [{ id: 'ann' }],
  decisions: [{ id: 'd', name: labels[0] ?? '', kind: 'new', expectedAt: '2026-04-01' }],
  teammates: labels.map((name, i) => ({ id: `t${i}`, name })),
  moves: labels.map((statement, i) => ({ id: `m${i}`, statement, by: `t${i}`, ...(i > 0 && { dependsOn: [`m${i - 1}`] }) })),
})

describe('a plan as a Gantt chart of Mermaid', () => {
  it('has a bar for each move from its start to its end, below whoever sees to it', async () => {
    const tasks = await readGantt(toMermaidPlan(report))
    const span = ({ startTime, endTime }: (typeof tasks)[number]) =>
      [startTime, endTime].map(each => `${each.getMonth() + 1}/${each.getDate()}`)
    const row = (begin: string) => tasks.find(({ task }) => task.startsWith(begin))
    expect(tasks.map(({ task }) => task.slice(0, 8))).toEqual([
      'Ask Dort',
      'Call Fre',
      'Calculat',
      'Show Dor',
      'Agree on',
      'Answer A',
      'Run the ',
      'Lift the',
      'Find out',
      'Get the ',
      'section ',
      'Sign: "y',
      'Emil tal',
      'Renewal ',
    ])
    const run = row('Run the')
    expect(run).toMatchObject({ section: 'Lee; drop: table # moves', active: true })
    expect(run && span(run)).toEqual(['2/16', '3/16'])
    expect(row('Get the')).toMatchObject({ section: 'Chidi Vasquez-Lund (theirs)' })
    expect(row('section of')).toMatchObject({ section: 'nobody sees to it' })
    const done = row('Find out')
    expect(done).toMatchObject({ done: true, task: 'Find out who decides about charge-back · done' })
    expect(done && span(done)).toEqual(['2/20', '2/21'])
  })

  it('marks what is critical and what takes no time, and says in words what is critical and late', async () => {
    const tasks = await readGantt(toMermaidPlan(report))
    expect(tasks.filter(({ crit }) => crit).map(({ task }) => task)).toEqual([
      'Ask Dorte what would make the renewal pay · under way · critical · 8 days late',
      'Calculate the case: what late answers cost their dispatch i… · critical · 8 days late',
      'Show Dorte the case · critical · 8 days late',
    ])
    expect(tasks.filter(({ milestone }) => milestone).map(({ task, section }) => [section, task])).toEqual([
      ['nobody sees to it', 'Sign: "yes" | --> #decided; <script>alert(1)</script>'],
      ['Decision', 'Renewal 2026: all sites'],
    ])
    expect(toMermaidPlan(report)).toContain('%% Not shown: 2 moves that are done or dropped.\n')
  })

  it('can be read whatever is in it', async () => {
    const labels = [...WORDS, ...HOSTILE_LABELS, ENDLESS_LABEL]
    const text = toMermaidPlan(reportOf(hostile(labels)))
    const tasks = await readGantt(text)
    expect(tasks).toHaveLength(labels.length + 1)
    for (const line of text.split('\n').slice(5)) expect(line.replace(/ :[\w, -]+$/, '').replace(/#\d+;/g, '')).toMatch(/^[\p{L}\p{N} ]*$/u)
    expect(tasks.slice(0, 3).map(({ task }) => task.replace(/ · critical.*$/, ''))).toEqual(WORDS.slice(0, 3))
  })

  it('is of nothing where nothing is planned', async () => {
    expect(await readGantt(toMermaidPlan(reportOf({ account: 'Acme' })))).toEqual([])
  })
})

describe('a plan as a flowchart of Mermaid', () => {
  const flowchart = (input: VillageInput) => toMermaidPlan(reportOf(input), { as: 'flowchart' })

  it('has a box for each move whose form tells where it stands, and an arrow for each that waits for another', async () => {
    const { nodes, edges } = await readFlowchart(flowchart(planned))
    const looks = new Map(nodes.map(({ text, type, classes }) => [text.slice(0, 8), [type, ...classes]]))
    expect(looks.get('Ask Dort')).toEqual(['stadium', 'startedCritical'])
    expect(looks.get('Get the ')).toEqual(['square', 'planned'])
    expect(looks.get('Find out')).toEqual(['subroutine', 'done'])
    expect(looks.get('Invite e')).toEqual(['lean_right', 'dropped'])
    expect([...looks.values()].filter(([type]) => type === 'hexagon')).toHaveLength(1)
    expect(edges).toHaveLength(10)
    const heavy = edges.filter(({ stroke }) => stroke === 'thick')
    const named = (id: string) => nodes.find(each => each.id === id)?.text.slice(0, 8)
    expect(heavy.map(({ start, end }) => [named(start), named(end)])).toEqual([
      ['Ask Dort', 'Calculat'],
      ['Calculat', 'Show Dor'],
    ])
  })

  it('can be read whatever is in it', async () => {
    const labels = [...WORDS, ...HOSTILE_LABELS, ENDLESS_LABEL]
    const { nodes, edges } = await readFlowchart(flowchart(hostile(labels)))
    expect([nodes.length, edges.length]).toEqual([labels.length, labels.length - 1])
    expect((await readFlowchart(flowchart({ account: 'Acme' }))).nodes).toEqual([])
  })
})

describe('a plan in Mermaid', () => {
  it.each(['gantt', 'flowchart'] as const)('as %s stays within what pages draw, shows critical moves first, and says what is left', as => {
    const moves = Array.from({ length: 600 }, (_, i) => ({
      id: `m${String(i).padStart(3, '0')}`,
      statement: `${i} ${'&'.repeat(80)}`,
      ...(i === 599 && { dueAt: '2026-03-02' }),
    }))
    const text = toMermaidPlan(reportOf({ account: 'Acme', moves }), { as })
    expect(text.length).toBeLessThanOrEqual(50_000)
    expect(text.length).toBeGreaterThan(48_000)
    expect(text).toMatch(/^%% Not shown: \d{3} moves to be done\.$/m)
    expect(text).toContain(as === 'gantt' ? '#53;99 ' : '599 ')
  })

  it('says the same of a report that was stored, and refuses what is none', () => {
    const stored: AccountReport = JSON.parse(JSON.stringify(report))
    for (const as of ['gantt', 'flowchart'] as const) expect(toMermaidPlan(stored, { as })).toBe(toMermaidPlan(report, { as }))
    expect(refused(() => callLoosely(toMermaidPlan, report, { as: 'pie' })).message).toMatch(
      /^toMermaidPlan: as: "pie" is not one of the choices/,
    )
    expect(refused(() => callLoosely(toMermaidPlan, { ...stored, plan: {} })).message).toMatch(/^toMermaidPlan: /)
    for (const day of ['2026-03-02\nclick m0 href "x"', '2026', '', 5]) {
      const changed = (field: string) => JSON.parse(JSON.stringify(report), (key, value) => (key === field ? day : value))
      for (const field of ['earliestStart', 'earliestFinish', 'latestFinish', 'deadline']) {
        expect([field, refused(() => toMermaidPlan(changed(field))).code]).toEqual([field, 'invalidArgument'])
      }
    }
  })
})

describeInBrowser('a plan of Mermaid in a browser', browser => {
  it.each(['gantt', 'flowchart'] as const)('shows foreign text as it is as %s, and nothing in it does anything', async as => {
    const labels = [...WORDS, ...HOSTILE_LABELS].filter(label => label.length <= 40)
    const text = toMermaidPlan(reportOf(hostile(labels)), { as })
    const { found, alarms, strange } = await drawnByMermaid<string[]>(
      browser(),
      text,
      `all('.taskText, .taskTextOutsideRight, .taskTextOutsideLeft, .nodeLabel').map(node => textIn(node.innerHTML.split('<br')[0]))`,
    )
    const seen = (label: string): string => plain(label.replace(/\s+/g, ' ')).replaceAll('\u200C', '').trim()
    const shown = found.map(each => seen(each.replace(/ · .*$/, '')))
    // What is blank is called by its id.
    for (const label of labels) expect(shown).toContain(seen(label) === '' ? shown.find(each => /^m\d+$/.test(each)) : seen(label))
    expect([strange, alarms]).toEqual([0, []])
  })
})
