import type { Interview } from '../model/interview.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'

/** An interview that was held, and what came up in it. */
export interface Held {
  readonly s: Snapshot
  readonly interview: Snapshot['interviews'][number]
  readonly themes: readonly string[]
}

/** The interviews that were held in accounts, those of a plan or all, by time and then by id. */
export function heldInTime(accounts: readonly Snapshot[], plan?: string): readonly Held[] {
  return accounts
    .flatMap(s => s.interviews.filter(each => isHeldIn(each, plan)).map(interview => ({ s, interview, themes: themesIn(interview) })))
    .sort((a, b) => compareText(a.interview.at, b.interview.at) || compareText(a.interview.id, b.interview.id))
}

/** Whether an interview was held and is of a plan; of any where none is named. */
export function isHeldIn({ plan: own, consent }: Interview, plan: string | undefined): boolean {
  return (plan === undefined || own === plan) && consent?.given !== false
}

function themesIn({ answers }: Interview): readonly string[] {
  return answers.flatMap(({ themes = [] }) => themes)
}
