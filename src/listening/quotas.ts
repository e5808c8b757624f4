import { INTERVIEW_PROFILES, type InterviewProfile } from './profiles.js'

/**
 * A number of interviews divided among profiles in proportion to their quotas: each gets its whole part, and those with the largest rest one
 * more, the earlier profile of equals first (the method of largest remainders).
 */
export function quotasOf(
  quotas: { readonly [Profile in InterviewProfile]?: number | undefined },
  size: number,
): ReadonlyMap<InterviewProfile, number> {
  const total = INTERVIEW_PROFILES.reduce((sum, profile) => sum + (quotas[profile] ?? 0), 0)
  const parts = INTERVIEW_PROFILES.map(profile => ({ profile, exact: total > 0 ? (size * (quotas[profile] ?? 0)) / total : 0 }))
  const whole = parts.reduce((sum, { exact }) => sum + Math.floor(exact), 0)
  const byRest = [...parts].sort((a, b) => (b.exact % 1) - (a.exact % 1))
  const more = new Set(byRest.slice(0, total > 0 ? size - whole : 0).map(({ profile }) => profile))
  return new Map(parts.map(({ profile, exact }) => [profile, Math.floor(exact) + (more.has(profile) ? 1 : 0)]))
}
