import { describe, expect, it } from 'vitest'
import { daysMeant } from '../../src/agents/intake/dates.js'

/** A Wednesday. */
const DAY = Date.UTC(2026, 2, 4)

function meant(words: string, isAhead = false): string {
  const day = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(5, 10)
  return daysMeant(words, DAY, isAhead)
    .map(({ from, to }) => (from === to ? day(from) : `${day(from)}..${day(to)}`))
    .join(' | ')
}

describe('the words of a date, said on Wednesday 4 March 2026,', () => {
  it.each([
    ['2026-03-10', '03-10'],
    ['March 10th, 2026 | 10 March | 10. März | am 10.03. | 10.3.2026 | le 10 mars', '03-10'],
    ['on Friday | this Friday | am Freitag | kommenden Freitag | vendredi | ce vendredi | by Friday morning', '03-06'],
    ['next Tuesday | nächsten Dienstag | mardi prochain | Tuesday next week | am nächsten Dienstag', '03-10'],
    // Before the weekend, next Friday may be in two days.
    ['next Friday | nächsten Freitag | vendredi prochain', '03-06 | 03-13'],
    ['last Monday | letzten Montag | lundi dernier | vor zwei Tagen | two days ago | il y a deux jours', '03-02'],
    ['today | heute | aujourd’hui | heute Nachmittag | tonight', '03-04'],
    ['heute in einer Woche | in a week | today in a week', '03-11'],
    ['tomorrow morning | morgen früh | demain matin', '03-05'],
    ['the day after tomorrow | übermorgen | après-demain', '03-06'],
    ['in two weeks | in zwei Wochen | dans deux semaines | two weeks from now', '03-18'],
    ['in a month | in einem Monat | dans un mois', '04-04'],
    ['next week | nächste Woche | la semaine prochaine', '03-09..03-15'],
    ['in April | im April | en avril', '04-01..04-30'],
    ['by the end of March | Ende März | fin mars | end of the month | Ende des Monats | fin du mois | end of Q1', '03-31'],
    ['03/04/2026', '04-03 | 03-04'],
    [
      '31 February | 32.3. | soon | after the holidays | bald | bientôt | when hell freezes over | today or never | in 2 | | may the force',
      '',
    ],
  ])('%s mean %s', (words, days) => {
    expect(words.split(' | ').map(each => meant(each))).toEqual(words.split(' | ').map(() => days))
  })

  it('lie ahead where the date does, when they leave the year out', () => {
    expect([meant('25 December'), meant('1 March'), meant('1 March', true), meant('March', true), meant('February', true)]).toEqual([
      '12-25',
      '03-01',
      '03-01',
      '03-01..03-31',
      '02-01..02-28',
    ])
    expect([daysMeant('1 March', DAY)[0]?.from, daysMeant('1 March', DAY, true)[0]?.from, daysMeant('25 December', DAY)[0]?.from]).toEqual([
      Date.UTC(2026, 2, 1),
      Date.UTC(2027, 2, 1),
      Date.UTC(2025, 11, 25),
    ])
  })
})
