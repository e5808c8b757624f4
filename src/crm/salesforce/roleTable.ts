import { deepFreeze } from '../../support/freeze.js'
import type { RoleLabels } from '../roleLabels.js'

/**
 * What the contact roles of Salesforce mean: those it comes with, and common ones that orgs add.
 *
 * A blocker is not among them. Being against us is a sentiment and being able to stop us is a veto; neither is a part in the purchase.
 */
export const SALESFORCE_ROLES: RoleLabels = deepFreeze({
  'Business User': 'user',
  User: 'user',
  'End User': 'user',
  'User/End User': 'user',
  Initiator: 'initiator',
  Champion: 'champion',
  Coach: 'coach',
  Influencer: 'influencer',
  Evaluator: 'technicalBuyer',
  'Technical Buyer': 'technicalBuyer',
  'Technical Evaluator': 'technicalBuyer',
  Gatekeeper: 'gatekeeper',
  Procurement: 'procurement',
  Purchasing: 'procurement',
  'Procurement/Purchasing': 'procurement',
  Legal: 'legalCompliance',
  Compliance: 'legalCompliance',
  'Legal/Compliance': 'legalCompliance',
  Approver: 'approver',
  'Authorised Approver': 'approver',
  'Authorized Approver': 'approver',
  'Decision Maker': 'decisionMaker',
  'Primary Decision Maker': 'decisionMaker',
  'Economic Buyer': 'economicBuyer',
  'Economic Decision Maker': 'economicBuyer',
  'Executive Sponsor': 'executiveSponsor',
  Other: null,
})
