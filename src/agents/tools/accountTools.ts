import * as z from 'zod/mini'
import { accountSentiment } from '../../account/accountSentiment.js'
import { explainChange } from '../../account/explainChange.js'
import { decisionOutlooks } from '../../decision/outlook.js'
import { vetoHolders } from '../../decision/vetoHolders.js'
import { whatIf } from '../../hypothesis/whatIf.js'
import { id, sentiment } from '../../model/fact.js'
import { READING_SOURCES } from '../../model/observation.js'
import { findingsIn } from '../../risk/assessRisk.js'
import { pastSnapshot } from '../../village/pastSnapshot.js'
import type { Snapshot } from '../../village/snapshot.js'
import { snapshot } from '../../village/takeSnapshot.js'
import {
  dayAsked,
  dayField,
  defineTool,
  moneyField,
  nextField,
  numberAt,
  pageFields,
  pageOf,
  seenIn,
  short,
  textOf,
  told,
  viewFields,
  villageIn,
} from './tool.js'

const decisionRow = z.object({
  decision: z.string(),
  nameText: z.exactOptional(z.string()),
  state: z.string(),
  basis: told(z.exactOptional(z.string()), 'evidence, mostlyPrior or priorOnly: only of evidence are there a chance and an amount'),
  probabilityOfYes: z.exactOptional(z.number()),
  interval: z.exactOptional(z.array(z.number())),
  revenueAtRisk: z.exactOptional(moneyField),
})

/** The decisions that are open; a chance and an amount only where they rest on evidence. */
function decisionsIn(s: Snapshot): z.output<typeof decisionRow>[] {
  return decisionOutlooks(s).map(({ decision = '', state, basis, probabilityOfYes, interval, revenueAtRisk }) => {
    const isFirm = basis === 'evidence'
    return {
      decision,
      ...textOf('nameText', s.decisions.find(each => each.id === decision)?.name),
      state,
      ...(basis !== undefined && { basis }),
      ...(isFirm && numberAt('probabilityOfYes', probabilityOfYes)),
      ...(isFirm && interval !== undefined && { interval: interval.map(short) }),
      ...(isFirm &&
        revenueAtRisk !== undefined && { revenueAtRisk: { amount: short(revenueAtRisk.amount), currency: revenueAtRisk.currency } }),
    }
  })
}

const sentimentFields = {
  state: z.string(),
  value: z.exactOptional(told(z.number(), 'From -1 to 1; absent where too little was heard')),
  interval: z.exactOptional(told(z.array(z.number()), 'Its 90 % interval')),
  coverage: told(z.number(), 'How much of what could be known of it is known, 0 to 1'),
}

function sentimentIn(s: Snapshot): z.output<z.ZodMiniObject<typeof sentimentFields>> {
  const { state, value, interval, coverage } = accountSentiment(s)
  return { state, ...numberAt('value', value), ...(interval !== undefined && { interval: interval.map(short) }), coverage: short(coverage) }
}

export const listAccounts = defineTool({
  name: 'village_list_accounts',
  title: 'List accounts',
  description: 'The accounts there are, in order of their ids, with their names.',
  input: z.strictObject(pageFields),
  output: z.object({ accounts: z.array(z.object({ account: z.string(), nameText: z.string(), updatedAt: z.string() })), ...nextField }),
  async run({ limit = 10, cursor }, { store }) {
    const accounts: { account: string; nameText: string; updatedAt: string }[] = []
    for await (const { account, name, updatedAt } of store.accounts({ limit: limit + 1, ...(cursor !== undefined && { after: cursor }) })) {
      accounts.push({ account, updatedAt, nameText: '', ...textOf('nameText', name) })
    }
    const rows = accounts.slice(0, limit)
    const last = rows.at(-1)?.account
    return { accounts: rows, ...(accounts.length > limit && last !== undefined && { nextCursor: last }) }
  },
})

export const getSummary = defineTool({
  name: 'village_get_summary',
  title: 'Summary of an account',
  description:
    'The state of an account on a day: its sentiment, its open decisions with the chance of yes and the money at risk, and how many risks there are.',
  input: z.strictObject(viewFields),
  output: z.object({
    account: z.string(),
    nameText: z.string(),
    asOf: z.string(),
    people: z.number(),
    sentiment: z.object(sentimentFields),
    decisions: z.array(decisionRow),
    moreDecisions: z.number(),
    vetoHolders: z.number(),
    risks: z.object({ critical: z.number(), warning: z.number(), info: z.number() }),
  }),
  async run(input, context) {
    const s = await seenIn(context, input)
    const decisions = decisionsIn(s)
    const risks = { critical: 0, warning: 0, info: 0 }
    for (const { severity } of findingsIn(s)) risks[severity]++
    return {
      account: s.account.id,
      nameText: '',
      ...textOf('nameText', s.account.name),
      asOf: s.asOf,
      people: s.stakeholders.length,
      sentiment: sentimentIn(s),
      decisions: decisions.slice(0, 3),
      moreDecisions: Math.max(0, decisions.length - 3),
      vetoHolders: vetoHolders(s).length,
      risks,
    }
  },
})

export const listRisks = defineTool({
  name: 'village_list_risks',
  title: 'Risks of an account',
  description: 'What endangers an account or its open decisions, the gravest first.',
  input: z.strictObject({ ...viewFields, ...pageFields }),
  output: z.object({
    account: z.string(),
    asOf: z.string(),
    risks: z.array(
      z.object({
        rule: z.string(),
        severity: z.string(),
        decision: z.exactOptional(z.string()),
        stakeholders: z.array(z.string()),
        message: z.string(),
        effect: told(z.exactOptional(z.number()), 'By how much it lowers the chance of yes, 0 to 1; not to be added to others'),
        revenueAtRisk: z.exactOptional(moneyField),
      }),
    ),
    ...nextField,
  }),
  async run(input, context) {
    const s = await seenIn(context, input)
    const { rows, next } = pageOf(findingsIn(s), { limit: 5, ...input })
    const risks = rows.map(({ rule, severity, decision, stakeholders, message, effect, revenueAtRisk }) => ({
      rule,
      severity,
      ...(decision !== undefined && { decision }),
      stakeholders: stakeholders.slice(0, 5),
      message,
      ...numberAt('effect', effect),
      ...(revenueAtRisk !== undefined && { revenueAtRisk: { ...revenueAtRisk, amount: short(revenueAtRisk.amount) } }),
    }))
    return { account: s.account.id, asOf: s.asOf, risks, ...next }
  },
})

export const explainChangeTool = defineTool({
  name: 'village_explain_change',
  title: 'Why the sentiment changed',
  description: 'Why the sentiment of an account differs between two days: every reason with what it adds, the largest first.',
  input: z.strictObject({ ...viewFields, from: told(dayField, 'The earlier day'), ...pageFields }),
  output: z.object({
    account: z.string(),
    from: z.string(),
    asOf: z.string(),
    before: z.number(),
    after: z.number(),
    total: z.number(),
    reasons: z.array(
      z.object({
        kind: z.string(),
        stakeholder: z.exactOptional(z.string()),
        unit: z.exactOptional(z.string()),
        reading: z.exactOptional(z.string()),
        at: z.exactOptional(z.string()),
        amount: z.number(),
      }),
    ),
    ...nextField,
  }),
  async run({ from, ...input }, context) {
    const village = await villageIn(context, input.account)
    const named = input.decision === undefined ? {} : { decision: input.decision }
    const s = snapshot(village, dayAsked(context, input.asOf), named)
    const before = pastSnapshot(village, from, named)
    const explanation = explainChange(before, s)
    const { rows, next } = pageOf(explanation.contributions, { limit: 8, ...input })
    const reasons = rows.map(({ kind, stakeholder, unit, reading, at, amount }) => ({
      kind,
      ...(stakeholder !== undefined && { stakeholder }),
      ...(unit !== undefined && { unit }),
      ...(reading !== undefined && { reading }),
      ...(at !== undefined && { at }),
      amount: short(amount),
    }))
    const { total } = explanation
    return {
      account: s.account.id,
      from: before.asOf,
      asOf: s.asOf,
      before: short(explanation.before),
      after: short(explanation.after),
      total: short(total),
      reasons,
      ...next,
    }
  },
})

const supposed = z.union([
  z.strictObject({ hear: id, sentiment, via: z.exactOptional(z.enum(READING_SOURCES)) }),
  z.strictObject({ lose: id }),
  z.strictObject({ meet: id }),
  z.strictObject({ miss: id }),
  z.strictObject({ sway: id, by: z.number().check(z.minimum(-2), z.maximum(2)) }),
  z.strictObject({ grantVeto: id }),
  z.strictObject({ liftVeto: id }),
  z.strictObject({ liftBarrier: id }),
])

const scene = z.object({ sentiment: z.object(sentimentFields), decisions: z.array(decisionRow) })

export const whatIfTool = defineTool({
  name: 'village_what_if',
  title: 'What if',
  description:
    'What an account would be like if something were so: a person is heard to think something, leaves, is swayed, gains or loses a veto; an expectation is met or missed; a barrier is lifted. Nothing is recorded.',
  input: z.strictObject({
    ...viewFields,
    changes: told(z.array(supposed).check(z.minLength(1), z.maxLength(20)), 'What is supposed, one after another'),
  }),
  output: z.object({ account: z.string(), asOf: z.string(), before: scene, after: scene }),
  async run({ changes, ...input }, context) {
    const s = await seenIn(context, input)
    const after = whatIf(s, changes)
    const sceneOf = (of: Snapshot) => ({ sentiment: sentimentIn(of), decisions: decisionsIn(of).slice(0, 2) })
    return { account: s.account.id, asOf: s.asOf, before: sceneOf(s), after: sceneOf(after) }
  },
})
