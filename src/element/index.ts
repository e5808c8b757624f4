/**
 * A report in a page of yours, as an element of HTML: `<account-village>` shows page one and the village map.
 *
 * @packageDocumentation
 */

import { defineAccountVillage } from './defineAccountVillage.js'

export { defineAccountVillage }
export type { AccountVillage, AccountVillageView } from './accountVillage.js'
export type { AccountReport } from '../report/accountReport.js'

defineAccountVillage()
