import { createVillage, type DecisionRule } from 'account-village'
import { describe, expect, test } from 'vitest'
import { accountKind } from '../../src/model/account.js'
import { FACT_ARRAYS, FACT_KINDS } from '../../src/model/village.js'
import { always } from '../support/law.js'
import { callLoosely } from '../support/refusal.js'
import { inputOf, scenes } from '../support/villages.js'

/** The optional fields within the fields of facts. */
const WITHIN: { readonly [field: string]: readonly string[] } = {
  outcome: ['reasons', 'statedBy'],
  consent: ['scope'],
  conclusions: ['owner'],
  status: ['note'],
  expected: ['gain', 'money', 'sway'],
  members: ['weight', 'veto'],
}

/** The same with every field that is absent explicitly undefined, at any depth. */
function withUndefined(value: unknown, fields: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => withUndefined(each, fields))
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  const absent = Object.fromEntries(fields.map(field => [field, undefined]))
  const present = Object.entries(value).map(([field, each]: [string, unknown]) => [field, withUndefined(each, WITHIN[field])])
  return { ...absent, ...Object.fromEntries(present) }
}

function sprinkled(input: object): object {
  const facts = FACT_ARRAYS.map(name => {
    const short = name === 'stakeholders' ? ['roles', 'veto'] : []
    return [name, withUndefined(Reflect.get(input, name), [...FACT_KINDS[name].fields, ...short])]
  })
  const account = withUndefined(Reflect.get(input, 'account'), accountKind.fields)
  return { schemaVersion: undefined, formerAccounts: undefined, ...input, ...Object.fromEntries(facts), account }
}

describe('a field that is explicitly undefined', () => {
  test('is as good as an absent one, in every fact of any village', () => {
    always(
      scenes,
      scene => {
        const input = inputOf(scene)
        expect(callLoosely(createVillage, sprinkled(input))).toEqual(createVillage(input))
      },
      200,
    )
  })

  test('is so in roles in short too, which take over from their stakeholder what they lack, and in rules', () => {
    const rule: DecisionRule = { quota: 1, members: [{ of: 'ann', weight: undefined, veto: undefined }] }
    const of = (role: object, more: object) => ({
      account: 'Acme',
      stakeholders: [{ id: 'ann', recordedAt: '2026-03-02', source: 'crm', roles: [{ role: 'user', ...role }] }],
      decisions: [{ id: 'd', name: 'D', kind: 'new', rule, ...more }],
    })
    const blank = { recordedAt: undefined, source: undefined, since: undefined }
    expect(callLoosely(createVillage, of(blank, { value: undefined }))).toEqual(callLoosely(createVillage, of({}, {})))
  })
})
