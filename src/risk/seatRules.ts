import { lastSaidNo, sharesToday } from '../decision/seatCause.js'
import { isPowerful } from '../influence/isPowerful.js'
import { powerByStakeholder } from '../influence/power.js'
import { sentimentsByStakeholder } from '../sentiment/sentiments.js'
import { capital } from '../support/text.js'
import { isVacatedSeat } from '../village/placeholders.js'
import type { Snapshot } from '../village/snapshot.js'
import { remembered } from '../village/work.js'
import type { Found, RiskRule } from './finding.js'
import { daysSince, type Seat, seatEvidence, seatsIn, seatWords, sentimentEvidence } from './seats.js'

/** Somebody with a seat is against it. */
export const deciderAgainst: RiskRule = {
  id: 'deciderAgainst',
  title: 'Against us',
  asks: 'decision',
  gravest: 'critical',
  find: s =>
    seatsIn(s)
      .filter(({ cause }) => cause === 'against')
      .map(seat => ({
        ...about(s, seat),
        message: `${capital(seat.hasVeto ? 'a veto holder' : seatWords(s, seat.stakeholder))} is more likely to say no than yes.`,
        // A hostile veto holder is no good news because time passes.
        gravity: sharesToday(s).get(seat.stakeholder),
      })),
}

/** Nothing was heard of somebody with a seat. */
export const deciderUnheard: RiskRule = {
  id: 'deciderUnheard',
  title: 'Never heard',
  asks: 'decision',
  gravest: 'critical',
  find: s =>
    seatsIn(s)
      .filter(seat => isUnheard(seat) && !seat.isVacant && !isNew(s, seat.stakeholder))
      .map(seat => ({
        ...about(s, seat),
        message: `${capital(seat.hasVeto ? 'a veto holder' : seatWords(s, seat.stakeholder))} was never heard.`,
        floor: seat.hasVeto ? 'warning' : undefined,
      })),
}

/** Somebody came, or got a role, not long ago and was not heard yet. */
export const newcomer: RiskRule = {
  id: 'newcomer',
  title: 'Newcomer not heard',
  asks: 'decision',
  gravest: 'critical',
  find(s) {
    const seats = new Map(seatsIn(s).map(seat => [seat.stakeholder, seat]))
    const placeholders = new Set(s.placeholders)
    const power = powerByStakeholder(s)
    return s.stakeholders.flatMap(({ id }): Found[] => {
      const seat = seats.get(id)
      const share = power.get(id)?.share ?? 0
      if (placeholders.has(id) || seat?.isVacant || !isNew(s, id) || sentimentsByStakeholder(s).get(id)?.value !== undefined) return []
      if (seat === undefined && !isPowerful(share, s)) return []
      return [
        {
          stakeholders: [id],
          subjects: [id],
          message:
            seat === undefined
              ? 'A powerful person is new here and was never heard.'
              : `${capital(seatWords(s, id))} is new here and was never heard. Introduce yourself before others do.`,
          evidence: [sentimentEvidence(s, id), ...seatEvidence(s, id, 'share', seat?.share)],
          effect: seat?.share,
          floor: seat === undefined ? 'info' : seat.isKey ? 'warning' : undefined,
        },
      ]
    })
  },
}

/** Nobody known holds a seat. */
export const noDecider: RiskRule = {
  id: 'noDecider',
  title: 'Nobody known decides',
  asks: 'decision',
  gravest: 'critical',
  find(s) {
    const hasLeft = (id: string): boolean =>
      [...s.former, ...s.stakeholders].some(person => person.id === id && person.leftAt !== undefined) ||
      s.roles.some(role => role.stakeholder === id && s.placeholders.includes(id) && isVacatedSeat(role))
    return seatsIn(s)
      .filter(({ isVacant }) => isVacant)
      .map(seat => ({
        ...about(s, seat),
        message: hasLeft(seat.stakeholder)
          ? 'Who decided here has left, or will have by the vote. Find out who decides then.'
          : !s.placeholders.includes(seat.stakeholder)
            ? 'Whoever holds a seat in the decision is not there yet. Find out who decides until then.'
            : seat.isKey
              ? 'No decision-maker is known. Find out who decides first.'
              : 'Nobody is known behind a seat in the decision. Find out who it is.',
        floor: seat.isKey ? 'warning' : undefined,
        cap: hasLeft(seat.stakeholder) ? 'warning' : undefined,
      }))
  },
}

/** Little is left of what was heard of somebody with a seat. */
export const deciderStale: RiskRule = {
  id: 'deciderStale',
  title: 'Not heard for long',
  asks: 'decision',
  gravest: 'critical',
  find: s =>
    seatsIn(s)
      .filter(({ cause }) => cause === 'stale')
      .map(seat => {
        const who = seatWords(s, seat.stakeholder)
        const saidNo = lastSaidNo(s, seat.stakeholder)
        const message = saidNo
          ? `${capital(who)} last said no, long ago; nothing newer is known.`
          : `${capital(who)} was last heard so long ago that little of it is left.`
        return { ...about(s, seat), message, cap: saidNo ? undefined : 'warning' }
      }),
}

function about(s: Snapshot, { stakeholder, share }: Seat): Omit<Found, 'message'> {
  return {
    stakeholders: [stakeholder],
    subjects: [stakeholder],
    evidence: [sentimentEvidence(s, stakeholder), ...seatEvidence(s, stakeholder, 'share', share)],
    effect: share,
  }
}

/** Without an open decision nothing but who was heard is known of a seat. */
function isUnheard({ cause, known }: Seat): boolean {
  return cause === undefined ? known === 0 : cause === 'unheard'
}

/** Whether somebody joined, or got a role, within the days of the settings. */
export function isNew(s: Snapshot, id: string): boolean {
  return remembered(s, computeNew).has(id)
}

function computeNew(s: Snapshot): ReadonlySet<string> {
  const recent = (instant: string | undefined): boolean => instant !== undefined && daysSince(s, instant) < s.settings.risk.days
  return new Set([
    ...s.stakeholders.flatMap(({ id, joinedAt }) => (recent(joinedAt) ? [id] : [])),
    ...s.roles.flatMap(({ stakeholder, since }) => (recent(since) ? [stakeholder] : [])),
  ])
}
