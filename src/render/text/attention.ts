import { CLASS_ORDER } from '../../model/role.js'
import type { AccountReport } from '../../report/accountReport.js'
import { count, finite, percent, signedPoints } from '../numbers.js'
import { hanging, type Layout } from './layout.js'
import { textTable } from './textTable.js'

/** Where our attention went, class by class, beside where power lies. */
export function attention({ attention: balance }: AccountReport, { width, heading }: Layout): string[] {
  const { overinvestment, byClass, interactions, unit } = balance
  if (overinvestment === undefined) return hanging('· ', 'No interaction with anybody who is there.', width)
  const head = [
    { title: 'Class' },
    { title: 'Contacts', align: 'right' },
    { title: 'Hours', align: 'right' },
    { title: 'Attention', align: 'right' },
    { title: 'Power', align: 'right' },
    { title: 'Above power', align: 'right' },
  ] as const
  const rows = CLASS_ORDER.filter(each => byClass[each].contacts > 0 || byClass[each].target > 0).map(each => {
    const { contacts, effort, attention: share, target, excess } = byClass[each]
    return [each, String(contacts), finite(effort).toFixed(1), percent(share), percent(target), signedPoints(excess)]
  })
  const counted = `counted in ${unit} of ${count(interactions, 'interaction', 'interactions')}`
  const verdict =
    Math.abs(overinvestment) < 0.005
      ? 'Users get what their power is'
      : `Users get ${count(Math.round(100 * Math.abs(overinvestment)), 'point', 'points')} ${overinvestment > 0 ? 'more' : 'less'} than their share of power`
  return [...textTable(head, rows, width, heading), ...hanging('· ', `${verdict}, ${counted}.`, width)]
}
