import { type Colour, colour, colourValues } from '../svg/style.js'

/** The colours of the page; it has none that mean anything of people. */
const COLOURS: readonly Colour[] = ['paper', 'ink', 'quiet', 'line', 'faint', 'region', 'good']

/** The style sheet of the page that one of theirs is sent: light, or dark where the reader has it so, and light on paper. */
export const PROGRESS_STYLE = [
  `:root{color-scheme:light dark;${colourValues('light', COLOURS)}}`,
  `@media (prefers-color-scheme:dark){:root{${colourValues('dark', COLOURS)}}}`,
  '*{box-sizing:border-box}',
  `body{margin:0;background:${colour('paper')};color:${colour('ink')};font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}`,
  'header,main{max-width:780px;margin:0 auto;padding:0 24px}',
  'header{padding-top:36px}main{padding-bottom:48px}',
  `.quiet{margin:0;color:${colour('quiet')}}`,
  'h1{margin:4px 0 8px;font-size:30px;line-height:1.2;overflow-wrap:anywhere}',
  'h2{margin:32px 0 10px;font-size:21px;line-height:1.25}',
  'ul{margin:0;padding:0;list-style:none}',
  `.items>li{margin:0 0 12px;padding:12px 16px;border:1px solid ${colour('faint')};border-left:5px solid ${colour('line')};border-radius:0 8px 8px 0;background:${colour('region')}}`,
  `.items>li.done{border-left-color:${colour('good')}}.items>li.open{border-left-style:dashed}`,
  `.state{margin:0;color:${colour('quiet')};font-size:14.5px}.state strong{color:${colour('ink')}}`,
  '.text{margin:2px 0 0;overflow-wrap:anywhere}blockquote{margin:2px 0 0}blockquote .text{font-style:italic}',
  `.steps{margin:10px 0 0;padding-left:14px;border-left:2px solid ${colour('faint')}}.steps>li{margin-top:6px}`,
  '@media (max-width:640px){header,main{padding-left:16px;padding-right:16px}h1{font-size:25px}}',
  `@media print{:root{color-scheme:light;${colourValues('light', COLOURS)}}@page{size:A4;margin:18mm}body{font-size:11pt}header,main{max-width:none;padding:0}.items>li{break-inside:avoid}h2{break-after:avoid}}`,
].join('\n')
