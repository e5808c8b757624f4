import type { DecisionKind } from '../model/decision.js'
import { CLASS_ORDER, ROLE_CLASSES, type RoleClass } from '../model/role.js'
import type { SentimentSettings, Settings } from '../model/settings.js'
import { type Interval, within } from '../support/interval.js'

/** A belief that may be otherwise: from where to where, and the settings with it. */
export interface Belief {
  readonly belief: string
  /** What is tried instead, low first; a factor or a shift where several settings move together. */
  readonly range: Interval
  readonly apply: (value: number) => Settings
}

/** Every belief on which an answer may hang, with the range that is tried when none is given, cut to what the setting may be. */
export function beliefsOf(settings: Settings, kind: DecisionKind): readonly Belief[] {
  const { sentiment, influence, decision } = settings
  const sentimentWith = (part: Partial<SentimentSettings>): Settings => ({ ...settings, sentiment: { ...sentiment, ...part } })
  const decisionWith = (part: Partial<Settings['decision']>): Settings => ({ ...settings, decision: { ...decision, ...part } })
  const beliefs: readonly (Belief & { readonly legal: Interval })[] = [
    {
      belief: 'sentiment.priorMean',
      range: around(sentiment.priorMean, 0.2),
      legal: [-1, 1],
      apply: priorMean => sentimentWith({ priorMean }),
    },
    {
      belief: `decision.yesThreshold.${kind}`,
      range: around(decision.yesThreshold[kind], 0.2),
      legal: [-1, 1],
      apply: threshold => decisionWith({ yesThreshold: { ...decision.yesThreshold, [kind]: threshold } }),
    },
    {
      belief: 'sentiment.offset',
      range: [-0.15, 0.15],
      legal: [-2, 2],
      apply: shift => sentimentWith({ offset: shifted(sentiment.offset, shift) }),
    },
    {
      belief: 'sentiment.priorSd',
      range: [sentiment.priorSd / 1.4, sentiment.priorSd * 1.4],
      legal: [1e-6, 100],
      apply: priorSd => sentimentWith({ priorSd }),
    },
    {
      belief: 'sentiment.halfLifeDays',
      range: [sentiment.halfLifeDays / 2, sentiment.halfLifeDays * 2],
      legal: [1e-6, 1e9],
      apply: halfLifeDays => sentimentWith({ halfLifeDays }),
    },
    {
      belief: 'sentiment.readingSd',
      range: [1 / 1.5, 1.5],
      legal: [1e-6, 1e6],
      apply: factor => sentimentWith({ readingSd: scaled(sentiment.readingSd, factor, [1e-6, 1e6]) }),
    },
    {
      belief: 'sentiment.sharedSd',
      range: [0, 2],
      legal: [0, 1e6],
      apply: factor => sentimentWith({ sharedSd: scaled(sentiment.sharedSd, factor, [0, 1e6]) }),
    },
    {
      belief: 'sentiment.silence.slope',
      range: [0, sentiment.silence.slope * 2],
      legal: [0, 10],
      apply: slope => sentimentWith({ silence: { ...sentiment.silence, slope } }),
    },
    {
      belief: 'sentiment.sameUnitCorrelation',
      range: [0, Math.min(0.9, sentiment.sameUnitCorrelation * 2)],
      legal: [0, 0.99],
      apply: sameUnitCorrelation => sentimentWith({ sameUnitCorrelation }),
    },
    {
      belief: 'sentiment.sameDayCorrelation',
      range: [0, 1.5],
      legal: [0, 1e6],
      apply: factor => sentimentWith({ sameDayCorrelation: scaled(sentiment.sameDayCorrelation, factor, [0, 1]) }),
    },
    {
      belief: 'influence.openness',
      range: [influence.openness / 2, influence.openness * 2],
      legal: [0, 0.99],
      apply: openness => ({ ...settings, influence: { ...influence, openness } }),
    },
    {
      belief: 'decision.neverDecided',
      range: [0, decision.neverDecided * 2],
      legal: [0, 0.99],
      apply: neverDecided => decisionWith({ neverDecided }),
    },
    {
      belief: 'decision.riskTolerance',
      range: [0, decision.riskTolerance * 2],
      legal: [0, 1],
      apply: riskTolerance => decisionWith({ riskTolerance }),
    },
    ...CLASS_ORDER.filter(name => name !== 'unknown').map(name => ({
      belief: `authority.roleMass.${name}`,
      range: [0.5, 2] as const,
      legal: [0, 1e6] as const,
      apply: (factor: number) => ({ ...settings, authority: { ...settings.authority, roleMass: massesWith(settings, name, factor) } }),
    })),
  ]
  return beliefs.map(({ legal, ...belief }) => ({
    ...belief,
    range: [within(belief.range[0], legal), within(belief.range[1], legal)],
    apply: value => belief.apply(within(value, legal)),
  }))
}

function around(value: number, by: number): Interval {
  return [value - by, value + by]
}

/** Sources that share an error may all be rosier than the person; people's own words are the zero. */
function shifted(offset: SentimentSettings['offset'], by: number): SentimentSettings['offset'] {
  const move = (value: number): number => within(value + by, [-1, 1])
  return { ...offset, meeting: move(offset.meeting), impression: move(offset.impression), text: move(offset.text) }
}

function scaled<Key extends string>(
  values: { readonly [Each in Key]: number },
  factor: number,
  legal: Interval,
): { readonly [Each in Key]: number } {
  const found: { [Each in Key]: number } = { ...values }
  for (const key in values) found[key] = within(values[key] * factor, legal)
  return found
}

function massesWith({ authority: { roleMass } }: Settings, name: RoleClass, factor: number): Settings['authority']['roleMass'] {
  const masses = { ...roleMass }
  for (const role in ROLE_CLASSES) if (isRole(role, roleMass) && ROLE_CLASSES[role] === name) masses[role] = roleMass[role] * factor
  return masses
}

function isRole<Key extends string>(role: string, masses: { readonly [Each in Key]: number }): role is Key {
  return role in masses
}
