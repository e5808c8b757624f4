import { deepFreeze } from '../../support/freeze.js'
import type { RoleLabels } from '../roleLabels.js'

/**
 * What the connection roles of the stakeholder category and the tags of contacts mean: those that Dynamics comes with, and common ones that
 * organisations add.
 *
 * A blocker is not among them. Being against us is a sentiment and being able to stop us is a veto; neither is a part in the purchase.
 */
export const DYNAMICS_ROLES: RoleLabels = deepFreeze({
  User: 'user',
  'Business User': 'user',
  'End User': 'user',
  Initiator: 'initiator',
  Champion: 'champion',
  Coach: 'coach',
  Influencer: 'influencer',
  Evaluator: 'technicalBuyer',
  'Technical Buyer': 'technicalBuyer',
  Gatekeeper: 'gatekeeper',
  Procurement: 'procurement',
  Purchasing: 'procurement',
  Legal: 'legalCompliance',
  Compliance: 'legalCompliance',
  Approver: 'approver',
  'Decision Maker': 'decisionMaker',
  'Economic Buyer': 'economicBuyer',
  'Executive Sponsor': 'executiveSponsor',
  // What says nothing of a part in a purchase.
  Stakeholder: null,
  Employee: null,
  Unknown: null,
  // People of ours, whom Dynamics connects to opportunities in the same way.
  'Account Manager': null,
  'Delivery Professional': null,
  'Industry Expert': null,
  'Service Professional': null,
  'Technical Sales Professional': null,
  'Territory Manager': null,
})
