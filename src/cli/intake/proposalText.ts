import type { Proposal, ProposalDoubt } from '../../agents/intake/proposal.js'
import { signed } from '../../render/numbers.js'
import { oneLine } from '../../render/plain.js'

const DOUBTS: { readonly [Doubt in ProposalDoubt]: string } = {
  speakerUnverified: 'the text does not tell who says it',
  personNotNamed: 'the text does not name the person',
  hearsay: 'another person, not one of ours, says it of them',
  dateAmbiguous: 'the words of the date may mean another day',
  dateOfAnotherSpeaker: 'the words of the date are not in what the speaker says',
  negationInQuote: 'the quote has a negation, and the reading is positive',
}

/** A proposal for a terminal: what it would record, the quote and its place, and what is doubtful. */
export function proposalText(proposal: Proposal): string {
  const { id, state, confidence, quote, place, source, at, date, context, doubts, needs } = proposal
  const speaker = place.speaker === undefined ? '' : `, ${oneLine(place.speaker)}`
  const around = oneLine(context) === oneLine(quote) ? [] : [`around it: ${oneLine(context)}`]
  return [
    `${id}${state === 'open' ? '' : ` (${state})`}  ${oneLine(contentOf(proposal))}  confidence ${confidence.toFixed(2)}`,
    `“${oneLine(quote)}”`,
    `${oneLine(source)} of ${at.slice(0, 10)}, line ${place.line}${speaker}`,
    ...(date === undefined ? [] : [`“${oneLine(date.words)}” means ${date.day}`]),
    ...around,
    ...doubts.map(doubt => `doubt: ${DOUBTS[doubt]}`),
    ...needs.map(need => `accept ${need} before`),
  ]
    .map((line, i) => `${i === 0 ? '' : '    '}${line}\n`)
    .join('')
}

/** What a proposal would record, in a few words. */
function contentOf({ kind, fact }: Proposal): string {
  const of = (field: string): string => String(Reflect.get(fact, field) ?? '')
  const decision = 'decision' in fact && fact.decision !== undefined ? ` in ${fact.decision}` : ''
  switch (kind) {
    case 'person':
      return `new person ${of('name')}${of('title') === '' ? '' : `, ${of('title')}`}`
    case 'reading':
      return `${of('stakeholder')}: sentiment ${signed(Number(of('sentiment')))}${decision}${of('by') === '' ? '' : `, reported by ${of('by')}`}`
    case 'comment':
      return `comment of ${of('stakeholder')}`
    case 'expectation':
      return `${of('stakeholder')} expects, importance ${of('importance')}${of('dueAt') === '' ? '' : `, due ${of('dueAt').slice(0, 10)}`}${decision}`
    case 'motive':
      return `motive of ${of('stakeholder')}: ${of('kind')}`
    case 'role':
      return `${of('stakeholder')} is ${of('role')}${decision}`
    case 'veto':
      return `${of('stakeholder')} can stop it${of('scope') === '' ? '' : ` for ${of('scope')}`}${decision}`
    case 'tie':
      return `${of('from')} ${TIES[of('kind')] ?? of('kind')} ${of('to')}`
    case 'departure':
      return `${of('stakeholder')} leaves on ${of('leftAt').slice(0, 10)}`
  }
}

const TIES: { readonly [kind: string]: string } = { influence: 'influences', reportsTo: 'reports to', conflict: 'is in conflict with' }
