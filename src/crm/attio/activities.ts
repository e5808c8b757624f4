import type { Interaction } from '../../model/interaction.js'
import { type Instant, parseInstant } from '../../support/instants.js'
import { compareText } from '../../support/order.js'
import { learnedAfter } from '../context.js'
import { report } from '../ledger.js'
import { placesOf, placesOfDeal } from '../places.js'
import { flagOf, instantOf, type SourceRecord } from '../record.js'
import type { Context } from './context.js'
import type { Deals } from './deals.js'
import { invitedTo, liveRecords, referencesOf } from './records.js'

/** Adds what took place: meetings and notes. */
export function addActivities(context: Context, deals: Deals): void {
  const { source, ledger } = context
  for (const meeting of liveRecords(source, 'meeting')) {
    const at = instantOf(meeting, 'start.datetime', ledger) ?? instantOf(meeting, 'start.date', ledger)
    const { people, organizer } = invitedTo(meeting, source)
    add(meeting, { context, deals, at, people, organizer })
  }
  for (const note of liveRecords(source, 'note')) add(note, { context, deals, at: instantOf(note, 'created_at', ledger), people: [] })
}

interface Activity {
  readonly context: Context
  readonly deals: Deals
  readonly at: Instant | undefined
  readonly people: readonly string[]
  readonly organizer?: string | undefined
}

function add(record: SourceRecord, { context, deals, at, people, organizer }: Activity): void {
  const { source, draft, silent, ledger, ownerOf } = context
  const everybody = [...new Set([...people, ...referencesOf(record, 'people', source)])].sort(compareText)
  if (everybody.length > 0 && everybody.every(id => draft.withheld.has(id))) {
    silent.add(record.id)
    return
  }
  if (at === undefined) report(ledger, record, 'missingValue', 'It has no date, so it was left out.')
  if (at === undefined) return
  const about = referencesOf(record, 'deals', source)[0]
  const deal = deals.get(about ?? '')
  // A deal that is not in the import may be known.
  const isDecision = about !== undefined && (deal?.isDecision ?? !source.present.has(about))
  const participants = everybody.filter(id => !draft.withheld.has(id))
  const effort = effortOf(record, context)
  const owner = ownerOf(record.fields)
  const kind: Interaction['kind'] = record.object === 'meeting' ? 'meeting' : 'other'
  const fact = {
    id: record.id,
    at,
    kind,
    participants,
    ...(organizer !== undefined && participants.includes(organizer) && { drivenBy: organizer }),
    ...(effort !== undefined && { effort }),
    ...(isDecision && { decision: about }),
    ...(owner !== undefined && { ours: [owner] }),
    basis: 'observed' as const,
    ...learnedAfter(at, record, context),
  }
  const companies = referencesOf(record, 'companies', source)
  const places = [...placesOfDeal(deal, isDecision ? about : undefined), ...placesOf({ account: companies })]
  draft.interactions.push({ fact, places, from: record })
}

/** Hours from the beginning of a meeting to its end, unless it lasts all day. */
function effortOf(record: SourceRecord, { ledger }: Context): number | undefined {
  if (flagOf(record, 'is_all_day') === true) return undefined
  const [start, end] = ['start.datetime', 'end.datetime'].map(field => parseInstant(instantOf(record, field, ledger)))
  return start === undefined || end === undefined || end < start ? undefined : (end - start) / 3_600_000
}
