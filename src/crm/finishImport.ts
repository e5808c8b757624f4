import { VillageError } from '../errors.js'
import type { Account } from '../model/account.js'
import type { Stakeholder } from '../model/stakeholder.js'
import type { Village } from '../model/village.js'
import { deepFreeze } from '../support/freeze.js'
import { groupedBy } from '../support/grouping.js'
import { compareText } from '../support/order.js'
import { createVillage } from '../village/village.js'
import { coverageOf } from './coverage.js'
import type { Draft, DraftPerson, Origin } from './draft.js'
import { hierarchyOf } from './hierarchy.js'
import { issuesOf, type Ledger, report, unmappedOf } from './ledger.js'
import { type AccountFacts, withinLimit } from './limit.js'
import type { Member } from './members.js'
import { onceEach } from './once.js'
import { type Settled, settledFacts, settledInteractions, settledTies } from './placement.js'
import { redacted } from './redact.js'
import type { ImportResult } from './result.js'
import { type Site, siteOf } from './site.js'
import { type Spot, unitOf, unitsIn } from './units.js'

/** What becomes of a draft, beside what stands in it. */
export interface Finish {
  readonly subsidiaries: 'accounts' | 'units'
  readonly redact: boolean
}

/**
 * Makes villages of a draft: one for each account, or for each topmost account, in the order of their ids.
 *
 * The order in which the draft was filled does not matter, and nothing in it makes this throw.
 */
export function finishImport(draft: Draft, { subsidiaries, redact }: Finish, ledger: Ledger): ImportResult {
  const single = onceEach(draft, ledger)
  const site = siteOf(single, hierarchyOf(single, subsidiaries, ledger), ledger)
  const factsOf = factsByVillage(site)
  const villages = [...new Set(site.hierarchy.villages.values())]
    .sort(compareText)
    .flatMap(id => villageFrom({ site, id, redact }, factsOf(id)))
  reportStrangers(site)
  return deepFreeze({
    villages: redact ? villages.map(redacted) : villages,
    issues: issuesOf(ledger).filter(({ id }) => id === undefined || !draft.withheld.has(id)),
    unmapped: unmappedOf(ledger, { redact }),
    coverage: { accounts: villages.map(coverageOf), leftOut: { ...ledger.leftOut } },
  })
}

type PlacedFacts = Omit<AccountFacts, 'account' | 'stakeholders'>

/** All facts in their villages, each with the name of the source. */
function factsByVillage(site: Site): (village: string) => PlacedFacts {
  const { draft } = site
  const { source } = draft
  const among = <F extends object>(settled: readonly Settled<F>[]): ((village: string) => readonly (F & { readonly source: string })[]) => {
    const groups = groupedBy(settled, ({ village }) => village)
    return village => (groups.get(village) ?? []).map(({ fact }) => ({ source, ...fact }))
  }
  const decided = draft.decisions.flatMap(({ fact }) => {
    const village = site.decisions.get(fact.id)
    return village === undefined ? [] : [{ village, fact }]
  })
  const roles = among(settledFacts(site, draft.roles))
  const vetoes = among(settledFacts(site, draft.vetoes))
  const ties = among(settledTies(site))
  const observations = among(settledFacts(site, draft.observations))
  const interactions = among(settledInteractions(site))
  const comments = among(settledFacts(site, draft.comments))
  const decisions = among(decided)
  return village => ({
    roles: roles(village),
    vetoes: vetoes(village),
    ties: ties(village),
    observations: observations(village),
    interactions: interactions(village),
    comments: comments(village),
    decisions: decisions(village),
  })
}

/** The village; none when it breaks the contract of a village, which then is an issue. */
function villageFrom(spot: Spot, facts: PlacedFacts): Village[] {
  const { site, id } = spot
  const from = site.hierarchy.accounts.get(id)?.from ?? { object: 'Account', id }
  const members = [...(site.members.get(id) ?? [])]
  const stakeholders = members.flatMap(([person, member]) => versionsOf(spot, site.people.get(person) ?? { id: person, from }, member))
  const kept = withinLimit({ ...facts, account: accountFrom(spot, from), stakeholders }, from, site.ledger)
  try {
    return [createVillage({ ...kept, units: unitsIn(spot, new Set(kept.stakeholders.map(person => person.id))) })]
  } catch (error) {
    if (!(error instanceof VillageError)) throw error
    report(site.ledger, from, 'refused', error.message)
    return []
  }
}

function accountFrom({ site, id }: Spot, from: Origin): Account {
  const { name, annualRevenue, recordedAt } = site.hierarchy.accounts.get(id) ?? {}
  const parent = site.hierarchy.parents.get(id)
  if (name === undefined) report(site.ledger, from, 'missingValue', 'It has no name, so its id stands for it.')
  return {
    id,
    name: name ?? id,
    ...(parent !== undefined && { parent }),
    ...(annualRevenue !== undefined && { annualRevenue }),
    source: site.draft.source,
    ...(recordedAt !== undefined && { recordedAt }),
  }
}

/** Somebody as they are known now, and after that as they were known before. */
function versionsOf(spot: Spot, person: DraftPerson, member: Member): Stakeholder[] {
  const { department: _, departmentShare: __, from: ___, former = [], recordedAt: since, ...known } = person
  const { joinedAt, leftAt, recordedAt = since } = member
  const unit = unitOf(spot, person, member)
  const externalIds = [...(known.externalIds ?? []), ...member.externalIds]
  const now = {
    ...known,
    ...(externalIds.length > 0 && { externalIds }),
    ...(unit !== undefined && { unit }),
    ...(joinedAt !== undefined && { joinedAt }),
    ...(leftAt !== undefined && { leftAt }),
    source: spot.site.draft.source,
  }
  const { title: ____, ...lasting } = now
  const latest = since ?? recordedAt
  return [{ ...now, ...(latest !== undefined && { recordedAt: latest }) }, ...former.map(version => ({ ...lasting, ...version }))]
}

function reportStrangers({ strangers, draft, ledger }: Site): void {
  for (const [id, count] of strangers) {
    const fate = draft.gone.has(id) ? 'was deleted' : 'is not in the import'
    report(
      ledger,
      { object: draft.accountObject, id },
      'missingRecord',
      `It ${fate}, so the records that belong to it (${count}) were left out.`,
    )
  }
}
