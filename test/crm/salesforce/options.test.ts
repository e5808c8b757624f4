import { InvalidArgumentError } from 'account-village'
import { fromSalesforce } from 'account-village/salesforce'
import { describe, expect, it } from 'vitest'

describe('options that make no sense', () => {
  it.each([
    ['options.currency', { currency: 'euro' }],
    ['options.sentimentScale', { sentimentScale: [1, 1] }],
    ['options.sentimentScale', { sentimentScale: [1] }],
    ['options.sentimentScale', { sentimentScale: [1, Number.NaN] }],
    ['options.sentimentScale', { sentimentScale: 5 }],
    ['options.subsidiaries', { subsidiaries: 'villages' }],
    ['options.roles.Payer', { roles: { Payer: 'payer' } }],
    ['options.roles.Payer', { roles: { Payer: ['champion', 'payer'] } }],
    ['options.roles.Payer', { roles: { Payer: 7 } }],
    ['options.fields.sentiment', { fields: { sentiment: 5 } }],
    ['options.fields.veto', { fields: { veto: '' } }],
    ['options.fields.mood', { fields: { mood: 'Mood__c' } }],
    ['options.colour', { colour: 'red' }],
  ])('are refused under their name: %s', (path, options) => {
    const attempt = (): unknown => Reflect.apply(fromSalesforce, undefined, [{}, options])
    expect(attempt).toThrow(InvalidArgumentError)
    expect(attempt).toThrow(path)
  })

  it('are refused all at once', () => {
    const attempt = (): unknown => Reflect.apply(fromSalesforce, undefined, [{}, { currency: 'euro', colour: 'red', sentimentScale: [] }])
    expect(attempt).toThrow(expect.objectContaining({ issues: [expect.anything(), expect.anything(), expect.anything()] }))
  })
})

it('nothing has to be given but the input', () => {
  expect(fromSalesforce({})).toEqual({
    villages: [],
    issues: [],
    unmapped: [],
    inferred: [],
    coverage: {
      accounts: [],
      leftOut: {
        shouldForget: 0,
        optedOutOfProcessing: 0,
        optedOutOfProfiling: 0,
        deleted: 0,
        merged: 0,
        leads: 0,
        openTasks: 0,
        childEvents: 0,
        notHeld: 0,
        archived: 0,
        mirrored: 0,
        unfinished: 0,
        anonymous: 0,
        duplicates: 0,
        mailAddresses: 0,
        overLimit: 0,
      },
    },
    withdrawn: { retracted: [], merged: [], moved: [], erased: 0 },
  })
})
