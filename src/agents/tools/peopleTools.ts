import * as z from 'zod/mini'
import { decisionOutlook } from '../../decision/outlook.js'
import { vetoHolders } from '../../decision/vetoHolders.js'
import { powerByStakeholder } from '../../influence/power.js'
import { id } from '../../model/fact.js'
import { sentimentsByStakeholder } from '../../sentiment/sentiments.js'
import { compareText } from '../../support/order.js'
import {
  defineTool,
  foreign,
  nextField,
  numberAt,
  pageFields,
  pageOf,
  personFields,
  personIn,
  refuseStranger,
  seenIn,
  short,
  textOf,
  told,
  viewFields,
} from './tool.js'

export const listVetoHolders = defineTool({
  name: 'village_list_veto_holders',
  title: 'Who can say no',
  description:
    'Everyone who can stop the decision in view alone, the likeliest no first. An id that begins with ? is a seat without a known holder.',
  input: z.strictObject({ ...viewFields, ...pageFields }),
  output: z.object({
    account: z.string(),
    asOf: z.string(),
    vetoHolders: z.array(
      z.object({
        ...personFields,
        basis: z.string(),
        sentiment: z.exactOptional(z.number()),
        probabilityOfNo: told(z.exactOptional(z.number()), 'On the day of the vote; only where they were heard'),
        lastHeardAt: z.exactOptional(z.string()),
      }),
    ),
    ...nextField,
  }),
  async run(input, context) {
    const s = await seenIn(context, input)
    const { rows, next } = pageOf(vetoHolders(s), input)
    const holders = rows.map(({ stakeholder, basis, value, probabilityOfNo, lastHeardAt }) => ({
      ...personIn(s, stakeholder),
      basis,
      ...numberAt('sentiment', value),
      // What the prior alone says of somebody is no forecast.
      ...(value !== undefined && numberAt('probabilityOfNo', probabilityOfNo)),
      ...(lastHeardAt !== undefined && { lastHeardAt }),
    }))
    return { account: s.account.id, asOf: s.asOf, vetoHolders: holders, ...next }
  },
})

/** So many of the last comments and of the open expectations of a person are shown. */
const MOST_WORDS = 3

export const getPerson = defineTool({
  name: 'village_get_person',
  title: 'A person',
  description:
    'What is known of a person on a day: roles, power, sentiment, whether they can say no, what they expect and what they said last.',
  input: z.strictObject({ ...viewFields, stakeholder: told(id, 'The id of the person') }),
  output: z.object({
    account: z.string(),
    asOf: z.string(),
    ...personFields,
    unitNameText: z.exactOptional(z.string()),
    hasLeft: z.boolean(),
    roles: z.array(z.string()),
    canSayNo: z.boolean(),
    powerShare: z.exactOptional(z.number()),
    sentiment: z.exactOptional(z.number()),
    interval: z.exactOptional(z.array(z.number())),
    lastHeardAt: z.exactOptional(z.string()),
    probabilityOfYes: z.exactOptional(z.number()),
    expectations: z.array(
      z.object({ expectation: z.string(), statementText: z.string(), importance: z.number(), dueAt: z.exactOptional(z.string()) }),
    ),
    comments: z.array(z.object({ comment: z.string(), at: z.string(), commentText: z.string() })),
  }),
  async run({ stakeholder, ...input }, context) {
    const s = await seenIn(context, input)
    refuseStranger(s, stakeholder)
    const person = s.stakeholders.find(each => each.id === stakeholder)
    const unit = s.units.find(each => each.id === person?.unit)
    const known = sentimentsByStakeholder(s).get(stakeholder)
    const outlook = decisionOutlook(s)
    const own = outlook.basis === 'evidence' ? outlook.byStakeholder.find(each => each.stakeholder === stakeholder) : undefined
    const { value, sd = 0, lastHeardAt } = known ?? {}
    const expectations = s.expectations.filter(each => each.stakeholder === stakeholder && each.status.at(-1)?.state !== 'met')
    const comments = s.comments.filter(each => each.stakeholder === stakeholder).sort((a, b) => compareText(b.at, a.at))
    return {
      account: s.account.id,
      asOf: s.asOf,
      ...personIn(s, stakeholder),
      ...textOf('unitNameText', unit?.name),
      hasLeft: person === undefined,
      roles: [...new Set(s.roles.filter(each => each.stakeholder === stakeholder).map(({ role }) => role))],
      canSayNo: vetoHolders(s).some(each => each.stakeholder === stakeholder),
      ...numberAt('powerShare', powerByStakeholder(s).get(stakeholder)?.share),
      ...numberAt('sentiment', value),
      ...(value !== undefined && { interval: [short(Math.max(-1, value - 1.6449 * sd)), short(Math.min(1, value + 1.6449 * sd))] }),
      ...(lastHeardAt !== undefined && { lastHeardAt }),
      ...numberAt('probabilityOfYes', own?.probabilityOfYes),
      expectations: expectations.slice(0, MOST_WORDS).map(({ id: expectation, statement, importance, dueAt }) => {
        return { expectation, statementText: foreign(statement), importance, ...(dueAt !== undefined && { dueAt }) }
      }),
      comments: comments.slice(0, MOST_WORDS).map(({ id: comment, at, text }) => ({ comment, at, commentText: foreign(text) })),
    }
  },
})
