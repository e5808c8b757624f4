import { VillageError } from '../errors.js'
import type { Account } from '../model/account.js'
import type { Stakeholder } from '../model/stakeholder.js'
import type { Village } from '../model/village.js'
import { deepFreeze } from '../support/freeze.js'
import { groupedBy } from '../support/grouping.js'
import { compareText } from '../support/order.js'
import { createVillage } from '../village/village.js'
import type { AccountFacts } from './accountFacts.js'
import { coverageOf } from './coverage.js'
import type { Draft, DraftPerson, Origin } from './draft.js'
import { hierarchyOf } from './hierarchy.js'
import { importedRecords } from './importedRecords.js'
import { inferredOf, issuesOf, type Ledger, ledgerLike, report, unmappedOf } from './ledger.js'
import { withinLimit } from './limit.js'
import type { Member } from './members.js'
import { onceEach } from './once.js'
import { type ImportPlacement, placementOf } from './placement.js'
import { redacted } from './redact.js'
import type { ImportResult } from './result.js'
import { type Settled, settledDecisions, settledFacts, settledInteractions, settledMoves, settledOrKept, settledTies } from './settled.js'
import { settledTeammates } from './settledTeammates.js'
import { type Finish, keepTaken } from './taken.js'
import { unitOf, unitsIn } from './units.js'
import type { VillageScope } from './villageScope.js'
import { withdrawnIn } from './withdrawn.js'

/**
 * Makes villages of a draft: one for each account, or for each topmost account, in the order of their ids.
 *
 * The order in which the draft was filled does not matter, and nothing in it makes this throw.
 */
export function finishImport(draft: Draft, { subsidiaries, redact }: Finish, ledger: Ledger): ImportResult {
  const taken = { draft, finish: { subsidiaries, redact }, ledger: ledgerLike(ledger) }
  const single = onceEach(draft, ledger)
  const placement = placementOf(single, hierarchyOf(single, subsidiaries, ledger), ledger)
  const factsOf = factsByVillage(placement)
  const importsOf = importedRecords(placement, ledger)
  const villages = [...new Set(placement.hierarchy.villages.values())]
    .sort(compareText)
    .flatMap(id => villageFrom({ placement, id, redact }, factsOf(id), importsOf))
  reportStrangers(placement)
  const result = deepFreeze({
    villages: redact ? villages.map(redacted) : villages,
    issues: issuesOf(ledger).filter(({ id }) => id === undefined || !draft.withheld.has(id)),
    unmapped: unmappedOf(ledger, { redact }),
    inferred: inferredOf(ledger),
    coverage: { accounts: villages.map(coverageOf), leftOut: { ...ledger.leftOut } },
    withdrawn: withdrawnIn(draft, ledger),
  })
  return keepTaken(result, { ...taken, pending: placement.pending })
}

type PlacedFacts = Omit<AccountFacts, 'account' | 'stakeholders'>

/** All facts in their villages, each with the name of the source. */
function factsByVillage(placement: ImportPlacement): (village: string) => PlacedFacts {
  const { draft } = placement
  const { source } = draft
  const among = <F extends object>(settled: readonly Settled<F>[]): ((village: string) => readonly (F & { readonly source: string })[]) => {
    const groups = groupedBy(settled, ({ village }) => village)
    return village => (groups.get(village) ?? []).map(({ fact }) => ({ source, ...fact }))
  }
  const interactions = among(settledInteractions(placement))
  const roles = among(settledOrKept(placement, 'roles', draft.roles))
  const vetoes = among(settledOrKept(placement, 'vetoes', draft.vetoes))
  const ties = among(settledTies(placement))
  const observations = among(settledOrKept(placement, 'observations', draft.observations))
  const comments = among(settledFacts(placement, draft.comments))
  const expectations = among(settledFacts(placement, draft.expectations))
  const decisions = among(settledDecisions(placement))
  const moves = among(settledMoves(placement))
  const teammatesOf = settledTeammates(placement)
  return village => {
    const named = { interactions: interactions(village), moves: moves(village), observations: observations(village) }
    return {
      roles: roles(village),
      vetoes: vetoes(village),
      ties: ties(village),
      ...named,
      teammates: teammatesOf(village, named),
      comments: comments(village),
      expectations: expectations(village),
      decisions: decisions(village),
    }
  }
}

/** The village; none when it breaks the contract of a village, which then is an issue. */
function villageFrom(scope: VillageScope, facts: PlacedFacts, importsOf: ReturnType<typeof importedRecords>): Village[] {
  const { placement, id } = scope
  const from = placement.hierarchy.accounts.get(id)?.from ?? { object: 'Account', id }
  const members = [...(placement.members.get(id) ?? [])]
  const stakeholders = members.flatMap(([person, member]) =>
    versionsOf(scope, placement.people.get(person) ?? { id: person, from }, member),
  )
  const kept = withinLimit({ ...facts, account: accountFrom(scope, from), stakeholders }, from, placement.ledger)
  const here = new Set(kept.stakeholders.map(person => person.id))
  const leftOut = new Set(stakeholders.flatMap(person => (here.has(person.id) ? [] : person.id)))
  try {
    const units = unitsIn(scope, here)
    const facts = [kept.account, ...Object.values(kept).flatMap(each => (Array.isArray(each) ? each : []))]
    return [createVillage({ ...kept, units, imports: importsOf(id, facts, leftOut) })]
  } catch (error) {
    if (!(error instanceof VillageError)) throw error
    report(placement.ledger, from, 'refused', error.message)
    return []
  }
}

function accountFrom({ placement, id }: VillageScope, from: Origin): Account {
  const { name, owner, segment, annualRevenue, recordedAt } = placement.hierarchy.accounts.get(id) ?? {}
  const parent = placement.hierarchy.parents.get(id)
  if (name === undefined) report(placement.ledger, from, 'missingValue', 'It has no name, so its id is used.')
  return {
    id,
    name: name ?? id,
    ...(parent !== undefined && { parent }),
    ...(owner !== undefined && { owner }),
    ...(segment !== undefined && { segment }),
    ...(annualRevenue !== undefined && { annualRevenue }),
    source: placement.draft.source,
    ...(recordedAt !== undefined && { recordedAt }),
  }
}

/** Somebody as they are known now, and after that as they were known before. */
function versionsOf(scope: VillageScope, person: DraftPerson, member: Member): Stakeholder[] {
  const {
    namesAccount: _,
    department: __,
    departmentShare: ___,
    from: ____,
    silent: _____,
    former = [],
    recordedAt: since,
    ...known
  } = person
  const { joinedAt, leftAt, recordedAt = since } = member
  const unit = unitOf(scope, person, member)
  const externalIds = [...(known.externalIds ?? []), ...member.externalIds]
  const now = {
    ...known,
    ...(externalIds.length > 0 && { externalIds }),
    ...(unit !== undefined && { unit }),
    ...(joinedAt !== undefined && { joinedAt }),
    ...(leftAt !== undefined && { leftAt }),
    source: scope.placement.draft.source,
  }
  const { title: ______, ...lasting } = now
  const latest = since ?? recordedAt
  return [{ ...now, ...(latest !== undefined && { recordedAt: latest }) }, ...former.map(version => ({ ...lasting, ...version }))]
}

function reportStrangers({ strangers, draft, ledger }: ImportPlacement): void {
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
