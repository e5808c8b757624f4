import type { RoleClass } from '../../model/role.js'
import type { TieKind } from '../../model/tie.js'
import type { MapData } from '../../report/mapData.js'
import type { PersonSummary } from '../../report/people.js'
import { type Stance, stanceOf } from '../../sentiment/stance.js'
import { oneOf } from '../../support/options.js'
import { called, STANCE_WORDS, words } from '../names.js'
import { percent } from '../numbers.js'
import { fitted, plain } from '../plain.js'

/** Which way reporting lines may lead. */
export const DIRECTION = oneOf('BT', 'TB', 'LR', 'RL')

/** A village as boxes and arrows, with keys that no language of diagrams stumbles over. */
export interface Diagram {
  readonly units: readonly DiagramUnit[]
  /** Those who belong to no unit. */
  readonly people: readonly DiagramPerson[]
  readonly ties: readonly DiagramTie[]
}

/** A unit with the people and the units in it; units in which nobody is shown are left out. */
export interface DiagramUnit {
  readonly key: string
  readonly label: string
  readonly people: readonly DiagramPerson[]
  readonly units: readonly DiagramUnit[]
}

/** Somebody as a box. */
export interface DiagramPerson {
  readonly key: string
  /** Who they are, what they do, and what they think. */
  readonly lines: readonly string[]
  readonly class: RoleClass
  readonly stance: Stance
  readonly veto: boolean
}

/** What lies between two people, by their keys. */
export interface DiagramTie {
  readonly from: string
  readonly to: string
  readonly kind: TieKind
  readonly weight: string
  /** How thick its line is, beside 1.2 for one of weight 1. */
  readonly width: number
}

/** A text in so many columns, and in twice as many characters where some take none. */
export function short(text: string, width = 48): string {
  return [...fitted(text, width).trimEnd()].slice(0, 2 * width).join('')
}

/** The most powerful people and the ties between them, those of the most powerful first. */
export function diagramOf({ people, units, ties, vetoHolders }: MapData, mostPeople: number, mostTies: number): Diagram {
  const vetoes = new Set(vetoHolders.map(({ stakeholder }) => stakeholder))
  const shown = people.slice(0, mostPeople)
  const keys = new Map(shown.map(({ stakeholder: id }, i) => [id, `p${i}`]))
  const boxes = shown.map((person): [unit: string | undefined, box: DiagramPerson] => [
    person.unit,
    boxOf(person, keys.get(person.stakeholder) ?? '', vetoes.has(person.stakeholder)),
  ])
  const known = new Set(units.map(({ unit: id }) => id))
  const within = (parent: string | undefined): DiagramPerson[] =>
    boxes.flatMap(([unit, box]) => ((unit !== undefined && known.has(unit) ? unit : undefined) === parent ? [box] : []))
  const unitsWithin = (parent: string | undefined): DiagramUnit[] =>
    units.flatMap((unit, i): DiagramUnit[] => {
      if ((unit.parent !== undefined && known.has(unit.parent) ? unit.parent : undefined) !== parent) return []
      const own = { key: `u${i}`, label: short(plain(unit.name)), people: within(unit.unit), units: unitsWithin(unit.unit) }
      return own.people.length + own.units.length > 0 ? [own] : []
    })
  return { units: unitsWithin(undefined), people: within(undefined), ties: tiesOf(ties, people, keys).slice(0, mostTies) }
}

function boxOf(person: PersonSummary, key: string, veto: boolean): DiagramPerson {
  const { title, roles, power, sentiment, placeholder } = person
  const stance = stanceOf(sentiment.value)
  const part = title !== undefined ? plain(title) : placeholder ? '' : roles.map(words).join(', ')
  return {
    key,
    lines: [
      short(called(person)),
      ...(part === '' ? [] : [short(part)]),
      `${STANCE_WORDS[stance]} · power ${percent(power.share)}`,
      ...(veto ? ['can veto'] : []),
    ],
    class: power.class,
    stance,
    veto,
  }
}

/** The ties between people shown, those of the two most powerful first. */
function tiesOf(ties: MapData['ties'], people: MapData['people'], keys: ReadonlyMap<string, string>): DiagramTie[] {
  const shares = new Map(people.map(({ stakeholder: id, power }) => [id, power.share]))
  const ofBoth = ({ from, to }: MapData['ties'][number]): number => (shares.get(from) ?? 0) + (shares.get(to) ?? 0)
  return [...ties]
    .sort((a, b) => ofBoth(b) - ofBoth(a))
    .flatMap(({ from, to, kind, weight }): DiagramTie[] => {
      const [source, target] = [keys.get(from), keys.get(to)]
      if (source === undefined || target === undefined) return []
      return [{ from: source, to: target, kind, weight: weightText(weight), width: Math.min(4, Math.round(6 + 6 * weight) / 10) }]
    })
}

/** A weight in at most three digits; what is not quite nothing is not printed as such. */
function weightText(weight: number): string {
  return weight < 0.01 ? '<0.01' : String(Number(weight.toPrecision(3)))
}
