import type { AccountReport } from '../../report/accountReport.js'
import { called, type Names, nameOf } from '../names.js'
import { count, percent } from '../numbers.js'
import { enumerated } from '../outlookWords.js'
import { agoWords } from './ago.js'
import { deciding } from './inFocus.js'

/** What nobody knows and most depends on, at most three sentences, the most powerful first. */
export function largestGaps(report: AccountReport, names: Names): readonly string[] {
  const { people, coverage, vetoHolders, expectations, outlooks } = report
  const decides = new Set(people.filter(deciding(report)).map(({ stakeholder }) => stakeholder))
  const wants = people.filter(
    ({ stakeholder: id, placeholder, sentiment }) =>
      decides.has(id) && !placeholder && sentiment.known >= HALF && expectations.every(({ stakeholder }) => stakeholder !== id),
  )
  const gaps: { readonly text: string; readonly share: number }[] = []
  for (const person of people) {
    const { stakeholder, placeholder, power, sentiment } = person
    if (!decides.has(stakeholder)) continue
    const { share } = power
    if (placeholder) gaps.push({ text: `Who the ${called(person).replace(/^\(unknown (.*)\)$/, '$1')} is.`, share })
    else if (sentiment.value === undefined)
      gaps.push({ text: `What ${called(person)} thinks: nobody has heard them, and theirs is ${percent(share)} of the power.`, share })
    else if (sentiment.known < HALF)
      gaps.push({
        text: `Whether ${called(person)} still thinks so: last heard ${agoWords(sentiment.lastHeardAt ?? report.asOf, report.asOf)}.`,
        share,
      })
  }
  for (const { stakeholder } of vetoHolders.filter(({ stakeholder: id }) => people.every(each => each.stakeholder !== id))) {
    gaps.push({ text: `Who decides in the place of ${nameOf(names, stakeholder)}, who has left.`, share: 1 })
  }
  const unheard = people.filter(
    ({ stakeholder, placeholder, sentiment }) => !placeholder && sentiment.value === undefined && !decides.has(stakeholder),
  )
  if (unheard.length > 0)
    gaps.push({
      text: `What ${count(unheard.length, 'other person thinks', 'other people think')}: nobody has heard ${unheard.length === 1 ? 'them' : 'any of them'}.`,
      share: sumOf(unheard),
    })
  if (wants.length > 0)
    gaps.push({ text: `What ${enumerated(wants.slice(0, MOST).map(called))} would need to agree.`, share: sumOf(wants) / 2 })
  const roleless = people.filter(({ placeholder, roles }) => !placeholder && roles.length === 0)
  if (roleless.length > 0) {
    const share = sumOf(roleless)
    gaps.push({
      text: `The role of ${count(roleless.length, 'person, who holds', 'people, who hold')} ${percent(share)} of the power.`,
      share,
    })
  }
  for (const missing of coverage.missingClasses) gaps.push({ text: `Whether there is any ${missing}: none is known.`, share: 0.01 })
  if (outlooks.length === 0) gaps.push({ text: 'Which decision comes next: none is known to be open.', share: 0.02 })
  return gaps
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST)
    .map(({ text }) => text)
}

const MOST = 3
const HALF = 0.5

function sumOf(some: AccountReport['people']): number {
  return some.reduce((sum, { power }) => sum + power.share, 0)
}
