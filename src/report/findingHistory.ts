import type { Village } from '../model/village.js'
import { findingsIn } from '../risk/assessRisk.js'
import type { Finding, Severity } from '../risk/finding.js'
import { deepFreeze } from '../support/freeze.js'
import { compareText } from '../support/order.js'
import { seriesAs, type TimelineOptions } from '../village/timeline.js'

/** When a finding was open. */
export interface FindingSpan extends Pick<Finding, 'id' | 'rule' | 'decision' | 'subjects'> {
  /** The first moment at which it was there. */
  readonly since: string
  /** The first moment at which it no longer was; absent while it is open. */
  readonly until?: string
  /** The gravest that it was. */
  readonly severity: Severity
  /** The largest that it was. */
  readonly effect?: number
}

/**
 * Every finding at a series of moments, each knowing only what was known then: since when it was there, until when, and how grave it was at
 * worst; the earliest first, then by id.
 *
 * A finding that is absent for a single moment stays open: it ends with the first of two moments in a row at which it is absent, or with the
 * last moment when it is absent there.
 *
 * @throws what `timeline` throws
 * @example
 * import { createVillage, findingHistory } from 'account-village'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', roles: ['user'] }, { id: 'bo', roles: ['economicBuyer'] }],
 *   observations: [{ stakeholder: 'bo', at: '2026-03-10', sentiment: 0.6, via: 'interview' }],
 *   decisions: [{ id: 'deal', name: 'First order', kind: 'new' }],
 * })
 * const history = findingHistory(village, { from: '2026-03-01', to: '2026-03-22', step: { weeks: 1 } })
 * history.map(({ rule, since, until = 'open' }) => [rule, since, until])
 * //=> [['deciderUnheard', '2026-03-01', '2026-03-15'], ['noChampion', '2026-03-01', 'open']]
 */
export function findingHistory(village: Village, options: TimelineOptions): readonly FindingSpan[] {
  const series = seriesAs('findingHistory', village, findingsIn, options)
  const spans: Span[] = []
  const open = new Map<string, Span>()
  series.forEach(({ at, value }, step) => {
    const found = new Map(value.map(finding => [finding.id, finding]))
    for (const [id, span] of open) {
      if (found.has(id)) continue
      span.missedAt ??= at
      if (step - span.lastSeen < 2 && step < series.length - 1) continue
      span.until = span.missedAt
      open.delete(id)
    }
    for (const finding of value) {
      const span = open.get(finding.id) ?? opened(finding, at)
      if (!open.has(finding.id)) spans.push(span)
      open.set(finding.id, span)
      span.lastSeen = step
      span.missedAt = undefined
      span.severity = worse(span.severity, finding.severity)
      if (finding.effect !== undefined) span.effect = Math.max(span.effect ?? 0, finding.effect)
    }
  })
  return deepFreeze(spans.map(spanOf).sort((a, b) => compareText(a.since, b.since) || compareText(a.id, b.id)))
}

/** A span that goes on. */
interface Span {
  readonly of: Finding
  readonly since: string
  lastSeen: number
  missedAt: string | undefined
  until: string | undefined
  severity: Severity
  effect: number | undefined
}

function opened(of: Finding, since: string): Span {
  return { of, since, lastSeen: 0, missedAt: undefined, until: undefined, severity: of.severity, effect: of.effect }
}

function spanOf({ of: { id, rule, decision, subjects }, since, until, severity, effect }: Span): FindingSpan {
  return {
    id,
    rule,
    ...(decision !== undefined && { decision }),
    subjects,
    since,
    ...(until !== undefined && { until }),
    severity,
    ...(effect !== undefined && { effect }),
  }
}

function worse(one: Severity, other: Severity): Severity {
  return one === 'critical' || other === 'critical' ? 'critical' : one === 'warning' || other === 'warning' ? 'warning' : 'info'
}
