import { parseInstant } from '../../../support/instants.js'
import { element, type Markup } from '../../../support/markup.js'
import type { PowerTransition } from '../../../transitions/powerTransitions.js'
import { byProbability } from '../../handoverWords.js'
import { label, round } from '../picture.js'
import { colour } from '../style.js'
import { dayInWords, type Frame, type Panel } from './frame.js'
import type { Moment } from './moments.js'

/** What a hand-over looks like. */
export const HANDOVER_RULES = [
  `.picture .tl-when{fill:${colour('decider')};fill-opacity:.13}`,
  `.picture .tl-flag{stroke:${colour('decider')};stroke-width:1.5;fill:none}`,
  `.picture .tl-flagHead{fill:${colour('decider')}}`,
].join('\n')

/** The statuses of hand-overs worth marking, in words. */
const PASSED: { readonly [Status in PowerTransition['status']]?: string } = {
  suspected: 'Power may be passing',
  flagged: 'Power passed',
  settled: 'Power passed, some time ago,',
  reversed: 'Power passed, and back,',
}

/** So many hand-overs are marked, the most probable ones. */
const MOST = 3

/** The height of the line of text above the panels that each hand-over takes. */
export const LANE = 20

/** The hand-overs worth marking, as the last moment knows them. */
export function handoversOf(moments: readonly Moment[]): PowerTransition[] {
  const last = moments.findLast(({ transitions }) => transitions.length > 0)
  return byProbability((last?.transitions ?? []).filter(({ status }) => PASSED[status] !== undefined)).slice(0, MOST)
}

/** When power passed from users to deciders, if it did, behind what the panels show. */
export function handoverSpans(all: readonly PowerTransition[], frame: Frame, panels: readonly Panel[]): Markup[] {
  return all.flatMap(({ happenedAt }) => {
    if (happenedAt === undefined) return []
    const [start, end] = [placeOf(happenedAt.interval[0], frame), placeOf(happenedAt.interval[1], frame)]
    return panels.map(({ top, bottom }) =>
      element('rect', { class: 'tl-when', x: round(start), y: round(top), width: round(end - start), height: round(bottom - top) }),
    )
  })
}

/** When it showed, across the panels, and all of it in words above them. */
export function handoverFlags(
  all: readonly PowerTransition[],
  frame: Frame,
  panels: readonly Panel[],
  { top: lanesTop, width }: { readonly top: number; readonly width: number },
): Markup[] {
  const top = Math.min(...panels.map(panel => panel.top))
  const bottom = Math.max(...panels.map(panel => panel.bottom))
  return all.flatMap((each, i) => {
    const flag = each.flaggedAt === undefined ? undefined : parseInstant(each.flaggedAt)
    const pole = flag !== undefined && flag >= frame.from && flag <= frame.to ? round(frame.x(flag)) : undefined
    return [
      ...(pole === undefined
        ? []
        : [
            element('line', { class: 'tl-flag', x1: pole, x2: pole, y1: round(top), y2: round(bottom) }),
            element('path', { class: 'tl-flagHead', d: `M${pole},${round(top)}l11,5l-11,5Z` }),
          ]),
      label(wordsFor(each, all.length > 1), frame.left, lanesTop + LANE * i + 10, { class: 'tl-vetoText tl-label', width, size: 12 }),
    ]
  })
}

/** Where an instant stands; at the edge when it lies beyond. */
function placeOf(instant: string, { x, from, to }: Frame): number {
  return x(Math.max(from, Math.min(to, parseInstant(instant) ?? from)))
}

function wordsFor({ status, decision, flaggedAt, reversedAt, happenedAt }: PowerTransition, several: boolean): string {
  const about = several && decision !== undefined ? ` in ${decision}` : ''
  const when =
    happenedAt === undefined
      ? ''
      : `, most likely between ${dayInWords(happenedAt.interval[0])} and ${dayInWords(happenedAt.interval[1])} (shaded)`
  const shown = flaggedAt === undefined ? '' : `; it showed on ${dayInWords(flaggedAt)} (flag)`
  const back = reversedAt === undefined ? '' : `; it had gone back by ${dayInWords(reversedAt)}`
  return `${PASSED[status] ?? ''} from users to deciders${about}${when}${shown}${back}`
}
