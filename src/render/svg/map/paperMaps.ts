import type { MapData } from '../../../report/mapData.js'
import type { Picture } from '../picture.js'
import { MOST_PEOPLE } from '../villageMap.js'
import { type Group, groupsOf } from './groups.js'
import { contentsOf, MARGIN, mapPicture, placedMap } from './mapPicture.js'
import { type MapPerson, shownOf } from './shown.js'
import { dividedByTeams } from './subtrees.js'

/**
 * The village map for upright paper, on which its smallest letters have six points: one picture where a page has room for it; otherwise the
 * most powerful as an overview, and after them everybody by unit, in each picture as many units as a page has room for.
 */
export function paperMaps(data: MapData): readonly Picture[] {
  const shown = shownOf(data, MOST_PEOPLE)
  const { plan } = contentsOf(data, shown, 'paper')
  const whole = dividedByTeams(groupsOf(shown.people, data.units), shown.reporting)
  const fits = (group: Group, widest = WIDEST): boolean => {
    const { width, height } = placedMap(group, plan, WIDTH)
    return width <= widest && height <= HIGHEST
  }
  if (fits(whole, shown.people.length <= FEW ? WIDEST_OF_FEW : WIDEST)) return [pictureOf(data, shown.people.length)]
  const sheets = sheetsOf(whole, group => fits(group))
  return [overviewOf(data), ...sheets.map((sheet, i) => sheetPicture(sheet, data, `Part ${i + 1} of ${sheets.length}`))]
}

/** About as wide as upright paper takes at three quarters of the size of a screen, and no wider than at two thirds. */
const WIDTH = 920
const WIDEST = 1030 - MARGIN * 2
/** So few people stay together, though letters become a little smaller. */
const FEW = 18
const WIDEST_OF_FEW = 1200 - MARGIN * 2
/** So high a map may be with its heading above and the legend below, for a page of A4 or Letter to hold it. */
const HIGHEST = 1000
/** So many people an overview shows, the first of these with which it is no wider than paper. */
const OVERVIEWS = [FEW, 14, 10, 7]
const FEWEST = 4

function overviewOf(data: MapData): Picture {
  for (const people of OVERVIEWS) {
    const picture = pictureOf(data, people)
    if (picture.width <= WIDEST + MARGIN * 2) return picture
  }
  return pictureOf(data, FEWEST)
}

function pictureOf(data: MapData, mostPeople: number): Picture {
  const shown = shownOf(data, mostPeople)
  const contents = contentsOf(data, shown, 'paper')
  const group = dividedByTeams(groupsOf(shown.people, data.units), shown.reporting)
  return mapPicture(contents, placedMap(group, contents.plan, WIDTH))
}

/** A group as pictures: its people and parts in their order, as many together as a page has room for, in regions of the same names. */
function sheetsOf(group: Group, fits: (group: Group) => boolean): Group[] {
  if (fits(group) || membersOf(group).length <= SMALLEST) return [group]
  const pieces = [
    ...handfuls(group.people, fits).map(people => ({ ...group, people, parts: [] })),
    ...group.parts.flatMap(part => sheetsOf(part, fits)).map(part => ({ ...group, people: [], parts: [part] })),
  ]
  const sheets: Group[] = []
  for (const piece of pieces) {
    const last = sheets.pop()
    const both = last && { ...group, people: [...last.people, ...piece.people], parts: [...last.parts, ...piece.parts] }
    if (both !== undefined && fits(both)) sheets.push(both)
    else sheets.push(...(last === undefined ? [] : [last]), piece)
  }
  return sheets
}

/** So few people are not divided any further. */
const SMALLEST = 4

/** People in halves, in their order, until a page has room for each. */
function handfuls(people: readonly MapPerson[], fits: (group: Group) => boolean): (readonly MapPerson[])[] {
  if (people.length === 0) return []
  if (people.length <= SMALLEST || fits({ people, parts: [] })) return [people]
  const half = Math.ceil(people.length / 2)
  return [...handfuls(people.slice(0, half), fits), ...handfuls(people.slice(half), fits)]
}

function membersOf({ people, parts }: Group): MapPerson[] {
  return [...people, ...parts.flatMap(membersOf)]
}

function sheetPicture(group: Group, data: MapData, part: string): Picture {
  const there = new Set(membersOf(group).map(({ index }) => index))
  const shown = shownOf(data, there.size, there)
  const contents = contentsOf(data, shown, 'paper')
  const names = namesIn(group)
  const own = { ...data, people: shown.people.map(({ summary }) => summary), vetoHolders: [] }
  const called = names.length === 0 ? own : { ...own, account: { ...data.account, name: names.join(', ') } }
  return mapPicture({ ...contents, data: called }, placedMap(group, contents.plan, WIDTH), part)
}

/** The units on a sheet, by the outermost of their names. */
function namesIn({ name, parts }: Group): string[] {
  return name === undefined ? parts.flatMap(namesIn) : [name]
}
