import type { AccountReport } from '../../report/accountReport.js'
import { mapDataOf } from '../../report/mapData.js'
import { makeFrom } from '../../village/given.js'
import type { Snapshot } from '../../village/snapshot.js'
import { pictureFile } from './picture.js'
import { type MapOptions, villageMap } from './villageMap.js'

/**
 * The village as a map, a file of SVG: who is there, in which unit and below whom, who moves whom, who can stop the decision, and what they
 * think, as far as that is known.
 *
 * Units are regions, and people stand in layers: below whom they report to, or by the class of their roles where they report to nobody. The
 * size of a mark is power; its shape and colour are sentiment, and the ring around it says how much of that is known. Curves show who moves
 * whom. Everybody is shown up to 150 people; of more, the most powerful and whoever can stop the decision, and a note says how many are not.
 *
 * It is well-formed whatever names and ids hold, has no script and no style of single elements, and is dark where the reader's pages are.
 *
 * @throws InvalidArgumentError for a number of people or a width that makes no sense
 * @example
 * import { createVillage, snapshot } from 'account-village'
 * import { toSvg } from 'account-village/render'
 * const village = createVillage({
 *   account: 'Acme',
 *   stakeholders: [{ id: 'ann', name: 'Ann', roles: ['user'] }, { id: 'bo', name: 'Bo', roles: ['economicBuyer'] }],
 *   ties: [{ from: 'ann', to: 'bo', kind: 'influence' }],
 * })
 * toSvg(snapshot(village, '2026-03-02')).match(/data-person/g)?.length //=> 2
 */
export function toSvg(source: Snapshot | AccountReport, options?: MapOptions): string {
  const data = mapDataOf('toSvg', source)
  return makeFrom('toSvg', 'source', source, () => pictureFile(villageMap(data, options)))
}
