import { colour, colourValues, PICTURE_RULES } from '../svg/style.js'
import type { Figure } from './section.js'

/** The style sheet of a page with its pictures: light, or dark where the reader has it so, and light on paper. */
export function pageStyle(figures: readonly Figure[]): string {
  return [
    `:root{color-scheme:light dark;${colourValues('light')}}`,
    `@media (prefers-color-scheme:dark){:root{${colourValues('dark')}}}`,
    ...PAGE_RULES,
    PICTURE_RULES,
    ...new Set(figures.map(({ picture }) => picture.rules)),
    ...MAP_READING_RULES,
    ...figures.map(leastWidth),
    `@media print{:root{color-scheme:light;${colourValues('light')}}${PRINT_RULES.join('')}}`,
  ].join('\n')
}

/** A picture may shrink to the page, but not so far that its texts cannot be read; then it is scrolled. */
function leastWidth({ id, picture: { width } }: Figure): string {
  return `#${id}-figure svg{min-width:${Math.round(width * 0.72)}px;max-width:${Math.round(width * 1.25)}px}`
}

const PAGE_RULES = [
  '*{box-sizing:border-box}[hidden]{display:none!important}',
  `body{margin:0;background:${colour('paper')};color:${colour('ink')};font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}`,
  '.top,nav,main,footer{max-width:1280px;margin:0 auto;padding:0 24px}',
  '.top{padding-top:36px}',
  `.kicker{margin:0;color:${colour('quiet')}}`,
  'h1{margin:4px 0 24px;font-size:34px;line-height:1.15;overflow-wrap:anywhere}',
  'h2{margin:0 0 6px;font-size:23px;line-height:1.25}h3{margin:20px 0 4px;font-size:17px}',
  `.lead{margin:0 0 16px;max-width:74ch;color:${colour('quiet')}}`,
  `.quiet{color:${colour('quiet')}}`,
  `a{color:${colour('good')}}`,
  `.skip{position:absolute;left:-999px;top:0;padding:8px 16px;background:${colour('ink')};color:${colour('paper')}}.skip:focus{left:0;z-index:1}`,
  `:focus-visible{outline:3px solid ${colour('good')};outline-offset:2px}`,
  '.tiles{display:grid;grid-template-columns:repeat(3,1fr);gap:14px}@media (max-width:960px){.tiles{grid-template-columns:repeat(2,1fr)}}',
  `.tile{padding:16px 18px 14px;border:1px solid ${colour('faint')};border-top:4px solid ${colour('line')};border-radius:10px;background:${colour('region')}}`,
  ...(['good', 'mid', 'bad', 'unknown'] as const).map(tone => `.tile.${tone}{border-top-color:${colour(tone)}}`),
  '.tile.unknown{border-top-style:dashed}',
  `.tile .name{margin:0;font-size:14px;font-weight:600;color:${colour('quiet')}}`,
  '.tile .figure{margin:2px 0 4px;font-size:25px;line-height:1.2;font-weight:650;overflow-wrap:anywhere}',
  '.tile .says{margin:0;font-size:14.5px;line-height:1.45}',
  `nav{margin-top:22px}nav ul{display:flex;flex-wrap:wrap;gap:4px 20px;margin:0;padding:10px 0;list-style:none;border-block:1px solid ${colour('faint')};font-size:15px}`,
  'main>section{padding-top:36px}main:focus{outline:none}',
  'figure{margin:0}',
  `.scroll{overflow-x:auto;border-radius:10px}figure>.scroll{border:1px solid ${colour('faint')}}`,
  'figure svg{display:block;width:100%;height:auto;margin:0 auto}',
  `.told{min-height:3.2em;margin:8px 2px 0;white-space:pre-line;color:${colour('quiet')};font-size:15px}`,
  `.controls{display:flex;flex-wrap:wrap;align-items:center;gap:10px 28px;margin:0 0 12px}.controls[hidden]{display:none}`,
  '.controls fieldset{display:flex;flex-wrap:wrap;gap:2px 16px;margin:0;padding:0;border:0}.controls legend{float:left;padding:0;margin-right:14px;font-weight:600}',
  '.slider{display:flex;flex:1 1 320px;align-items:center;gap:12px}.slider label{font-weight:600}.slider input{flex:1;min-width:120px}.slider output{min-width:6.5em;font-variant-numeric:tabular-nums}',
  `details.twin{margin-top:10px}summary{cursor:pointer;color:${colour('good')}}`,
  'table{border-collapse:collapse;width:100%;font-size:14.5px}',
  'caption{padding:10px 0 6px;text-align:left;font-weight:600}',
  `th,td{padding:6px 14px 6px 0;border-bottom:1px solid ${colour('faint')};text-align:left;vertical-align:top}`,
  `thead th{color:${colour('quiet')};font-weight:600}tbody th{font-weight:500;overflow-wrap:anywhere}`,
  '.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}',
  '.findings{margin:10px 0 0;padding:0;list-style:none}',
  `.findings>li{margin:0 0 10px;padding:10px 16px;border-left:5px solid ${colour('line')};background:${colour('region')};border-radius:0 8px 8px 0}`,
  `.findings>li.critical{border-left-color:${colour('bad')}}.findings>li.warning{border-left-color:${colour('gate')}}`,
  '.findings p{margin:0 0 2px}.findings details{font-size:14.5px}',
  `.badge{display:inline-block;padding:0 8px;margin-right:4px;border:1px solid ${colour('line')};border-radius:6px;font-size:13px}`,
  `.critical>p>.badge{border-color:${colour('bad')};color:${colour('bad')}}`,
  '.next li{margin-bottom:6px}',
  `.figures{display:grid;grid-template-columns:max-content 1fr;gap:2px 18px;margin:10px 0}.figures dt{color:${colour('quiet')}}.figures dd{margin:0}`,
  `footer{margin-top:40px;padding-top:14px;padding-bottom:40px;color:${colour('quiet')};font-size:14px}`,
  '@media (max-width:640px){.top,nav,main,footer{padding-left:16px;padding-right:16px}h1{font-size:27px}.tiles{grid-template-columns:1fr;gap:10px}main>section{padding-top:28px}}',
] as const

/** What the script shows of paths of influence, of classes that are left out and of people who were not there yet. */
const MAP_READING_RULES = [
  '.map .person{cursor:pointer}',
  '.tracing .person:not(.lit){opacity:.22}.tracing .tie[data-from]:not(.lit){opacity:.05}',
  '.tracing .tie.lit{opacity:1}',
  '.left-out{display:none}.absent{opacity:.12}',
] as const

const PRINT_RULES = [
  '@page{size:A4 landscape;margin:12mm}',
  'body{font-size:11pt}nav,.controls,.told,.hint,.skip,.twin{display:none!important}',
  '.top,main,footer{max-width:none;padding:0}',
  'figure svg{min-width:0!important;max-width:100%!important;max-height:165mm}',
  '.scroll{overflow:visible;border:0!important}',
  'figure,.tile,.findings>li,tr{break-inside:avoid}h2{break-after:avoid}',
  '.tiles{grid-template-columns:repeat(3,1fr)}',
] as const
