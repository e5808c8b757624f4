import { messageLoad } from '../listening/messageLoad.js'
import { attentionBalance } from '../transitions/attention.js'
import type { RiskRule } from './finding.js'

/** All contact goes through one person. */
export const singleThreaded: RiskRule = {
  id: 'singleThreaded',
  title: 'Single-threaded',
  asks: 'account',
  gravest: 'warning',
  find(s) {
    const { byStakeholder, interactions } = attentionBalance(s, { days: s.settings.risk.days })
    const contacts = byStakeholder.map(({ stakeholder: id, contacts: own }) => ({ id, contacts: own }))
    const total = contacts.reduce((sum, each) => sum + each.contacts, 0)
    const most = contacts.reduce((best, each) => (each.contacts > best.contacts ? each : best), { id: '', contacts: 0 })
    // One or two contacts are always with few people; that is no thread yet.
    if (interactions < 3 || total === 0 || most.contacts < s.settings.risk.singleThread * total) return []
    return [
      {
        stakeholders: [most.id],
        subjects: [most.id],
        message: 'Nearly all our contact goes through one person. If they leave, we have nobody.',
        evidence: [{ measure: 'attentionBalance.contacts', value: most.contacts / total, stakeholder: most.id }],
        floor: 'warning',
      },
    ]
  },
}

/** So many of us reach somebody so often that one more message is not heard. */
export const overloaded: RiskRule = {
  id: 'overloaded',
  title: 'Too many messages of ours',
  asks: 'account',
  gravest: 'warning',
  find: s =>
    messageLoad(s)
      .filter(({ perWeek, teammates }) => perWeek > s.settings.risk.contactsPerWeek && teammates >= MANY_OF_US)
      .map(({ stakeholder, perWeek, teammates }) => ({
        stakeholders: [stakeholder],
        subjects: [stakeholder],
        message: 'A person who decides hears from many of us several times a week. Agree on who speaks with them.',
        evidence: [
          { measure: 'messageLoad.perWeek', value: perWeek, stakeholder },
          { measure: 'messageLoad.teammates', value: teammates, stakeholder },
        ],
        floor: 'info',
      })),
}

/** From so many of us on nobody can know what all have said. */
const MANY_OF_US = 3
