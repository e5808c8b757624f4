import { decidingRule } from '../decision/rule.js'
import { powerByStakeholder } from '../influence/power.js'
import { doneAt, isLiveMove, type Move } from '../model/move.js'
import { days } from '../sentiment/readings.js'
import { inViewOf, openDecisions } from '../village/inView.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import { knownPeople } from './relationships.js'

/** Somebody of theirs to whom we owe something. */
export interface HeardPerson {
  readonly stakeholder: string
  /** Their share of all power, above 0. */
  readonly share: number
  /** Whether a move answers them: one to be done, or one done within `settings.risk.days`, with them or about something that they said. */
  readonly isAnswered: boolean
}

/** The people who are there and have power, and hold a seat or a veto or have said something; in order of id. */
export function heardPeople(s: Snapshot): readonly HeardPerson[] {
  return remembered(s, computeHeardPeople)
}

function computeHeardPeople(s: Snapshot): readonly HeardPerson[] {
  const concerned = new Set([...seated(s), ...saying(s).map(({ stakeholder }) => stakeholder)])
  const answered = answeredBy(s)
  const power = powerByStakeholder(s)
  return knownPeople(s).flatMap((stakeholder): HeardPerson[] => {
    const share = power.get(stakeholder)?.share ?? 0
    return share > 0 && concerned.has(stakeholder) ? [{ stakeholder, share, isAnswered: answered.has(stakeholder) }] : []
  })
}

/** Who holds a seat or a veto in an open decision, or would where none is open. */
function seated(s: Snapshot): string[] {
  const open = openDecisions(s)
  const views = open.length > 0 ? open.map(decision => inViewOf(s, decision)) : [s]
  return views.flatMap(view => decidingRule(view).rule.players)
}

/** What people said. */
function saying({ observations, expectations, comments, interviews }: Snapshot): readonly { readonly stakeholder: string }[] {
  return [...observations, ...expectations, ...comments, ...interviews]
}

function answeredBy(s: Snapshot): ReadonlySet<string> {
  const since = days(s.agedTo) - s.settings.risk.days
  const isRecent = (move: Move): boolean => {
    const done = doneAt(move)
    return done !== undefined && days(done) > since
  }
  const owners = ownersOf(s)
  const answering = s.moves.filter(move => isLiveMove(move) || isRecent(move))
  return new Set(
    answering.flatMap(({ with: people = [], answers = [] }) => [
      ...people,
      ...answers.flatMap(({ kind, id, stakeholder }) => [stakeholder ?? [], owners[kind]?.get(id) ?? []].flat()),
    ]),
  )
}

/** Whose the things are that a move may answer. */
function ownersOf(s: Snapshot): { readonly [kind: string]: ReadonlyMap<string, string> | undefined } {
  const by = (facts: readonly { readonly id: string; readonly stakeholder: string }[]): ReadonlyMap<string, string> =>
    new Map(facts.map(({ id, stakeholder }) => [id, stakeholder]))
  return { expectation: by(s.expectations), comment: by(s.comments), interview: by(s.interviews) }
}
