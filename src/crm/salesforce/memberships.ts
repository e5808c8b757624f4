import type { ExternalId, Stakeholder } from '../../model/stakeholder.js'

/** Somebody's membership of a buying committee, by the ids of both. */
export interface CommitteeMembership {
  readonly committee: string
  readonly member: string
}

/** What a committee is called among the systems that know somebody: in it, they are its member. */
const COMMITTEE = 'salesforce:BuyingCommittee:'

export function membershipId({ committee, member }: CommitteeMembership): ExternalId {
  return { source: COMMITTEE + committee, id: member }
}

/** The memberships that are kept with somebody. */
export function membershipsOf({ externalIds = [] }: Pick<Stakeholder, 'externalIds'>): readonly CommitteeMembership[] {
  return externalIds.flatMap(({ source, id }) =>
    source.startsWith(COMMITTEE) ? [{ committee: source.slice(COMMITTEE.length), member: id }] : [],
  )
}
