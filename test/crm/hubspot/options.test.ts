import { createVillage, InvalidArgumentError } from 'account-village'
import { fromHubSpot, toHubSpot } from 'account-village/hubspot'
import { describe, expect, it } from 'vitest'

const village = createVillage({ account: 'Tessmer' })
const issuesOf = (call: () => unknown): unknown => {
  try {
    call()
  } catch (error) {
    return error instanceof InvalidArgumentError ? error.issues.map(({ path }) => path) : error
  }
  return []
}

describe('options that are undefined', () => {
  it('are as if absent, each and all, the usual names of fields too', () => {
    const contact = { id: '1', properties: { hs_buying_role: 'CHAMPION', department: 'IT', associatedcompanyid: '9' } }
    const input = { companies: [{ id: '9', properties: { name: 'Tessmer' } }], contacts: [contact] }
    const fields = { role: undefined, department: undefined, sentiment: undefined }
    const all = {
      fields,
      roles: undefined,
      labels: undefined,
      ties: undefined,
      blocker: undefined,
      surveyScales: undefined,
      currency: undefined,
    }
    expect(fromHubSpot(input, all)).toEqual(fromHubSpot(input))
    expect(fromHubSpot(input).villages[0]?.roles).toHaveLength(1)
  })
})

describe('options that make no sense', () => {
  it.each([
    [{ rolls: {} }, ['options.rolls']],
    [{ roles: { Payer: 'king' } }, ['options.roles.Payer']],
    [{ labels: { '36': ['champion', 'king'] } }, ['options.labels.36']],
    [{ ties: { Manager: 'boss' } }, ['options.ties.Manager']],
    [{ blocker: 'role' }, ['options.blocker']],
    [{ emailOptOut: true, requireLegalBasis: 'yes' }, ['options.emailOptOut', 'options.requireLegalBasis']],
    [{ surveyScales: { CSAT: [1, 1] } }, ['options.surveyScales.CSAT']],
    [{ fields: { mood: 'mood', veto: '' } }, ['options.fields.mood', 'options.fields.veto']],
  ])('are refused by name: %j', (options, paths) => {
    expect(issuesOf(() => Reflect.apply(fromHubSpot, undefined, [{}, options]))).toEqual(paths)
  })

  it.each([
    [{ id: 'email' }, ['options.id']],
    [{ idProperty: '', roleProperty: 1 }, ['options.idProperty', 'options.roleProperty']],
    [{ labels: { champion: 36 } }, ['options.labels.champion', 'options.labels.champion']],
    [{ addRoles: 'yes' }, ['options.addRoles']],
    [{ properties: { person: {}, contact: { power: 3 } } }, ['options.properties.person', 'options.properties.contact.power']],
  ])('are refused by name in writing: %j', (options, paths) => {
    expect(issuesOf(() => Reflect.apply(toHubSpot, undefined, [village, options]))).toEqual(paths)
  })
})
