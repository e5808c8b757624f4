import { createVillage, record, type Village } from 'account-village'
import fc from 'fast-check'
import * as z from 'zod/mini'
import { accountKind } from '../../src/model/account.js'
import { ruleField } from '../../src/model/decision.js'
import { type FactKind, id, longText, outsider, schemaOf, text, time } from '../../src/model/fact.js'
import { importsRegister } from '../../src/model/imports.js'
import { isMeant } from '../../src/model/named.js'
import { registerSchema } from '../../src/model/register.js'
import { FACT_ARRAYS, FACT_KINDS, type FactArray } from '../../src/model/village.js'
import { inputOf, type Scene, scenes } from './villages.js'

/** A drawn village, and who in it is to be found again in every text. */
export interface Planting {
  readonly scene: Scene
  readonly person: number
  readonly name: string
}

/** Names that break careless searches: of scripts without spaces, with marks, quotes and signs, and such as programs use themselves. */
const NAMES = [
  'Zoë Hidden-Smith',
  'Seán O’Brien, Jr.',
  '李小龙',
  'สมชาย ใจดี',
  'अनन्या शर्मा',
  'محمد العتيبي',
  'María José  de la Cruz',
  'İpek Şahin-Straße',
  "Robert'); DROP TABLE village_accounts;--",
  '<b>Null</b> Nullmann',
  '__proto__ Constructor',
  '$1 {{Name}} %s',
]

export const plantings: fc.Arbitrary<Planting> = fc.record({ scene: scenes, person: fc.nat(), name: fc.constantFrom(...NAMES) })

/** A village in which every text of every kind of fact is a person's, or names them. */
export interface Planted {
  readonly village: Village
  readonly person: string
  /** What nothing that is left may hold: texts of theirs, and by what they were known. */
  readonly canaries: readonly string[]
  /** Their mail address and their id in the source `pipedrive`. */
  readonly mail: string
  readonly elsewhere: string
}

/** Two others, who are in every village. */
const [Q, R] = ['other quinn', 'other rae']
/** Fields in which a text is a name of whoever has it. */
const NAMED = ['name', 'email', 'externalIds']

/**
 * The village of a scene with two facts of every kind more, written by the schema of the kind: one about the person, with a canary in each text, and one about
 * others, which names the person in each text and wherever it can name several. What a schema has that is not known here is an error, so that no field of any
 * kind, and no kind, can be forgotten.
 */
export function planted({ scene, person: number, name }: Planting): Planted {
  const input = inputOf(scene)
  const people = input.stakeholders ?? []
  const person = people[number % Math.max(1, people.length)]?.id ?? 'person zed'
  const canaries: string[] = []
  const canary = (): string => {
    const made = `canary${String(canaries.length).padStart(4, '0')}q`
    canaries.push(made)
    return made
  }
  const [mail, formerMail, formerName] = ['Zoe.Canary@Private.example', 'zoe@former.example', 'Zoë Formerly']
  const elsewhere = '900700'
  const naming = `as ${name} <${mail.toLowerCase()}>, once ${formerName} <${formerMail}>, or ${elsewhere} said; 我问${name}了`
  const ownIds = new Map<string, string>(FACT_ARRAYS.map(array => [array, array === 'stakeholders' ? person : canary()]))
  const texts = { own: canary, other: () => naming }

  const write = (array: FactArray | 'account', kind: FactKind, whose: 'own' | 'other'): object => {
    const target = (path: readonly string[], part: object): string | undefined => {
      const [field, inner] = path
      if (path.at(-1) === 'stakeholder') return 'stakeholders'
      if (inner === undefined) return kind.references.find(([own]) => own === field)?.[1]
      const within = kind.referencesWithin.find(([own]) => own === field)?.[1]
      return within?.find(each => each.field === inner && isMeant(part, each.kind))?.target
    }
    const idAt = (path: readonly string[], part: object, of: 'own' | 'other'): string => {
      if (path.length === 1 && path[0] === 'id') return of === 'own' ? (ownIds.get(array) ?? '') : `other ${array}`
      const named = target(path, part)
      if (named === 'stakeholders') return path[0] === 'to' || path[0] === 'nominates' ? R : of === 'own' ? person : Q
      if (named !== undefined)
        return ['expectations', 'barriers', 'comments', 'interviews'].includes(named) && of === 'own'
          ? (ownIds.get(named) ?? '')
          : `first ${named}`
      const partKind: unknown = Reflect.get(part, 'kind')
      if (partKind === 'finding') return JSON.stringify(['left', of === 'own' ? person : Q])
      return partKind === 'plan' ? texts[of]() : 'an id'
    }
    const fill: Fill = {
      text: (path, of) =>
        ['stakeholders', 'teammates'].includes(array) && NAMED.includes(path[0] ?? '') && of === 'other' ? 'theirs' : texts[of](),
      id: idAt,
      ids: (path, of) =>
        target(path, {}) === 'stakeholders' ? (of === 'own' ? [idAt(path, {}, of)] : [idAt(path, {}, of), person]) : [idAt(path, {}, of)],
      rule: { quota: 2, members: [{ of: person }, { of: Q, veto: true }] },
    }
    const late = [kind.ends, 'retractedAt'].filter(field => field !== undefined)
    const fact = Object(written(schemaOf(kind), fill, whose, []))
    // A decision that ended is of no unknown state, and of two who could see to a move one does.
    const { stateUnknown: _, retractedAt: __, ...all } = fact
    const rest = Object.fromEntries(Object.entries(all).filter(([field]) => array !== 'moves' || field !== 'by'))
    return { ...rest, ...Object.fromEntries(late.filter(field => field in rest).map(field => [field, '2031-01-01'])) }
  }
  const imports = (['own', 'other'] as const).map(whose => {
    const named = ['person', 'from', 'participants', 'drivenBy']
    const idAt = (path: readonly string[]): string => {
      const field = path.at(-1) ?? ''
      if (path.length === 1 && field === 'id') return whose === 'own' ? person : 'Contact/other'
      return named.includes(field) ? person : field === 'to' ? R : 'an id'
    }
    const fill: Fill = { text: () => texts[whose](), id: idAt, ids: path => [Q, idAt(path)], rule: undefined }
    return written(recordSchema(), fill, whose, [])
  })

  const both = (array: FactArray): object[] => {
    const kind = FACT_KINDS[array]
    const isOfPeople = kind.references.some(([, target]) => target === 'stakeholders')
    return [...(isOfPeople ? [write(array, kind, 'own')] : []), write(array, kind, 'other')]
  }
  const own = Object(write('stakeholders', FACT_KINDS.stakeholders, 'own'))
  const drawn = people.find(each => each.id === person) ?? { id: person }
  const known = { name, email: mail, externalIds: [{ source: 'pipedrive', id: elsewhere }] }
  const believed = { ...drawn, ...known, title: own.title, source: own.source, recordedAt: '2020-02-01' }
  const former = { ...drawn, name: formerName, email: formerMail, title: canary(), recordedAt: '2020-01-01', retractedAt: '2020-02-01' }
  const account = { ...Object(write('account', accountKind, 'other')), id: 'account', owner: 'first teammates', recordedAt: '2020-02-01' }
  const basis = createVillage({
    ...input,
    account,
    formerAccounts: [{ ...account, recordedAt: '2020-01-01', retractedAt: '2020-02-01' }],
    units: [...(input.units ?? []), { id: 'first units', name: 'A unit', kind: 'team' }],
    stakeholders: [...people.filter(each => each.id !== person), believed, former, { id: Q }, { id: R }],
    decisions: [
      ...(input.decisions ?? []),
      { id: 'first decisions', name: 'A decision', kind: 'new', outcome: { result: 'won', at: '2026-01-01' } },
    ],
    teammates: [...(input.teammates ?? []), { id: 'first teammates' }],
    expectations: [
      ...(input.expectations ?? []),
      { id: 'first expectations', stakeholder: Q, statement: 'one', importance: 0.5, status: [] },
    ],
    barriers: [...(input.barriers ?? []), { id: 'first barriers', statement: 'one', kind: 'other', blocks: 0.1 }],
    comments: [...(input.comments ?? []), { id: 'first comments', stakeholder: Q, at: '2026-03-02', text: 'one' }],
    interviews: [...(input.interviews ?? []), { id: 'first interviews', stakeholder: Q, at: '2026-03-02', answers: [] }],
    moves: [...(input.moves ?? []), { id: 'first moves', statement: 'one' }],
  })
  const facts = Object.fromEntries(
    FACT_ARRAYS.map(array => [array, array === 'stakeholders' ? [write(array, FACT_KINDS[array], 'other')] : both(array)]),
  )
  const merged = { id: canary(), gone: true, into: person }
  const village = record(basis, { ...facts, imports: [{ source: 'pipedrive', records: [...imports, merged] }] } as object)
  return {
    village,
    person,
    canaries: [...canaries, name.normalize('NFC'), mail, mail.toLowerCase(), formerName, formerMail, elsewhere],
    mail,
    elsewhere,
  }
}

interface Fill {
  text(path: readonly string[], whose: 'own' | 'other'): string
  id(path: readonly string[], part: object, whose: 'own' | 'other'): string
  ids(path: readonly string[], whose: 'own' | 'other'): readonly string[]
  readonly rule: unknown
}

/** A value with every field that a schema has. Lists of parts that name a person have one of each, and one of each kind. */
function written(schema: z.core.$ZodType, fill: Fill, whose: 'own' | 'other', path: readonly string[], part: object = {}): unknown {
  if (schema instanceof z.ZodMiniExactOptional) return written(schema.def.innerType, fill, whose, path, part)
  if (schema === time) return '2026-03-02'
  if (schema === text || schema === longText || schema === outsider) return fill.text(path, whose)
  if (schema === id) return fill.id(path, part, whose)
  if (schema === ruleField) return fill.rule
  if (schema instanceof z.ZodMiniArray) {
    const { element } = schema.def
    if (element === id) return fill.ids(path, whose)
    if (!(element instanceof z.ZodMiniObject)) return [written(element, fill, whose, path)]
    const shape: { readonly [field: string]: z.core.$ZodType } = element.def.shape
    const kinds = shape.kind instanceof z.ZodMiniEnum ? Object.values(shape.kind.def.entries) : [undefined]
    const sides = 'stakeholder' in shape && whose === 'other' ? (['own', 'other'] as const) : [whose]
    return sides.flatMap(side => kinds.map(kind => written(element, fill, side, path, kind === undefined ? {} : { kind })))
  }
  if (schema instanceof z.ZodMiniObject) {
    const shape: { readonly [field: string]: z.core.$ZodType } = schema.def.shape
    return Object.fromEntries(
      Object.entries(shape).map(([field, of]) => [field, Reflect.get(part, field) ?? written(of, fill, whose, [...path, field], part)]),
    )
  }
  if (schema instanceof z.ZodMiniEnum) return Object.values(schema.def.entries)[0]
  const plain = [0, 0.5, 1, true, 'EUR'].find(value => z.safeParse(schema, value).success)
  if (plain === undefined) throw new Error(`a field of a kind that is not known: ${path.join('.')}`)
  return plain
}

/** The schema of a record of an import. */
function recordSchema(): z.core.$ZodType {
  const lists = registerSchema(importsRegister)
  if (lists instanceof z.ZodMiniArray && lists.def.element instanceof z.ZodMiniObject) {
    const { records } = lists.def.element.def.shape
    if (records instanceof z.ZodMiniArray) return records.def.element
  }
  throw new Error('imports hold no records')
}
