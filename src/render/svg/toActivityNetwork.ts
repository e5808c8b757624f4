import type { AccountReport } from '../../report/accountReport.js'
import { checkNumbers } from '../../support/finite.js'
import { checkGiven, makeFrom } from '../../village/given.js'
import { pictureFile } from './picture.js'
import { planPicture } from './plan/planPicture.js'

/**
 * The plan of an account as an activity network, a file of SVG: every move is a box with its statement, who sees to it, the days on which it can
 * begin and be done, the last on which it may be, and its slack in business days. Arrows lead from left to right to what waits for it; one that
 * follows from others is not drawn.
 *
 * The critical path is bold and told in words. The form of a box and a mark tell where a move stands: square when it is planned, round when it
 * is under way, with double sides when it is done, dashed and struck through when it was dropped, pointed when it takes no time. Of moves that
 * are done those of the last 90 days are shown and those for which others waited, of dropped ones the latter. Of more than 60 a note says how
 * many are not shown.
 *
 * @see K. Lockyer and J. Gordon, "Project Management and Project Network Techniques" (2005), for activities as boxes
 * @example
 * import { accountReport, createVillage, snapshot } from 'account-village'
 * import { toActivityNetwork } from 'account-village/render'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann' }],
 *   moves: [
 *     { id: 'm1', statement: 'Ask Ann', kind: 'hear' },
 *     { id: 'm2', statement: 'Write the offer', dependsOn: ['m1'] },
 *   ],
 * })
 * const svg = toActivityNetwork(accountReport(snapshot(village, '2026-03-02')))
 * svg.includes('Critical path: Ask Ann → Write the offer.') //=> true
 */
export function toActivityNetwork(report: AccountReport): string {
  checkGiven('toActivityNetwork', report, ['report'])
  checkNumbers('toActivityNetwork', report)
  return makeFrom('toActivityNetwork', 'report', report, () => pictureFile(planPicture(report)))
}
