import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { complete } from '../../src/cli/facts/identity.js'
import { villageJsonSchema } from '../../src/model/jsonSchema.js'
import { FACT_ARRAYS, FACT_KINDS } from '../../src/model/village.js'

/** The fields that the guide gives for each kind, those that must be there with asterisks, and the choices of its own kind. */
const rows = new Map(
  [...readFileSync('docs/guides/facts.md', 'utf8').matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].map(([, kind = '', text = '']) => [kind, text]),
)
const COMMON = ['id', 'recordedAt', 'retractedAt', 'source', 'basis', 'confidence']

describe('the fields of facts that the guide lists', () => {
  it.each(FACT_ARRAYS)('are those that there are: %s', array => {
    const { noun, fields } = FACT_KINDS[array]
    const text = rows.get(array === 'observations' ? 'reading' : noun) ?? ''
    const names = [...text.replace(/\([^)]*\)/g, '').matchAll(/`(\w+)`/g)].map(([, name]) => name)
    const own = fields.filter(field => !COMMON.includes(field))
    const short = array === 'stakeholders' ? ['roles', 'veto'] : []
    expect(names.filter(name => name !== 'id').sort()).toEqual([...own, ...short].sort())
    const { required, properties } = schemaOf(array)
    const added = Object.keys(complete(array, {}))
    expect([...text.matchAll(/\*\*`(\w+)`\*\*/g)].map(([, name]) => name).sort()).toEqual(
      required.filter(name => !added.includes(name)).sort(),
    )
    const choices = /`kind`(?:\*\*)? \(([^)]*)\)/.exec(text)?.[1]?.replaceAll('`', '').split(', ')
    expect(choices).toEqual(properties.kind?.enum)
  })

  it('are of every kind', () => {
    expect(rows.size).toBe(FACT_ARRAYS.length)
  })
})

interface KindSchema {
  readonly required: readonly string[]
  readonly properties: { readonly [field: string]: { readonly enum?: readonly string[] } }
}

function schemaOf(array: string): KindSchema {
  const schema: { readonly properties: { readonly [name: string]: { readonly items: KindSchema } } } = JSON.parse(
    JSON.stringify(villageJsonSchema()),
  )
  return schema.properties[array]?.items ?? { required: [], properties: {} }
}
