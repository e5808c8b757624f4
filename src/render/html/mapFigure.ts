import type { AccountReport } from '../../report/accountReport.js'
import { villageMap } from '../svg/villageMap.js'
import type { Figure } from './section.js'

/** The map as a page shows it. */
export function mapFigure(report: AccountReport): Figure {
  return { id: 'map', picture: villageMap(report, report.people.length > FEW ? { width: PAGE_WIDTH } : {}) }
}

/** What there is to see in it. */
export const MAP_WORDS =
  'Who reports to whom, who moves whom, what they think and how sure that is. The larger the mark, the more power; an octagon can stop the decision.'

/** The map of more people than these is arranged for the width of a page on a laptop, so that nothing of it need shrink. */
const FEW = 18
const PAGE_WIDTH = 1200
