import { PAGE_ONE_RULES } from '../render/html/pageOne/style.js'
import { READING_RULES } from '../render/html/style.js'
import { colour, colourValues, PICTURE_RULES } from '../render/svg/style.js'

/** The colours of a mode, each of which a page may replace. */
function replaceable(mode: 'light' | 'dark'): string {
  return colourValues(mode).replace(/--(\w+):([^;]+)/g, '--$1:var(--account-village-$1,$2)')
}

const LIGHT = `color-scheme:light;${replaceable('light')}`
const DARK = `color-scheme:dark;${replaceable('dark')}`

/** A rule that looks at the width of the screen, looking at that of the element. */
function byOwnWidth(rule: string): string {
  return rule.replaceAll('@media screen and (max-width:', '@container (max-width:')
}

/** What the element looks like: as the page does, by its own width, in colours and letters that the page around it may replace. */
export const ELEMENT_STYLE = [
  `:host{display:block;container-type:inline-size;${LIGHT}}`,
  `@media (prefers-color-scheme:dark){:host{${DARK}}}`,
  `:host([theme=light]){${LIGHT}}:host([theme=dark]){${DARK}}`,
  `@media print{:host{${LIGHT}}}`,
  `.frame{background:${colour('paper')};color:${colour('ink')};font:15px/1.5 var(--account-village-font,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif)}`,
  ...[...READING_RULES, ...PAGE_ONE_RULES].map(byOwnWidth),
  PICTURE_RULES,
  '.picture{font-family:inherit}',
  '.village{margin-top:34px}',
].join('\n')
