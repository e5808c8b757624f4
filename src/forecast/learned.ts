import type { SentimentSettings, Settings } from '../model/settings.js'
import { type DeepPartial, settingsFrom } from '../model/settingsFrom.js'
import type { FittedSetting } from './fitted.js'

/** Settings with what was fitted in place of what was given, the factors multiplied out. */
export function withFits(settings: DeepPartial<Settings> | undefined, fits: readonly FittedSetting[]): DeepPartial<Settings> | undefined {
  const found = fits.filter(({ reason }) => reason === undefined)
  if (found.length === 0) return settings
  const { sentiment } = settingsFrom(settings)
  return found.reduce<object>((part, { setting, value }) => {
    if (setting === 'sentiment.readingSdFactor') return placed(part, ['sentiment', 'readingSd'], times(sentiment.readingSd, value, 1e-6))
    if (setting === 'sentiment.sharedSdFactor') return placed(part, ['sentiment', 'sharedSd'], times(sentiment.sharedSd, value, 0))
    return placed(part, setting.split('.'), value)
  }, settings ?? {})
}

/** Each standard deviation so many times, as far as settings allow it. */
function times(sds: SentimentSettings['sharedSd'], factor: number, least: number): object {
  return Object.fromEntries(Object.entries(sds).map(([via, sd]) => [via, Math.min(100, Math.max(least, sd * factor))]))
}

function placed(part: object, [first = '', ...rest]: readonly string[], value: unknown): object {
  const before = Object.entries(part).find(([key]) => key === first)?.[1]
  return { ...part, [first]: rest.length === 0 ? value : placed(before ?? {}, rest, value) }
}
