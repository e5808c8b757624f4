import * as z from 'zod/mini'
import { ruleField, ruleShape } from './decision.js'
import { time } from './fact.js'
import { villageSchema } from './village.js'

/** A JSON Schema, as far as this file looks into it. */
type JsonSchema = Record<string, unknown>

/** The JSON Schema (draft 2020-12) of a village as it is stored, made from the schemas that check it. */
export function villageJsonSchema(): JsonSchema {
  const rule = definition(ruleShape)
  const { properties, ...village } = z.toJSONSchema(villageSchema, {
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      // A stored point in time is an instant; only callers may give it otherwise.
      if (zodSchema === time) replace(jsonSchema, { type: 'string', format: 'date-time' })
      if (zodSchema === ruleField) replace(jsonSchema, { $ref: '#/$defs/decisionRule' })
    },
  })
  return {
    ...village,
    title: 'Village',
    description: 'Everything ever learned about one account, as account-village stores it.',
    required: ['schemaVersion', 'account'],
    properties,
    $defs: { decisionRule: rule },
  }
}

/** The schema of a rule, whose references to itself must point to where it will stand. */
function definition(shape: z.ZodMiniType): unknown {
  const { $schema: _, ...schema } = z.toJSONSchema(shape)
  return JSON.parse(JSON.stringify(schema).replaceAll('"#"', '"#/$defs/decisionRule"'))
}

function replace(schema: object, by: JsonSchema): void {
  for (const key of Object.keys(schema)) Reflect.deleteProperty(schema, key)
  Object.assign(schema, by)
}
