import { colour } from '../../svg/style.js'

const ink = colour('ink')
const quiet = colour('quiet')
const faint = colour('faint')
const paper = colour('paper')
const bad = colour('bad')
const mid = colour('mid')

/** What the first page looks like on a screen: two columns on a laptop, one on a phone. Weight tells rank; colour is for sentiment, sign and money at risk. */
export const PAGE_ONE_RULES = [
  '.one{font-size:13.5px;line-height:1.4;font-variant-numeric:tabular-nums}',
  '.one p,.one ol,.one ul,.one dl,.one dd,.one dt{margin:0;padding:0}.one ol,.one ul{list-style:none}',
  `.q{color:${quiet}}.s{font-size:12px;line-height:1.4}.b{font-weight:600}.nw{white-space:nowrap}.below{display:block}`,
  '.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}',
  ...(['good', 'mid', 'bad', 'unknown'] as const).map(tone => `.one .${tone}{--tone:${colour(tone)}}`),
  '.tone{color:var(--tone)}.toned{fill:var(--tone)}.reach{stroke:var(--tone);stroke-width:1.6;fill:none}.outlined{fill:none;stroke:var(--tone)}.aged .hatching{stroke:var(--tone);stroke-width:1.8;stroke-opacity:1}',
  '.grid{display:grid;grid-template-columns:minmax(0,1.2fr) minmax(0,1fr);gap:18px 44px;margin-top:16px}.col{display:flex;flex-direction:column;gap:18px}.col #monday{order:-1}',
  `.head{display:flex;justify-content:space-between;align-items:baseline;gap:2px 16px;flex-wrap:wrap;margin-bottom:8px;padding-top:7px;border-top:2px solid ${ink}}`,
  '.part h2{margin:0;font-size:15px;line-height:1.3;font-weight:650}.head p{font-size:12.5px}',
  '.willin{display:grid;grid-template-columns:minmax(0,1fr) 206px;gap:8px 22px;align-items:start}',
  '.one svg{display:block;width:100%;height:auto;overflow:visible}',
  `.chart .note{font-size:13px}.pointer{stroke:${quiet};stroke-width:1;fill:none}.chart .figure{font-weight:650;font-size:15px}.halo{paint-order:stroke;stroke:${paper};stroke-width:4;stroke-linejoin:round}`,
  `.band{fill:${ink};fill-opacity:.11}.risk{fill:${bad}}.ink{fill:${ink}}.dot{stroke:${paper};stroke-width:1.5}.diamond{fill:${paper};stroke:${ink};stroke-width:2.2}`,
  `.course{stroke:${ink};stroke-width:2;fill:none;stroke-linejoin:round}.dotted{stroke-dasharray:2 4}.whisker{stroke:${ink};stroke-width:1.6;fill:none}`,
  `.nums>div+div{margin-top:11px;padding-top:10px;border-top:1px solid ${faint}}.nums dt{font-size:12.5px;color:${quiet}}`,
  '.fig{display:flex;align-items:baseline;flex-wrap:wrap;gap:0 10px}.fig b{font-size:27px;line-height:1.2;font-weight:650;letter-spacing:-.01em}.fig.small b{font-size:20px}.m .fig b{font-size:21px}.m .fig.small b{font-size:19px}',
  '.nums.wide{display:grid;grid-template-columns:1fr 1fr;gap:18px}.nums.wide>div+div{margin:0;padding:0;border:0}',
  '.one .key{display:inline-block;width:12px;height:12px;margin-right:5px;vertical-align:-1px}',
  `.who{font-size:inherit}.who th,.who td{text-align:left;vertical-align:top;padding:8px 12px 8px 0;border:0;border-top:1px solid ${faint};font-weight:400}`,
  `.who thead th{padding:0 12px 4px 0;border:0;font-size:12.5px;font-weight:400;color:${quiet}}.who tr>:last-child{padding-right:0}`,
  '.who .mk{width:44px;padding-right:8px}.one .mk svg{width:36px;height:36px}.who .nm{width:34%}.who .th{width:178px}.who .lh{width:104px}.says{display:flex;align-items:center;gap:8px}.one .strip{flex:1 1 50px;min-width:50px;max-width:128px}',
  `.bars li{display:grid;grid-template-columns:minmax(0,1fr) 122px 2.6em;gap:0 12px;align-items:center;padding:4px 0;border-top:1px solid ${faint}}.bars li:first-child{border-top:0}`,
  '.bars .v{text-align:right;font-weight:600}.one .bars svg{height:16px}',
  `.moves li{display:grid;grid-template-columns:18px minmax(0,1fr) 118px;gap:0 8px;padding:7px 0;border-top:1px solid ${faint}}.moves li:first-child{border-top:0;padding-top:0}.moves li>div:last-child{grid-column:2/4}`,
  `.moves .n{font-weight:650;color:${quiet}}.moves .w{text-align:right}.moves .w b{display:block;font-weight:650}`,
  `.one .sum{padding-top:8px;border-top:1px solid ${faint}}.one .sum+.sum{padding-top:3px;border-top:0}`,
  '.one .calm{font-size:17px;line-height:1.35;font-weight:600;padding:2px 0 8px;text-wrap:balance}',
  `.one .gaps li{padding:0 0 5px 16px;position:relative}.gaps li::before{content:"";position:absolute;left:1px;top:.5em;width:6px;height:6px;border:1.4px dashed ${mid};border-radius:50%}`,
  `.one .track{margin-top:3px;padding-top:7px;border-top:1px solid ${faint}}`,
  `.one .foot{display:flex;flex-wrap:wrap;gap:4px 15px;align-items:center;margin-top:18px;padding-top:9px;border-top:1px solid ${faint};font-size:12px;color:${quiet}}`,
  '.foot span{display:inline-flex;align-items:center;gap:5px}.one .foot svg{width:17px;height:17px;flex:none}.one .foot .bar{width:26px;height:12px}',
  '@media screen and (max-width:1080px){.grid{grid-template-columns:minmax(0,1fr);gap:26px}.col{display:contents}.col #monday{order:0}}',
  '@media screen and (max-width:640px){',
  '.one{font-size:15px}.s,.head p,.nums dt{font-size:13px}.part h2{font-size:16.5px}.grid{gap:28px;margin-top:20px}.willin{grid-template-columns:minmax(0,1fr)}',
  `.nums{display:grid;grid-template-columns:1fr 1fr;gap:12px 16px}.nums>div+div{margin:0;padding:0;border:0}.nums>.m{grid-column:1/-1;border-top:1px solid ${faint}!important;padding-top:10px!important}`,
  `.who thead{display:none}.who tbody tr{display:grid;grid-template-columns:48px minmax(0,1fr);gap:3px 0;padding:11px 0;border-top:1px solid ${faint}}.who tbody tr:first-child{border-top:0;padding-top:0}`,
  `.who td,.who th{padding:0!important;border:0!important;width:auto!important}.mk{grid-row:1/5}.nm,.th,.lh,.wf{grid-column:2}.one .strip{max-width:110px}.lh .below{display:inline}.lh .below::before{content:" · "}.lh::before{content:"Last heard: ";color:${quiet}}.wf::before{content:"Waits for: ";color:${quiet}}`,
  '.bars li{grid-template-columns:minmax(0,1fr) 84px 3em;gap:0 10px;padding:7px 0}',
  '.moves li{grid-template-columns:20px minmax(0,1fr)}.moves .w{grid-column:2;text-align:left;margin-top:2px}.moves .w b{display:inline}',
  '}',
] as const

/** The same on one page of paper, A4 or Letter, upright. */
export const PAGE_ONE_PRINT = [
  `.one{font-size:8.1pt;line-height:1.32;break-after:page}.s,.head p,.nums dt,.who thead th{font-size:7.4pt}.part h2{font-size:10pt}.head{margin-bottom:6px;padding-top:5px;border-top-width:1.5px}`,
  '.grid{grid-template-columns:minmax(0,1fr) minmax(0,1.02fr);grid-template-rows:auto auto auto 1fr;gap:8px 22px;margin-top:8px;grid-template-areas:"will will" "who who" "changed monday" "gaps monday"}.col{display:contents}',
  '#will{grid-area:will}#who{grid-area:who}#changed{grid-area:changed}#monday{grid-area:monday}#gaps{grid-area:gaps}',
  `.willin{grid-template-columns:250px minmax(0,1fr);gap:0 36px;align-items:center}.nums{display:grid;grid-template-columns:1fr 1fr;gap:18px 16px}.nums>div+div{margin:0;padding:0;border:0}.nums>.m{grid-column:1/-1;border-top:1px solid ${faint}!important;padding-top:12px!important}`,
  '.fig b{font-size:17pt}.m .fig b{font-size:14pt}.fig.small b,.m .fig.small b{font-size:12pt}',
  '.who th,.who td{padding-top:4px;padding-bottom:4px}.one .mk svg{width:28px;height:28px}.who .mk{width:36px}.who .nm{width:34%}.bars li{padding:3px 0;grid-template-columns:minmax(0,1fr) 62px 2.4em;gap:0 6px}.one .gaps li{padding-bottom:3px}',
  '.moves li{grid-template-columns:14px minmax(0,1fr) 88px;gap:0 6px;padding:3px 0}.one .calm{font-size:11pt}',
  '.one .foot{font-size:7.2pt;margin-top:6px;padding-top:5px;gap:1px 11px}.one .foot svg{width:14px;height:14px}',
  '.part,.part li,.part tr{break-inside:avoid}',
] as const
