import type { AccountMoment } from '../../report/accountHistory.js'
import type { AccountReport } from '../../report/accountReport.js'
import { isFirm } from '../../report/outlookSummary.js'
import { type Stance, stanceOf } from '../../sentiment/stance.js'
import { called, STANCE_WORDS, VERDICT_WORDS } from '../names.js'
import { percent, signed } from '../numbers.js'
import { TONES } from '../svg/map/marks.js'
import { round } from '../svg/picture.js'

/** What the page's script knows beside the page itself. People are told by their places in the report. */
export interface ReaderData {
  readonly names: readonly string[]
  /** Who moves whom, along influence and what people tell each other, and down reporting lines, drawn or not. */
  readonly moves: readonly (readonly [from: number, to: number])[]
  /** Who is at odds with whom. */
  readonly conflicts: readonly (readonly [one: number, other: number])[]
  /** Which colour goes with which stance. */
  readonly tones: { readonly [Each in Stance]: string }
  readonly words: { readonly [Each in Stance]: string }
  readonly moments: readonly {
    readonly at: string
    readonly says: string
    /** Each one's place, stance, reliability and share of power as a part of today's; whoever is missing was not there yet. */
    readonly people: readonly (readonly [place: number, stance: Stance, reliability: number, size: number])[]
  }[]
}

/** What the page's script knows of a report and of what went before. */
export function readerData(report: AccountReport, history: readonly AccountMoment[]): ReaderData {
  const places = new Map(report.people.map(({ stakeholder: id, power }, place) => [id, { place, share: power.share }]))
  const ties = report.ties.flatMap(({ kind, from, to }) => {
    const [start, end] = [places.get(from)?.place, places.get(to)?.place]
    return start === undefined || end === undefined || start === end ? [] : [{ kind, from: start, to: end }]
  })
  return {
    names: report.people.map(called),
    moves: ties.flatMap(({ kind, from, to }) =>
      kind === 'conflict' ? [] : [kind === 'reportsTo' ? ([to, from] as const) : ([from, to] as const)],
    ),
    conflicts: ties.flatMap(({ kind, from, to }) => (kind === 'conflict' ? [[from, to] as const] : [])),
    tones: TONES,
    words: STANCE_WORDS,
    moments: history.map(({ at, value }) => ({
      at,
      says: saying(value),
      people: value.people.flatMap(({ stakeholder: id, value: own, reliability, share }) => {
        const now = places.get(id)
        return now === undefined
          ? []
          : [[now.place, stanceOf(own), round(reliability), round(now.share > 0 ? share / now.share : 1)] as const]
      }),
    })),
  }
}

function saying({ sentiment: { value, state }, outlook }: AccountMoment['value']): string {
  const word = VERDICT_WORDS[state]
  const account = value === undefined || state === 'insufficientSignal' ? word : `sentiment ${signed(value).trim()} ${word}`
  const { probabilityOfYes } = outlook
  return isFirm(outlook) && probabilityOfYes !== undefined ? `${account}, chance of yes ${percent(probabilityOfYes)}` : account
}
