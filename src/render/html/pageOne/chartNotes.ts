import type { PersonMoment } from '../../../report/accountHistory.js'
import type { AccountReport } from '../../../report/accountReport.js'
import { stanceOf } from '../../../sentiment/stance.js'
import { called, STANCE_WORDS } from '../../names.js'
import { day } from '../../numbers.js'
import { deciding } from '../../pageOne/inFocus.js'
import { shortened, textWidth } from '../../svg/picture.js'

/** A moment of the chart, and the chance that was known then. */
export interface ChartMoment {
  readonly x: number
  /** Where the chance is drawn, from the top. */
  readonly y: number
  readonly chance: number
  readonly at: string
  readonly people: readonly PersonMoment[]
}

/** What happened at a moment of the chart: what a person thought from then on. */
export interface ChartNote {
  readonly words: string
  readonly on: string
  /** The point of the chart that it is about. */
  readonly x: number
  readonly y: number
  /** The middle of the text and its base line. */
  readonly textX: number
  readonly textY: number
}

/** Where notes may stand. */
export interface NoteRoom {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/**
 * The events of people at which the chance of yes changed most, two at most: somebody who decides or can stop the decision was heard, and their
 * sentiment went the same way. Moments are in order of time. A note for which there is no room is left out.
 */
export function chartNotes(moments: readonly ChartMoment[], report: AccountReport, room: NoteRoom): readonly ChartNote[] {
  const events = moments
    .flatMap((after, i): Event[] => {
      const before = moments[i - 1]
      const change = before === undefined ? 0 : after.chance - before.chance
      const words = before === undefined || Math.abs(change) < LEAST ? undefined : cause(before, after, report, room.right - room.left)
      return words === undefined ? [] : [{ words, moment: after, change: Math.abs(change) }]
    })
    .sort((a, b) => b.change - a.change)
    .slice(0, MOST)
  const notes: ChartNote[] = []
  for (const event of events) {
    const note = placed(event, moments, notes, room)
    if (note !== undefined) notes.push(note)
  }
  return notes.sort((a, b) => a.x - b.x)
}

interface Event {
  readonly words: string
  readonly moment: ChartMoment
  readonly change: number
}

const MOST = 2
/** A smaller change of the chance, 0..1, needs no note. */
const LEAST = 0.05

/** Who was heard between two moments and moved the chance most, and what they thought then. */
function cause(before: ChartMoment, after: ChartMoment, report: AccountReport, widest: number): string | undefined {
  const earlier = new Map(before.people.map(person => [person.stakeholder, person]))
  const way = Math.sign(after.chance - before.chance)
  const decides = new Map(report.people.filter(deciding(report)).map(person => [person.stakeholder, person]))
  let found: { readonly words: string; readonly weight: number } | undefined
  for (const { stakeholder, value, reliability, share } of after.people) {
    const [person, then] = [decides.get(stakeholder), earlier.get(stakeholder)]
    // Nobody knows more of a person who was not heard: what was known of them fades.
    if (person === undefined || value === undefined || reliability <= (then?.reliability ?? 0)) continue
    const weight = way * (value - (then?.value ?? 0)) * share
    if (weight <= (found?.weight ?? 0)) continue
    const thinks = `: ${STANCE_WORDS[stanceOf(value)]}`
    found = { words: shortened(called(person), widest - textWidth(thinks, SIZE), SIZE) + thinks, weight }
  }
  return found?.words
}

const SIZE = 13
/** From one line of text to the next. */
const LINE = 17
/** Between a text and the curve. */
const CLEAR = 6

/** The first place from the top down in which the text covers neither the curve nor another note, on a line that crosses no other text. */
function placed(
  { words, moment }: Event,
  moments: readonly ChartMoment[],
  others: readonly ChartNote[],
  room: NoteRoom,
): ChartNote | undefined {
  const half = textWidth(words, SIZE) / 2
  const within = (x: number): number => Math.min(Math.max(x, room.left + half), room.right - half)
  if (half * 2 > room.right - room.left) return undefined
  const curve = moments.filter(({ x }) => Math.abs(x - moment.x) < half * 2 + STEP)
  for (let textY = room.top + LINE; textY <= room.bottom - CLEAR; textY += LINE) {
    for (const textX of [moment.x, moment.x - half + CLEAR, moment.x + half - CLEAR].map(within)) {
      const note = { words, on: day(moment.at), x: moment.x, y: moment.y, textX, textY }
      if (isClear(note, curve) && others.every(other => !covers(note, other) && !covers(other, note))) return note
    }
  }
  return undefined
}

/** Between two points at which the curve is looked at. */
const STEP = 3

/** Whether a text keeps off the curve through these points. */
function isClear({ words, textX, textY }: ChartNote, curve: readonly ChartMoment[]): boolean {
  const half = textWidth(words, SIZE) / 2 + CLEAR
  return curve.every((to, i) => {
    const from = curve[i - 1] ?? to
    const steps = Math.ceil((to.x - from.x) / STEP) + 1
    return Array.from({ length: steps }, (_, n) => (n + 1) / steps).every(share => {
      const [x, y] = [from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)]
      return Math.abs(x - textX) > half || y > textY + CLEAR + 4 || y < textY - LINE
    })
  })
}

/** Whether a text lies over another, or over the line from that to its point. */
function covers({ words, textX, textY }: ChartNote, other: ChartNote): boolean {
  const half = textWidth(words, SIZE) / 2 + CLEAR
  const isOver = Math.abs(textY - other.textY) < LINE && Math.abs(textX - other.textX) < half + textWidth(other.words, SIZE) / 2
  const [top, bottom] = [Math.min(other.textY, other.y), Math.max(other.textY, other.y)]
  return isOver || (Math.abs(other.x - textX) < half && textY + CLEAR > top && textY - LINE < bottom)
}
