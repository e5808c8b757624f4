/**
 * The colours of pictures by name, on light paper and on dark. Sentiment goes from blue to vermilion, which every kind of colour vision tells
 * apart; texts keep a contrast of 4.5 to what they stand on, and marks one of 3.
 *
 * @see W3C, "Web Content Accessibility Guidelines (WCAG) 2.2" (2023), success criteria 1.4.3 and 1.4.11
 */
const COLOURS = {
  paper: ['#ffffff', '#12171e'],
  ink: ['#1b2430', '#e9edf2'],
  quiet: ['#556070', '#a9b3c0'],
  line: ['#7f8a99', '#7c8898'],
  faint: ['#dde2e9', '#2c3643'],
  region: ['#f4f6f9', '#1a212b'],
  good: ['#0b6e99', '#5cc0f0'],
  mid: ['#6b7280', '#a3adba'],
  bad: ['#b5391a', '#ff8f6b'],
  user: ['#1f7a4d', '#58c690'],
  advocate: ['#0f7c83', '#4fc4cc'],
  gate: ['#87690a', '#d8b64a'],
  decider: ['#5b3fa0', '#b39af0'],
  unknown: ['#6b7280', '#a3adba'],
} as const

/** The name of a colour. */
export type Colour = keyof typeof COLOURS

/** How a colour is named in a style sheet and in an attribute. */
export function colour(name: Colour): string {
  return `var(--${name})`
}

/** The values of the colours on light paper, or on dark; of some of them where only those are named. */
export function colourValues(mode: 'light' | 'dark', names: readonly string[] = Object.keys(COLOURS)): string {
  return Object.entries(COLOURS)
    .filter(([name]) => names.includes(name))
    .map(([name, [light, dark]]) => `--${name}:${mode === 'light' ? light : dark}`)
    .join(';')
}

/** What every picture looks like, wherever it stands. Rules are by class, since strict pages forbid styles of single elements. */
export const PICTURE_RULES = [
  '.picture{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;font-size:13px;fill:var(--ink)}',
  '.picture .paper{fill:var(--paper)}',
  '.picture .quiet{fill:var(--quiet)}',
  '.picture .strong{font-weight:600}',
  '.picture .small{font-size:11px}',
  '.picture .start{text-anchor:start}.picture .middle{text-anchor:middle}.picture .end{text-anchor:end}',
  '.picture .rule{stroke:var(--faint);stroke-width:1;fill:none}',
  '.picture .axis{stroke:var(--line);stroke-width:1;fill:none}',
].join('\n')

/** The style sheet of a picture that stands alone: light, or dark where the reader has it so, and light on paper. */
export function pictureStyle(rules: string): string {
  return [
    `:root{${colourValues('light')}}`,
    `@media (prefers-color-scheme:dark){:root{${colourValues('dark')}}}`,
    `@media print{:root{${colourValues('light')}}}`,
    PICTURE_RULES,
    rules,
  ].join('\n')
}
