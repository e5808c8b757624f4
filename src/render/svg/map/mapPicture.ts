import type { MapData } from '../../../report/mapData.js'
import { type Child, element } from '../../../support/markup.js'
import { called } from '../../names.js'
import { plain } from '../../plain.js'
import { type Picture, round } from '../picture.js'
import { arranged } from './arrange.js'
import type { Placed } from './box.js'
import { type CardTexts, personCard } from './card.js'
import { footer } from './footer.js'
import type { Group } from './groups.js'
import { heading } from './heading.js'
import { legend } from './legend.js'
import { levelsOf } from './levels.js'
import { type Metrics, metricsFor } from './metrics.js'
import type { Plan } from './plan.js'
import { regionLabel, regionName, regionShape } from './regions.js'
import { MAP_RULES } from './rules.js'
import type { MapPerson, Shown } from './shown.js'
import { drawnTies } from './ties.js'

/** Who and what is on a map, with the sizes and levels that its layout goes by. */
export interface MapContents {
  readonly data: MapData
  readonly shown: Shown
  readonly texts: ReadonlyMap<number, CardTexts>
  readonly plan: Plan
}

/** What is on a map; on paper everything is as small as can be read, since paper is narrow. */
export function contentsOf(data: MapData, shown: Shown, on: 'screen' | 'paper' = 'screen'): MapContents {
  const texts = new Map(shown.people.map(person => [person.index, textsOf(person, data)]))
  const plan = {
    metrics: metricsFor([...texts.values()], on),
    levels: levelsOf(shown.people, shown.reporting),
    reporting: shown.reporting,
    influence: [...shown.influence, ...shown.informs],
  }
  return { data, shown, texts, plan }
}

function textsOf({ summary }: MapPerson, { units }: MapData): CardTexts {
  const unit = units.find(({ unit: id }) => id === summary.unit)
  return {
    name: called(summary),
    title: plain(summary.title ?? ''),
    ...(unit !== undefined && { unit: plain(unit.name) }),
  }
}

/** A map with all in its place, which begins at 0, 0. */
export interface PlacedMap extends Placed {
  readonly width: number
  readonly height: number
}

/** A map about as wide as wanted, margins included. */
export function placedMap(group: Group, plan: Plan, wanted: number | undefined): PlacedMap {
  if (group.people.length === 0 && group.parts.length === 0) return { cards: [], regions: [], width: LEAST_WIDTH, height: 0 }
  const aim = wanted === undefined ? { ratio: RATIO } : { ratio: RATIO, width: wanted - MARGIN * 2 }
  const box = arranged(group, plan, aim)
  const width = Math.max(box.width, wanted === undefined ? LEAST_WIDTH : wanted - MARGIN * 2)
  return { ...box.place({ x: 0, y: 0, width, height: box.height }, 0), width, height: box.height }
}

export const MARGIN = 28
const BELOW_MAP = 30
/** Narrower, the legend would take more room than the map. */
const LEAST_WIDTH = 640
/** The ratio of width to height of most pages and screens lies around this. */
const RATIO = 1.6

/** A map with its heading, what its signs mean unless it is a part of a whole that says so, and what is not on it. */
export function mapPicture(contents: MapContents, map: PlacedMap, part?: string): Picture {
  const hasLegend = part === undefined
  const { data, shown, plan } = contents
  const { width: inner, height: mapHeight } = map
  const head = heading(data, shown, MARGIN, MARGIN, inner, part)
  const down = MARGIN + head.height
  const below = down + mapHeight + (hasLegend ? BELOW_MAP : 0)
  const key = hasLegend ? legend(shown, MARGIN, below, inner) : { height: 0, body: undefined }
  const foot = footer(shown, MARGIN, below + key.height, inner)
  return {
    width: inner + MARGIN * 2,
    height: below + key.height + foot.height + MARGIN,
    title: head.title,
    description: head.description,
    rules: MAP_RULES,
    isGroup: true,
    body: element(
      'g',
      { class: 'map' },
      head.body,
      element('g', { class: plan.metrics.name, transform: `translate(${MARGIN} ${round(down)})` }, mapBody(map, contents)),
      key.body,
      foot.body,
    ),
  }
}

function mapBody({ cards, regions, width, height }: PlacedMap, { shown, texts, plan: { metrics } }: MapContents): Child[] {
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
