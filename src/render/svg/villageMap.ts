import { InvalidArgumentError, type Issue } from '../../errors.js'
import type { MapData } from '../../report/mapData.js'
import { type Child, element } from '../../support/markup.js'
import { called } from '../names.js'
import { plain } from '../plain.js'
import { arranged } from './map/arrange.js'
import type { Placed, Region } from './map/box.js'
import { type CardTexts, personCard } from './map/card.js'
import { curves } from './map/curves.js'
import { footer } from './map/footer.js'
import { type Group, groupsOf } from './map/groups.js'
import { heading } from './map/heading.js'
import { legend } from './map/legend.js'
import { levelsOf } from './map/levels.js'
import { TONES } from './map/marks.js'
import { type Metrics, metricsFor, STRONG } from './map/metrics.js'
import type { Plan } from './map/plan.js'
import { type DrawnTie, reportingLines } from './map/reportingLines.js'
import { MAP_RULES } from './map/rules.js'
import { type MapPerson, type MapTie, type Shown, shownOf } from './map/shown.js'
import { dividedByTeams } from './map/subtrees.js'
import { label, type Picture, round, shortened, textWidth } from './picture.js'

/** How a village map is drawn. */
export interface MapOptions {
  /** At most so many people, the most powerful and whoever can stop the decision; 1..500, 150 when absent. */
  readonly mostPeople?: number
  /** About how wide it is to be, in pixels, at least 320; what suits a page or a screen when absent. */
  readonly width?: number
}

/**
 * The village as a picture: people in layers by whom they report to, in the regions of their units; who moves whom as curves.
 *
 * People and ties carry their places in `people` as `data-person`, `data-from` and `data-to`.
 */
export function villageMap(data: MapData, options: MapOptions = {}): Picture {
  check(options)
  const shown = shownOf(data, options.mostPeople ?? MOST_PEOPLE)
  const texts = new Map(shown.people.map(person => [person.index, textsOf(person, data)]))
  const metrics = metricsFor([...texts.values()])
  const plan = { metrics, levels: levelsOf(shown.people, shown.reporting), reporting: shown.reporting, influence: shown.influence }
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

function check({ mostPeople = MOST_PEOPLE, width = LEAST_WIDTH }: MapOptions): void {
  const issues: Issue[] = [
    ...(Number.isSafeInteger(mostPeople) && mostPeople >= 1 && mostPeople <= 500
      ? []
      : [{ path: 'mostPeople', message: 'is not a whole number from 1 to 500', code: 'invalidArgument' as const }]),
    ...(width >= 320 && width <= 20_000
      ? []
      : [{ path: 'width', message: 'is not a number from 320 to 20000', code: 'invalidArgument' as const }]),
  ]
  if (issues.length > 0) throw new InvalidArgumentError('toSvg', issues)
}

function textsOf({ standing }: MapPerson, { units }: MapData): CardTexts {
  const unit = units.find(({ id }) => id === standing.unit)
  return {
    name: called(standing),
    title: plain(standing.title ?? ''),
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
  const people = new Map(shown.people.map(person => [person.index, person]))
  const names = regions.map(region => ({ ...regionName(region, metrics), region }))
  const ground = { width, height, cards, names }
  const strongest = Math.max(...shown.influence.map(({ weight }) => weight))
  const most = Math.max(...shown.people.map(({ standing }) => standing.power.share))
  const [thinnest, thickest] = metrics.curve
  const widthOf = ({ weight }: MapTie): number => round(thinnest + (thickest - thinnest) * Math.sqrt(weight / strongest))
  const moves = curves(shown.influence, ground, tie => 4.5 + 1.6 * widthOf(tie))
  const odds = curves(shown.conflicts, ground, () => 0)
  return [
    regions.map(regionShape),
    reportingLines(shown.reporting, ground, metrics).map(line => tiePath(line, 'tie reporting')),
    moves.map(curve => tiePath(curve, `tie influence ${TONES[people.get(curve.tie.from)?.stance ?? 'unknown']}`, widthOf(curve.tie))),
    odds.map(curve => tiePath(curve, 'tie conflict')),
    names.map(({ text, x, y, region }) =>
      label(text, x, y + metrics.regionSize, { class: region.depth % 2 === 0 ? 'unit' : 'unit inner' }),
    ),
    [...cards]
      .sort((a, b) => a.index - b.index)
      .map(card => {
        const person = people.get(card.index)
        const text = texts.get(card.index)
        return person !== undefined && text !== undefined && personCard(person, text, card, radiusOf(person, most, metrics), metrics)
      }),
  ]
}

/** The area of a mark grows with power, beginning with one that can still be seen. */
function radiusOf({ standing }: MapPerson, most: number, { radius: [least, largest] }: Metrics): number {
  return most > 0 ? least + (largest - least) * Math.sqrt(standing.power.share / most) : least
}

function regionShape({ x, y, width, height, depth }: Region): Child {
  const name = depth % 2 === 0 ? 'region' : 'region inner'
  return element('rect', { class: name, x: round(x), y: round(y), width: round(width), height: round(height), rx: 14 })
}

function regionName(
  { name, x, y, width }: Region,
  { padding, regionSize }: Metrics,
): { text: string; x: number; y: number; width: number; height: number } {
  const text = shortened(name, (width - padding * 2) / STRONG, regionSize)
  return { text, x: x + padding, y: y + 8, width: textWidth(text, regionSize * STRONG), height: regionSize * 1.3 }
}

function tiePath({ tie: { from, to, weight }, path }: DrawnTie, name: string, width?: number): Child {
  return element('path', { class: name, 'data-from': from, 'data-to': to, 'data-weight': round(weight), 'stroke-width': width, d: path })
}
