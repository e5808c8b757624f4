import type { MapData } from '../../../report/mapData.js'
import type { PersonSummary } from '../../../report/people.js'
import { type Stance, stanceOf } from '../../../sentiment/stance.js'

/** Somebody on the map. */
export interface MapPerson {
  /** Where they stand in the list of people: an id may be any text, a number is safe everywhere. */
  readonly index: number
  readonly summary: PersonSummary
  readonly stance: Stance
  /** Whether they can stop the decision alone. */
  readonly veto: boolean
}

/** A tie on the map, between places in the list of people. */
export interface MapTie {
  readonly from: number
  readonly to: number
  readonly weight: number
}

/** What stands on the map, and how much does not. */
export interface Shown {
  /** The most powerful first. */
  readonly people: readonly MapPerson[]
  /** The strongest first. */
  readonly influence: readonly MapTie[]
  readonly informs: readonly MapTie[]
  readonly conflicts: readonly MapTie[]
  readonly reporting: readonly MapTie[]
  readonly hidden: {
    readonly people: number
    /** Ties between people shown that are left out, since a map of them all could not be read. */
    readonly influence: number
    readonly informs: number
    readonly conflicts: number
    readonly reporting: number
    /** Those who have left, and can still stop the decision. */
    readonly vetoHolders: number
    /** Ties to people of other parts, where a part is shown. */
    readonly outside: number
  }
}

/**
 * Whom and what a map shows: the most powerful, whoever can stop the decision before all, and the strongest of the ties between them; of a
 * part, all who are in it, told by their places in the list of people.
 */
export function shownOf({ people, ties, vetoHolders }: MapData, mostPeople: number, part?: ReadonlySet<number>): Shown {
  const vetoes = new Set(vetoHolders.map(({ stakeholder }) => stakeholder))
  const all = people.map((summary, index): MapPerson => {
    return { index, summary, stance: stanceOf(summary.sentiment.value), veto: vetoes.has(summary.stakeholder) }
  })
  const shown =
    part === undefined
      ? [...all.filter(({ veto }) => veto), ...all.filter(({ veto }) => !veto)].slice(0, mostPeople).sort((a, b) => a.index - b.index)
      : all.filter(({ index }) => part.has(index))
  const places = new Map(shown.map(({ index, summary }) => [summary.stakeholder, index]))
  const between = (kind: MapData['ties'][number]['kind']): MapTie[] => merged(ties, kind, places)
  const shareOf = ({ from, to }: MapTie): number => (people[from]?.power.share ?? 0) + (people[to]?.power.share ?? 0)
  const strongest = (some: readonly MapTie[]): MapTie[] => [...some].sort((a, b) => b.weight - a.weight || shareOf(b) - shareOf(a))
  const influence = strongest(between('influence'))
  const informs = strongest(between('informs'))
  const conflicts = strongest(between('conflict'))
  const reporting = strongest(between('reportsTo'))
  const mostCurves = MOST_CURVES.least + Math.round(shown.length * MOST_CURVES.perPerson)
  const kept = {
    influence: influence.slice(0, mostCurves),
    informs: informs.slice(0, Math.max(0, mostCurves - influence.length)),
    conflicts: conflicts.slice(0, MOST_CONFLICTS),
    reporting: firstManagers(reporting),
  }
  return {
    people: shown,
    ...kept,
    hidden: {
      people: part === undefined ? people.length - shown.length : 0,
      influence: influence.length - kept.influence.length,
      informs: informs.length - kept.informs.length,
      conflicts: conflicts.length - kept.conflicts.length,
      reporting: reporting.length - kept.reporting.length,
      vetoHolders:
        part === undefined ? vetoHolders.filter(({ stakeholder }) => people.every(({ stakeholder: id }) => id !== stakeholder)).length : 0,
      outside: part === undefined ? 0 : ties.filter(({ from, to }) => places.has(from) !== places.has(to)).length,
    },
  }
}

/** With more than so many curves a map can no longer be read; found by eye. */
const MOST_CURVES = { least: 24, perPerson: 0.25 }
const MOST_CONFLICTS = 30
/** A matrix has two lines; more are a fault of the data. */
const MOST_MANAGERS = 2

function firstManagers(reporting: readonly MapTie[]): MapTie[] {
  const managers = new Map<number, number>()
  return reporting.filter(({ from }) => {
    const count = (managers.get(from) ?? 0) + 1
    managers.set(from, count)
    return count <= MOST_MANAGERS
  })
}

/** The ties of a kind between two different people who are shown, one for each pair, with the largest of its weights. */
function merged(ties: MapData['ties'], kind: MapData['ties'][number]['kind'], places: ReadonlyMap<string, number>): MapTie[] {
  const found = new Map<string, MapTie>()
  for (const tie of ties) {
    const ends = [places.get(tie.from), places.get(tie.to)]
    // Being at odds has no direction.
    const [from, to] = kind === 'conflict' ? ends.sort((a, b) => (a ?? 0) - (b ?? 0)) : ends
    if (tie.kind !== kind || from === undefined || to === undefined || from === to) continue
    const key = `${from} ${to}`
    found.set(key, { from, to, weight: Math.max(tie.weight, found.get(key)?.weight ?? 0) })
  }
  return [...found.values()]
}
