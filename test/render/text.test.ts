import { type AccountReport, accountReport, createVillage, type Finding, snapshot, type Village, type VillageInput } from 'account-village'
import { describe, expect, it } from 'vitest'
import { columns, plain } from '../../src/render/plain.js'
import { toText } from '../../src/render/text/toText.js'
import { harbour } from '../support/harbour.js'
import { quartersBefore } from '../support/history.js'
import { ENDLESS_LABEL, HOSTILE_LABELS } from '../support/hostileLabels.js'

const DAY = '2026-03-02'
const SECTIONS = [
  'On Monday',
  'Risks',
  'Deciders and veto holders',
  'Sentiment, level by level',
  'Power, from users to deciders',
  'If deciders took over today',
  "Who carries the users' say onward",
  'Our attention in the last 90 days',
  'Whom to hear next',
  'What is unknown',
]

function reportOf(input: VillageInput | Village, decision?: string): AccountReport {
  return accountReport(snapshot(createVillage(input), DAY, decision === undefined ? {} : { decision }))
}

/** The lines of one section, without its heading. */
function section(text: string, heading: string): string[] {
  const lines = text.split('\n')
  const start = lines.indexOf(heading)
  expect(start, heading).toBeGreaterThanOrEqual(0)
  const end = lines.indexOf('', start)
  return lines.slice(start + 1, end < 0 ? undefined : end)
}

/** Where foreign text can stand in a report. */
const PLACES = ['account', 'person', 'title', 'unit', 'decision', 'openDecision', 'theme', 'expectation', 'id', 'former'] as const
type Place = (typeof PLACES)[number]

/** A village with a text in one place. Ids keep their order, so that only the text can make a difference. */
function villageWith(place: Place, label: string): VillageInput {
  const at = (wanted: Place, usual: string): string => (wanted === place ? label : usual)
  const id = `mm${at('id', 'x')}`
  return {
    account: { id: 'acc', name: at('account', 'Acme') },
    units: [{ id: 'u-1', name: at('unit', 'Works'), kind: 'site' }],
    stakeholders: [
      { id: 'ann', name: at('person', 'Ann'), title: at('title', 'Boss'), unit: 'u-1', roles: ['economicBuyer'] },
      { id, unit: 'u-1', roles: ['user'] },
      { id: 'zoe', name: 'Zoe', roles: ['champion'] },
      { id: 'out', name: at('former', 'Out'), roles: ['champion'], leftAt: '2026-02-01' },
    ],
    ties: [
      { from: id, to: 'zoe', kind: 'influence' },
      { from: 'zoe', to: 'ann', kind: 'influence' },
    ],
    observations: [
      { stakeholder: id, at: '2026-02-20', sentiment: 0.8, via: 'interview', themes: [at('theme', 'speed')] },
      { stakeholder: 'zoe', at: '2026-02-20', sentiment: 0.4, via: 'interview' },
    ],
    interactions: [{ at: '2026-02-20', kind: 'meeting', participants: [id, 'zoe'], drivenBy: id }],
    decisions: [
      { id: 'deal', name: at('decision', 'Deal'), kind: 'new', value: { amount: 100_000, currency: 'EUR' } },
      { id: 'more', name: at('openDecision', 'More'), kind: 'new' },
    ],
    expectations: [{ id: 'e-1', stakeholder: id, statement: at('expectation', 'quick answers'), importance: 1, status: [] }],
  }
}

/** A text that stands for another in a report, since it stands in no other words. */
const STAND_IN = 'qqqq'

/** How a village with a text in one place is reported. A report carries foreign text as it is, so that the text can be put in there. */
function writerOf(place: Place): (label: string, width?: number) => string {
  const options = place === 'openDecision' ? {} : { decision: 'deal' }
  const written = JSON.stringify(accountReport(snapshot(createVillage(villageWith(place, STAND_IN)), DAY, options)))
  return (label, width = 100) => {
    const report: AccountReport = JSON.parse(written.replaceAll(STAND_IN, () => JSON.stringify(label).slice(1, -1)))
    return toText(report, { width })
  }
}

/** A harmless text that takes as many columns, broken at the same places. */
function harmless(label: string): string {
  return plain(label)
    .split(' ')
    .map(word => 'x'.repeat(columns(word)))
    .join(' ')
}

describe('foreign text in a report', () => {
  it.each(PLACES)('as %s neither breaks a line nor reaches the terminal unread', place => {
    const write = writerOf(place)
    const lines = new Map<string, number>()
    const linesOf = (label: string): number => {
      const known = lines.get(label) ?? write(label).split('\n').length
      lines.set(label, known)
      return known
    }
    for (const label of [...HOSTILE_LABELS, ENDLESS_LABEL]) {
      const shown = JSON.stringify(label.slice(0, 40))
      const text = write(label)
      expect(text.replaceAll('\n', ''), shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u)
      expect(text, shown).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/)
      expect(text.split('\n').length, shown).toBe(linesOf(harmless(label)))
      for (const heading of SECTIONS) expect(text.split('\n'), shown).toContain(heading)
    }
  })

  it.each(PLACES.filter(place => place !== 'title'))('as %s is there to be read', place => {
    const write = writerOf(place)
    expect(write('Quux')).toContain('Quux')
    expect(write('\u001b[31mQuux')).toContain('\ufffd[31mQuux')
  })

  it('may be the raw id of somebody', () => {
    for (const id of HOSTILE_LABELS) {
      const text = toText(reportOf({ account: 'Acme', stakeholders: [{ id, roles: ['economicBuyer'] }] }))
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u)
      expect(section(text, 'Deciders and veto holders')).toHaveLength(2)
    }
  })
})

/** Everything that makes tables wide: people of all classes, a hand-over that is suspected, and every kind of veto. */
const crowded: VillageInput = {
  account: 'Acme',
  units: [
    { id: 'u-1', name: 'Works', kind: 'division' },
    { id: 'u-2', name: 'Shop', kind: 'team', parent: 'u-1' },
  ],
  stakeholders: [
    { id: 'ann', name: 'Ann Lee', unit: 'u-2', roles: ['user'] },
    { id: 'ben', name: 'Ben Fox', unit: 'u-2', roles: ['champion'] },
    { id: 'cid', name: 'Cid Ray', unit: 'u-1', roles: ['technicalBuyer', 'legalCompliance'], veto: true },
    { id: 'dee', name: 'Dee Orr', unit: 'u-1', roles: ['economicBuyer', 'executiveSponsor', 'decisionMaker'] },
    { id: 'eve', name: 'Eve Poe' },
  ],
  ties: [
    { from: 'ann', to: 'ben', kind: 'influence' },
    { from: 'ben', to: 'dee', kind: 'influence' },
  ],
  observations: [
    { stakeholder: 'ann', at: '2026-02-20', sentiment: 0.8, via: 'interview', themes: ['speed'] },
    { stakeholder: 'ben', at: '2026-02-20', sentiment: 0.4, via: 'interview' },
    { stakeholder: 'dee', at: '2026-02-20', sentiment: -0.9, via: 'interview' },
  ],
  interactions: [
    { at: '2025-12-01', kind: 'meeting', participants: ['ann'], drivenBy: 'ann', effort: 100 },
    { at: '2026-02-01', kind: 'processChange', participants: ['dee'], drivenBy: 'dee', effort: 100 },
  ],
  decisions: [{ id: 'deal', name: 'Deal', kind: 'expansion', value: { amount: 123_456_789, currency: 'EUR' } }],
}
const handover = { settings: { handover: { suspectedFrom: 0.001 } } }

describe('the width of a report', () => {
  const views: [string, VillageInput, object][] = [
    ['everything that makes tables wide', crowded, handover],
    ['nobody known', { account: 'Acme' }, {}],
    [
      'several open decisions',
      { ...crowded, decisions: ['a', 'b', 'c', 'd', 'e'].map(id => ({ id, name: `Deal ${id}`, kind: 'new' as const })) },
      {},
    ],
    ['somebody who has left and can still stop it', rulesFromBeyond(), {}],
  ]
  it.each(views.flatMap(([name, input, options]) => [40, 80, 200].map(width => ({ name, input, options, width }))))(
    'is $width where names are short: $name',
    ({ input, options, width }) => {
      const village = createVillage(input)
      const text = toText(accountReport(snapshot(village, DAY, options)), { width, history: quartersBefore(village, DAY, options) })
      expect(text.split('\n').filter(line => columns(line) > width)).toEqual([])
    },
  )

  it('is kept to by the table of deciders where a name is long', () => {
    const dee = { id: 'dee', name: 'Maximiliane Freifrau von Hohenstein', roles: ['economicBuyer'] } as const
    const text = toText(reportOf({ account: 'Acme', stakeholders: [dee] }), { width: 80 })
    expect(section(text, 'Deciders and veto holders').filter(line => columns(line) > 80)).toEqual([])
    expect(text).toContain('Maximiliane')
  })

  it('is never less than 40, and 80 unless told otherwise', () => {
    const report = reportOf(crowded)
    expect(toText(report, { width: 10 })).toBe(toText(report, { width: 40 }))
    expect(toText(report)).toBe(toText(report, { width: 80 }))
  })

  it('says the same in whatever width', () => {
    const tables = /^(Risks|If deciders took over today|What is unknown)$/
    const wordsAt = (width: number): string[] => {
      const text = toText(reportOf(crowded), { width })
      return SECTIONS.filter(name => tables.test(name)).flatMap(name =>
        section(text, name).flatMap(line => line.split(' ').filter(Boolean)),
      )
    }
    expect(wordsAt(60)).toEqual(wordsAt(120))
  })

  it('marks headings and nothing else when told how they look', () => {
    const report = reportOf(crowded)
    const marked = toText(report, { heading: text => `<${text}>` })
    expect(marked.replaceAll(/^<(.*)>$/gm, '$1')).toBe(toText(report))
    expect(marked).toContain('<Risks>')
  })
})

function rulesFromBeyond(): VillageInput {
  return {
    account: 'Acme',
    stakeholders: [
      { id: 'ann', name: 'Ann', roles: ['user'] },
      { id: 'bo', name: 'Bo', roles: ['economicBuyer'] },
      { id: 'p-0042', name: 'Cy Gone', leftAt: '2026-02-01' },
    ],
    decisions: [{ id: 'deal', name: 'Deal', kind: 'new', rule: { quota: 2, members: [{ of: 'bo' }, { of: 'p-0042' }] } }],
  }
}

describe('what a report does not know', () => {
  it('is never printed as a number or as neutral when nothing was heard', () => {
    for (const input of [
      { account: 'Acme' },
      {
        account: 'Acme',
        stakeholders: [
          { id: 'ann', roles: ['user'] },
          { id: 'bo', roles: ['approver'] },
        ],
      },
    ] as const) {
      const text = toText(reportOf(input))
      expect(text).not.toMatch(/0\.00/)
      expect(text).not.toMatch(/neutral/i)
      expect(text).toContain('not enough signal')
      expect(text).toContain('never heard')
      expect(section(text, 'Sentiment, level by level')[1]).toMatch(/^Acme +100 % +not enough signal +0 %$/)
    }
  })

  it('is told person by person where others were heard', () => {
    const text = toText(reportOf(crowded))
    const cid = section(text, 'Deciders and veto holders').find(line => line.includes('Cid Ray'))
    expect(cid).toMatch(/never +– +granted$/)
    const eve = section(text, 'Sentiment, level by level').find(line => line.includes('Eve Poe'))
    expect(eve).toMatch(/never heard +0 %$/)
    expect(text).not.toMatch(/ 0\.00/)
  })

  it('shows a role that nobody is known to hold as unknown', () => {
    const text = toText(reportOf({ account: 'Acme', stakeholders: [{ id: 'ann', name: 'Ann', roles: ['user'] }] }))
    expect(text).toContain('(unknown economic buyer)')
    expect(text).not.toContain('?decider')
    expect(section(text, 'What is unknown')).toContain('· Nobody is known to be a decider.')
    const bare = toText(reportOf({ account: 'Acme' }))
    expect(bare).toContain('(unknown user)')
    expect(bare).not.toMatch(/\?user|\?decider/)
  })

  it('names people by id when nothing else is known of them', () => {
    expect(toText(reportOf({ account: 'Acme', stakeholders: [{ id: 'id-77', roles: ['approver'] }] }))).toContain('id-77')
  })

  it('is nothing to speak of when all is known', () => {
    const text = toText(
      reportOf({
        account: 'Acme',
        stakeholders: [
          { id: 'ann', roles: ['user'] },
          { id: 'bo', roles: ['economicBuyer'] },
        ],
        observations: ['ann', 'bo'].map(stakeholder => ({ stakeholder, at: DAY, sentiment: 0.5, via: 'interview' as const })),
        decisions: [{ id: 'deal', name: 'Deal', kind: 'new' }],
      }),
    )
    expect(section(text, 'What is unknown').join(' ')).toBe('· Nothing that the measures ask for.')
    expect(section(text, 'Our attention in the last 90 days').join(' ')).toContain('No interaction')
  })
})

describe('names in a report', () => {
  it('are those of the thing itself, also where a person and a unit have one id', () => {
    const text = toText(
      reportOf({
        account: { id: 'x', name: 'Acme' },
        units: [{ id: 'x', name: 'Works', kind: 'site' }],
        stakeholders: [{ id: 'x', name: 'Ann', unit: 'x', roles: ['user'] }],
      }),
    )
    const tree = section(text, 'Sentiment, level by level').map(line => line.slice(0, 12).trim())
    expect(tree).toEqual(['', 'Acme', '├ Works', '│ └ Ann', '└ (unknown e'])
  })

  it('of somebody who has left and can still stop the decision are told', () => {
    const text = toText(reportOf(rulesFromBeyond()))
    expect(section(text, 'Deciders and veto holders').join('\n')).toContain('Cy Gone has left')
    expect(text).not.toContain('p-0042')
  })

  it('of many people are cut, and their number is told', () => {
    const stakeholders = Array.from({ length: 12 }, (_, i) => ({
      id: `p${String(i).padStart(2, '0')}`,
      name: `Person ${i}`,
      roles: ['user' as const],
    }))
    const decisions = [{ id: 'deal', name: 'Deal', kind: 'new' as const, expectedAt: '2026-03-10' }]
    const report = reportOf({ account: 'Acme', stakeholders, decisions })
    const finding = report.risks.find(({ rule }) => rule === 'decisionNear')
    expect(finding?.stakeholders).toHaveLength(13)
    const text = section(toText(report, { width: 120 }), 'Risks')
      .join(' ')
      .replaceAll(/ +/g, ' ')
    expect(text).toContain('(unknown economic buyer), Person 0, Person 1, Person 2, Person 3, and 8 more')
    expect(text).not.toContain('Person 4')
    expect(section(toText(report, { width: 120 }), 'What is unknown').join(' ')).toContain('and 8 more')
  })

  it('are all told when they are few', () => {
    const stakeholders = ['a', 'b', 'c', 'd', 'e'].map(id => ({
      id,
      name: `Person ${id}`,
      roles: [id === 'a' ? ('decisionMaker' as const) : ('user' as const)],
    }))
    const decisions = [{ id: 'deal', name: 'Deal', kind: 'new' as const, expectedAt: '2026-03-10' }]
    const text = section(toText(reportOf({ account: 'Acme', stakeholders, decisions }), { width: 120 }), 'Risks').join('\n')
    expect(text).toContain('Person e')
    expect(text).not.toContain('more')
  })
})

describe('the risks of a report', () => {
  const [first] = reportOf(crowded).risks
  it('say how grave they are, whom they are about and what hangs on them, in the order of the report', () => {
    const finding: Finding = {
      id: '["deciderAgainst","deal","dee"]',
      rule: 'deciderAgainst',
      severity: 'critical',
      decision: 'deal',
      subjects: ['deal', 'dee'],
      effect: 0.25,
      stakeholders: ['dee', 'ann'],
      message: 'Somebody who can stop the decision will rather say no than yes.',
      evidence: [],
      revenueAtRisk: { amount: 1_234_567, currency: 'EUR' },
    }
    const { revenueAtRisk: _, effect: __, decision: ___, ...worthless } = finding
    const risks = [finding, { ...worthless, severity: 'info' as const, stakeholders: [] }]
    const told = reportOf(crowded)
    const report = {
      ...told,
      risks,
      outlooks: told.outlooks.map(each => ({ ...each, decision: 'deal', basis: 'evidence' as const, faded: 0 })),
    }
    expect(section(toText(report, { width: 100 }), 'Risks')).toEqual([
      'critical  Somebody who can stop the decision will rather say no than yes.',
      '          Dee Orr, Ann Lee · 25 points of the chance of yes · EUR 1\u202f230\u202f000',
      'info      Somebody who can stop the decision will rather say no than yes.',
    ])
  })

  it('are those that were found, and it is said when there are none', () => {
    expect(first).toBeDefined()
    const text = section(toText(reportOf(crowded), { width: 120 }), 'Risks').join('\n')
    const places = reportOf(crowded).risks.map(({ message }) => text.indexOf(message))
    expect(places.every(place => place >= 0)).toBe(true)
    expect(section(toText({ ...reportOf(crowded), risks: [] }), 'Risks')).toEqual(['· None that the rules look for.'])
  })
})

describe('the money of a report', () => {
  const money = (input: VillageInput, decision?: string): string =>
    toText(reportOf(input, decision), { width: 120 })
      .split('\n')
      .find(line => line.startsWith('Money at risk')) ?? ''

  it('is told with its whole and its interval', () => {
    const report = reportOf(crowded)
    const { amount = 0, interval = [0, 0] } = report.revenueAtRisk
    const told = money(crowded)
    const numbers = [...told.matchAll(/\d[\d\u202f]*\d/g)].map(([number]) => Number(number.replaceAll('\u202f', '')))
    expect(told).toMatch(
      /^Money at risk {4}EUR [\d\u202f]+ \([\d\u202f]+ to [\d\u202f]+\)\. The decision is worth EUR 123\u202f456\u202f789$/,
    )
    const [shown, low, high, whole] = numbers
    expect(whole).toBe(123_456_789)
    for (const [seen, meant] of [
      [shown, amount],
      [low, interval[0]],
      [high, interval[1]],
    ])
      expect(seen).toBe(Number((meant ?? Number.NaN).toPrecision(3)))
  })

  it('is no amount when no decision, one without value or one that has fallen is in view, and it is said why', () => {
    const decided = (parts: object, id = 'deal') => ({ id, name: 'Deal', kind: 'new' as const, ...parts })
    const value = { amount: 5000, currency: 'EUR' }
    const fallen = { ...crowded, decisions: [decided({ value, outcome: { result: 'won', at: '2026-01-05' } })] }
    expect(money({ ...crowded, decisions: [] })).toContain('no decision in view')
    expect(money({ ...crowded, decisions: [decided({})] })).toContain('has no value')
    expect(money(fallen, 'deal')).toBe('Money at risk    decided: won on 2026-01-05')
    for (const told of [money({ ...crowded, decisions: [] }), money({ ...crowded, decisions: [decided({})] })])
      expect(told).not.toMatch(/\d/)
  })

  it('is told decision by decision where several are open, and of the one that was named alone', () => {
    const deals = ['one', 'two'].map(id => ({ id, name: `Deal ${id}`, kind: 'new' as const, value: { amount: 5000, currency: 'EUR' } }))
    const lines = (decision?: string) =>
      toText(reportOf({ ...crowded, decisions: deals }, decision), { width: 120 })
        .split('\n')
        .filter(line => /^(Chance of yes|Money at risk)/.test(line))
    expect(lines().map(line => line.slice(17, 26))).toEqual(['Deal one:', 'Deal one:', 'Deal two:', 'Deal two:'])
    expect(lines('two').map(line => line.includes('Deal'))).toEqual([false, false])
  })

  it('without a currency has none', () => {
    const told = money({ ...crowded, decisions: [{ id: 'deal', name: 'Deal', kind: 'new', value: { amount: 5000, currency: 'XXX' } }] })
    expect(told).toMatch(/^Money at risk {4}[\d\u202f]+ \([\d\u202f]+ to [\d\u202f]+\)\. The decision is worth 5\u202f000$/)
    expect(told).not.toContain('XXX')
  })
})

describe('the power moves of a report', () => {
  it('show the eight quarters before and the day itself, each once', () => {
    const village = createVillage(harbour)
    const options = { decision: 'renewal' }
    const text = toText(accountReport(snapshot(village, DAY, options)), { width: 120, history: quartersBefore(village, DAY, options) })
    const dates = section(text, 'Power, from users to deciders').flatMap(line => /^\d{4}-\d{2}-\d{2}/.exec(line)?.slice() ?? [])
    expect(dates).toEqual([
      '2024-03-02',
      '2024-06-02',
      '2024-09-02',
      '2024-12-02',
      '2025-03-02',
      '2025-06-02',
      '2025-09-02',
      '2025-12-02',
      '2026-03-02',
    ])
    expect(
      section(toText(accountReport(snapshot(village, DAY, options))), 'Power, from users to deciders').filter(line => /^\d{4}-/.test(line)),
    ).toHaveLength(1)
  })

  it('leave out of what they are given the day itself and what lies after it', () => {
    const village = createVillage(harbour)
    const report = accountReport(snapshot(village, DAY, { decision: 'renewal' }))
    const history = quartersBefore(village, '2026-09-02', { decision: 'renewal' })
    expect(history.map(({ at }) => at)).toContain(DAY)
    const dates = section(toText(report, { history }), 'Power, from users to deciders').flatMap(
      line => /^\d{4}-\S+/.exec(line)?.slice() ?? [],
    )
    expect(dates).toEqual(history.map(({ at }) => at).filter(at => at <= DAY))
  })

  it('say that there is no evidence rather than that nothing has happened', () => {
    const silent = { ...crowded, interactions: [] }
    const text = section(toText(reportOf(silent)), 'Power, from users to deciders').join('\n')
    expect(text).toContain('no evidence')
    expect(text).not.toMatch(/likely to have passed/)
  })
})
