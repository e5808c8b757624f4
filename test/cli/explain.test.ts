import { createVillage, explainChange, explainRisk, snapshot, type VillageInput } from 'account-village'
import { describe, expect, it } from 'vitest'
import { HOSTILE_LABELS } from '../support/hostileLabels.js'
import { runIn } from '../support/world.js'

const acme: VillageInput = {
  account: { id: 'acme', name: 'Acme Works' },
  stakeholders: [
    { id: 'ann', name: 'Ann Example', roles: ['user'] },
    { id: 'bo', name: 'Bo Example', roles: ['economicBuyer'] },
    { id: 'cy', name: 'Cy Example', roles: ['approver'], joinedAt: '2026-05-01' },
  ],
  observations: [
    { id: 'o1', stakeholder: 'ann', at: '2026-02-02', sentiment: 0.8, via: 'interview' },
    { id: 'o2', stakeholder: 'bo', at: '2026-05-11', sentiment: -0.4, via: 'comment' },
  ],
  decisions: [{ id: 'deal', name: 'Deal', kind: 'new', value: { amount: 100_000, currency: 'EUR' } }],
}
const observed = { id: 'o1', at: '2026-02-02', sentiment: 0.8, via: 'interview' as const, stakeholder: 'ann' }
const village = createVillage(acme)
/** The same with everybody who decides heard at both moments. */
const heardBefore: VillageInput = {
  ...acme,
  stakeholders: acme.stakeholders?.slice(0, 2) ?? [],
  observations: [...(acme.observations ?? []), { id: 'o0', stakeholder: 'bo', at: '2026-02-20', sentiment: 0.3, via: 'interview' }],
}
const run = (args: readonly string[], input: VillageInput = acme) =>
  runIn({ 'a.json': JSON.stringify(createVillage(input)) }, ['explain', ...args])
const DAYS = ['--from', '2026-03-02', '--to', '2026-06-01']

describe('village explain', () => {
  it('says in a sentence what happened, and then every reason with whom it is about and what it adds', async () => {
    const { exitCode, out, notes } = await run(['a.json', ...DAYS])
    expect([exitCode, notes]).toEqual([0, ''])
    const [title] = out.split('\n')
    const sentence = out.split('\n').slice(1).join(' ')
    expect(title).toBe('Acme Works · from 2026-03-02 to 2026-06-01')
    expect(sentence).toMatch(/^The expected sentiment fell by 0\.20, from \+0\.09 to −0\.11\. What did most: new: what Bo Example said on/)
    const { contributions } = explainChange(snapshot(village, '2026-03-02'), snapshot(village, '2026-06-01'))
    expect(out).toMatch(/new: what Bo Example said on 2026-05-11 +−0\.1902/)
    expect(out).toMatch(/older now: what Ann Example said on 2026-02-02 +−0\.0228/)
    expect(out).toMatch(/Cy Example joined +\+0\.0021/)
    expect(out).toMatch(/In all +−0\.1999/)
    expect(out.split('\n').filter(line => /[+−]0\.\d{4}$/.test(line))).toHaveLength(contributions.length + 1)
  })

  it('says of the money at risk what each answer adds, and under it what moved that answer', async () => {
    const { out } = await run(['a.json', ...DAYS], heardBefore)
    const [, money = ''] = out.split('Why the money at risk changed')
    const s = createVillage(heardBefore)
    const { basis, contributions } = explainRisk(snapshot(s, '2026-03-02'), snapshot(s, '2026-06-01'))
    expect(basis).toEqual({ before: 'evidence', after: 'evidence' })
    const whole = (amount = 0) =>
      `${amount < 0 ? '−' : '+'}${new Intl.NumberFormat('en').format(Math.round(Math.abs(amount))).replaceAll(',', '\u202f')}`
    const of = contributions.find(({ stakeholder }) => stakeholder === 'bo')
    const [first, second] = of?.reasons ?? []
    const lines = money.split('\n').map(line => line.trim().replace(/ {2,}/g, ' '))
    const at = lines.indexOf(`Bo Example's answer ${whole(of?.amount)}`)
    expect(at).toBeGreaterThan(0)
    expect([lines[at + 1], lines[at + 2]]).toEqual([
      `new: what Bo Example said on 2026-05-11 ${whole(first?.amount)}`,
      expect.stringMatching(new RegExp(`\\${whole(second?.amount)}$`)),
    ])
  })

  it('names reasons and no amount where the chance of yes rests mostly on who was not heard', async () => {
    const unheard = { ...acme, observations: [observed, { ...observed, id: 'o3', at: '2026-05-11', sentiment: 0.2 }] }
    const { out } = await run(['a.json', ...DAYS], unheard)
    const [before, after] = [snapshot(createVillage(unheard), '2026-03-02'), snapshot(createVillage(unheard), '2026-06-01')]
    const { basis, contributions } = explainRisk(before, after)
    expect(basis).toEqual({ before: 'mostlyPrior', after: 'mostlyPrior' })
    expect(contributions.length).toBeGreaterThan(0)
    const [, money = ''] = out.split('Why the money at risk changed\n')
    expect(money).toMatch(/^Too little was heard of those who decide, or too long before the vote, for amounts\. What did most:\n· /)
    expect(money.match(/^· /gm)).toHaveLength(contributions.length)
    expect(money).not.toMatch(/\d|EUR|%/)
    const json: unknown = JSON.parse((await run(['a.json', ...DAYS, '--json'], unheard)).out)
    expect(json).toMatchObject({ risk: { basis, total: expect.closeTo(explainRisk(before, after).total, 9) } })
  })

  it('gives as JSON what the functions give', async () => {
    const { exitCode, out } = await run(['a.json', ...DAYS, '--json'])
    expect(exitCode).toBe(0)
    const [before, after] = [snapshot(village, '2026-03-02'), snapshot(village, '2026-06-01')]
    const expected = {
      account: 'acme',
      from: '2026-03-02',
      to: '2026-06-01',
      change: explainChange(before, after),
      risk: explainRisk(before, after),
    }
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(expected)))
  })

  it('looks until today when no later day is named, and says when nothing has changed', async () => {
    expect((await run(['a.json', '--from', '2026-03-02'])).out).toContain('from 2026-03-02 to 2026-11-20')
    expect((await run(['a.json', '--from', '2026-11-20'])).out).toContain('Nothing has changed: the expected sentiment is −')
  })

  it('says who left', async () => {
    const leaving =
      acme.stakeholders?.map(each => (each.id === 'cy' ? { ...each, joinedAt: '2026-01-01', leftAt: '2026-05-01' } : each)) ?? []
    const { out } = await run(['a.json', ...DAYS], { ...acme, stakeholders: leaving })
    expect(out).toMatch(/Cy Example left +[+−]0\.\d{4}/)
    expect(out).not.toContain('joined')
  })

  it('says of whoever stood for an unknown decider that one is known now, or none any more', async () => {
    const people = acme.stakeholders?.filter(({ id }) => id !== 'bo') ?? []
    const first = { ...acme, stakeholders: people, observations: acme.observations?.slice(0, 1) ?? [] }
    const { out } = await run(['a.json', ...DAYS], first)
    expect(out).toMatch(/\na decider is known now +[+−]0\.\d{4}\n/)
    expect(out).toMatch(/\n· a decider is known now\n/)
    const leaving = people.map(each => (each.id === 'cy' ? { ...each, joinedAt: '2026-01-01', leftAt: '2026-05-01' } : each))
    expect((await run(['a.json', ...DAYS], { ...first, stakeholders: leaving })).out).toMatch(/\nno approver is known any more +/)
    // Somebody may be called so, and then comes like anybody else.
    const called = [...(acme.stakeholders ?? []), { id: '?user', name: 'Cleo Example', roles: ['user' as const], joinedAt: '2026-05-01' }]
    expect((await run(['a.json', ...DAYS], { ...acme, stakeholders: called })).out).toMatch(/\nCleo Example joined +/)
  })

  it('gives estimates with their standard errors, and no row that shows nothing', async () => {
    const many = Array.from({ length: 14 }, (_, i) => ({ id: `p${i}`, roles: ['approver' as const], joinedAt: '2026-05-01' }))
    const told = many.map(({ id }) => ({ id: `o${id}`, stakeholder: id, at: '2026-05-02', sentiment: 0.1, via: 'interview' as const }))
    const { stakeholders = [], observations = [] } = heardBefore
    const { out } = await run(['a.json', ...DAYS], {
      ...heardBefore,
      stakeholders: [...stakeholders, ...many],
      observations: [...observations, ...told],
    })
    expect(out).toMatch(/\np\d+ joined +[+−][\d\u202f]+ ± [\d\u202f]+\n/)
    expect(out.replace(/\s+/g, ' ')).toContain('divided by simulation, with standard errors.')
    expect(out).not.toMatch(/[+−]0\.0000\n| {2}0\n/)
  })

  it('refuses to go back in time, and takes two moments of one day', async () => {
    const { exitCode, notes } = await run(['a.json', '--from', '2026-06-01', '--to', '2026-03-02'])
    expect([exitCode, notes]).toEqual([2, 'village: --from 2026-06-01 is after --to 2026-03-02. Give the earlier day first.'])
    expect((await run(['a.json', '--from', '2026-11-21'])).exitCode).toBe(2)
    expect((await run(['a.json', '--from', '2026-06-01T10:00:00Z', '--to', '2026-06-01'])).exitCode).toBe(0)
  })

  it('leaves the money out where the decision was not known before, or another one is in view', async () => {
    const late = { ...acme, decisions: acme.decisions?.map(each => ({ ...each, recordedAt: '2026-04-01' })) ?? [] }
    const { exitCode, out } = await run(['a.json', ...DAYS, '--decision', 'deal'], late)
    expect(exitCode).toBe(0)
    expect(out).not.toContain('money')
  })

  it.each([
    [['a.json']],
    [['a.json', '--from', 'yesterday']],
    [['a.json', ...DAYS, '--decision', 'nothing']],
    [['a.json', ...DAYS, '--as-of', '2026-03-02']],
    [['a.json', '--from']],
  ])('is refused: %j', async args => {
    const { exitCode, out, notes } = await run(args)
    expect([exitCode, out]).toEqual([2, ''])
    expect(notes).toMatch(/^village: \S/)
  })

  it('keeps its lines whatever people are called', async () => {
    const lines = (text: string): number => text.split('\n').length
    const named = (name: string) =>
      run(['a.json', ...DAYS], { ...acme, stakeholders: acme.stakeholders?.map(each => ({ ...each, name })) ?? [] })
    const usual = await named('x')
    for (const label of HOSTILE_LABELS.filter(each => each.length > 0 && each.length < 8)) {
      const { out } = await named(label)
      expect([label, lines(out)]).toEqual([label, lines(usual.out)])
      expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
    }
  })
})
