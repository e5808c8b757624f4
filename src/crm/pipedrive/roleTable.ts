import { deepFreeze } from '../../support/freeze.js'
import { COMMON_ROLES } from '../commonRoles.js'
import type { RoleLabels } from '../roleLabels.js'

/**
 * What common names of buying roles mean. Pipedrive has no roles: they stand in a custom field or in the labels of persons, under whatever
 * names somebody gave them.
 *
 * A blocker is not among them. Being against us is a sentiment and being able to stop us is a veto; neither is a part in the purchase.
 */
export const PIPEDRIVE_ROLES: RoleLabels = deepFreeze({
  ...COMMON_ROLES,
  'Legal & Compliance': 'legalCompliance',
  // The labels of persons that Pipedrive comes with tell how warm a lead is.
  Customer: null,
  'Hot lead': null,
  'Warm lead': null,
  'Cold lead': null,
})
