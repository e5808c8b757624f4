import { element } from '../../../support/markup.js'
import { count } from '../../numbers.js'
import { label } from '../picture.js'
import type { Strip } from './legend.js'
import type { Shown } from './shown.js'

/** What is not on the map. */
export function footer({ hidden }: Shown, x: number, top: number, width: number): Strip {
  const left = [
    ...(hidden.people > 0 ? [count(hidden.people, 'person with less power', 'people with less power')] : []),
    ...(hidden.influence > 0 ? [count(hidden.influence, 'weaker influence tie', 'weaker influence ties')] : []),
    ...(hidden.informs > 0 ? [count(hidden.informs, 'weaker tie of informing', 'weaker ties of informing')] : []),
    ...(hidden.conflicts > 0 ? [count(hidden.conflicts, 'conflict', 'conflicts')] : []),
    ...(hidden.reporting > 0 ? [count(hidden.reporting, 'further reporting line', 'further reporting lines')] : []),
    ...(hidden.vetoHolders > 0 ? [`${hidden.vetoHolders} who left and can still stop the decision`] : []),
    ...(hidden.outside > 0 ? [count(hidden.outside, 'tie to a person of another part', 'ties to people of other parts')] : []),
  ]
  if (left.length === 0) return { height: 0, body: undefined }
  const text = `Not drawn: ${left.join(', ')}.`
  return { height: 26, body: element('g', { class: 'footer' }, label(text, x, top + 20, { class: 'key quiet note', width, size: 11 })) }
}
