import { describe, expect, it } from 'vitest'
import { csv, read } from './files.js'

/** The sentiment of an answer by somebody who is known, and what was counted as unknown. */
function meaningOf(answer: string, question: object, labels = {}): { sentiment: number | undefined; unknown: string[]; codes: string[] } {
  const text = csv([
    ['id', 'mail', 'at', 'answer'],
    ['1', 'bert@kessler.example', '2026-03-02', answer],
  ])
  const { villages, unmapped, issues } = read(text, {
    columns: { id: 'id', mail: 'mail', at: 'at' },
    questions: [{ column: 'answer', measure: 'sentiment', ...question }],
    labels,
  })
  return {
    sentiment: villages[0]?.observations[0]?.sentiment,
    unknown: unmapped.map(({ value }) => value),
    codes: issues.map(({ code }) => code),
  }
}

describe('an answer on the scale of NPS', () => {
  const values = Array.from({ length: 11 }, (_, answer) => meaningOf(String(answer), { measure: 'nps' }).sentiment ?? Number.NaN)

  it('is the better, the higher it is', () => {
    expect([...values].sort((a, b) => a - b)).toEqual(values)
    expect(new Set(values).size).toBe(11)
  })

  it('is below neutral for detractors, next to it for passives and clearly above for promoters', () => {
    expect(values.slice(0, 7)).toEqual([-7, -6, -5, -4, -3, -2, -1].map(sevenths => sevenths / 7))
    expect(values[7]).toBe(0)
    expect(values[8]).toBeCloseTo(1 / 7, 15)
    expect(values[9]).toBeCloseTo(4 / 7, 15)
    expect(values[10]).toBe(1)
  })

  it.each([
    ['Promoter', (4 / 7 + 1) / 2],
    ['Passive', 1 / 14],
    ['Detractor', -4 / 7],
  ])('may be only its class, at the mean of its answers: %s', (label, mean) => {
    expect(meaningOf(label, { measure: 'nps' }).sentiment).toBeCloseTo(mean, 15)
  })
})

describe('an answer in numbers', () => {
  it.each([
    ['csat', {}, ['1', '2', '3', '4', '5'], [-1, -0.5, 0, 0.5, 1]],
    ['ces', {}, ['1', '4', '7'], [-1, 0, 1]],
    ['ces', { scale: [5, 1] }, ['1', '3', '5'], [1, 0, -1]],
    ['csat', { scale: [1, 7] }, ['1', '4', '7'], [-1, 0, 1]],
    ['nps', { scale: [1, 5] }, ['1', '5'], [-1, 1]],
    ['sentiment', { scale: [-3, 3] }, ['-3', '1.5'], [-1, 0.5]],
  ])('of %s %j is mapped linearly', (measure, scale, answers, expected) => {
    expect(answers.map(answer => meaningOf(answer, { measure, ...scale }).sentiment)).toEqual(expected)
  })

  it.each(['10 - Extremely likely', '10 – äußerst wahrscheinlich', '10 (best)', ' 10 ', '10.0', '10: yes'])(
    'may have words behind it: %s',
    answer => {
      expect(meaningOf(answer, { measure: 'nps' }).sentiment).toBe(1)
    },
  )

  it.each([
    ['11', 'nps'],
    ['-1', 'nps'],
    ['0', 'csat'],
    ['8', 'ces'],
  ])('that no scale has is an issue: %s of %s', (answer, measure) => {
    expect(meaningOf(answer, { measure })).toEqual({ sentiment: undefined, unknown: [], codes: ['invalidValue'] })
  })

  it('means nothing without a scale', () => {
    expect(meaningOf('4', {})).toMatchObject({ sentiment: undefined, unknown: ['4'] })
  })
})

describe('an answer in words', () => {
  it.each([
    [1, ['Very satisfied', 'Sehr zufrieden', 'Très satisfait', 'Muy satisfecho', 'Molto soddisfatto', 'Zeer tevreden', 'Muito satisfeito']],
    [0.5, ['Satisfied', 'Zufrieden', 'Satisfait', 'Satisfecho', 'Soddisfatto', 'Tevreden', 'Satisfeito', 'Somewhat agree', 'D’accord']],
    [0, ['Neutral', 'Weder noch', 'Neutre', 'Neutro', 'Neutraal', 'Neutrale', 'Neither agree nor disagree']],
    [-0.5, ['Dissatisfied', 'Unzufrieden', 'Insatisfait', 'Insatisfecho', 'Insoddisfatto', 'Ontevreden', 'Insatisfeito']],
    [-1, ['Very dissatisfied', 'Sehr unzufrieden', 'Très insatisfait', 'Muy insatisfecho', 'Molto insoddisfatto', 'Zeer ontevreden']],
  ])('is %s in several languages', (sentiment, labels) => {
    for (const label of labels) {
      for (const form of [label, label.toUpperCase(), ` ${label}. `, label.normalize('NFD')]) {
        expect([form, meaningOf(form, { measure: 'csat' }).sentiment]).toEqual([form, sentiment])
      }
    }
  })

  it('that says nothing is none', () => {
    for (const label of ['N/A', "Don't know", 'Keine Angabe'])
      expect(meaningOf(label, {})).toEqual({ sentiment: undefined, unknown: [], codes: [] })
  })

  it('means what the options say', () => {
    expect(meaningOf('🙂', {}, { '🙂': 0.4 }).sentiment).toBe(0.4)
    expect(meaningOf('Satisfied', {}, { satisfied: 0.25 }).sentiment).toBe(0.25)
    expect(meaningOf('Neutral', {}, { neutral: null }).sentiment).toBeUndefined()
  })

  it('that nothing is known of is counted, and one that is a text is not shown', () => {
    expect(meaningOf('Meh', {})).toEqual({ sentiment: undefined, unknown: ['Meh'], codes: [] })
    const text = 'I told your colleague Ines Vogt that nothing works and that she should call me'
    expect(meaningOf(text, {})).toEqual({ sentiment: undefined, unknown: [], codes: ['invalidValue'] })
    expect(meaningOf('ines@x.example', {})).toEqual({ sentiment: undefined, unknown: [], codes: ['invalidValue'] })
  })
})
