import { isPowerful } from '../influence/isPowerful.js'
import { powerByStakeholder } from '../influence/power.js'
import { departuresWithin } from '../moves/departures.js'
import { ourReach, relationships } from '../moves/relationships.js'
import { type TouchpointGrouping, usualConsistency } from '../moves/touchpointConsistency.js'
import { compareText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { type Found, MOST_EVIDENCE, type RiskRule } from './finding.js'

/** The same people say different things to us in different places. */
export const touchpointsDiffer: RiskRule = {
  id: 'touchpointsDiffer',
  title: 'Touchpoints differ',
  asks: 'account',
  gravest: 'warning',
  find: s =>
    PLACES.flatMap(([groupBy, where]): Found[] => {
      const { state, pValue, groups = [] } = usualConsistency(s, groupBy) ?? {}
      const [lowest, highest] = [groups[0], groups.at(-1)]
      if (state !== 'inconsistent' || pValue === undefined || lowest === undefined || highest === undefined) return []
      return [
        {
          stakeholders: [],
          subjects: [groupBy],
          message: `The same people say different things ${where}. Find out what goes better in one place than in another.`,
          evidence: [
            { measure: 'touchpointConsistency.pValue', value: pValue },
            ...[lowest, highest].flatMap(({ group, difference }) => [
              { measure: `touchpointConsistency.${groupBy}`, value: group },
              { measure: 'touchpointConsistency.difference', value: difference },
            ]),
          ],
          floor: 'info',
        },
      ]
    }),
}

/** What is compared, and how that is said. Sources and single reporters are for `contradiction` and `tooRosy`. */
const PLACES: readonly (readonly [groupBy: TouchpointGrouping, where: string])[] = [
  ['touchpoint', 'about different teams and places of ours'],
  ['team', 'to different teams of ours'],
  ['location', 'to us in different places'],
]

/** Nobody of ours knows somebody powerful. Only where people of ours are recorded can anybody tell. */
export const nobodyKnowsThem: RiskRule = {
  id: 'nobodyKnowsThem',
  title: 'Nobody of ours knows them',
  asks: 'account',
  gravest: 'warning',
  find(s) {
    if (!isOurSideKnown(s)) return []
    const power = powerByStakeholder(s)
    const shareOf = (id: string): number => power.get(id)?.share ?? 0
    const unknown = ourReach(s)
      .byStakeholder.filter(
        ({ stakeholder, strength = 0 }) => isPowerful(shareOf(stakeholder), s) && strength < s.settings.moves.coldChance,
      )
      .sort((a, b) => shareOf(b.stakeholder) - shareOf(a.stakeholder) || compareText(a.stakeholder, b.stakeholder))
    if (unknown.length === 0) return []
    return [
      {
        stakeholders: unknown.map(({ stakeholder }) => stakeholder),
        subjects: [],
        message: 'Nobody of ours is known to know powerful people well.',
        evidence: unknown.map(({ stakeholder, strength = 0 }) => ({ measure: 'ourReach.strength', value: strength, stakeholder })),
        floor: 'info',
      },
    ]
  },
}

/** All that we know of them hangs on one of us. */
export const ourSingleThread: RiskRule = {
  id: 'ourSingleThread',
  title: 'Single-threaded on our side',
  asks: 'account',
  gravest: 'warning',
  find(s) {
    const [first] = ourReach(s).byTeammate
    // Who knows one or two of them is no thread yet.
    const pairs = relationships(s).filter(({ strength }) => strength > 0).length
    if (!isOurSideKnown(s) || pairs < LEAST_PAIRS || first === undefined || first.share < s.settings.risk.singleThread) return []
    return [
      {
        stakeholders: [],
        subjects: [first.teammate],
        message: 'Nearly all our relationships with them are those of one of us. If that person leaves, we know nobody.',
        evidence: [
          { measure: 'ourReach.byTeammate', value: first.teammate },
          { measure: 'ourReach.share', value: first.share },
        ],
        floor: 'info',
      },
    ]
  },
}

const LEAST_PAIRS = 3

/** One of us has left who knew them well. */
export const teammateLeft: RiskRule = {
  id: 'teammateLeft',
  title: 'One of us who knew them left',
  asks: 'account',
  gravest: 'warning',
  find(s) {
    const best = new Map(ourReach(s).byStakeholder.map(({ stakeholder, strength = 0 }) => [stakeholder, strength]))
    return departuresWithin(s, s.settings.risk.days).flatMap(({ teammate, leftAt, known }): Found[] => {
      const well = known.filter(({ strength }) => strength >= WELL)
      if (well.length === 0) return []
      const isLost = well.some(({ stakeholder }) => (best.get(stakeholder) ?? 0) < WELL)
      return [
        {
          stakeholders: well.map(({ stakeholder }) => stakeholder),
          subjects: [teammate],
          message: `One of us has left who knew people there well${isLost ? ', and nobody else of ours knows all of them as well' : ''}.`,
          evidence: [
            { measure: 'formerTeammates', value: teammate, at: leftAt },
            ...well
              .slice(0, MOST_EVIDENCE)
              .map(({ stakeholder, strength }) => ({ measure: 'relationships.strength', value: strength, stakeholder })),
          ],
          floor: isLost ? 'warning' : 'info',
        },
      ]
    })
  },
}

/** From this strength on somebody works with a person. */
const WELL = 0.5

function isOurSideKnown({ teammates, formerTeammates }: Snapshot): boolean {
  return teammates.length + formerTeammates.length > 0
}
