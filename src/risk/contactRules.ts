import { rolesByPerson } from '../influence/authority.js'
import { days } from '../sentiment/readings.js'
import { sentimentsByStakeholder } from '../sentiment/sentiments.js'
import { attentionBalance } from '../transitions/attention.js'
import type { Snapshot } from '../village/snapshot.js'
import { allMoney, type Evidence, moneyOn, type RiskRule } from './finding.js'

/** All contact goes through one person. */
export const singleThreaded: RiskRule = {
  id: 'singleThreaded',
  title: 'Single-threaded',
  find(s) {
    const { byStakeholder, interactions } = attentionBalance(s, { days: s.settings.risk.days })
    const contacts = byStakeholder.map(({ stakeholder: id, contacts: own }) => ({ id, contacts: own }))
    const total = contacts.reduce((sum, each) => sum + each.contacts, 0)
    const most = contacts.reduce((best, each) => (each.contacts > best.contacts ? each : best), { id: '', contacts: 0 })
    // One or two contacts are always with few people; that is no thread yet.
    if (interactions < 3 || total === 0 || most.contacts < s.settings.risk.singleThread * total) return []
    return [
      {
        severity: 'warning',
        stakeholders: [most.id],
        message: 'Nearly all our contact goes through one person. If they leave, we have nobody.',
        evidence: [{ measure: 'attentionBalance.contacts', value: most.contacts / total, stakeholder: most.id }],
        ...allMoney(s),
      },
    ]
  },
}

/** Somebody who championed us has left. */
export const championLeft: RiskRule = {
  id: 'championLeft',
  title: 'Champion left',
  find(s) {
    const present = new Set([...rolesByPerson(s)].flatMap(([id, roles]) => (roles.has('champion') ? [id] : [])))
    const gone = s.former.filter(
      ({ id, leftAt }) => leftAt !== undefined && wasChampion(s, id, leftAt) && days(s.agedTo) - days(leftAt) <= s.settings.risk.days,
    )
    return gone.map(({ id, leftAt }) => ({
      severity: present.size > 0 ? 'warning' : 'critical',
      stakeholders: [id],
      message: present.size > 0 ? 'A champion of ours has left.' : 'Our champion has left, and there is no other.',
      evidence: [{ measure: 'former', value: 'champion', stakeholder: id, ...(leftAt !== undefined && { at: leftAt }) }],
      ...allMoney(s),
    }))
  },
}

/** Nothing has been heard of a champion for long. */
export const championSilent: RiskRule = {
  id: 'championSilent',
  title: 'Champion silent',
  find(s) {
    return [...rolesByPerson(s)].flatMap(([id, roles]) => {
      const last = lastContact(s, id)
      if (!roles.has('champion') || last === undefined || days(s.agedTo) - days(last) <= s.settings.risk.days) return []
      const evidence: Evidence[] = [{ measure: 'lastContact', value: Math.floor(days(s.agedTo) - days(last)), stakeholder: id, at: last }]
      const message = `Nothing has been heard of a champion for more than ${s.settings.risk.days} days.`
      return [{ severity: 'warning', stakeholders: [id], message, evidence, ...moneyOn(s, [id]) } as const]
    })
  },
}

/** Whether somebody was a champion until they left. */
function wasChampion(s: Snapshot, id: string, leftAt: string): boolean {
  return s.roleHistory.some(
    ({ stakeholder, role, until = leftAt, knownUntil }) =>
      stakeholder === id && role === 'champion' && knownUntil === undefined && until >= leftAt,
  )
}

/** When somebody last met us or said anything; nothing when never: then there is no silence to speak of. */
function lastContact(s: Snapshot, id: string): string | undefined {
  const moments = [
    s.interactions.findLast(({ participants }) => participants.includes(id))?.at,
    sentimentsByStakeholder(s).get(id)?.lastHeardAt,
    ...[s.comments, s.interviews].map(said => said.findLast(({ stakeholder }) => stakeholder === id)?.at),
  ]
  // Stored instants are ordered as texts.
  return moments
    .flatMap(moment => moment ?? [])
    .reduce<string | undefined>((last, moment) => (last === undefined || moment > last ? moment : last), undefined)
}
