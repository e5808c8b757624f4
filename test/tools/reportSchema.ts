import { createGenerator } from 'ts-json-schema-generator'

/** The JSON Schema (draft 07) of what `accountReport` gives, made from its type and the comments of its fields. */
export function reportJsonSchema(): { readonly properties?: object | undefined } {
  const { $schema, ...schema } = createGenerator({
    path: 'src/report/accountReport.ts',
    tsconfig: 'tsconfig.json',
    type: 'AccountReport',
    skipTypeCheck: true,
    additionalProperties: false,
    topRef: false,
  }).createSchema('AccountReport')
  return { ...{ $schema }, title: 'AccountReport', description: 'What account-village says of one account on one day.', ...schema }
}
