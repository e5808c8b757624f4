import type { MapData } from '../../report/mapData.js'
import { type Child, element } from '../../support/markup.js'
import { type OptionShape, optionsOf, whole, within } from '../../support/options.js'
import { called } from '../names.js'
import { plain } from '../plain.js'
import { arranged } from './map/arrange.js'
import type { Placed } from './map/box.js'
import { type CardTexts, personCard } from './map/card.js'
import { footer } from './map/footer.js'
import { type Group, groupsOf } from './map/groups.js'
import { heading } from './map/heading.js'
import { legend } from './map/legend.js'
import { levelsOf } from './map/levels.js'
import { type Metrics, metricsFor } from './map/metrics.js'
import type { Plan } from './map/plan.js'
import { regionLabel, regionName, regionShape } from './map/regions.js'
import { MAP_RULES } from './map/rules.js'
import { type MapPerson, type Shown, shownOf } from './map/shown.js'
import { dividedByTeams } from './map/subtrees.js'
import { drawnTies } from './map/ties.js'
import { type Picture, round } from './picture.js'

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
  const texts = new Map(shown.people.map(person => [person.index, textsOf(person, data)]))
  const metrics = metricsFor([...texts.values()])
  const plan = {
    metrics,
    levels: levelsOf(shown.people, shown.reporting),
    reporting: shown.reporting,
    influence: [...shown.influence, ...shown.informs],
  }
  const map = mapOf(dividedByTeams(groupsOf(shown.people, data.units), shown.reporting), plan, options.width)
  const { width: inner, height: mapHeight } = map
  const width = inner + MARGIN * 2
  const head = heading(data, shown, MARGIN, MARGIN, inner)
  const down = MARGIN + head.height
  const key = legend(shown, MARGIN, down + mapHeight + BELOW_MAP, inner)
  const foot = footer(shown, MARGIN, down + mapHeight + BELOW_MAP + key.height, inner)
  return {
    width,
    height: down + mapHeight + BELOW_MAP + key.height + foot.height + MARGIN,
    title: head.title,
    description: head.description,
    rules: MAP_RULES,
    isGroup: true,
    body: element(
      'g',
      { class: 'map' },
      head.body,
      element('g', { class: metrics.name, transform: `translate(${MARGIN} ${round(down)})` }, mapBody(map, shown, texts, metrics)),
      key.body,
      foot.body,
    ),
  }
}

const MOST_PEOPLE = 150
const MARGIN = 28
const BELOW_MAP = 30
/** Narrower, the legend would take more room than the map. */
const LEAST_WIDTH = 640
/** The ratio of width to height of most pages and screens lies around this. */
const RATIO = 1.6

function textsOf({ summary }: MapPerson, { units }: MapData): CardTexts {
  const unit = units.find(({ unit: id }) => id === summary.unit)
  return {
    name: called(summary),
    title: plain(summary.title ?? ''),
    ...(unit !== undefined && { unit: plain(unit.name) }),
  }
}

/** A map with all in its place, which begins at 0, 0. */
interface PlacedMap extends Placed {
  readonly width: number
  readonly height: number
}

function mapOf(group: Group, plan: Plan, wanted: number | undefined): PlacedMap {
  if (group.people.length === 0 && group.parts.length === 0) return { cards: [], regions: [], width: LEAST_WIDTH, height: 0 }
  const aim = wanted === undefined ? { ratio: RATIO } : { ratio: RATIO, width: wanted - MARGIN * 2 }
  const box = arranged(group, plan, aim)
  const width = Math.max(box.width, wanted === undefined ? LEAST_WIDTH : wanted - MARGIN * 2)
  return { ...box.place({ x: 0, y: 0, width, height: box.height }, 0), width, height: box.height }
}

function mapBody(
  { cards, regions, width, height }: PlacedMap,
  shown: Shown,
  texts: ReadonlyMap<number, CardTexts>,
  metrics: Metrics,
): Child[] {
  const names = regions.map(region => regionName(region, metrics))
  const places = new Map(cards.map(card => [card.index, card]))
  const most = Math.max(...shown.people.map(({ summary }) => summary.power.share))
  return [
    regions.map(regionShape),
    drawnTies(shown, { width, height, cards, names }, metrics),
    names.map(name => regionLabel(name, metrics)),
    shown.people.map(person => {
      const [card, text] = [places.get(person.index), texts.get(person.index)]
      return card !== undefined && text !== undefined && personCard(person, text, card, radiusOf(person, most, metrics), metrics)
    }),
  ]
}

/** The area of a mark grows with power, beginning with one that can still be seen. */
function radiusOf({ summary }: MapPerson, most: number, { radius: [least, largest] }: Metrics): number {
  return most > 0 ? least + (largest - least) * Math.sqrt(summary.power.share / most) : least
}
