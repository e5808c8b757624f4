import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldOf, recordParts } from '../../src/crm/fields.js'
import { always } from '../support/law.js'

const FORM = { pages: ['records'], inline: ['properties'] }
const word = fc.stringMatching(/^[a-z]{2,6}$/)
const title = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The ways in which systems write the words of a name. */
const SPELLINGS: readonly (readonly [style: string, spell: (words: readonly string[]) => string])[] = [
  ['camel', words => words.map((each, i) => (i === 0 ? each : title(each))).join('')],
  ['Pascal', words => words.map(title).join('')],
  ['snake', words => words.join('_')],
  ['upper', words => words.join('').toUpperCase()],
  ['upper snake', words => words.join('_').toUpperCase()],
]

describe('the name of a field', () => {
  it('is one in camel, Pascal, snake or upper case, whichever is asked for', () => {
    always(
      fc.array(word, { minLength: 1, maxLength: 4 }),
      words => {
        for (const [, write] of SPELLINGS) {
          const { fields } = recordParts({ [write(words)]: 'found' }, FORM)
          for (const [, ask] of SPELLINGS) expect(fieldOf(fields, ask(words))).toBe('found')
        }
      },
      200,
    )
  })

  it('may have a byte-order mark and spaces around it', () => {
    expect(fieldOf(recordParts({ '\u{FEFF}Id ': '1' }, FORM).fields, 'id')).toBe('1')
  })

  it('of a custom field keeps its own spelling apart from another that only differs in underscores', () => {
    const { fields } = recordParts({ a_b__c: 'one', ab__c: 'two' }, FORM)
    expect([fieldOf(fields, 'a_b__c'), fieldOf(fields, 'ab__c')]).toEqual(['one', 'two'])
  })
})

describe('a record', () => {
  it('has the fields of its inner object where its source packs them so', () => {
    const { fields } = recordParts({ id: '1', properties: { firstname: 'Ann', owner: { name: 'Bo' } } }, FORM)
    expect([fieldOf(fields, 'firstname'), fieldOf(fields, 'owner.name')]).toEqual(['Ann', 'Bo'])
  })

  it('shows its lists apart, and joins lists of choices', () => {
    const { fields, lists } = recordParts({ tags: ['a', 2], nested: { records: [{ id: 1 }] }, rows: [{ id: 2 }] }, FORM)
    expect(fieldOf(fields, 'tags')).toBe('a;2')
    expect(lists.map(([name]) => name)).toEqual(['nested', 'rows'])
  })
})
