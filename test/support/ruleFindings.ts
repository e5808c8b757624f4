import {
  createVillage,
  type Finding,
  findingHistory,
  type Snapshot,
  type SnapshotOptions,
  snapshot,
  type VillageInput,
} from 'account-village'
import { day } from './days.js'
import { soundFindings } from './soundFindings.js'

/** What a rule finds in a village that is a little different each time, on a day or day after day around it. */
export function ruleFindings(base: Omit<VillageInput, 'account'>, now: number, span: { readonly around: number; readonly days: number }) {
  const village = (input: Partial<VillageInput>) => createVillage({ account: 'Acme', ...base, ...input })
  const see = (input: Partial<VillageInput>, options?: SnapshotOptions): Snapshot => snapshot(village(input), day(now), options)
  const find = (rule: string, input: Partial<VillageInput>, options?: SnapshotOptions): Finding[] =>
    soundFindings(see(input, options)).filter(finding => finding.rule === rule)
  return {
    village,
    see,
    find,
    /** What is found, how grave it is, and of whom. */
    found: (...args: Parameters<typeof find>) => find(...args).map(({ id, severity, stakeholders }) => [id, severity, stakeholders]),
    /** Since when and until when each finding is there. */
    spans: (rule: string, input: Partial<VillageInput>) =>
      findingHistory(village(input), { from: day(now - span.around), to: day(now + span.around), step: { days: span.days } })
        .filter(each => each.rule === rule)
        .map(({ id, since, until }) => [id, since, until]),
  }
}
