import { plain } from '../plain.js'
import type { ReportSection } from './reportSection.js'

/** How good the forecasts were on this base, where that was told. */
export function forecasts(trackRecord: string | undefined): ReportSection {
  return { title: 'How good our forecasts were', lines: [`${plain(trackRecord ?? 'Too few decisions to tell')}.`] }
}
