import { accountReport, createVillage, snapshot, type VillageInput } from 'account-village'
import { describe, expect, test } from 'vitest'
import { namesOf } from '../../src/render/names.js'
import { effects } from '../../src/render/sections/effects.js'
import { onMonday } from '../../src/render/sections/onMonday.js'
import type { Line } from '../../src/render/sections/reportSection.js'
import { toText } from '../../src/render/text/toText.js'
import { HOSTILE_LABELS } from '../support/hostileLabels.js'
import { PLAN_DAY, planned } from '../support/planned.js'
import { PLANTED, PLANTED_ON } from '../support/planted.js'

const reportOf = (input: VillageInput, day = PLANTED_ON) => accountReport(snapshot(createVillage(input), day), { sensitivity: false })
const linesOf = (input: VillageInput, day?: string): readonly Line[] => {
  const report = reportOf(input, day)
  return onMonday(report, namesOf(report)).lines ?? []
}
const trouble = (account: string): VillageInput => PLANTED.find(({ input }) => input.account === account)?.input ?? { account }

describe('the block On Monday', () => {
  test('says what to do, what it costs, who makes it, why and worth how much', () => {
    expect(linesOf(trouble('Missed'))).toEqual([
      {
        text: 'Meet what Olga Petrov expects: "no stop of a line in a quarter" (8 hours, begin now)',
        below: [
          'Raises the chance of yes from 59 % to 66 %; due 2026-09-01, missed. Should have begun on 2026-08-04. Worth about EUR 30\u202f000 if it succeeds.',
        ],
      },
      {
        text: 'Win over Carl Finn (6 hours, begin by 2026-12-11)',
        below: [
          'Says yes with 88 %; one point that matters to them lifts the whole by 2 points. Worth about EUR 8\u202f500 if it succeeds.',
        ],
      },
      {
        text: 'Open a second way from users to deciders, beside Cleo Martin (2 hours, begin by 2026-12-18)',
        below: ['All that users say reaches deciders through one person. Takes EUR 4\u202f200 off the error of the forecast.'],
      },
      { text: 'Overdue', below: ['What Olga Petrov expects, “no stop of a line in a quarter”, 30 days overdue (2026-09-01)'] },
      'If all of it succeeds, the chance of yes goes from 59 % to 68 %, worth about EUR 38\u202f000.',
    ])
  })

  test('names who introduces us and whose hours it costs, and no percentage where nobody who decides was heard', () => {
    const [hear, ...others] = linesOf(trouble('Bridge'))
    expect(hear).toEqual({
      text: 'Hear Carl Finn, introduced by Olga Petrov (2.5 hours, by Kim Ito, begin now)',
      below: ['Never heard; theirs is 43 % of all power.'],
    })
    expect(others).toEqual(['What it is worth in money shows once those who decide were heard.'])
  })

  test('stands where there is nothing to do, and where nobody is known', () => {
    expect(linesOf(trouble('Fine'))).toEqual(['Nothing is worth an hour of ours today.'])
    expect(linesOf({ account: 'Acme' })).toEqual(['Nobody of theirs is known yet. Record who works there, and what they said.'])
    expect(toText(reportOf({ account: 'Acme' }))).toContain('On Monday\n· Nobody of theirs is known yet.')
  })

  test('tells what is under way, who sees to it, and what was due', () => {
    const underway = linesOf(planned, PLAN_DAY).find(line => typeof line !== 'string' && line.text === 'Underway')
    expect(underway).toMatchObject({
      below: [
        'Answer Amara (planned, by Lee; drop: table # moves, was due 2026-02-27)',
        'Show Dorte the case (planned, by Kim Ek, due 2026-03-16)',
        'Ask Dorte what would make the renewal pay (started, by Kim Ek)',
        expect.stringMatching(/^Calculate the case/),
        expect.not.stringMatching(/\n/),
        'and 6 more',
      ],
    })
  })

  test('gets no control character and no change of direction through, whatever people are called', () => {
    for (const name of HOSTILE_LABELS) {
      const { stakeholders = [], ...rest } = trouble('Missed')
      const text = toText(reportOf({ ...rest, stakeholders: stakeholders.map(person => ({ ...person, name })) }))
      expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u)
    }
  })
})

describe('what came after moves', () => {
  const swayed = (after: number): VillageInput => ({
    account: 'Acme',
    stakeholders: [{ id: 'ann', name: 'Ann Ek', roles: ['user'] }, { id: 'bo' }],
    observations: [
      { stakeholder: 'ann', at: '2026-03-02', sentiment: -0.4, via: 'interview' },
      { stakeholder: 'ann', at: '2026-08-03', sentiment: after, via: 'interview' },
    ],
    moves: [{ id: 'm1', statement: 'Show what came of it', with: ['ann', 'bo'], status: [{ at: '2026-06-01', state: 'done' }] }],
  })
  const linesAfter = (after: number) => {
    const report = reportOf(swayed(after), '2026-08-10')
    return effects(report, namesOf(report)).flatMap(({ lines = [] }) => lines)
  }

  test('is told with what was due anyway and how sure it is, and never as its effect', () => {
    const lines = linesAfter(0.5)
    expect(lines[0]).toMatch(
      /^Show what came of it \(2026-06-01\): Ann Ek thinks better of us, \+0\.32 beyond the drift that was due, with a probability of \d+ %\.$/,
    )
    expect(lines[1]).toBe('Show what came of it (2026-06-01): bo was not heard since.')
    expect(lines.at(-1)).toBe('What came after a move need not have come from it.')
    expect(lines.join(' ')).not.toMatch(/because|thanks to|caused/)
    expect(linesAfter(-0.9)[0]).toMatch(/thinks worse of us, −0\.\d\d beyond/)
    expect(linesAfter(-0.2)[0]).toMatch(/has not clearly changed/)
  })

  test('is left out where nothing was done', () => {
    expect(effects(reportOf(trouble('Missed')), namesOf(reportOf(trouble('Missed'))))).toEqual([])
  })
})
