const VOTING = [
  'test/math/rule',
  'test/math/kernel',
  'test/math/hostile',
  'test/math/compiledRule',
  'test/math/diagram',
  'test/laws/voting',
  'test/reference/votingPower',
]
const HANDOVER = ['test/math/handover', 'test/math/kernel', 'test/math/hostile', 'test/reference/handover']
const SENTIMENT = [
  'test/math/sentiment',
  'test/math/conditioning',
  'test/math/kernel',
  'test/math/hostile',
  'test/reference/sentiment',
  'test/reference/sameDay',
  'test/sentiment',
]
const OUTLOOK = ['test/math/refusals', 'test/math/hostile', 'test/laws/outlook', 'test/reference/outlook']
const INTERVIEWS = ['test/math/interviews', 'test/math/hostile', 'test/reference/interviews']
/** Every function of a village refuses what is none in its own name. */
const OWN_NAMES = 'test/laws/ownNames'
const GOLDEN = 'test/reference/goldenVillage'
/** What is learned from the past: each of its tests calibrates accounts anew. */
const LEARNED = ['test/forecast/calibrate', 'test/forecast/search', 'test/laws/forecast', 'test/reference/calibrate', OWN_NAMES]
/** How good forecasts were: all tests of the folder but those. */
const TRIED = [
  'test/forecast/backtest',
  'test/forecast/ownScores',
  'test/forecast/rivals',
  'test/forecast/ruleRatios',
  'test/forecast/scores',
  'test/forecast/trackRecord',
  'test/laws/forecast',
  OWN_NAMES,
]
/** Plans as their users see them: tests that cost little. */
const PLANS = ['test/report/planReport', 'test/plan/movesAcross', 'test/cli/plan', OWN_NAMES]

/** The beginnings of the test files that judge the mutants of a source file, by the beginning of its path; the longest that fits counts. */
const SCOPES = {
  'src/math': ['test/math', 'test/reference', 'test/forecast/scores'],
  'src/math/rule': VOTING,
  'src/math/voting': VOTING,
  'src/math/extension': VOTING,
  'src/math/diagram': VOTING,
  'src/math/bar': VOTING,
  'src/math/blocking': VOTING,
  'src/math/handover': HANDOVER,
  'src/math/sentiment': SENTIMENT,
  'src/math/readingWeights': SENTIMENT,
  'src/math/filterSentiment': SENTIMENT,
  'src/math/sharedErrors': SENTIMENT,
  'src/math/seatShares': OUTLOOK,
  'src/math/stillFalls': OUTLOOK,
  'src/math/themeNews': INTERVIEWS,
  'src/math/interviewsEnough': INTERVIEWS,
  'src/math/influence': ['test/math/kernel', 'test/math/hostile', 'test/reference/influence', 'test/influence'],
  'src/influence': [
    'test/influence',
    OWN_NAMES,
    'test/laws/power.test',
    'test/account/account',
    'test/account/byHand',
    'test/account/unitTrend',
    'test/account/trendWindow',
    'test/transitions/powerByClass',
    'test/village/units',
    'test/reference/gatekeeping',
    GOLDEN,
  ],
  'src/sentiment': [
    'test/sentiment',
    OWN_NAMES,
    'test/laws/sentiment',
    'test/laws/events',
    'test/laws/explanation',
    'test/decision/seatCause',
    'test/account/trendWindow',
    'test/account/unitTrend',
    'test/account/explainChange',
    'test/listening/reporters',
    'test/village/snapshot',
    'test/village/memory',
    'test/reference/sentiment',
    'test/reference/sameDay',
  ],
  'src/sentiment/reasons': ['test/sentiment', 'test/account/explainChange', 'test/decision/explainRisk', 'test/hypothesis/whatIf'],
  'src/account': [
    'test/account',
    OWN_NAMES,
    'test/sentiment/events',
    'test/laws/rollUp',
    'test/laws/sentiment',
    'test/laws/explanation',
    'test/village/units',
    'test/reference/aggregation',
    'test/reference/explanation',
    'test/reference/rollUp',
    'test/reference/verdicts',
    GOLDEN,
  ],
  'src/decision': [
    'test/decision',
    'test/account/opinionEquilibrium',
    'test/laws/decision',
    'test/laws/outlook',
    'test/village/decisionInView',
    'test/reference/aggregation',
    'test/reference/explanation',
    'test/reference/outlook',
    GOLDEN,
  ],
  'src/transitions': ['test/transitions', OWN_NAMES, 'test/laws/powerMoves', GOLDEN],
  'src/feedback': ['test/feedback', OWN_NAMES],
  'src/flow': ['test/flow', OWN_NAMES],
  'src/risk': ['test/risk', 'test/report/findingHistory', GOLDEN],
  'src/forecast': TRIED,
  'src/forecast/calibrate': LEARNED,
  'src/forecast/evidence': LEARNED,
  'src/forecast/fitted': LEARNED,
  'src/forecast/heard': LEARNED,
  'src/forecast/posterior': LEARNED,
  'src/forecast/search': LEARNED,
  'src/forecast/sentimentFit': LEARNED,
  'src/forecast/silenceFit': LEARNED,
  'src/forecast/spread': LEARNED,
  'src/forecast/thresholdFit': LEARNED,
  'src/plan': ['test/plan', 'test/moves/sound', 'test/render/onMonday', ...PLANS],
  'src/moves': ['test/moves', 'test/risk/moveRules', 'test/risk/ourSideRules', 'test/formats/movesCsv', ...PLANS],
  'src/report': [
    'test/report',
    'test/render/basis',
    'test/render/beliefs',
    'test/render/outlookWords',
    'test/render/html/headline',
    'test/render/svg/causeEffect',
    'test/cli/plan',
    OWN_NAMES,
  ],
  'src/motives': ['test/motives', 'test/risk/rules', 'test/risk/listeningRules', 'test/laws/whatIf'],
  'src/listening': ['test/listening', 'test/reference/listening', 'test/reference/interviewPlanning', 'test/reference/saturation'],
  'src/hypothesis': ['test/hypothesis', 'test/laws/whatIf', 'test/reference/sensitivity'],
  'src/village': ['test/village', 'test/laws/record', 'test/laws/learning', 'test/laws/future', 'test/laws/order'],
  'src/village/revise': ['test/village/revis', 'test/village/changes', 'test/laws/learning'],
  'src/village/setTie': ['test/village/setTie', 'test/village/changes', 'test/laws/setTie'],
  'src/village/snapshot': ['test/village/snapshot', 'test/village/decisionInView', 'test/village/placeholders', 'test/laws/future'],
}

/** What runs in threads cannot change: the time zone, and options of the collector. */
const NOT_IN_THREADS = /^test\/(village\/timeZones|crm\/[^/]+\/laws)\.test\.ts$/

/** The test files that judge the faults of a source file. Where no entry fits, those of the folder of the same name do. */
export function testsOf(file, testFiles) {
  const [known] = Object.keys(SCOPES)
    .filter(start => file.startsWith(start))
    .sort((a, b) => b.length - a.length)
  const starts = known === undefined ? [`test/${file.split('/').slice(1, -1).join('/')}/`] : SCOPES[known]
  return testFiles.filter(test => starts.some(start => test.startsWith(start)) && !NOT_IN_THREADS.test(test))
}
