import { foldedText } from '../../support/text.js'
import { learnedAfter } from '../context.js'
import { report } from '../ledger.js'
import { NPS_CLASSES, NPS_SCALE, npsSentiment } from '../nps.js'
import { numberOf, type SourceRecord, textOf } from '../record.js'
import { onScale, type Scale } from '../scale.js'
import { type Context, firstInstant } from './context.js'
import { endsOf } from './links.js'
import { peopleByMail } from './mails.js'
import { liveRecords } from './records.js'

/** Adds the answers to surveys as readings, and what was written with them as comments. */
export function addFeedback(context: Context): void {
  const { source, draft, silent, ledger } = context
  const people = peopleByMail(context)
  for (const answer of liveRecords(source, 'feedback_submission')) {
    const stakeholder = authorOf(answer, people, context)
    if (stakeholder !== undefined && draft.withheld.has(stakeholder)) silent.add(answer.id)
    if (stakeholder === undefined || draft.withheld.has(stakeholder)) continue
    const at = firstInstant(answer, ['hs_submission_timestamp', 'createdAt', 'hs_createdate'], ledger)
    if (at === undefined) {
      report(ledger, answer, 'missingValue', 'It has no date, so it was left out.')
      continue
    }
    const recorded = learnedAfter(at, answer, context)
    const sentiment = sentimentOf(answer, context)
    const text = textOf(answer, 'hs_content')
    if (sentiment !== undefined) {
      const fact = { id: answer.id, stakeholder, at, sentiment, via: 'survey', basis: 'stated', ...recorded } as const
      draft.observations.push({ fact, from: answer })
    }
    if (text !== undefined) {
      const fact = { id: `${answer.id}:comment`, stakeholder, at, text, via: 'survey', basis: 'stated', ...recorded } as const
      draft.comments.push({ fact, from: answer })
    }
  }
}

/** Who answered: the contact whom the answer is associated with, or else the only one of whom it has the mail address. */
function authorOf(answer: SourceRecord, people: ReadonlyMap<string, readonly string[]>, { source, ledger }: Context): string | undefined {
  const [linked] = endsOf(source.links.of(answer.id, 'feedback_submission', 'contact'))
  const mail = textOf(answer, 'hs_contact_email_rollup') ?? textOf(answer, 'hs_contact_email')
  const [found, ...others] = people.get(foldedText(mail ?? '')) ?? []
  const author = linked ?? (others.length === 0 ? found : undefined)
  if (author === undefined) report(ledger, answer, 'missingRecord', 'It is of no contact in the import, or of several, so it was left out.')
  return author
}

/**
 * What an answer says: its number where its scale is known, which that of NPS and CES is and that of CSAT is not, because portals choose it;
 * or else the group into which HubSpot puts it.
 */
function sentimentOf(answer: SourceRecord, { options, ledger }: Context): number | undefined {
  const type = foldedText(textOf(answer, 'hs_survey_type') ?? '')
  const scale = options.surveyScales.get(type) ?? SCALES.get(type)
  const given = scale === undefined ? undefined : numberOf(answer, 'hs_value', ledger)
  const linear = given === undefined || scale === undefined ? undefined : onScale(given, scale)
  const sentiment = given !== undefined && linear !== undefined && scale === NPS_SCALE ? npsSentiment(given) : linear
  if (given !== undefined && sentiment === undefined) report(ledger, answer, 'invalidValue', 'hs_value is not on the scale of its survey.')
  const grouped = GROUPS.get(textOf(answer, 'hs_response_group') ?? '')
  return sentiment ?? grouped
}

/** How likely they would recommend us, and how easy it was to get something done; 1 is worst, 7 best. */
const SCALES: ReadonlyMap<string, Scale> = new Map<string, Scale>([
  ['nps', NPS_SCALE],
  ['ces', [1, 7]],
])

/** The groups of answers. */
const GROUPS: ReadonlyMap<string, number> = new Map([
  ['promoter', NPS_CLASSES.promoter],
  ['passive', NPS_CLASSES.passive],
  ['detractor', NPS_CLASSES.detractor],
])
