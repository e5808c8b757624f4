import { openComments } from '../feedback/openComments.js'
import { offeringFlow } from '../flow/offeringFlow.js'
import { expectationImpact } from '../hypothesis/expectationImpact.js'
import { isLiveMove, type MoveAnswerKind } from '../model/move.js'
import { heardPeople } from '../moves/answeredPeople.js'
import { findingsIn } from '../risk/assessRisk.js'
import { compareText } from '../support/order.js'
import { measured } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'

/** Something that no move answers. */
export interface OpenAspect {
  /** How much it weighs among all of its aspect, at least 0. */
  readonly weight: number
}

/** Somebody whom no move answers. */
export interface OpenPerson extends OpenAspect {
  /** The id of the person; placeholders are left out. */
  readonly stakeholder: string
}

/** An expectation, open or missed, that no move answers. */
export interface OpenExpectation extends OpenAspect {
  /** The id of the expectation. */
  readonly expectation: string
  /** The id of the person whose expectation it is. */
  readonly stakeholder: string
}

/** A barrier that no move answers. */
export interface OpenBarrier extends OpenAspect {
  /** The id of the barrier. */
  readonly barrier: string
}

/** An open comment that no move answers. */
export interface OpenVoice extends OpenAspect {
  /** The id of the comment. */
  readonly comment: string
  /** The id of the person who made it, also of one who has left. */
  readonly stakeholder: string
}

/** A critical finding or a warning that no move answers. */
export interface OpenFinding extends OpenAspect {
  /** Its id, which a move names that answers it. */
  readonly finding: string
  /** The id of the rule of `RISK_RULES` that found it. */
  readonly rule: string
  /** The ids of the people it is about, the most important first; empty when it is about the account. */
  readonly stakeholders: readonly string[]
}

/** How much of one aspect moves answer. */
export interface AspectCoverage<Open extends OpenAspect> {
  /** The part that they do, by weight, 0..1; absent where there is nothing to answer. */
  readonly covered?: number
  /** What they do not, that of most weight first, then by id. */
  readonly open: readonly Open[]
}

/** Whom and what the moves to be done answer, and whom and what they do not. */
export interface PlanCoverage {
  /**
   * The people who have power, and hold a seat or a veto or have said something, by their share of all power. A move answers them that is with
   * them or answers something of theirs, also one done within `settings.risk.days`.
   */
  readonly people: AspectCoverage<OpenPerson>
  /** Expectations, open or missed, of people who are there, by what meeting them instead of missing them does to the chance of yes. */
  readonly expectations: AspectCoverage<OpenExpectation>
  /** Barriers in force, by what lifting them would gain in use; 1 where that is not known. */
  readonly barriers: AspectCoverage<OpenBarrier>
  /** Comments of which something is still to be done, by the share of all power of whoever made them; one over their number for who has left. */
  readonly comments: AspectCoverage<OpenVoice>
  /** Critical findings and warnings, by their effect on the chance of yes; 1 where that is not known. */
  readonly findings: AspectCoverage<OpenFinding>
  /** The mean of what is covered of the aspects in which there is something to answer, 0..1; absent where there is nothing at all. */
  readonly score?: number
}

/**
 * Whether the moves that are neither done nor dropped answer the people who matter, and what they expect, what holds them back, what they
 * said, and what endangers the account.
 *
 * A move answers an expectation, a barrier, a comment or a finding when it names it in `answers`. Where everything in an aspect weighs 0, each
 * weighs 1.
 *
 * @throws InvalidArgumentError when the settings disable a rule, or give a likelihood ratio to one, that there is not
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { planCoverage } from 'account-village/moves'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }],
 *   comments: [
 *     { id: 'c1', at: '2026-02-20', stakeholder: 'ann', text: 'The report came late again.' },
 *     { id: 'c2', at: '2026-02-27', stakeholder: 'ann', text: 'Nobody calls back.' },
 *   ],
 *   moves: [{ id: 'm1', statement: 'Send it at eight', answers: [{ kind: 'comment', id: 'c1' }] }],
 * })
 * const { people, comments, barriers } = planCoverage(snapshot(village, '2026-03-02'))
 * people //=> { covered: 1, open: [] }
 * comments.covered //=> 0.5
 * comments.open.map(({ comment }) => comment) //=> ['c2']
 * barriers //=> { open: [] }
 */
export function planCoverage(snapshot: Snapshot): PlanCoverage {
  return measured('planCoverage', snapshot, measurePlanCoverage)
}

function measurePlanCoverage(s: Snapshot): PlanCoverage {
  const answered = answeredIn(s)
  const comments = openComments(s)
  const present = new Set(s.stakeholders.map(({ id }) => id))
  const aspects = {
    people: coverageOf(
      heardPeople(s).map(({ stakeholder, share, isAnswered }) => item(stakeholder, isAnswered, { stakeholder, weight: share })),
    ),
    expectations: coverageOf(
      expectationImpact(s).map(({ expectation, stakeholder, difference }) => {
        const weight = Math.abs(difference.probabilityOfYes ?? 0)
        return item(expectation, answered('expectation', expectation), { expectation, stakeholder, weight })
      }),
    ),
    barriers: coverageOf(
      offeringFlow(s).barriers.map(({ barrier, gain = 1 }) => item(barrier, answered('barrier', barrier), { barrier, weight: gain })),
    ),
    comments: coverageOf(
      comments.map(({ comment, stakeholder, share }) => {
        const weight = present.has(stakeholder) ? share : 1 / comments.length
        return item(comment, answered('comment', comment), { comment, stakeholder, weight })
      }),
    ),
    findings: coverageOf(
      findingsIn(s)
        .filter(({ severity }) => severity !== 'info')
        .map(({ id, rule, stakeholders, effect = 1 }) =>
          item(id, answered('finding', id), { finding: id, rule, stakeholders, weight: effect }),
        ),
    ),
  }
  const parts = Object.values(aspects).flatMap(({ covered }) => covered ?? [])
  return { ...aspects, ...(parts.length > 0 && { score: parts.reduce((sum, part) => sum + part, 0) / parts.length }) }
}

/** Whether a move that is to be done answers something. */
function answeredIn(s: Snapshot): (kind: MoveAnswerKind, id: string) => boolean {
  const named = new Set(s.moves.filter(isLiveMove).flatMap(({ answers = [] }) => answers.map(({ kind, id }) => JSON.stringify([kind, id]))))
  return (kind, id) => named.has(JSON.stringify([kind, id]))
}

interface Item<Open extends OpenAspect> {
  readonly id: string
  readonly isCovered: boolean
  readonly row: Open
}

function item<Open extends OpenAspect>(id: string, isCovered: boolean, row: Open): Item<Open> {
  return { id, isCovered, row }
}

function coverageOf<Open extends OpenAspect>(items: readonly Item<Open>[]): AspectCoverage<Open> {
  const isWeighed = items.some(({ row }) => row.weight > 0)
  const weighed = isWeighed ? [...items] : items.map(each => ({ ...each, row: { ...each.row, weight: 1 } }))
  // Sums are taken in this order as well, so that they do not hang on ids.
  weighed.sort((a, b) => b.row.weight - a.row.weight || compareText(a.id, b.id))
  const open = weighed.flatMap(({ isCovered, row }) => (isCovered ? [] : [row]))
  if (items.length === 0) return { open }
  const covered = weightOf(weighed.flatMap(({ isCovered, row }) => (isCovered ? [row] : [])))
  return { covered: covered / (covered + weightOf(open)), open }
}

function weightOf(rows: readonly OpenAspect[]): number {
  return rows.reduce((sum, { weight }) => sum + weight, 0)
}
