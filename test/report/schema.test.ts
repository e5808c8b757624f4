import { accountReport, createVillage, snapshot } from 'account-village'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { harbour } from '../support/harbour.js'
import { always } from '../support/law.js'
import { PLAN_DAY, planned } from '../support/planned.js'
import { richVillage } from '../support/richVillage.js'
import { inputOf, scenes, viewOf } from '../support/villages.js'
import { reportJsonSchema } from '../tools/reportSchema.js'

const schema: { readonly properties?: object | undefined } = reportJsonSchema()
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema)

/** What is wrong with a report after it was written down and read again. */
const issuesOf = (report: object): readonly string[] =>
  validate(JSON.parse(JSON.stringify(report)))
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)

describe('the JSON Schema of reports', () => {
  test.each([
    ['an account of nobody', accountReport(snapshot(createVillage({ account: 'Acme' }), '2026-03-02'))],
    ['an account with a decision', accountReport(snapshot(createVillage(harbour), '2026-03-02', { decision: 'renewal' }))],
    ['one with facts of every kind', accountReport(snapshot(richVillage(), '2026-03-02'))],
    ['one with a plan', accountReport(snapshot(createVillage(planned), PLAN_DAY))],
  ])('fits that of %s', (_, report) => {
    expect(issuesOf(report)).toEqual([])
    // All that stands in a report is in the schema.
    expect(Object.keys(schema.properties ?? {})).toEqual(expect.arrayContaining(Object.keys(JSON.parse(JSON.stringify(report)))))
  })

  test('fits those of any account', () => {
    always(
      scenes,
      scene => {
        const { asOf, options } = viewOf(scene)
        expect(issuesOf(accountReport(snapshot(createVillage(inputOf(scene)), asOf, options), { sensitivity: false }))).toEqual([])
      },
      100,
    )
  })

  test('refuses what is none', () => {
    const report = accountReport(snapshot(createVillage(harbour), '2026-03-02'))
    expect(issuesOf({ ...report, people: [{ stakeholder: 7 }] })).not.toEqual([])
    expect(issuesOf({ ...report, novelty: 1 })).not.toEqual([])
    const { sentiment: _, ...without } = report
    expect(issuesOf(without)).not.toEqual([])
  })
})
