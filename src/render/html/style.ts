import { colour, colourValues, PICTURE_RULES } from '../svg/style.js'
import { PAGE_ONE_PRINT, PAGE_ONE_RULES } from './pageOne/style.js'
import type { Figure } from './section.js'

/** The style sheet of a page with its pictures: light, or dark where the reader has it so, and light on paper. */
export function pageStyle(figures: readonly Figure[], margin: string): string {
  return [
    `:root{color-scheme:light dark;${colourValues('light')}}`,
    `@media (prefers-color-scheme:dark){:root{${colourValues('dark')}}}`,
    ...READING_RULES,
    ...PAGE_RULES,
    ...PAGE_ONE_RULES,
    PICTURE_RULES,
    ...new Set(figures.map(({ picture }) => picture.rules)),
    ...MAP_READING_RULES,
    ...figures.map(leastWidth),
    `@media print{:root{color-scheme:light;${colourValues('light')}}${[...PRINT_RULES, ...PAGE_ONE_PRINT].join('')}}`,
    pageMargins(margin),
  ].join('\n')
}

/** The margins of printed pages: what the report is of on the left, the number of the page on the right. */
function pageMargins(text: string): string {
  const small = 'font:7.6pt system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;color:#4c5664'
  const quoted = `"${[...text].map(each => (/[a-zA-Z0-9 ]/.test(each) ? each : `\\${(each.codePointAt(0) ?? 0).toString(16)} `)).join('')}"`
  return `@page{size:portrait;margin:11mm 14mm 13mm;@bottom-left{content:${quoted};${small}}@bottom-right{content:counter(page) " of " counter(pages);${small}}}`
}

/** A picture grows to the page; where the page is narrower it is scrolled, so that its smallest texts keep their eleven pixels. */
export function leastWidth({ id, picture: { width } }: Figure): string {
  return `#${id}-figure svg{min-width:${Math.round(width)}px;max-width:${Math.round(width * 1.25)}px}`
}

/** Shadows at the sides to which something wider than the screen can be scrolled. */
const SCROLL_CUE = [
  `background:linear-gradient(to right,${colour('paper')} 30%,transparent) left/40px 100%`,
  `linear-gradient(to left,${colour('paper')} 30%,transparent) right/40px 100%`,
  `linear-gradient(to right,${colour('line')},transparent) left/10px 100%`,
  `linear-gradient(to left,${colour('line')},transparent) right/10px 100%;background-repeat:no-repeat;background-attachment:local,local,scroll,scroll`,
].join(',')

/** What headings, tables and pictures look like, on a page of ours or on another's. */
export const READING_RULES = [
  '*{box-sizing:border-box}[hidden]{display:none!important}',
  `.kicker{display:flex;flex-wrap:wrap;justify-content:space-between;gap:2px 24px;margin:0;color:${colour('quiet')};font-size:13px}.kicker b{color:${colour('ink')};font-weight:600}`,
  '.say{display:grid;grid-template-columns:minmax(0,1.2fr) minmax(0,1fr);gap:2px 44px;align-items:end;margin-top:8px}',
  'h1{margin:0;font-size:26px;line-height:1.18;font-weight:650;letter-spacing:-.012em;text-wrap:balance;overflow-wrap:anywhere}',
  `.explained{margin:0;padding-bottom:2px;color:${colour('quiet')};font-size:14px;line-height:1.42;text-wrap:pretty}`,
  'h2{margin:0 0 6px;font-size:20px;line-height:1.25;font-weight:650}h3{margin:20px 0 4px;font-size:16px}',
  `.lead{margin:0 0 14px;max-width:82ch;color:${colour('quiet')}}`,
  `.quiet{color:${colour('quiet')}}`,
  `:focus-visible{outline:3px solid ${colour('good')};outline-offset:2px}`,
  'figure{margin:0}',
  `.scroll{overflow-x:auto;${SCROLL_CUE}}figure svg{display:block;width:100%;height:auto;margin:0 auto}`,
  `details.twin{margin-top:10px}summary{cursor:pointer;color:${colour('good')}}`,
  'table{border-collapse:collapse;width:100%;font-size:14px}',
  'caption{padding:10px 0 6px;text-align:left;font-weight:600}',
  `th,td{padding:6px 14px 6px 0;border-bottom:1px solid ${colour('faint')};text-align:left;vertical-align:top}`,
  `thead th{color:${colour('quiet')};font-weight:600}tbody th{font-weight:500;min-width:9em;overflow-wrap:break-word}`,
  '.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}',
  '@media screen and (max-width:1080px){.say{grid-template-columns:minmax(0,1fr);gap:8px}}',
  '@media screen and (max-width:640px){h1{font-size:23px}.explained{font-size:15px}}',
] as const

const PAGE_RULES = [
  `body{margin:0;background:${colour('paper')};color:${colour('ink')};font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;-webkit-text-size-adjust:100%;text-size-adjust:100%}`,
  '.top,main,footer{max-width:1344px;margin:0 auto;padding:0 32px}',
  '.top{padding-top:22px}',
  `a{color:${colour('good')}}`,
  `.skip{position:absolute;left:-999px;top:0;padding:8px 16px;background:${colour('ink')};color:${colour('paper')}}.skip:focus{left:0;z-index:1}`,
  `nav{margin-top:34px}nav ul{display:flex;flex-wrap:wrap;gap:4px 20px;margin:0;padding:10px 0;list-style:none;border-block:1px solid ${colour('faint')};font-size:14px}`,
  `main>section{margin-top:34px;padding-top:10px;border-top:2px solid ${colour('ink')}}main:focus{outline:none}`,
  `.told{min-height:3.2em;margin:8px 2px 0;white-space:pre-line;color:${colour('quiet')};font-size:14px}`,
  `.controls{display:flex;flex-wrap:wrap;align-items:center;gap:10px 28px;margin:0 0 12px}.controls[hidden]{display:none}`,
  '.controls fieldset{display:flex;flex-wrap:wrap;gap:2px 16px;margin:0;padding:0;border:0}.controls legend{float:left;padding:0;margin-right:14px;font-weight:600}',
  '.slider{display:flex;flex:1 1 320px;align-items:center;gap:12px}.slider label{font-weight:600}.slider input{flex:1;min-width:120px}.slider output{min-width:6.5em;font-variant-numeric:tabular-nums}',
  `.findings{margin:10px 0 0;padding:0;list-style:none}.findings>li{padding:9px 0;border-top:1px solid ${colour('faint')}}.findings>li:first-child{border-top:0}`,
  '.findings p{margin:0 0 2px}.findings details{font-size:14px}',
  `.badge{display:inline-block;min-width:5.6em;margin-right:6px;font-weight:650}.critical>p>.badge{color:${colour('bad')}}.warning>p>.badge{color:${colour('gate')}}`,
  '.next li{margin-bottom:6px}.paper-only{display:none}',
  `.figures{display:grid;grid-template-columns:max-content 1fr;gap:2px 18px;margin:10px 0}.figures dt{color:${colour('quiet')}}.figures dd{margin:0}`,
  `footer{margin-top:40px;padding-top:14px!important;padding-bottom:40px!important;color:${colour('quiet')};font-size:13px}`,
  `@media screen and (max-width:640px){.top,main,footer{padding-left:16px;padding-right:16px}.top{padding-top:18px}.figures{grid-template-columns:minmax(0,1fr) max-content}}`,
] as const

/** What the script shows of paths of influence, of classes that are left out and of people who were not there yet. */
const MAP_READING_RULES = [
  '.map .person{cursor:pointer}',
  '.tracing .person:not(.lit){opacity:.22}.tracing .tie[data-from]:not(.lit){opacity:.05}',
  '.tracing .tie.lit{opacity:1}',
  '.left-out{display:none}.absent{opacity:.12}',
] as const

/** On paper: upright, in the middle of A4 and Letter; each page with its number, the account and the day in the margin where a browser prints margins. */
const PRINT_RULES = [
  'body{font-size:8.5pt;line-height:1.35;-webkit-print-color-adjust:exact;print-color-adjust:exact}nav,.controls,.told,.hint,.skip,.twin,.findings details,main~footer,#map-figure,#forecasts{display:none!important}',
  '.top,main,footer{max-width:none;padding:0}.say{grid-template-columns:minmax(0,1fr);gap:3px;margin-top:6px}h1{font-size:14pt}.kicker{font-size:7.6pt}.explained{font-size:8.8pt}',
  'h2{font-size:11.5pt}h3{font-size:10pt}.lead{margin-bottom:4px;break-inside:avoid}main>section{margin-top:11px;padding-top:3px;border-top-width:1.5px}table{font-size:8pt}th,td{padding:1px 8px 1px 0}thead .number,thead .nw{white-space:normal}',
  'figure svg{min-width:0!important;max-width:100%!important;max-height:226mm!important}#tree-figure svg,#timeline-figure svg,#attention-picture-figure svg{max-width:162mm!important}#causes-figure svg{max-height:78mm!important}.paper-only{display:block}',
  '.scroll{overflow:visible;background:none!important}',
  'figure,.findings>li,tr,dl{break-inside:avoid}h2,h3,.lead,caption{break-after:avoid}thead{display:table-header-group}table{break-inside:avoid}',
  '.findings>li{padding:3px 0}.findings p{display:inline}.findings .quiet::before{content:" "}ul,ol{margin:4px 0}li{orphans:2;widows:2}',
] as const
