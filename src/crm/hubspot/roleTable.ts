import { deepFreeze } from '../../support/freeze.js'
import type { RoleLabels } from '../roleLabels.js'

/**
 * What the values of HubSpot's property `hs_buying_role` mean, where they have one.
 *
 * `BLOCKER` is not among them. Being against us is a sentiment and being able to stop us is a veto; neither is a part in the purchase.
 */
export const HUBSPOT_BUYING_ROLES: RoleLabels = deepFreeze({
  END_USER: 'user',
  CHAMPION: 'champion',
  INFLUENCER: 'influencer',
  LEGAL_AND_COMPLIANCE: 'legalCompliance',
  DECISION_MAKER: 'decisionMaker',
  BUDGET_HOLDER: 'economicBuyer',
  EXECUTIVE_SPONSOR: 'executiveSponsor',
  OTHER: null,
})

/** What the buying roles of HubSpot mean, and the association labels that portals commonly have. */
export const HUBSPOT_ROLES: RoleLabels = deepFreeze({
  ...HUBSPOT_BUYING_ROLES,
  User: 'user',
  'Economic buyer': 'economicBuyer',
  'Legal & Compliance': 'legalCompliance',
  'Technical buyer': 'technicalBuyer',
  Evaluator: 'technicalBuyer',
  Gatekeeper: 'gatekeeper',
  Procurement: 'procurement',
  Approver: 'approver',
  Coach: 'coach',
  Initiator: 'initiator',
  Unknown: null,
  Primary: null,
  'Billing contact': null,
})
