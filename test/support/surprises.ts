import type { Village, VillageFacts } from 'account-village'

/** Facts that would change much if they were seen: a newcomer who decides, moves everybody and hates us, and news of somebody known. */
export function surprise(
  village: Village,
  who: number,
  newcomer: string,
  { at, recordedAt }: { readonly at: string; readonly recordedAt?: string },
): VillageFacts {
  const learned = recordedAt === undefined ? {} : { recordedAt }
  const id = village.stakeholders.some(person => person.id === newcomer) ? 'a newcomer' : newcomer
  const known = village.stakeholders[who % Math.max(1, village.stakeholders.length)]?.id ?? id
  const decision = village.decisions[0]?.id
  return {
    stakeholders: [{ id, joinedAt: at, roles: [{ role: 'economicBuyer', since: at }], veto: { since: at }, ...learned }],
    roles: [{ stakeholder: known, role: 'approver', authority: 50, since: at, ...learned }],
    vetoes: [{ stakeholder: known, since: at, ...learned, ...(decision !== undefined && { decision }) }],
    ties: known === id ? [] : [{ from: id, to: known, kind: 'influence', weight: 50, since: at, ...learned }],
    nominations: [{ stakeholder: known, at, nominates: [id], question: 'whom', ...learned }],
    observations: [id, known].map(stakeholder => ({ stakeholder, at, sentiment: -1, via: 'interview', ...learned }) as const),
    interviews: [{ id: 'a new interview', stakeholder: known, at, answers: [], sentiment: -0.9, ...learned }],
    requests: [{ stakeholder: known, at, via: 'survey', ...learned }],
    upheavals: [{ at, kind: 'merger', strength: 1, ...learned }],
    interactions: [{ at, kind: 'approval', participants: [known], drivenBy: known, ...learned }],
    motives: [{ stakeholder: known, kind: 'risk', statement: 'a reason', since: at, ...learned }],
    barriers: [{ id: 'a new barrier', statement: 'a rule', kind: 'policy', blocks: 1, since: at, ...learned }],
    usage: [{ at, level: 0, ...learned }],
    teammates: [{ id: 'a new teammate', joinedAt: at, ...learned }],
    relationships: [{ teammate: 'a new teammate', stakeholder: known, level: 1, since: at, ...learned }],
    moves: [
      {
        id: 'a new move',
        statement: 'a move',
        with: [known],
        by: 'a new teammate',
        plannedAt: at,
        status: [{ at, state: 'done' }],
        sharedWith: [{ stakeholder: known, at }],
        answers: village.comments.slice(0, 1).map(comment => ({ kind: 'comment', id: comment.id }) as const),
        ...learned,
      },
    ],
    comments: [{ id: 'a new comment', at, stakeholder: known, text: 'a word', ...learned }],
  }
}

/** Facts that have no date of their own. */
export function timeless(village: Village, who: number, learned: { readonly recordedAt?: string }): VillageFacts {
  const known = village.stakeholders[who % Math.max(1, village.stakeholders.length)]?.id
  return {
    units: [{ id: 'a new unit', name: 'a unit', kind: 'site', ...learned }],
    teammates: [{ id: 'a new teammate', ...learned }],
    moves: [{ id: 'a move of no date', statement: 'a move', by: 'a new teammate', ...learned }],
    questions: [{ id: 'a new question', plan: 'spring', question: 'a question', ...learned }],
    decisions: [{ id: 'a new decision', name: 'a decision', kind: 'new', value: { amount: 1, currency: 'EUR' }, ...learned }],
    expectations:
      known === undefined ? [] : [{ id: 'a new hope', stakeholder: known, statement: 'a hope', importance: 1, status: [], ...learned }],
  }
}
