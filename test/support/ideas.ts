import {
  BUYING_ROLES,
  type BuyingRole,
  type Hypothesis,
  READING_SOURCES,
  type ReadingSource,
  record,
  recordDeparture,
  recordSentiment,
  retract,
  revise,
  type Snapshot,
  type StakeholderInput,
  type TieKind,
  type Village,
} from 'account-village'
import fc from 'fast-check'

/** A hypothesis without names: who and what it is about goes by number, modulo how many there are. */
export interface Idea {
  readonly kind: (typeof KINDS)[number]
  readonly who: number
  readonly other: number
  readonly sentiment: number
  readonly via: ReadingSource
  readonly role: BuyingRole
  readonly veto: boolean
  readonly weight: number
  readonly tie: TieKind
}

/** Every kind of hypothesis that can come true in facts. */
export const RECORDABLE = ['hear', 'lose', 'add', 'meet', 'miss', 'grantVeto', 'liftVeto', 'liftBarrier', 'tie'] as const

/** Every kind of hypothesis. */
export const KINDS = [...RECORDABLE, 'sway'] as const

/** Hypotheses without names, of the kinds given. */
export function ideasOf(kinds: readonly Idea['kind'][]): fc.Arbitrary<Idea> {
  return fc.record({
    kind: fc.constantFrom(...kinds),
    who: fc.nat(59),
    other: fc.nat(59),
    sentiment: fc.integer({ min: -100, max: 100 }).map(n => n / 100 + 0),
    via: fc.constantFrom(...READING_SOURCES),
    role: fc.constantFrom(...BUYING_ROLES),
    veto: fc.boolean(),
    weight: fc.oneof(
      fc.constant(0),
      fc.integer({ min: 1, max: 900 }).map(n => n / 100),
    ),
    tie: fc.constantFrom('influence', 'influence', 'informs', 'reportsTo', 'conflict'),
  })
}

/** What an idea says about a snapshot; nothing where there is nothing of the kind. Placeholders may be spoken of, too. */
export function hypothesisOf(s: Snapshot, idea: Idea, newcomer: string): Hypothesis | undefined {
  const pick = <Item>(items: readonly Item[], n: number): Item | undefined => items[n % items.length]
  const who = pick(s.stakeholders, idea.who)?.id
  const known = pick(
    s.stakeholders.filter(({ id }) => !s.placeholders.includes(id)),
    idea.who,
  )?.id
  const other = pick(
    s.stakeholders.filter(({ id }) => id !== who),
    idea.other,
  )?.id
  const expectation = pick(s.expectations, idea.who)?.id
  const veto = pick(s.vetoes, idea.who)?.stakeholder
  const barrier = pick(s.barriers, idea.who)?.id
  const unit = pick(s.units, idea.other)?.id
  switch (idea.kind) {
    case 'hear':
      return who === undefined ? undefined : { hear: who, sentiment: idea.sentiment, via: idea.via }
    case 'lose':
      return known === undefined ? undefined : { lose: known }
    case 'add':
      return { add: newcomerFrom(idea, newcomer, unit) }
    case 'meet':
      return expectation === undefined ? undefined : { meet: expectation }
    case 'miss':
      return expectation === undefined ? undefined : { miss: expectation }
    case 'sway':
      return who === undefined ? undefined : { sway: who, by: 2 * idea.sentiment }
    case 'grantVeto':
      return who === undefined ? undefined : { grantVeto: who }
    case 'liftVeto':
      return veto === undefined ? undefined : { liftVeto: veto }
    case 'liftBarrier':
      return barrier === undefined ? undefined : { liftBarrier: barrier }
    case 'tie':
      return who === undefined || other === undefined ? undefined : { tie: { from: who, to: other, kind: idea.tie, weight: idea.weight } }
  }
}

function newcomerFrom({ role, veto }: Idea, id: string, unit: string | undefined): StakeholderInput {
  return { id, roles: [role], ...(veto && { veto }), ...(unit !== undefined && { unit }) }
}

/** Long before anything that is looked at, so that whatever a snapshot knows, it knows this. */
const LONG_AGO = '2010-01-01'

/**
 * The village in which a hypothesis about a snapshot of it has come true, under the ids that the supposed snapshot gives to what is new; nothing where no
 * village could have it so, because it is about a placeholder or is not recorded, only heard.
 */
export function cameTrue(village: Village, s: Snapshot, hypothesis: Hypothesis, supposed: Snapshot): Village | undefined {
  const ghosts = new Set(s.placeholders)
  if ('hear' in hypothesis) {
    const heard = supposed.observations.find(each => !s.observations.includes(each))
    if (heard === undefined || ghosts.has(hypothesis.hear)) return undefined
    return recordSentiment(village, { ...heard, recordedAt: LONG_AGO })
  }
  if ('lose' in hypothesis) {
    const joinedAt = s.stakeholders.find(({ id }) => id === hypothesis.lose)?.joinedAt ?? ''
    // Nobody leaves before they have come.
    return joinedAt < s.agedTo ? recordDeparture(village, hypothesis.lose, s.agedTo, { recordedAt: lastKnown(s) }) : undefined
  }
  if ('add' in hypothesis) return record(village, { stakeholders: [hypothesis.add] })
  if ('meet' in hypothesis || 'miss' in hypothesis) {
    const settled = supposed.expectations.filter(each => !s.expectations.includes(each))
    return revise(village, { expectations: settled.map(({ recordedAt: _, ...each }) => each) }, { recordedAt: LONG_AGO })
  }
  if ('grantVeto' in hypothesis) {
    return ghosts.has(hypothesis.grantVeto)
      ? undefined
      : record(village, { vetoes: [{ stakeholder: hypothesis.grantVeto, since: s.agedTo, recordedAt: LONG_AGO }] })
  }
  if ('liftVeto' in hypothesis) {
    const granted = s.vetoes.filter(({ stakeholder }) => stakeholder === hypothesis.liftVeto)
    return granted.reduce((before, { id }) => retract(before, id, { recordedAt: lastKnown(s), kind: 'vetoes' }), village)
  }
  if ('liftBarrier' in hypothesis) {
    const lifted = retract(village, hypothesis.liftBarrier, { recordedAt: lastKnown(s), kind: 'barriers' })
    // What is used then was measured: of measurements of one moment the one whose id stands last counts.
    const used = supposed.usage.filter(each => !s.usage.includes(each))
    return record(lifted, { usage: used.map(each => ({ ...each, id: `~${each.id}`, recordedAt: LONG_AGO })) })
  }
  if ('sway' in hypothesis) return undefined
  const { from, to } = hypothesis.tie
  if (ghosts.has(from) || ghosts.has(to)) return undefined
  const broken = s.ties.filter(tie => !supposed.ties.includes(tie))
  const without = broken.reduce((before, { id }) => retract(before, id, { recordedAt: lastKnown(s), kind: 'ties' }), village)
  return supposed.ties.filter(tie => !s.ties.includes(tie)).reduce((before, tie) => record(before, { ties: [tie] }), without)
}

/** The last instant of which a snapshot knows what was known. */
function lastKnown({ knownOn }: Snapshot): string {
  return knownOn.length > 10 ? knownOn : new Date(Date.parse(knownOn) + 86_400_000 - 1).toISOString()
}

/** The same object with everything in it frozen, so that whoever would change it throws. */
export function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) frozen(part)
  }
  return value
}
