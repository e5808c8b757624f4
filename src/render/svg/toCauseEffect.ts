import type { ChangeExplanation } from '../../account/explainChange.js'
import { InvalidArgumentError } from '../../errors.js'
import type { AccountReport } from '../../report/accountReport.js'
import type { Finding } from '../../risk/finding.js'
import { stanceOf } from '../../sentiment/stance.js'
import { checkNumbers } from '../../support/finite.js'
import { kindOf } from '../../support/shown.js'
import { makeFrom } from '../../village/given.js'
import { type Names, namesOf, STANCE_WORDS } from '../names.js'
import { fishbonePicture } from './causes/causeEffectPicture.js'
import { changeBones } from './causes/changeBones.js'
import { findingBones } from './causes/findingBones.js'
import { type Picture, pictureFile } from './picture.js'

/** Who is who in a cause-and-effect diagram: the report of the later moment, or the parts of it that say so. */
export type CauseEffectContext = Pick<AccountReport, 'account' | 'asOf' | 'people' | 'former' | 'units'> & {
  /** What the decisions rest on; without it an amount of a finding is taken as one that may be told. */
  readonly outlooks?: AccountReport['outlooks'] | undefined
}

/**
 * A change or a finding as a cause-and-effect diagram in SVG, as Ishikawa drew them.
 *
 * Of a change the head is by how much the sentiment of the account moved and the branches are the kinds of reasons, the largest next to the
 * head, with what each person adds; figures are rounded so that what is shown sums exactly to what is shown, and small ones are summed. Of
 * a finding the head is its message and the branches are what it rests on and whom it is about.
 *
 * People and units are called by their ids where no report has their names.
 *
 * @see K. Ishikawa, "Guide to Quality Control" (1968), for the diagram; M. L. Balinski and H. P. Young, "Fair Representation" (1982), for
 * rounding by largest remainders
 * @example
 * import { accountReport, createVillage, explainChange, snapshot } from 'account-village'
 * import { toCauseEffect } from 'account-village/render'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', name: 'Ann Lee', roles: ['user'] }, { id: 'bo', name: 'Bo Ek', roles: ['economicBuyer'] }],
 *   observations: [{ stakeholder: 'bo', at: '2026-03-02', sentiment: 0.5, via: 'interview' }],
 * })
 * const [before, after] = [snapshot(village, '2026-03-01'), snapshot(village, '2026-03-02')]
 * const svg = toCauseEffect(explainChange(before, after), accountReport(after))
 * svg.includes('Bo Ek') && svg.includes('+0.393') //=> true
 * const [finding] = accountReport(before).risks
 * finding !== undefined && toCauseEffect(finding, accountReport(before)).includes('never heard') //=> true
 */
export function toCauseEffect(of: Finding | ChangeExplanation, report?: CauseEffectContext): string {
  if (kindOf(of) !== 'object' || !('rule' in of || 'tree' in of)) {
    const message =
      'is neither a finding nor the explanation of a change. assessRisk(snapshot) and explainChange(before, after) give these.'
    throw new InvalidArgumentError('toCauseEffect', [{ path: 'of', message, code: 'invalidArgument' }])
  }
  if (report !== undefined && (kindOf(report) !== 'object' || !Array.isArray(report.people))) {
    const message = 'is not the report of an account. accountReport(snapshot) gives one.'
    throw new InvalidArgumentError('toCauseEffect', [{ path: 'report', message, code: 'invalidArgument' }])
  }
  checkNumbers('toCauseEffect', { of, report })
  return makeFrom('toCauseEffect', 'of', { of, report }, () => pictureFile(causeEffectPicture(of, report)))
}

/** A change or a finding as a cause-and-effect diagram. */
export function causeEffectPicture(of: Finding | ChangeExplanation, context?: CauseEffectContext): Picture {
  const names = context === undefined ? NOBODY : namesOf(context)
  if ('rule' in of) {
    const stances = new Map(context?.people.map(({ stakeholder: id, sentiment }) => [id, STANCE_WORDS[stanceOf(sentiment.value)]]))
    const bones = findingBones(of, names, id => stances.get(id), context?.outlooks)
    return fishbonePicture(bones, `${of.message} Branches: ${bones.branches.map(({ name }) => name).join(', ')}.`)
  }
  const bones = changeBones(of, names, context?.asOf)
  const branches = bones.branches.map(({ name, figure = '' }) => `${name} ${figure}`).join(', ')
  return fishbonePicture(
    bones,
    `The expected sentiment changed by ${bones.head.figure ?? ''}: ${branches === '' ? 'no reason' : branches}.`,
  )
}

/** Nobody has a name. */
const NOBODY: Names = { account: '', units: new Map(), people: new Map(), present: new Set(), unknown: new Set() }
