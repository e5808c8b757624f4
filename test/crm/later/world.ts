import fc from 'fast-check'

/** A record of a made-up CRM, as it is after its last change. */
export interface Stored {
  readonly kind: 'account' | 'person' | 'deal' | 'part' | 'activity' | 'user' | 'tie'
  readonly id: number
  /** The step at which it was changed last. */
  readonly step: number
  readonly deleted?: true
  readonly into?: number
  /** Those that were merged into it, at any remove. */
  readonly absorbed?: readonly number[]
  readonly fields: { readonly [name: string]: string | number | boolean | undefined }
}

/** All records, by kind and id. */
export type State = ReadonlyMap<string, Stored>

type Change =
  | { readonly what: 'create' | 'change'; readonly kind: Stored['kind']; readonly id: number; readonly fields: Stored['fields'] }
  | { readonly what: 'delete'; readonly kind: Stored['kind']; readonly id: number }
  | { readonly what: 'merge'; readonly kind: 'person' | 'account' | 'deal'; readonly id: number; readonly into: number }

const id = fc.integer({ min: 1, max: 4 })
const word = fc.constantFrom('Ada', 'Bo', '__proto__', 'constructor', 'O\'"Hara', 'Ä\nß')
const thing = fc.constantFrom('Renewal', 'Acme', 'toString')
const role = fc.constantFrom('decider', 'champion', 'user', undefined)

/** What can be said of each kind of record. */
const FIELDS = {
  account: fc.record({
    name: thing,
    owner: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
    segment: fc.option(thing, { nil: undefined }),
  }),
  person: fc.record({
    name: word,
    title: fc.option(thing, { nil: undefined }),
    mail: fc.option(fc.constantFrom('a@acme.example', 'b@acme.example'), { nil: undefined }),
    account: fc.integer({ min: 1, max: 3 }),
    manager: fc.option(id, { nil: undefined }),
    noMail: fc.boolean(),
    forget: fc.constantFrom(false, false, false, false, false, true),
  }),
  // Without an account it is where its contact is, in sources that have both.
  deal: fc.record({
    name: thing,
    account: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 2 }),
    contact: id,
    amount: fc.option(fc.integer({ min: 1, max: 9000 }), { nil: undefined }),
    state: fc.constantFrom('open', 'open', 'won', 'lost'),
  }),
  part: fc.record({ deal: id, person: id, role }),
  // Without an account it took place where the deal or the person is.
  activity: fc.record({
    account: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 2 }),
    deal: fc.option(id, { nil: undefined, freq: 1 }),
    person: id,
    day: fc.integer({ min: 1, max: 28 }),
    user: fc.integer({ min: 1, max: 2 }),
    task: fc.constantFrom('done', 'done', 'open', 'begun', 'cancelled'),
  }),
  user: fc.record({ name: word, left: fc.boolean() }),
  // Who reports to whom by a label between the two, which stays.
  tie: fc.record({ person: id, manager: id }),
}

const kinds = fc.constantFrom<Stored['kind']>(
  'account',
  'person',
  'person',
  'person',
  'deal',
  'deal',
  'part',
  'part',
  'activity',
  'activity',
  'user',
)
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 8,
    arbitrary: kinds.chain(kind => fc.record({ what: fc.constant('change' as const), kind: fc.constant(kind), id, fields: FIELDS[kind] })),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('delete' as const), kind: kinds, id }) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('merge' as const),
      kind: fc.constantFrom('person' as const, 'account' as const, 'deal' as const),
      id,
      into: id,
    }),
  },
)

/** Steps of a history, each with its changes; the first fills the CRM. */
export const histories = fc.record({
  start: fc.record({
    accounts: fc.array(FIELDS.account, { minLength: 3, maxLength: 3 }),
    people: fc.array(FIELDS.person, { minLength: 4, maxLength: 4 }),
    deals: fc.array(FIELDS.deal, { minLength: 4, maxLength: 4 }),
    parts: fc.array(FIELDS.part, { minLength: 4, maxLength: 4 }),
    activities: fc.array(FIELDS.activity, { minLength: 4, maxLength: 4 }),
    users: fc.array(FIELDS.user, { minLength: 2, maxLength: 2 }),
    ties: fc.array(FIELDS.tie, { minLength: 1, maxLength: 2 }),
  }),
  steps: fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
})

type History = typeof histories extends fc.Arbitrary<infer T> ? T : never

export const keyOf = ({ kind, id }: Pick<Stored, 'kind' | 'id'>): string => `${kind} ${id}`

/** What a source tells of a change, where it tells of it at all. */
export type Tells = (change: Change, before: Stored | undefined) => Change | undefined

/** Nobody comes to a deal later or leaves it: only what they are there changes. */
export const lastingParts: Tells = (change, before) => {
  if (change.kind !== 'part') return change
  if (change.what !== 'change' || before === undefined) return undefined
  return { ...change, fields: { ...before.fields, role: change.fields.role } }
}

/** Who has a part in a deal, and which, stays. */
export const withoutParts: Tells = change => (change.kind === 'part' ? undefined : change)

/** Of what was merged it is only told that it is gone. */
export const withoutMerges: Tells = change => (change.what === 'merge' ? { what: 'delete', kind: change.kind, id: change.id } : change)

/** The state after each step. */
export function statesOf(
  { start, steps }: History,
  tells: Tells = change => change,
  isTold: (state: State) => boolean = () => true,
): State[] {
  const groups = [start.accounts, start.people, start.deals, start.parts, start.activities, start.users, start.ties]
  const names = ['account', 'person', 'deal', 'part', 'activity', 'user', 'tie'] as const
  const first = groups.flatMap((group, k) =>
    group.map(
      (fields, i): Stored => ({
        kind: names[k] ?? 'account',
        id: i + 1,
        step: 0,
        fields: { ...fields, ...(k === 1 && { forget: false }) },
      }),
    ),
  )
  const states: State[] = [new Map(first.map(each => [keyOf(each), each]))]
  steps.forEach((changes, i) => {
    let state = new Map(states[i])
    for (const each of changes) {
      const told = tells(each, state.get(keyOf(each)))
      const next = new Map(state)
      if (told !== undefined) apply(next, told, i + 1)
      if (!placesByForgotten(next) && isTold(next)) state = next
    }
    states.push(state)
  })
  return states
}

function apply(state: Map<string, Stored>, each: Change, step: number): void {
  const before = state.get(keyOf(each))
  if (before?.deleted === true) return
  if (each.what === 'delete') {
    // Users are not deleted, and stay as those who did something.
    if (before === undefined || each.kind === 'user') return
    state.set(keyOf(each), { ...before, step, deleted: true })
    // With an account goes who and what belongs to it, but for what took place or is to be done.
    for (const [key, other] of state) {
      const goesToo = each.kind === 'account' && other.kind !== 'part' && other.kind !== 'activity' && other.fields.account === each.id
      if (goesToo && other.deleted !== true) state.set(key, { ...other, step, deleted: true })
    }
  } else if (each.what === 'merge') {
    const into = state.get(keyOf({ kind: each.kind, id: each.into }))
    if (before === undefined || into === undefined || into.deleted === true || each.id === each.into) return
    state.set(keyOf(each), { ...before, step, deleted: true, into: each.into })
    state.set(keyOf(into), { ...into, step, absorbed: [...(into.absorbed ?? []), each.id, ...(before.absorbed ?? [])] })
    // What named the one names the other, and is not otherwise touched.
    for (const [key, other] of state) {
      const fields = Object.fromEntries(
        Object.entries(other.fields).map(([name, value]) => [
          name,
          REFERENCES[name] === each.kind && value === each.id ? each.into : value,
        ]),
      )
      state.set(key, { ...other, fields })
    }
  } else {
    // Nobody comes to a decision or a meeting who is gone or to be forgotten, nor to an account that is gone.
    const person = state.get(`person ${String(each.fields.person ?? each.fields.contact)}`)
    const account = state.get(`account ${String(each.fields.account)}`)
    if (person?.fields.forget === true || person?.deleted === true) return
    if (each.kind !== 'activity' && account?.deleted === true) return
    // Who was to be forgotten stays forgotten.
    const forget = before?.fields.forget === true
    const made: Stored = { ...before, kind: each.kind, id: each.id, step, fields: { ...each.fields, ...(forget && { forget }) } }
    state.set(keyOf(each), made)
  }
}

/** Nobody keeps where those belong who are to be forgotten: here they place no deal without an account of its own, as its contact or by a part. */
function placesByForgotten(state: State): boolean {
  const isForgotten = (id: unknown): boolean => {
    const person = state.get(`person ${String(id)}`)
    // What one of those that were merged wishes holds of all.
    return person?.fields.forget === true || person?.absorbed?.some(isForgotten) === true
  }
  const all = [...state.values()]
  return all.some(
    ({ kind, id, fields }) =>
      kind === 'deal' &&
      fields.account === undefined &&
      (isForgotten(fields.contact) || all.some(part => part.kind === 'part' && part.fields.deal === id && isForgotten(part.fields.person))),
  )
}

/** Whether nobody who is to be forgotten was deleted, where a source tells of what it deleted only that it is gone. */
export function wishesAreTold(state: State): boolean {
  return [...state.values()].every(({ deleted, fields }) => deleted !== true || fields.forget !== true)
}

const REFERENCES: { readonly [field: string]: Stored['kind'] } = {
  account: 'account',
  person: 'person',
  contact: 'person',
  deal: 'deal',
  manager: 'person',
}

/** The moment of a step. */
export const at = (step: number): string => new Date(Date.UTC(2026, 0, 2 + 7 * step)).toISOString()
