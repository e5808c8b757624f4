import type { MapData } from '../../report/mapData.js'
import { type OptionShape, optionsOf, whole, within } from '../../support/options.js'
import { groupsOf } from './map/groups.js'
import { contentsOf, mapPicture, placedMap } from './map/mapPicture.js'
import { shownOf } from './map/shown.js'
import { dividedByTeams } from './map/subtrees.js'
import type { Picture } from './picture.js'

/** How a village map is drawn. */
export interface MapOptions {
  /** At most so many people, the most powerful and whoever can stop the decision; 1..500, 150 when absent. */
  readonly mostPeople?: number | undefined
  /** About how wide it is to be, in pixels, at least 320; what suits a page or a screen when absent. */
  readonly width?: number | undefined
}

const MAP_OPTIONS: OptionShape<MapOptions> = { mostPeople: whole(1, 500), width: within(320, 20_000) }

/**
 * The village as a picture: people in layers by whom they report to, in the regions of their units; who moves whom as curves.
 *
 * People and ties carry their places in `people` as `data-person`, `data-from` and `data-to`.
 */
export function villageMap(data: MapData, given?: MapOptions): Picture {
  const options = optionsOf('toSvg', given, MAP_OPTIONS)
  const shown = shownOf(data, options.mostPeople ?? MOST_PEOPLE)
  const contents = contentsOf(data, shown)
  const group = dividedByTeams(groupsOf(shown.people, data.units), shown.reporting)
  return mapPicture(contents, placedMap(group, contents.plan, options.width))
}

/** A map of more people can no longer be read. */
export const MOST_PEOPLE = 150
