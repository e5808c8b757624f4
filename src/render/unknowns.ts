import type { AccountReport } from '../report/accountReport.js'
import type { PersonReport } from '../report/people.js'
import { called, type Names, nameOf } from './names.js'
import { count, percent } from './numbers.js'
import { plain } from './plain.js'

/** What nobody knows yet, a sentence each. */
export function unknowns(
  { people, coverage, decision, openDecisions, decisionsOfUnknownState, vetoHolders }: AccountReport,
  names: Names,
): string[] {
  const real = people.filter(person => !person.placeholder)
  const silent = real.filter(({ sentiment }) => sentiment.value === undefined)
  const roleless = real.filter(({ roles }) => roles.length === 0)
  const unheardVetoes = vetoHolders.filter(holder => holder.value === undefined)
  const lines = [
    ...coverage.missingClasses.map(missing => `Nobody is known to be a ${missing}.`),
    ...(unheardVetoes.length > 0
      ? [`Never heard and able to stop it: ${unheardVetoes.map(({ stakeholder }) => nameOf(names, stakeholder)).join(', ')}.`]
      : []),
    ...(silent.length > 0 ? [`Never heard, with their share of power: ${listed(silent)}.`] : []),
    ...(coverage.total.stale > 0
      ? [`${count(coverage.total.stale, 'person was', 'people were')} heard so long ago that little of it is left.`]
      : []),
    ...(roleless.length > 0 ? [`Without a known role: ${listed(roleless)}.`] : []),
    ...(decision === undefined ? [openDecisions.length === 0 ? 'No open decision is known.' : severalOpen(openDecisions)] : []),
    ...(decisionsOfUnknownState.length > 0 ? [unknownState(decisionsOfUnknownState)] : []),
  ]
  return lines.length > 0 ? lines : ['Nothing that the measures ask for.']
}

function listed(some: readonly PersonReport[]): string {
  const shown = some.slice(0, 4).map(person => `${called(person)} (${percent(person.power.share)})`)
  return shown.join(', ') + (some.length > 4 ? `, and ${some.length - 4} more` : '')
}

function unknownState(unknown: AccountReport['decisionsOfUnknownState']): string {
  const shown = unknown.slice(0, 4).map(({ name }) => plain(name))
  const more = unknown.length - shown.length
  const which = shown.join(', ') + (more > 0 ? `, and ${more} more` : '')
  const them = count(unknown.length, 'decision is', 'decisions are')
  return `Whether ${them} open is not known, because the stage is not understood (${which}). No sum holds any of them until the import is told what it means.`
}

function severalOpen(open: AccountReport['openDecisions']): string {
  return `Several decisions are open, so that roles in any of them do not count. Name one: ${open.map(({ decision: id, name }) => `${plain(id)} (${plain(name)})`).join(', ')}.`
}
