import { businessDaysAfter } from '../support/calendar.js'
import { fingerprint } from '../support/hash.js'
import { calendarDay, icalendar } from '../support/icalendar.js'
import { formatInstant, parseInstant } from '../support/instants.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { type ListeningTurn, listeningCadence, today } from './cadence.js'

/**
 * Whom to hear and when, as a calendar file (`.ics`): an entry of a whole day for everybody whom we know by name. Those due or overdue stand
 * on the day looked at, or the business day after.
 *
 * Entries keep their names, so that a calendar which takes the file in again moves them. They say who and why, and nothing of what anybody
 * thinks of us.
 *
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { listeningCalendar } from 'account-village/listening'
 * const village = createVillage({ account: 'Acme', stakeholders: [{ id: 'bo', name: 'Bo', roles: ['economicBuyer'] }] })
 * listeningCalendar(snapshot(village, '2026-03-07')).split('\r\n').slice(6, 10)
 * //=> ['DTSTAMP:20260307T000000Z', 'DTSTART;VALUE=DATE:20260309', 'DTEND;VALUE=DATE:20260310', 'SUMMARY:Hear Bo (Acme)']
 */
export function listeningCalendar(snapshot: Snapshot): string {
  checkGiven('listeningCalendar', snapshot)
  const names = new Map(snapshot.stakeholders.map(({ id, name }) => [id, name ?? id]))
  const next = businessDaysAfter(today(snapshot), 0, snapshot.settings.listening.holidays)
  const entries = listeningCadence(snapshot).turns.map(turn => {
    const day = Math.max(next, parseInstant(turn.dueOn) ?? next)
    return {
      uid: `${fingerprint(JSON.stringify([snapshot.account.id, turn.stakeholder]))}@account-village`,
      ...calendarDay(day),
      summary: `Hear ${names.get(turn.stakeholder) ?? turn.stakeholder} (${snapshot.account.name})`,
      description: reasonOf(turn),
    }
  })
  return icalendar(entries, formatInstant(parseInstant(snapshot.asOf) ?? 0))
}

function reasonOf({ reason, status, dueOn, lastHeardAt }: ListeningTurn): string {
  const since = lastHeardAt === undefined ? '' : ` Last heard on ${lastHeardAt.slice(0, 10)}.`
  const late = status === 'later' ? '' : ` Due since ${dueOn}.`
  return `${REASONS[reason]}${since}${late}`
}

const REASONS = {
  neverHeard: 'Never heard.',
  cadence: 'It is their turn.',
  fading: 'What is known of them has faded.',
} as const
