/**
 * An account to look at, as text: pictures, a page and diagrams, with no DOM and no network.
 *
 * @packageDocumentation
 */

// Everything in one page
export { type HtmlOptions, toHtmlReport } from './html/toHtmlReport.js'

// Many accounts in one page
export { type PortfolioPageOptions, toPortfolioPage } from './html/portfolio/toPortfolioPage.js'
export type { PortfolioAccount } from './html/portfolio/portfolioAccount.js'

// What one of theirs may be sent, in one page
export { toProgressPage } from './html/toProgressPage.js'

// The village as a picture
export { toSvg } from './svg/toSvg.js'
export type { MapOptions } from './svg/villageMap.js'

// Pictures of what became of it, and why
export { type TimelineSvgOptions, toTimelineSvg, type VillageTimelineOptions } from './svg/toTimelineSvg.js'
export type { SentimentHistory } from './svg/timeline/moments.js'
export { type CauseEffectContext, toCauseEffect } from './svg/toCauseEffect.js'

// What is to be done, and what holds it up
export { toActivityNetwork } from './svg/toActivityNetwork.js'

// Diagrams for other programs to draw
export { type DotOptions, toDot } from './diagrams/toDot.js'
export { type MermaidOptions, toMermaid } from './diagrams/toMermaid.js'
export { type MermaidPlanOptions, toMermaidPlan } from './diagrams/toMermaidPlan.js'

// What these take and give, of the front door
export type { AccountReport } from '../report/accountReport.js'
export type { Snapshot } from '../village/snapshot.js'
export type { Village } from '../model/village.js'
export type { Finding } from '../risk/finding.js'
export type { ProgressReport } from '../moves/progressReport.js'
export type { ChangeExplanation } from '../account/explainChange.js'
export type { Portfolio } from '../portfolio/base.js'
