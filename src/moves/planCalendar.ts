import type { Move } from '../model/move.js'
import { fingerprint } from '../support/hash.js'
import { type CalendarDay, calendarDay, icalendar } from '../support/icalendar.js'
import { formatInstant, parseInstant } from '../support/instants.js'
import { checkGiven } from '../village/given.js'
import type { Snapshot } from '../village/snapshot.js'
import { type BothSides, bothSidesOf, nameOfOwner } from './bothSides.js'
import { planSchedule, type ScheduledMove } from './planSchedule.js'

/**
 * The moves that are neither done nor dropped, as a calendar file (`.ics`): an entry of a whole day for each, on the day on which it is due, or
 * on the first on which it can be done where it is not.
 *
 * Entries keep their names, so that a calendar which takes the file in again moves them. They say what is to be done, who sees to it and with
 * whom, and nothing of what anybody thinks of us or of what it is worth. They are for us: a statement is internal.
 *
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { planCalendar } from 'account-village/moves'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', name: 'Ann' }],
 *   moves: [{ id: 'm1', statement: 'Ask Ann', with: ['ann'], dueAt: '2026-03-20' }],
 * })
 * planCalendar(snapshot(village, '2026-03-02')).split('\r\n').slice(6, 11)
 * //=> ['DTSTAMP:20260302T000000Z', 'DTSTART;VALUE=DATE:20260320', 'DTEND;VALUE=DATE:20260321', 'SUMMARY:Ask Ann (Acme)', 'DESCRIPTION:With Ann.']
 */
export function planCalendar(snapshot: Snapshot): string {
  checkGiven('planCalendar', snapshot)
  const facts = new Map(snapshot.moves.map(move => [move.id, move]))
  const names = bothSidesOf(snapshot)
  const entries = planSchedule(snapshot).moves.flatMap((row): CalendarDay[] => {
    const move = facts.get(row.move)
    return move === undefined ? [] : [entryOf(move, row, names, snapshot)]
  })
  return icalendar(entries, formatInstant(parseInstant(snapshot.asOf) ?? 0))
}

function entryOf(move: Move, { earliestFinish, overdue, state }: ScheduledMove, names: BothSides, { account }: Snapshot): CalendarDay {
  const { id, statement, dueAt, by, byThem, with: people = [] } = move
  const day = parseInstant(dueAt?.slice(0, 10)) ?? parseInstant(earliestFinish) ?? 0
  const who = nameOfOwner(move, names) ?? by ?? byThem
  const said = [
    ...(who === undefined ? [] : [`${who} sees to it.`]),
    ...(people.length === 0 ? [] : [`With ${[...new Set(people)].map(each => names.theirs.get(each) ?? each).join(', ')}.`]),
    ...(state === 'started' ? ['Under way.'] : []),
    ...(overdue ? ['Overdue.'] : []),
  ]
  return {
    // Apart from those of whom to hear, which have no kind.
    uid: `${fingerprint(JSON.stringify([account.id, 'move', id]))}@account-village`,
    ...calendarDay(day),
    summary: `${statement} (${account.name})`,
    description: said.join(' '),
  }
}
