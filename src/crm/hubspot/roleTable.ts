import type { RoleLabels } from '../roleLabels.js'

/**
 * What the buying roles of HubSpot mean, those of the property `hs_buying_role` and common association labels.
 *
 * `BLOCKER` is not among them. Being against us is a sentiment and being able to stop us is a veto; neither is a part in the purchase.
 */
export const HUBSPOT_ROLES: RoleLabels = {
  BUDGET_HOLDER: 'economicBuyer',
  'Economic buyer': 'economicBuyer',
  CHAMPION: 'champion',
  DECISION_MAKER: 'decisionMaker',
  END_USER: 'user',
  User: 'user',
  EXECUTIVE_SPONSOR: 'executiveSponsor',
  INFLUENCER: 'influencer',
  LEGAL_AND_COMPLIANCE: 'legalCompliance',
  'Legal & Compliance': 'legalCompliance',
  'Technical buyer': 'technicalBuyer',
  Evaluator: 'technicalBuyer',
  Gatekeeper: 'gatekeeper',
  Procurement: 'procurement',
  Approver: 'approver',
  Coach: 'coach',
  Initiator: 'initiator',
  OTHER: null,
  Unknown: null,
  Primary: null,
  'Billing contact': null,
}
