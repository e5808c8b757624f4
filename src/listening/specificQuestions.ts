import { vetoHolders } from '../decision/vetoHolders.js'
import { offeringFlow } from '../flow/offeringFlow.js'
import { placeOf } from '../flow/places.js'
import { preventedBy } from '../flow/use.js'
import { power } from '../influence/power.js'
import { motives } from '../motives/motives.js'
import { sentimentsByStakeholder } from '../sentiment/sentiments.js'
import { actionsOn } from '../village/actionsOn.js'
import type { Snapshot } from '../village/snapshot.js'
import { unitChain } from '../village/unitChain.js'
import type { GuideQuestion } from './generalQuestions.js'
import { themes } from './themes.js'

/** What to ask somebody of whom or of whose matters something is unknown or unsettled, from what lies nearest to them outwards. */
export function specificQuestions(s: Snapshot, id: string): GuideQuestion[] {
  return [
    ...feedbackQuestions(s, id),
    ...motiveQuestions(s, id),
    ...sentimentQuestions(s, id),
    ...expectationQuestions(s, id),
    ...barrierQuestions(s, id),
    ask(
      'rivals',
      'Who else could do this for you, and what would they do better?',
      'Rivals are not among the facts that we keep; note who they are.',
    ),
    ...deciderQuestions(s, id),
    ...vetoQuestions(s, id),
    ...themeQuestions(s, id),
  ]
}

function ask(topic: GuideQuestion['topic'], question: string, why: string, about?: readonly string[]): GuideQuestion {
  return { topic, scope: 'specific', question, why, ...(about !== undefined && { about }) }
}

function feedbackQuestions(s: Snapshot, id: string): GuideQuestion[] {
  const notSharedBack = s.comments.filter(comment => comment.stakeholder === id && actionsOn(s, comment).toldAt === undefined)
  if (notSharedBack.length === 0) return []
  const question = 'You told us something before. Shall I begin with what came of it?'
  return [
    ask(
      'feedback',
      question,
      'They were never told what came of what they said.',
      notSharedBack.map(comment => comment.id),
    ),
  ]
}

function motiveQuestions(s: Snapshot, id: string): GuideQuestion[] {
  const own = motives(s).people.find(({ stakeholder }) => stakeholder === id)
  if (own === undefined || own.motives.length === 0)
    return [ask('motive', 'What made you want to work with us, you yourself?', 'Why they want to do business with us is unknown.')]
  if (own.answered !== 'none') return []
  const question = 'What do you get from us today that you would miss, and what of it do you never use?'
  return [
    ask(
      'motive',
      question,
      'They want something else than what we believe we sell.',
      own.motives.map(motive => motive.id),
    ),
  ]
}

function sentimentQuestions(s: Snapshot, id: string): GuideQuestion[] {
  const { value, reliability = 0 } = sentimentsByStakeholder(s).get(id) ?? {}
  const question = 'How has working with us been lately? Tell me of the last time that you noticed.'
  if (value === undefined) return [ask('sentiment', question, 'They were never heard.')]
  if (reliability < s.settings.account.staleReliability)
    return [ask('sentiment', question, 'They were heard so long ago that little of it is left.')]
  return []
}

function expectationQuestions(s: Snapshot, id: string): GuideQuestion[] {
  const own = s.expectations.filter(({ stakeholder }) => stakeholder === id)
  const inState = (state: string): string[] => own.flatMap(each => ((each.status.at(-1)?.state ?? 'open') === state ? [each.id] : []))
  const [missed, open] = [inState('missed'), inState('open')]
  return [
    ...(own.length === 0 ? [ask('expectation', 'What do you count on from us, and by when?', 'No expectation of theirs is known.')] : []),
    ...(missed.length > 0
      ? [
          ask(
            'expectation',
            'Something that you counted on did not happen. What did it cost you, and what would make up for it?',
            'An expectation was missed.',
            missed,
          ),
        ]
      : []),
    ...(open.length > 0
      ? [ask('expectation', 'How far are we with what you count on, seen from your side?', 'An expectation is open.', open)]
      : []),
  ]
}

function barrierQuestions(s: Snapshot, id: string): GuideQuestion[] {
  const home = unitChain(s, s.stakeholders.find(person => person.id === id)?.unit)
  const stuck = offeringFlow(s)
    .units.filter(({ unit, likedUnused }) => likedUnused && home.includes(unit))
    .map(({ unit }) => unit)
  const known = s.barriers.filter(barrier => preventedBy(s, placeOf(id), barrier) > 0).map(barrier => barrier.id)
  if (known.length > 0)
    return [
      ask(
        'barrier',
        'What would you do if the rule that stops you were gone, and who could change it?',
        'A barrier keeps them from using what was bought.',
        known,
      ),
    ]
  if (stuck.length > 0)
    return [
      ask(
        'barrier',
        'When did you last want to use it and did not? What stopped you?',
        'Their unit likes us and does not use what was bought, and nothing is known that explains it.',
        stuck,
      ),
    ]
  return []
}

function deciderQuestions(s: Snapshot, id: string): GuideQuestion[] {
  const silent = power(s).flatMap(({ stakeholder: other, class: own, share }) => {
    const isUnheard = own === 'decider' && other !== id && sentimentsByStakeholder(s).get(other)?.value === undefined
    return isUnheard ? [{ other, share }] : []
  })
  const missing = silent.some(({ other }) => s.placeholders.includes(other))
  const question = 'How does something like this get decided here? Who has to agree, and whose advice do they take?'
  if (missing) return [ask('decision', question, 'Nobody is known to decide.')]
  if (silent.length === 0) return []
  const ranked = silent.sort((a, b) => b.share - a.share).map(({ other }) => other)
  return [ask('decision', question, 'Somebody who decides was never heard.', ranked)]
}

function vetoQuestions(s: Snapshot, id: string): GuideQuestion[] {
  const holders = vetoHolders(s).map(({ stakeholder }) => stakeholder)
  if (holders.includes(id)) return [ask('veto', 'What would make you say no, whatever the others want?', 'They can stop the decision.')]
  const known = holders.filter(holder => !s.placeholders.includes(holder))
  return known.length > 0
    ? []
    : [ask('veto', 'Who could stop this even if everybody else wanted it?', 'Nobody is known who can stop the decision.')]
}

function themeQuestions(s: Snapshot, id: string): GuideQuestion[] {
  const rare = themes(s).rare.filter(({ voices }) => voices.some(({ stakeholder }) => stakeholder !== id))
  const [first] = rare
  if (first === undefined) return []
  const question = 'A colleague of yours mentioned something that nobody else has: may I ask how you see it?'
  return [ask('theme', question, `Only one person has brought this up: ${first.theme}`)]
}
