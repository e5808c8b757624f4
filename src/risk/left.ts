import { committeeAtVote, passing } from '../decision/committee.js'
import { decisionOutlook } from '../decision/outlook.js'
import { voteOn } from '../decision/vote.js'
import { ROLE_CLASSES } from '../model/role.js'
import type { Stakeholder } from '../model/stakeholder.js'
import { sortedByText } from '../support/order.js'
import type { Snapshot } from '../village/snapshot.js'
import { withPlaceholders } from '../village/withPlaceholders.js'
import { rightsOfFormer } from '../village/work.js'
import type { Found, RiskRule } from './finding.js'
import { daysSince, hasVote, seatsIn, sentimentEvidence } from './seats.js'

/** Somebody who mattered has left, or is about to. */
export const left: RiskRule = {
  id: 'left',
  title: 'Somebody who mattered leaves',
  asks: 'decision',
  gravest: 'critical',
  find(s) {
    const { days } = s.settings.risk
    const leaving = [...s.former, ...s.stakeholders].filter(
      ({ leftAt }) => leftAt !== undefined && Math.abs(daysSince(s, leftAt)) <= days && daysSince(s, leftAt) < days,
    )
    // A decision with a rule of its own knows no other vetoes.
    const vetoRoles = s.decision?.rule === undefined ? s.settings.decision.vetoRoles : []
    return leaving.flatMap((person): Found[] => {
      const { id, leftAt } = person
      const isGone = s.former.includes(person)
      const { roles, vetoes } = isGone ? rightsWhenLeft(s, person) : s
      const own = roles.filter(role => role.stakeholder === id)
      const mattered = own.filter(({ role }) => role === 'champion' || ROLE_CLASSES[role] === 'decider' || vetoRoles.includes(role))
      const hadVeto = vetoes.some(veto => veto.stakeholder === id) || seatsIn(s).some(seat => seat.stakeholder === id && seat.hasVeto)
      if (mattered.length === 0 && !hadVeto) return []
      const stays = (other: Snapshot['roles'][number]): boolean =>
        other.stakeholder !== id && s.stakeholders.some(({ id: there, leftAt: end }) => there === other.stakeholder && end === undefined)
      const isSole = mattered.some(
        ({ role }) => !s.roles.some(other => other.role === role && stays(other) && !s.placeholders.includes(other.stakeholder)),
      )
      return [
        {
          stakeholders: [id],
          subjects: [id],
          message: `${whoWas(mattered)} ${isGone ? 'has left' : 'is leaving'}${isSole ? ', and nobody else has that role' : ''}.`,
          evidence: [
            { measure: 'leftAt', value: mattered[0]?.role ?? 'veto', stakeholder: id, ...(leftAt !== undefined && { at: leftAt }) },
            ...(isGone ? [] : [sentimentEvidence(s, id)]),
          ],
          effect: hasVote(s) ? Math.max(0, yesHadTheyStayed(s, person) - (decisionOutlook(s).probabilityOfYes ?? 0)) : undefined,
          floor: isSole ? 'warning' : 'info',
        },
      ]
    })
  },
}

/** The chance of yes if somebody who has left, or is about to, were there at the vote as last known, and nobody had taken their roles since. */
function yesHadTheyStayed(s: Snapshot, person: Stakeholder): number {
  const { leftAt, ...staying } = person
  const others = s.stakeholders.filter(({ id }) => id !== person.id)
  const rights = rightsWhenLeft(s, person)
  const isGone = s.former.includes(person)
  const isHeirs = ({ role, since }: Snapshot['roles'][number]): boolean =>
    since !== undefined && leftAt !== undefined && since >= leftAt && rights.roles.some(own => own.role === role)
  const back = withPlaceholders(s, {
    stakeholders: sortedByText([...others, staying], ({ id }) => id),
    former: s.former.filter(each => each !== person),
    ...(isGone && { roles: [...s.roles.filter(role => !isHeirs(role)), ...rights.roles], vetoes: [...s.vetoes, ...rights.vetoes] }),
  })
  return voteOn(back).stillFalls * passing(committeeAtVote(back))
}

/** The roles and vetoes of somebody when they left; what was to begin later never was theirs. */
function rightsWhenLeft(s: Snapshot, { id, leftAt }: Stakeholder): ReturnType<typeof rightsOfFormer> {
  const had = ({ since }: { readonly since?: string | undefined }): boolean => since === undefined || leftAt === undefined || since < leftAt
  const { roles, vetoes } = rightsOfFormer(s, id)
  return { roles: roles.filter(had), vetoes: vetoes.filter(had) }
}

/** What somebody was who had some roles that mattered, or none but a veto. */
function whoWas(roles: Snapshot['roles']): string {
  if (roles.some(({ role }) => role === 'champion')) return 'A champion of ours'
  return roles.some(({ role }) => ROLE_CLASSES[role] === 'decider') ? 'A person who decides' : 'A veto holder'
}
