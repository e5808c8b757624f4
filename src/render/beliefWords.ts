import type { DecisionKind } from '../model/decision.js'
import { CLASS_ORDER, type RoleClass } from '../model/role.js'
import { CLASS_WORDS } from './classWords.js'
import { plain } from './plain.js'

/** What a belief is about, to go on a sentence with. */
export function beliefWords(belief: string): string {
  return WORDS.get(belief) ?? plain(belief)
}

const THRESHOLD = 'how well people must think of us to say yes'

const KINDS = { new: THRESHOLD, renewal: THRESHOLD, expansion: THRESHOLD } as const satisfies { readonly [Kind in DecisionKind]: string }

const WORDS: ReadonlyMap<string, string> = new Map([
  ['sentiment.priorMean', 'what people think whom nobody has heard'],
  ['sentiment.priorSd', 'how far apart opinions lie'],
  ['sentiment.halfLifeDays', 'how fast an opinion fades'],
  ['sentiment.offset', 'how rosy our own reports are'],
  ['sentiment.readingSd', 'how well one remark tells what somebody thinks'],
  ['sentiment.sharedSd', 'how far all that one of us reports is off together'],
  ['sentiment.silence.slope', 'what it means when somebody does not answer'],
  ['sentiment.sameUnitCorrelation', 'how alike people of one unit think'],
  ['sentiment.sameDayCorrelation', 'how much of what is said on one day is said twice'],
  ['influence.openness', 'how much people listen to each other'],
  ['decision.neverDecided', 'how many late decisions are never made'],
  ['decision.riskTolerance', 'how much it counts whether somebody likes risk'],
  ...Object.entries(KINDS).map(([kind, words]): [string, string] => [`decision.yesThreshold.${kind}`, words]),
  ...CLASS_ORDER.filter(isKnown).map((each): [string, string] => [`authority.roleMass.${each}`, `how much say ${CLASS_WORDS[each]} have`]),
])

function isKnown(each: RoleClass): boolean {
  return each !== 'unknown'
}
