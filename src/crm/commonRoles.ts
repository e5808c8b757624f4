import { deepFreeze } from '../support/freeze.js'
import type { RoleLabels } from './roleLabels.js'

/**
 * What common names of buying roles mean, for sources that have none of their own.
 *
 * A blocker is not among them. Being against us is a sentiment and being able to stop us is a veto; neither is a part in the purchase.
 */
export const COMMON_ROLES: RoleLabels = deepFreeze({
  User: 'user',
  'End user': 'user',
  Initiator: 'initiator',
  Champion: 'champion',
  Coach: 'coach',
  Influencer: 'influencer',
  Evaluator: 'technicalBuyer',
  'Technical buyer': 'technicalBuyer',
  Gatekeeper: 'gatekeeper',
  Procurement: 'procurement',
  Legal: 'legalCompliance',
  Approver: 'approver',
  'Decision maker': 'decisionMaker',
  'Economic buyer': 'economicBuyer',
  'Budget holder': 'economicBuyer',
  'Executive sponsor': 'executiveSponsor',
  Other: null,
})
