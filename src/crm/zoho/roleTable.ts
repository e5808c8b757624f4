import { deepFreeze } from '../../support/freeze.js'
import type { RoleLabels } from '../roleLabels.js'

/**
 * What common names of contact roles mean. Zoho lets everybody name their own.
 *
 * A blocker is not among them. Being against us is a sentiment and being able to stop us is a veto; neither is a part in the purchase.
 */
export const ZOHO_ROLES: RoleLabels = deepFreeze({
  User: 'user',
  'End user': 'user',
  'Business user': 'user',
  Initiator: 'initiator',
  Champion: 'champion',
  Coach: 'coach',
  Influencer: 'influencer',
  Evaluator: 'technicalBuyer',
  'Developer/Evaluator': 'technicalBuyer',
  'Technical buyer': 'technicalBuyer',
  'Technical decision maker': 'technicalBuyer',
  'Engineering Lead': 'technicalBuyer',
  Gatekeeper: 'gatekeeper',
  Purchasing: 'procurement',
  Procurement: 'procurement',
  Legal: 'legalCompliance',
  Approver: 'approver',
  'Decision maker': 'decisionMaker',
  'Economic buyer': 'economicBuyer',
  'Economic decision maker': 'economicBuyer',
  'Executive sponsor': 'executiveSponsor',
  'Product Management': null,
  Other: null,
})
