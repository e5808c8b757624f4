import type { BuyingRole } from '../../model/role.js'
import type { Instant } from '../../support/instants.js'
import { foldedText } from '../../support/text.js'
import { learned } from '../context.js'
import { report } from '../ledger.js'
import { type SourceRecord, textOf } from '../record.js'
import { rolesFor } from '../roleLabels.js'
import { states } from '../silence.js'
import type { Context } from './context.js'
import { type PropertyPeriod, periodsOf } from './histories.js'

/** What a label says of somebody: a part in the purchase, or that they are the blocker whom the options explain. */
type Said = BuyingRole | 'blocker'

/** Adds the buying roles of a contact, each for as long as the history of the property tells, and what being a blocker stands for. */
export function addBuyingRoles(contact: SourceRecord, context: Context): void {
  const { source, options, draft } = context
  const { role: field } = options.fields
  const history = periodsOf(source, contact.id, field)
  states(draft, contact, [field], ['role:', ...(options.blocker === 'veto' ? ['blocker', 'blocker:'] : [])])
  const periods: readonly (Omit<PropertyPeriod, 'since'> & Partial<PropertyPeriod>)[] =
    history.length > 0 ? history : [{ value: textOf(contact, field) ?? '' }]
  const meanings = meaningsOf(periods, `contact.${field}`, context)
  const said = periods.map(({ value, since }) => ({ since, says: new Set(labelsIn(value).flatMap(label => meanings.get(label) ?? [])) }))
  for (const each of new Set([...meanings.values()].flat())) addPeriods(contact, each, said, context)
}

/** The labels in a list that is joined by semicolons. */
export function labelsIn(value: string): string[] {
  return value.split(';').flatMap(label => (label.trim() === '' ? [] : label.trim()))
}

/** Whether a label says that somebody blocks, and the options say what that stands for. */
function isBlocker(label: string, { options }: Context): boolean {
  return options.blocker !== undefined && foldedText(label) === 'blocker'
}

/** What each label means that was ever there; one that nothing is known of counts once for the record. */
function meaningsOf(
  periods: readonly Pick<PropertyPeriod, 'value'>[],
  field: string,
  context: Context,
): ReadonlyMap<string, readonly Said[]> {
  const labels = new Set(periods.flatMap(({ value }) => labelsIn(value)))
  return new Map(
    [...labels].map((label): [string, readonly Said[]] => {
      const said = isBlocker(label, context) ? (['blocker'] as const) : rolesFor(context.options.roles, [label], field, context.ledger)
      return [label, said]
    }),
  )
}

interface SaidSince {
  readonly since: Instant | undefined
  readonly says: ReadonlySet<Said>
}

/** Adds the periods in which something was said without a break. */
function addPeriods(contact: SourceRecord, each: Said, said: readonly SaidSince[], context: Context): void {
  said.forEach(({ since, says }, i) => {
    if (!says.has(each) || said[i - 1]?.says.has(each) === true) return
    const until = said.slice(i + 1).find(later => !later.says.has(each))?.since
    addPeriod(contact, each, { ...(since !== undefined && { since }), ...(until !== undefined && { until }) }, context)
  })
}

interface Period {
  readonly since?: Instant
  readonly until?: Instant
}

function addPeriod(contact: SourceRecord, said: Said, period: Period, context: Context): void {
  const { draft, options } = context
  const { id: stakeholder } = contact
  const { since } = period
  const own = { stakeholder, basis: 'stated' as const, ...(since === undefined && learned(contact, context)) }
  const id = (what: string): string => `${stakeholder}:${what}${since === undefined ? '' : `:${since}`}`
  if (said !== 'blocker') draft.roles.push({ fact: { id: id(`role:${said}`), role: said, ...period, ...own }, from: contact })
  else if (options.blocker === 'veto') draft.vetoes.push({ fact: { id: id('blocker'), ...period, ...own }, from: contact })
  else addStance(contact, since ?? context.times.changedAt(contact, context.ledger), context)
}

/** Somebody who is called a blocker was seen to be against us on that day. */
function addStance(contact: SourceRecord, at: Instant | undefined, { draft, options, ledger }: Context): void {
  if (at === undefined) {
    report(ledger, contact, 'missingValue', `The blocker in ${options.fields.role} has no date, so it was left out.`)
    return
  }
  const fact = {
    id: `${contact.id}:blocker:${at}`,
    stakeholder: contact.id,
    at,
    sentiment: -1,
    via: 'impression',
    basis: 'stated',
  } as const
  draft.observations.push({ fact, from: contact })
}
