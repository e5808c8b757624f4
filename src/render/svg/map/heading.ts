import type { MapData } from '../../../report/mapData.js'
import { element } from '../../../support/markup.js'
import { count } from '../../numbers.js'
import { plain } from '../../plain.js'
import { label } from '../picture.js'
import { STRONG } from '../widths.js'
import type { Strip } from './legend.js'
import type { Shown } from './shown.js'

/** The head of the picture: whose village and which part of it, as of when, and how many people of which kind. */
export function heading(
  { account, asOf, people }: MapData,
  { people: shown }: Shown,
  x: number,
  top: number,
  width: number,
  part?: string,
): Strip & { readonly title: string; readonly description: string } {
  const known = people.filter(({ placeholder }) => !placeholder)
  const silent = known.filter(({ sentiment }) => sentiment.value === undefined).length
  const vetoes = shown.filter(({ veto }) => veto).length
  const facts = [
    ...(part === undefined ? [] : [part]),
    `As of ${asOf}`,
    count(known.length, 'person', 'people'),
    ...(vetoes > 0 ? [`${vetoes} can stop the decision`] : []),
    ...(silent > 0 ? [`${silent} never heard`] : []),
  ]
  return {
    title: `Village map of ${account.name}`,
    description: `${facts.join(', ')}. People stand in the regions of their units, below whom they report to; arrows show who moves whom.`,
    height: 66,
    body: element(
      'g',
      { class: 'heading' },
      label(plain(account.name), x, top + 16, { class: 'head', width: width / STRONG, size: 19 }),
      label(facts.join('  ·  '), x, top + 36, { class: 'sub', width, size: 12 }),
    ),
  }
}
