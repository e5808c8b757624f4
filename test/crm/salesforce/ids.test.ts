import { fromSalesforce } from 'account-village/salesforce'
import { describe, expect, it } from 'vitest'
import { ACME, acme, codes, id, long, only, rest } from './records.js'

const { Account } = acme()

/** The ids of the people in an import of contacts with these ids. */
function idsOf(...ids: string[]): string[] {
  return only({ Account, Contact: ids.map(Id => ({ Id, AccountId: ACME })) }).stakeholders.map(person => person.id)
}

describe('an id of 15 characters', () => {
  it.each([
    ['003000000000001', '003000000000001AAA'],
    ['0035g00000Lr7uQ', '0035g00000Lr7uQAAR'],
    ['003ABABCDEABCDE', '003ABABCDEABCDEY55'],
    ['003aBabcdEAbcde', '003aBabcdEAbcdeQQB'],
  ])('gets the three that tell its capitals: %s becomes %s', (short, full) => {
    expect(idsOf(short)).toEqual([full])
  })

  it('and one of 18 characters of the same record are one', () => {
    expect(idsOf('0035g00000Lr7uQ', '0035g00000Lr7uQAAR')).toEqual(['0035g00000Lr7uQAAR'])
    expect(idsOf('0035g00000Lr7uQAAR', '0035g00000Lr7uQ')).toEqual(['0035g00000Lr7uQAAR'])
  })

  it('names the same record in references as in records', () => {
    const contacts = [
      { Id: id('Contact', 'Anna1'), AccountId: ACME.slice(0, 15), ReportsToId: id('Contact', 'Bert1').slice(0, 15) },
      { Id: id('Contact', 'Bert1').slice(0, 15), AccountId: ACME },
    ]
    expect(only({ Account, Contact: contacts }).ties).toMatchObject([{ from: id('Contact', 'Anna1'), to: id('Contact', 'Bert1') }])
  })

  it('that differs from another only in capitals is another', () => {
    expect(idsOf('0035g00000ABCDe', '0035g00000ABCDE')).toHaveLength(2)
    expect(idsOf(long('0035g00000ABCDe'), long('0035g00000ABCDE'))).toHaveLength(2)
  })
})

describe('an id of 18 characters', () => {
  it('is put right by its last three where all its letters came in one case', () => {
    const ids = [long('0035g00000ABCDe'), long('0035g00000abcDE')]
    expect(idsOf(...ids.map(each => each.toLowerCase()))).toEqual(idsOf(...ids))
    expect(idsOf(...ids.map(each => each.toUpperCase()))).toEqual(idsOf(...ids))
  })

  it('stays as it was given when its last three should be others, and is still the record of its first 15', () => {
    expect(idsOf('0035g00000ABCDeAAH')).toEqual(['0035g00000ABCDeAAH'])
    expect(idsOf('0035g00000ABCDeAAH', '0035g00000ABCDe')).toEqual(['0035g00000ABCDeAAH'])
    expect(idsOf('0035g00000ABCDeAAZ', '0035g00000ABCDeAAH')).toEqual(['0035g00000ABCDeAAH'])
    expect(idsOf('0035g00000ABCDeAAH', '0035g00000ABCDeAAZ')).toEqual(['0035g00000ABCDeAAH'])
    expect(idsOf('0035g00000ABCDeAAH', long('0035g00000ABCDe'))).toEqual([long('0035g00000ABCDe')])
    expect(idsOf('0035g00000Anna1AAA'.toUpperCase())).toEqual(['0035G00000ANNA1AAA'])
  })

  it('may have spaces around it', () => {
    expect(idsOf(' 0035g00000Lr7uQAAR\n')).toEqual(['0035g00000Lr7uQAAR'])
  })
})

describe('what is no id', () => {
  const hostile = [
    'constructor',
    '__proto__',
    'hasOwnProperty',
    'toString',
    '',
    ' ',
    'a\nb',
    '0',
    '1e3',
    'null',
    '0035g00000ABCD',
    '0035g00000ABCDeA',
    '0035g00000ABCé1',
    '<b>0035g0000</b>',
    '👨‍👩‍👧',
    '\ud800',
  ]

  it.each(hostile)('leaves its record out, as an issue without the text: %j', text => {
    const result = fromSalesforce({
      Account,
      Contact: [{ Id: text, AccountId: ACME, Name: 'Anna' }, rest('Contact', 'Bert1', { AccountId: ACME })],
    })
    expect(result.villages[0]?.stakeholders.map(person => person.id)).toEqual([id('Contact', 'Bert1')])
    expect(codes(result)).toEqual(['Contact invalidId'])
  })

  it.each(hostile.filter(text => text.trim() !== '' && text !== 'null'))(
    'leaves the reference out, as an issue of the record: %j',
    text => {
      const result = fromSalesforce({ Account, Contact: [rest('Contact', 'Anna1', { AccountId: ACME, ReportsToId: text })] })
      expect(result.villages[0]?.stakeholders).toHaveLength(1)
      expect(result.issues).toMatchObject([{ object: 'Contact', id: id('Contact', 'Anna1'), code: 'invalidId' }])
    },
  )

  it('is also the id of another object', () => {
    const result = fromSalesforce({ Account, Contact: [{ Id: id('Task', 'Task1'), AccountId: ACME }] })
    expect(result.villages[0]?.stakeholders).toEqual([])
    expect(codes(result)).toEqual(['Contact invalidId'])
  })

  it('is also an id that two objects claim, of which the first has it', () => {
    const shared = { attributes: { referenceId: 'Same' }, AccountId: `@Same` }
    const result = fromSalesforce({ Contact: [shared], Account: [{ attributes: { referenceId: 'Same' }, Name: 'Kessler' }] })
    expect(result.villages.map(village => village.account.id)).toEqual(['@Same'])
    expect(codes(result)).toEqual(['Contact invalidId'])
  })
})

describe('a link without an id', () => {
  it('is told apart by what it links', () => {
    const link = { AccountId: ACME, ContactId: id('Contact', 'Anna1'), Roles: 'Champion' }
    const village = only({ ...acme('Anna1'), AccountContactRelation: [link, link] })
    expect(village.roles).toMatchObject([{ id: `${ACME}-${id('Contact', 'Anna1')}:role:champion`, role: 'champion' }])
  })

  it('that links nothing is an issue', () => {
    const result = fromSalesforce({ ...acme('Anna1'), AccountContactRelation: [{ ContactId: id('Contact', 'Anna1'), Roles: 'Champion' }] })
    expect(codes(result)).toEqual(['AccountContactRelation invalidId'])
  })

  it('of an opportunity may stand there once for each role', () => {
    const link = { OpportunityId: id('Opportunity', 'Opp01'), ContactId: id('Contact', 'Anna1') }
    const roles = ['Champion', 'Influencer', 'Champion'].map(Role => ({ ...link, Role }))
    const opportunity = rest('Opportunity', 'Opp01', { AccountId: ACME, CloseDate: '2027-01-31' })
    const village = only({ ...acme('Anna1'), Opportunity: [opportunity], OpportunityContactRole: roles })
    expect(village.roles.map(({ role }) => role)).toEqual(['champion', 'influencer'])
  })
})
