import { outlookByStakeholder } from '../decision/outlook.js'
import { powerByStakeholder } from '../influence/power.js'
import { heardOf, inPercent, isFirm } from '../listening/reasons.js'
import type { ChosenMove } from '../math/moveStage.js'
import { sentimentsByStakeholder } from '../sentiment/sentiments.js'
import { boundsOf, type Timing } from './dates.js'
import type { PlannedMove } from './plannedMoves.js'
import type { Setting } from './setting.js'

/** Why a move is worth an hour, in sentences that name nobody. A chance is told in percent only where it rests on what was heard. */
export function reasonFor(setting: Setting, planned: PlannedMove, adds: ChosenMove, { startBy, urgency }: Timing): string {
  return [
    ...ownReasons(setting, planned, adds),
    ...(planned.way.cold ? ['Nobody of ours knows them.'] : []),
    ...(urgency === 'late' && startBy !== undefined && isHeldUp(setting, planned) ? [`Should have begun on ${startBy}.`] : []),
  ].join(' ')
}

/** Whether a day was missed on which something hangs: where no decision is dated, that somebody is due to be heard is the whole reason. */
function isHeldUp({ view }: Setting, { kind }: PlannedMove): boolean {
  return kind !== 'hear' || boundsOf(view).vote !== undefined
}

function ownReasons(setting: Setting, { kind, about, words = [] }: PlannedMove, adds: ChosenMove): readonly string[] {
  const { view } = setting
  const raised = raisedBy(setting, adds)
  switch (kind) {
    case 'hear':
      return [`${heardOf(view, about)}; ${isHeard(setting, about) ? settledBy(setting, adds) : `theirs is ${powerOf(setting, about)}`}.`]
    case 'identify':
      return [`${whyUnknown(setting, about)}; theirs is ${powerOf(setting, about)}.`]
    case 'meet':
      return [`${[raised ?? 'They count on it', ...(words.length > 0 ? [words.join(', ')] : [])].join('; ')}.`]
    case 'winOver':
      return [winning(setting, about, adds)]
    default:
      return [...words, ...(raised === undefined ? [] : [`${raised}.`])]
  }
}

function whyUnknown({ view }: Setting, seat: string): string {
  if (view.placeholders.includes(seat)) return 'Nobody is known to be this yet'
  return view.stakeholders.some(({ id }) => id === seat) ? 'Whoever has this seat will have left by then' : 'Whoever had this seat has left'
}

function isHeard({ view }: Setting, id: string): boolean {
  return sentimentsByStakeholder(view).get(id)?.value !== undefined
}

function powerOf({ view }: Setting, id: string): string {
  return `${inPercent(powerByStakeholder(view).get(id)?.share ?? 0)} of all power`
}

function settledBy({ aim, uncertainty }: Setting, { knowledge }: ChosenMove): string {
  const what = aim === 'account' ? "the account's sentiment" : 'the decision'
  return `hearing them settles ${inPercent(uncertainty > 0 ? knowledge / uncertainty : 0)} of what is uncertain about ${what}`
}

/** What it raises and by how much; nothing where it raises nothing, or where nothing firm is known of the chance. */
function raisedBy({ view, aim, before }: Setting, { gain }: ChosenMove): string | undefined {
  if (!(gain > 0) || (aim === 'decision' && !isFirm(view))) return undefined
  if (aim === 'account') return `Raises the account's sentiment by ${gain < 0.005 ? 'less than 0.01' : gain.toFixed(2)}`
  if (gain < HALF_A_POINT) return 'Raises the chance of yes by under 1 point'
  return `Raises the chance of yes from ${inPercent(before)} to ${inPercent(before + gain)}`
}

function winning({ view, aim }: Setting, id: string, { gain }: ChosenMove): string {
  const { probabilityOfYes: yes } = outlookByStakeholder(view).get(id) ?? {}
  if (aim === 'account' || yes === undefined || !isFirm(view)) return 'Has a say; a point that matters to them counts.'
  const points = gain < HALF_A_POINT ? 'under 1 point' : gain < 3 * HALF_A_POINT ? '1 point' : `${Math.round(gain * 100)} points`
  return `Says yes with ${inPercent(yes)}; one point that matters to them lifts the whole by ${points}.`
}

const HALF_A_POINT = 0.005
