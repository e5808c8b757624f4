import { type VetoHolder, vetoHolders } from '../decision/vetoHolders.js'
import { rolesByPerson } from '../influence/authority.js'
import { membersOf } from '../influence/powerByClass.js'
import type { Snapshot } from '../village/snapshot.js'
import { allMoney, type Evidence, type Finding, moneyOn, type RiskRule } from './finding.js'

/** Nobody is known to decide. */
export const noDecider: RiskRule = {
  id: 'noDecider',
  title: 'No decider known',
  find(s) {
    const unknown = s.placeholders.filter(id => membersOf(s, 'decider').includes(id))
    return unknown.map(id => ({
      severity: 'critical',
      stakeholders: [id],
      message: 'Nobody is known who decides. Find out who does before anything else.',
      evidence: [{ measure: 'coverage', value: 'decider', stakeholder: id }],
      ...allMoney(s),
    }))
  },
}

/** Somebody can stop the decision and was never heard. */
export const vetoUnheard: RiskRule = {
  id: 'vetoUnheard',
  title: 'Veto holder never heard',
  find: s => aboutHolders(s, holder => holder.value === undefined, 'critical', 'Somebody who can stop the decision was never heard.'),
}

/** Somebody can stop the decision and was heard so long ago that little of it is left. */
export const vetoStale: RiskRule = {
  id: 'vetoStale',
  title: 'Veto holder not heard for long',
  find: s =>
    aboutHolders(
      s,
      ({ value, reliability }) => value !== undefined && reliability < s.settings.account.staleReliability,
      'warning',
      'Somebody who can stop the decision was last heard so long ago that little of it is left.',
    ),
}

/** Somebody can stop the decision and is likelier to say no than yes. */
export const vetoAgainst: RiskRule = {
  id: 'vetoAgainst',
  title: 'Veto holder against us',
  find: s =>
    aboutHolders(
      s,
      ({ value, probabilityOfNo }) => value !== undefined && probabilityOfNo !== undefined && probabilityOfNo > 0.5,
      'critical',
      'Somebody who can stop the decision will rather say no than yes.',
    ),
}

/** A champion and somebody who can stop the decision are at odds. */
export const championVetoConflict: RiskRule = {
  id: 'championVetoConflict',
  title: 'Champion at odds with a veto holder',
  find(s) {
    const holders = new Set(vetoHolders(s).map(({ stakeholder }) => stakeholder))
    const isChampion = (id: string): boolean => rolesByPerson(s).get(id)?.has('champion') === true
    return s.ties.flatMap(({ id, kind, from, to }): Omit<Finding, 'rule'>[] => {
      const pairs = [
        [from, to],
        [to, from],
      ] as const
      const [champion, holder] = pairs.find(([one, other]) => isChampion(one) && holders.has(other)) ?? []
      if (kind !== 'conflict' || champion === undefined || holder === undefined) return []
      return [
        {
          severity: 'warning',
          stakeholders: [holder, champion],
          message: 'Our champion is at odds with somebody who can stop the decision. Find another way to them.',
          evidence: [{ measure: 'ties', value: id, stakeholder: champion }],
          ...moneyOn(s, [holder]),
        },
      ]
    })
  },
}

/** A finding for each veto holder of a kind; placeholders are told by `noDecider`. */
function aboutHolders(
  s: Snapshot,
  isOfKind: (holder: VetoHolder) => boolean,
  severity: Finding['severity'],
  message: string,
): Omit<Finding, 'rule'>[] {
  const placeholders = new Set(s.placeholders)
  return vetoHolders(s)
    .filter(holder => !placeholders.has(holder.stakeholder) && isOfKind(holder))
    .map(holder => ({
      severity,
      stakeholders: [holder.stakeholder],
      message,
      evidence: evidenceOf(holder),
      ...moneyOn(s, [holder.stakeholder]),
    }))
}

function evidenceOf({ stakeholder, basis, value, probabilityOfNo, lastHeardAt }: VetoHolder): Evidence[] {
  return [
    { measure: 'vetoHolders', value: basis, stakeholder },
    ...(probabilityOfNo === undefined ? [] : [{ measure: 'probabilityOfNo', value: probabilityOfNo, stakeholder }]),
    ...(value === undefined ? [] : [{ measure: 'sentiments', value, stakeholder, ...(lastHeardAt !== undefined && { at: lastHeardAt }) }]),
  ]
}
