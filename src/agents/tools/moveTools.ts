import * as z from 'zod/mini'
import { nextInterviews } from '../../listening/nextInterviews.js'
import { nextMoves } from '../../plan/nextMoves.js'
import { defineTool, foreign, moneyField, numberAt, personFields, personIn, seenIn, short, textOf, told, viewFields } from './tool.js'

const limit = z.exactOptional(told(z.int().check(z.minimum(1), z.maximum(20)), 'At most so many, 1 to 20; 3 when left out'))

export const nextMovesTool = defineTool({
  name: 'village_next_moves',
  title: 'What to do next',
  description: 'What is worth hours of ours in an account, most worth an hour first: who with, who can introduce us, by when and why.',
  input: z.strictObject({
    ...viewFields,
    limit,
    hours: z.exactOptional(told(z.number().check(z.minimum(0), z.maximum(10_000)), 'Hours there are; 16 when left out')),
  }),
  output: z.object({
    account: z.string(),
    asOf: z.string(),
    decision: z.exactOptional(z.string()),
    moves: z.array(
      z.object({
        kind: z.string(),
        statementText: z.string(),
        with: z.array(z.string()),
        by: z.exactOptional(z.string()),
        byNameText: z.exactOptional(z.string()),
        through: z.array(z.string()),
        hours: z.number(),
        worth: z.number(),
        money: z.exactOptional(moneyField),
        finishBy: z.exactOptional(z.string()),
        urgency: z.exactOptional(z.string()),
        why: z.string(),
      }),
    ),
    overdue: z.number(),
    reason: z.exactOptional(z.string()),
  }),
  async run({ limit: most = 3, hours, ...input }, context) {
    const s = await seenIn(context, input)
    const { moves, decision, overdue, reason } = nextMoves(s, { limit: most, ...(hours !== undefined && { hours }) })
    const rows = moves.map(({ kind, statement, with: people, by, byName, through, effort, worth, money, finishBy, urgency, why }) => ({
      kind,
      statementText: foreign(statement),
      with: people.slice(0, 10),
      ...(by !== undefined && { by }),
      ...textOf('byNameText', byName),
      through: through.slice(0, 10),
      hours: short(effort),
      worth: short(worth),
      ...(money !== undefined && { money: { ...money, amount: short(money.amount) } }),
      ...(finishBy !== undefined && { finishBy }),
      ...(urgency !== undefined && { urgency }),
      why,
    }))
    return {
      account: s.account.id,
      asOf: s.asOf,
      ...(decision !== undefined && { decision }),
      moves: rows,
      overdue: overdue.length,
      ...(reason !== undefined && { reason }),
    }
  },
})

export const nextInterviewsTool = defineTool({
  name: 'village_next_interviews',
  title: 'Who to hear next',
  description: 'Who to hear next in an account, in the order in which it tells most, and who can introduce us.',
  input: z.strictObject({ ...viewFields, limit }),
  output: z.object({
    account: z.string(),
    asOf: z.string(),
    interviews: z.array(
      z.object({ ...personFields, share: z.exactOptional(z.number()), reason: z.string(), path: z.array(z.string()), enough: z.boolean() }),
    ),
  }),
  async run({ limit: most = 3, ...input }, context) {
    const s = await seenIn(context, input)
    const interviews = nextInterviews(s, { limit: most }).map(({ stakeholder, share, reason, path, enough }) => {
      return { ...personIn(s, stakeholder), ...numberAt('share', share), reason, path: path.slice(0, 10), enough }
    })
    return { account: s.account.id, asOf: s.asOf, interviews }
  },
})
