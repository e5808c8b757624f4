import { assessRisk, type Finding, type Snapshot } from 'account-village'
import { expect } from 'vitest'

/** The findings of a snapshot: each says what it is about in a sentence, and names nothing and nobody that there is not. */
export function soundFindings(s: Snapshot): readonly Finding[] {
  const known = new Set([...s.stakeholders, ...s.former].map(({ id }) => id))
  const findings = assessRisk(s)
  for (const finding of findings) {
    const { id, rule, message, evidence, stakeholders, subjects } = finding
    expect(id).toBe(JSON.stringify([rule, ...subjects]))
    expect(evidence).not.toHaveLength(0)
    for (const told of [finding, ...evidence]) expect(Object.values(told)).not.toContain(undefined)
    for (const subject of subjects) if (known.has(subject)) expect(stakeholders).toContain(subject)
    expect(message).toMatch(/^[A-Z]\S* (?:\S+ )*\S+\.$/)
    for (const { measure, value, stakeholder } of evidence) {
      expect(measure).toMatch(/^[a-z][\w.]+( \([a-z]+\))?$/)
      expect(['string', 'number']).toContain(typeof value)
      expect(value).not.toBe('')
      if (stakeholder !== undefined) expect(known).toContain(stakeholder)
    }
    for (const id of stakeholders) expect(known).toContain(id)
    for (const subject of subjects) expect(subject).not.toBe('')
  }
  return findings
}
