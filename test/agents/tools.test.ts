import { createVillage, snapshot, vetoHolders } from 'account-village'
import { callTool, memoryProposals, toolDefinitions } from 'account-village/agents'
import type { VillageStore } from 'account-village/store'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { TOOLS } from '../../src/agents/tools/tools.js'
import { HOSTILE_IDS } from '../support/hostileIds.js'
import { memoryStore } from '../support/memoryStore.js'
import { richVillage } from '../support/richVillage.js'
import { DAY, readCalls, storeOf } from './calls.js'
import { CASES, HARBOUR } from './texts.js'

describe('the tools', () => {
  it('are those that are told of, with schemas, and write only where that is allowed', () => {
    const names = toolDefinitions({ write: true }).map(({ name }) => name)
    expect(names).toEqual([
      'village_list_accounts',
      'village_get_summary',
      'village_list_veto_holders',
      'village_list_risks',
      'village_explain_change',
      'village_what_if',
      'village_next_moves',
      'village_next_interviews',
      'village_get_person',
      'village_record_reading',
      'village_record_comment',
      'village_propose_facts',
      'village_accept_proposal',
    ])
    expect(toolDefinitions().map(({ name }) => name)).toEqual(names.slice(0, 9))
    for (const { inputSchema, annotations, outputSchema } of toolDefinitions()) {
      expect([inputSchema.type, inputSchema.additionalProperties, outputSchema.type, annotations.readOnlyHint]).toEqual([
        'object',
        false,
        'object',
        true,
      ])
    }
  })

  it('answer every question about an account by their schemas, mostly in less than 1 KB', async () => {
    const village = richVillage()
    const store = await storeOf(village)
    const sizes: number[] = []
    for (const [name, input] of readCalls(village)) {
      const answer = await callTool(name, { ...input, ...('limit' in input && { limit: 3 }) }, store)
      if (answer.isError) throw new Error(`${name}: ${answer.error.message}`)
      const tool = TOOLS.find(each => each.name === name)
      expect(z.safeParse(tool?.output ?? z.never(), answer.result).success).toBe(true)
      sizes.push(JSON.stringify(answer.result).length)
    }
    const typical = [...sizes].sort((a, b) => a - b)[Math.floor(sizes.length / 2)]
    expect(typical).toBeLessThan(1024)
    expect(Math.max(...sizes)).toBeLessThan(4096)
  })

  it('give pages that together are the whole', async () => {
    const villages = ['a', 'b', 'c', 'd', 'e'].map(id => createVillage({ account: { id, name: id.toUpperCase() } }))
    const store = await storeOf(...villages)
    const pages: unknown[] = []
    for (let cursor: string | undefined, more = true; more; ) {
      const answer = await callTool('village_list_accounts', { limit: 2, ...(cursor !== undefined && { cursor }) }, store)
      const result = answer.isError ? {} : answer.result
      pages.push(Reflect.get(result, 'accounts'))
      const next: unknown = Reflect.get(result, 'nextCursor')
      more = typeof next === 'string'
      cursor = typeof next === 'string' ? next : undefined
    }
    expect(pages.map(page => (Array.isArray(page) ? page.map(each => Reflect.get(each, 'account')) : page))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e'],
    ])
  })

  it('take ids as they are, whatever they look like', async () => {
    for (const id of HOSTILE_IDS) {
      const village = createVillage({
        account: { id, name: 'A' },
        stakeholders: [{ id, name: 'N', veto: true }],
        decisions: [{ id, name: 'D', kind: 'new' }],
      })
      const answer = await callTool('village_list_veto_holders', { account: id, asOf: DAY }, await storeOf(village))
      expect(answer.isError ? answer : Reflect.get(answer.result, 'vetoHolders')).toMatchObject(
        vetoHolders(snapshot(village, DAY)).map(({ stakeholder, basis }) => ({ stakeholder, basis })),
      )
    }
  })

  it('show no chance and no amount that rests on the prior', async () => {
    const village = createVillage({
      account: 'x',
      stakeholders: [{ id: 'cfo', roles: ['economicBuyer'] }],
      decisions: [{ id: 'd', name: 'D', kind: 'new', value: { amount: 1000, currency: 'EUR' } }],
    })
    const answer = await callTool('village_get_summary', { account: 'x', asOf: DAY }, await storeOf(village))
    expect(answer.isError ? answer : Reflect.get(answer.result, 'decisions')).toEqual([
      { decision: 'd', nameText: 'D', state: 'undated', basis: 'priorOnly' },
    ])
  })
})

describe('a call that is wrong', () => {
  it.each([
    ['village_list_risks', { account: 'harbour' }, {}, 'invalidArgument', 'asOf: is missing'],
    ['village_list_risks', { account: 'harbour', asOf: 'soon' }, {}, 'invalidDate', 'is not a date'],
    ['village_list_risks', { account: 'harbour', asOf: DAY, cursor: 'x' }, {}, 'invalidArgument', 'cursor: '],
    ['village_list_risks', { account: 'harbour', asOf: DAY, limit: 1000 }, {}, 'invalidArgument', 'limit: 1000 is not at most 50'],
    ['village_list_risks', { account: 'harbour', asOf: DAY, limt: 1 }, {}, 'invalidArgument', 'there is no field "limt"'],
    ['village_list_risks', 'harbour', {}, 'invalidArgument', 'input: a text is not'],
    ['village_list_risks', null, {}, 'invalidArgument', 'input: null is not'],
    ['village_get_summary', { account: '__proto__', asOf: DAY }, {}, 'unknownAccount', 'there is no account "__proto__"'],
    [
      'village_get_person',
      { account: 'harbour', asOf: DAY, stakeholder: 'zed' },
      {},
      'unknownStakeholder',
      'there is no stakeholder "zed"',
    ],
    ['village_what_if', { account: 'harbour', asOf: DAY, changes: [{ lose: 'zed' }] }, {}, 'unknownStakeholder', '"zed"'],
    ['village_what_if', { account: 'harbour', asOf: DAY, changes: [{ hear: 'bo', sentiment: 7 }] }, {}, 'invalidArgument', 'changes[0]'],
    ['village_record_reading', {}, {}, 'readOnly', 'only reading is allowed'],
    ['village_record_reading', { account: 'harbour' }, { write: true }, 'invalidArgument', 'stakeholder: is missing'],
    [
      'village_propose_facts',
      { account: 'harbour', text: 'x', at: DAY, source: 'x', items: [] },
      { write: true },
      'noProposals',
      'no place for proposals',
    ],
    ['village_list_risk', {}, {}, 'unknownTool', 'Did you mean village_list_risks?'],
    ['constructor', {}, {}, 'unknownTool', 'There is no such tool.'],
  ])('of %s with %j is answered with %s', async (name, input, options, code, message) => {
    const answer = await callTool(name, input, await storeOf(HARBOUR), options)
    expect(answer).toMatchObject({ isError: true, error: { code, message: expect.stringContaining(message) } })
  })

  it('of a store that fails tells nothing of what the store says', async () => {
    const store: VillageStore = { ...memoryStore(), load: () => Promise.reject(new Error('password=hunter2')) }
    expect(await callTool('village_get_summary', { account: 'x', asOf: DAY }, store)).toEqual({
      isError: true,
      error: { code: 'failed', message: 'The call failed. Try again, or ask for less.' },
    })
  })
})

describe('tools that record', () => {
  const reading = { account: 'harbour', stakeholder: 'bo', at: '2026-03-02', sentiment: 0.4, via: 'meeting' }

  it('say whether anything is new, and do the same thing once', async () => {
    const store = await storeOf(HARBOUR)
    const call = async (name: string, input: object) => {
      const answer = await callTool(name, input, store, { write: true })
      return answer.isError ? answer.error : Reflect.get(answer.result, 'recorded')
    }
    expect([
      await call('village_record_reading', reading),
      await call('village_record_reading', { ...reading, at: '2026-03-02T00:00:00Z' }),
    ]).toEqual([true, false])
    const comment = { account: 'harbour', stakeholder: 'ann', at: '2026-03-02', text: 'Too slow' }
    expect([await call('village_record_comment', comment), await call('village_record_comment', comment)]).toEqual([true, false])
    const twenty = await Promise.all(
      Array.from({ length: 20 }, (_, i) => call('village_record_reading', { ...reading, sentiment: i / 20 })),
    )
    expect(twenty.every(each => each === true || each === false)).toBe(true)
    expect((await store.load('harbour'))?.village.observations).toHaveLength(20)
  })

  it('propose from a text and record what is accepted, for the account that it is about', async () => {
    const [each] = CASES
    const store = await storeOf(HARBOUR, createVillage({ account: 'other' }))
    const options = { write: true, proposals: memoryProposals(), today: '2026-03-05' }
    const input = {
      account: 'harbour',
      text: each?.text,
      at: each?.at,
      source: 'call',
      items: [...(each?.careful ?? []), { kind: 'nonsense' }],
    }
    const answer = await callTool('village_propose_facts', input, store, options)
    const [first] = answer.isError
      ? []
      : z.parse(z.object({ proposals: z.array(z.object({ proposal: z.string(), quoteText: z.string() })) }), answer.result).proposals
    expect(answer).toMatchObject({
      isError: false,
      result: { refused: [{ item: 2, reason: 'malformed' }], proposals: [{ kind: 'reading', line: 4 }, { day: '2026-03-10' }] },
    })
    expect((await store.load('harbour'))?.village.observations).toEqual([])
    const accept = (account: string) => callTool('village_accept_proposal', { account, proposal: first?.proposal }, store, options)
    expect(await accept('other')).toMatchObject({ isError: true, error: { code: 'unknownProposal' } })
    expect([await accept('harbour'), await accept('harbour')]).toMatchObject([
      { result: { recorded: true } },
      { result: { recorded: false } },
    ])
    expect((await store.load('harbour'))?.village.observations).toMatchObject([{ basis: 'inferred', confidence: 0.6 }])
  })
})
