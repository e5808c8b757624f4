import { byStakeholder, createVillage, record, sentiments, snapshot } from 'account-village'
import { fromSurveys } from 'account-village/surveys'
import { describe, expect, it } from 'vitest'
import { codes, csv, KNOWN, qualtrics, read, readingsOf } from './files.js'

const NPS = { Q1: '9', Q1_NPS_GROUP: '3' }
const whose = (fields: { readonly [column: string]: string }) => {
  const result = read(qualtrics([{ ResponseId: 'R_1', ...NPS, ...fields }]))
  const people = result.villages.flatMap(({ observations }) =>
    observations.map(({ stakeholder, confidence }) => `${stakeholder} ${confidence}`),
  )
  return [people, codes(result)]
}

describe('a respondent', () => {
  it.each([
    ['their id', { ExternalReference: '0035g00000An1aKAAR' }, '0035g00000An1aKAAR 1'],
    ['their mail address, in any case', { RecipientEmail: ' ANNA@Kessler.example' }, '0035g00000An1aKAAR 0.9'],
    ['a mail address in place of an id', { ExternalReference: 'anna@kessler.example' }, '0035g00000An1aKAAR 0.9'],
    ['both, when they agree', { ExternalReference: '0035g00000An1aKAAR', RecipientEmail: 'anna@kessler.example' }, '0035g00000An1aKAAR 1'],
    [
      'their mail address, when the id is of nobody',
      { ExternalReference: 'x9', RecipientEmail: 'anna@kessler.example' },
      '0035g00000An1aKAAR 0.9',
    ],
    [
      'their id, when the mail address is of nobody',
      { ExternalReference: '0035g00000An1aKAAR', RecipientEmail: 'x@y.example' },
      '0035g00000An1aKAAR 1',
    ],
    [
      'their mail address, which tells apart who has the same id',
      { ExternalReference: 'bert', RecipientEmail: 'bert@oelbach.example' },
      'bert 1',
    ],
  ])('is known by %s', (_, fields, expected) => {
    const [people, issues] = whose(fields)
    expect(new Set(people)).toEqual(new Set([expected]))
    expect(issues).toEqual([])
  })

  it.each([
    ['nobody has the mail address', { RecipientEmail: 'x@y.example' }, 'missingRecord'],
    ['two people share the mail address', { RecipientEmail: 'desk@kessler.example' }, 'missingRecord'],
    ['two villages have somebody of that id who are not known to be one', { ExternalReference: 'bert' }, 'missingRecord'],
    [
      'id and mail address are of two people',
      { ExternalReference: '0035g00000An1aKAAR', RecipientEmail: 'bert@oelbach.example' },
      'contradiction',
    ],
    ['only a name is like theirs', { ExternalReference: 'Anna Kurz' }, 'missingRecord'],
  ])('is never guessed: %s', (_, fields, code) => {
    expect(whose(fields)).toEqual([[], [`qualtrics R_1 ${code}`]])
  })

  it('who is one in two villages is heard in both', () => {
    const result = read(qualtrics([{ ResponseId: 'R_1', ...NPS, ExternalReference: '0035g00000An1aKAAR' }]))
    expect(readingsOf(result).map(([village]) => village)).toEqual(['kessler', 'oelbach'])
  })

  it('is trusted less by mail address, and so is the reading', () => {
    const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'ann', email: 'ann@acme.example' }] })
    const sdOf = (fields: { readonly [column: string]: string }): number => {
      const [added] = fromSurveys(qualtrics([{ ResponseId: 'R_1', ...NPS, ...fields }]), { known: [village] }).villages
      if (added === undefined) throw new Error('nobody was found')
      return byStakeholder(sentiments(snapshot(record(village, added), '2026-03-03'))).get('ann')?.sd ?? Number.NaN
    }
    expect(sdOf({ RecipientEmail: 'ann@acme.example' })).toBeGreaterThan(sdOf({ ExternalReference: 'ann' }))
  })

  it('is looked for as they are believed to be now', () => {
    const [before] = KNOWN
    if (before === undefined) throw new Error('no village')
    const moved = createVillage({
      account: before.account,
      stakeholders: [
        { id: 'bert', email: 'bert@kessler.example', recordedAt: '2025-01-01', retractedAt: '2026-01-01' },
        { id: 'bert', email: 'b.sand@kessler.example', recordedAt: '2026-01-01' },
      ],
    })
    const found = (mail: string) =>
      readingsOf(fromSurveys(qualtrics([{ ResponseId: 'R_1', ...NPS, RecipientEmail: mail }]), { known: [moved] })).length
    expect([found('bert@kessler.example'), found('b.sand@kessler.example')]).toEqual([0, 1])
  })

  it('leaves nothing of a mail address, a name or a text in issues', () => {
    const text = csv([
      ['id', 'mail', 'at', 'mood'],
      ['gwen@ghost.example', 'gwen@ghost.example', 'Gwendolyn', 'fine'],
      ['2', 'bert@kessler.example', 'Gwendolyn', 'fine'],
    ])
    const result = read(text, { columns: { id: 'id', mail: 'mail', at: 'at' }, questions: [{ column: 'mood', measure: 'sentiment' }] })
    expect(codes(result)).toHaveLength(2)
    expect(JSON.stringify(result.issues)).not.toMatch(/ghost|Gwendolyn|fine/)
  })
})

describe('the villages of a result', () => {
  const text = qualtrics([{ ResponseId: 'R_1', ...NPS, RecipientEmail: 'anna@kessler.example', Q2: 'Good' }])
  const result = read(text, { questions: [{ column: 'Q1', measure: 'nps', comment: 'Q2' }] })
  const [known] = KNOWN
  const [added] = result.villages

  it('hold only what is new, with the people whom it is about', () => {
    expect(added?.stakeholders.map(({ id }) => id)).toEqual(['0035g00000An1aKAAR'])
    expect(added?.units.map(({ id }) => id)).toEqual(['maintenance'])
    expect([added?.observations.length, added?.comments.length, added?.roles.length]).toEqual([1, 1, 0])
  })

  it('can be recorded, and recording them again changes nothing', () => {
    if (known === undefined || added === undefined) throw new Error('no village')
    const heard = record(known, added)
    expect(heard.observations).toHaveLength(1)
    expect(heard.stakeholders).toEqual(known.stakeholders)
    expect(record(heard, added)).toBe(heard)
  })

  it('are covered as they will be once they are recorded', () => {
    expect(result.coverage.accounts).toMatchObject([{ id: 'kessler', people: 4, peopleWithReading: 1 }])
  })

  it('hold no text when that is asked', () => {
    const redacted = read(text, { questions: [{ column: 'Q1', measure: 'nps', comment: 'Q2' }], redact: true }).villages[0]
    expect(redacted?.comments).toEqual([])
    expect(redacted?.observations[0]).not.toHaveProperty('note')
    expect(redacted?.observations[0]?.sentiment).toBe(4 / 7)
    const told = qualtrics([{ ResponseId: 'R_1', ...NPS, RecipientEmail: 'anna@kessler.example', Q2: 'Ask Gwen' }])
    const { unmapped } = read(told, { questions: [{ column: 'Q2', measure: 'csat' }], redact: true })
    expect(unmapped).toEqual([{ field: 'qualtrics.Q2', value: '', count: 1 }])
  })
})

describe('several responses of one person', () => {
  const again = (fields: { readonly [column: string]: string }[]) =>
    read(qualtrics(fields.map((each, i) => ({ ResponseId: `R_${i}`, ...NPS, RecipientEmail: 'anna@kessler.example', ...each }))))

  it('to one survey on one day are the last of them, and the others are counted', () => {
    const result = again([
      { EndDate: '2026-03-02 09:10:00', Q1: '3' },
      { EndDate: '2026-03-02 09:05:00', Q1: '8' },
    ])
    expect(readingsOf(result).map(([, , , sentiment]) => sentiment)).toEqual([-4 / 7])
    expect(result.coverage.leftOut.duplicates).toBe(1)
  })

  it('on two days are two', () => {
    expect(readingsOf(again([{ EndDate: '2026-03-02 23:59:59' }, { EndDate: '2026-03-03 00:00:01' }]))).toHaveLength(2)
  })

  it('to two surveys are two', () => {
    const one = qualtrics([{ ResponseId: 'R_1', ...NPS, RecipientEmail: 'anna@kessler.example' }])
    const other = one.replace('R_1', 'R_2').replaceAll('Q3', 'Q4')
    expect(readingsOf(read([one, other]))).toHaveLength(2)
  })

  it('that the tool marks as given twice are left out', () => {
    const marked = qualtrics([{ ResponseId: 'R_1', ...NPS, RecipientEmail: 'anna@kessler.example', Q3: 'true' }]).replaceAll(
      'Q3',
      'Q_DuplicateRespondent',
    )
    expect(read(marked)).toMatchObject({ villages: [], coverage: { leftOut: { duplicates: 1 } } })
  })
})
