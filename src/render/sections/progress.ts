import type { AskedProgress, ProgressReport, ProgressState } from '../../moves/progressReport.js'
import { day } from '../numbers.js'
import { plain } from '../plain.js'

/** A part of a report of progress. All texts are safe to print, and their lines apart. */
export interface ProgressPart {
  readonly id: string
  readonly title: string
  readonly items: readonly ProgressItem[]
}

/** What somebody asked for, was promised or took on. */
export interface ProgressItem {
  readonly state: ProgressState
  /** Whether it is in their own words. */
  readonly isSaid: boolean
  readonly lines: readonly string[]
  /** What there is to say of days, each to be read after its state. */
  readonly days: readonly string[]
  readonly steps: readonly Omit<ProgressItem, 'isSaid' | 'steps'>[]
}

/** How states are told to whoever asked. */
export const PROGRESS_WORDS = { done: 'done', underway: 'under way', open: 'open' } as const satisfies {
  readonly [State in ProgressState]: string
}

/** The parts of a report of progress that hold anything, in the order of the report. */
export function progressParts({ asked, ours, theirs }: ProgressReport): ProgressPart[] {
  const parts: ProgressPart[] = [
    { id: 'asked', title: 'What you asked for', items: asked.map(askedItem) },
    { id: 'ours', title: 'What else we promised', items: ours.map(promised) },
    { id: 'theirs', title: 'What you took on', items: theirs.map(promised) },
  ]
  return parts.filter(({ items }) => items.length > 0)
}

/** How much is done, under way and open, in words. */
export function progressSummary(parts: readonly ProgressPart[]): string {
  const items = parts.flatMap(part => part.items)
  const counts = (['done', 'underway', 'open'] as const).flatMap(state => {
    const some = items.filter(item => item.state === state).length
    return some === 0 ? [] : [`${some} ${PROGRESS_WORDS[state]}`]
  })
  return counts.length === 0 ? 'There is nothing to tell yet.' : `${counts.join(', ')}.`
}

function askedItem({ said, at, steps, ...progress }: AskedProgress): ProgressItem {
  return {
    ...promised({ text: said, ...progress }),
    isSaid: true,
    days: [...daysOf(progress), ...(at === undefined ? [] : [`you said it on ${day(at)}`])],
    steps: steps.map(step => ({ state: step.state, lines: linesOf(step.text), days: stepDays(step) })),
  }
}

interface Promised {
  readonly text: string
  readonly state: ProgressState
  readonly dueAt?: string
  readonly doneAt?: string
}

function promised({ text, ...progress }: Promised): ProgressItem {
  return { state: progress.state, isSaid: false, lines: linesOf(text), days: daysOf(progress), steps: [] }
}

/** Until when it is due matters only while it is not done. */
function daysOf({ state, dueAt, doneAt }: Omit<Promised, 'text'>): string[] {
  if (state === 'done') return doneAt === undefined ? [] : [day(doneAt)]
  return dueAt === undefined ? [] : [`due ${day(dueAt)}`]
}

function stepDays({ state, at }: AskedProgress['steps'][number]): string[] {
  if (at === undefined) return []
  return [state === 'done' ? day(at) : `since ${day(at)}`]
}

function linesOf(text: string): string[] {
  return text.split(/\r\n?|\n/).flatMap(each => plain(each).trim() || [])
}
