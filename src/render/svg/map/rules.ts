import { colour } from '../style.js'

const tone = (name: 'good' | 'mid' | 'bad' | 'unknown'): string =>
  [
    `.map .${name} .known{stroke:${colour(name)}}`,
    `.map .${name} .shape{fill:${colour(name)};stroke:${colour(name)}}`,
    `.map .influence.${name},.map .informs.${name}{stroke:${colour(name)}}`,
  ].join('\n')

const role = (name: 'user' | 'advocate' | 'gate' | 'decider' | 'unknown'): string => `.map .stripe.${name}{fill:${colour(name)}}`

/** The style rules of the village map. */
export const MAP_RULES = [
  `.map .head{font-size:19px;font-weight:600}`,
  `.map .sub{font-size:12px;fill:${colour('quiet')}}`,
  `.map .region{fill:${colour('region')};stroke:${colour('faint')};stroke-width:1}`,
  `.map .region.inner{fill:${colour('paper')}}`,
  `.map .unit{font-weight:600;fill:${colour('quiet')};paint-order:stroke;stroke:${colour('region')};stroke-width:5;stroke-linejoin:round}`,
  `.map .unit.inner{stroke:${colour('paper')}}`,
  `.map .tie{fill:none;stroke-linecap:round;stroke-linejoin:round}`,
  `.map .reporting{stroke:${colour('line')};stroke-width:1}`,
  `.map .influence,.map .informs{opacity:.8}`,
  `.map .influence.mid,.map .influence.unknown,.map .informs.mid,.map .informs.unknown{opacity:.5}`,
  `.map .informs{stroke-dasharray:9 4}`,
  `.map .conflict{stroke:${colour('ink')};stroke-width:1.7;stroke-dasharray:2 6}`,
  `.map .card{fill:${colour('paper')};stroke:${colour('line')};stroke-width:1}`,
  `.map .ghost .card{stroke-dasharray:5 4}`,
  `.map .ghost .stripe{opacity:.45}`,
  `.map .ghost .name{font-weight:400;font-style:italic;fill:${colour('quiet')}}`,
  `.map .name{font-weight:600}`,
  `.map .post{fill:${colour('quiet')}}`,
  `.map .ring{fill:none;stroke:${colour('faint')}}`,
  `.map .ring.never{stroke:${colour('unknown')};stroke-dasharray:3 3}`,
  `.map .known{fill:none}`,
  `.map .shape{fill-opacity:.18;stroke-linejoin:round}`,
  `.map .shape.full{fill-opacity:1}`,
  `.map .ask{fill:none;stroke:${colour('unknown')};stroke-linecap:round}`,
  `.map .octagon{fill:${colour('ink')};stroke:${colour('paper')};stroke-width:1.5}`,
  `.map .bar{stroke:${colour('paper')}}`,
  `.map .person:focus{outline:none}`,
  `.map .person:focus .card{stroke:${colour('ink')};stroke-width:2}`,
  ...(['good', 'mid', 'bad', 'unknown'] as const).map(tone),
  ...(['user', 'advocate', 'gate', 'decider', 'unknown'] as const).map(role),
  '.map .roomy .name{font-size:13px}.map .roomy .post{font-size:11px}.map .roomy .unit{font-size:13px}',
  '.map .medium .name{font-size:12px}.map .medium .post{font-size:11px}.map .medium .unit{font-size:12px}',
  '.map .compact .name{font-size:11px}.map .compact .post{font-size:11px}.map .compact .unit{font-size:12px}',
  `.map .key{font-size:11px}.map .key.quiet{fill:${colour('quiet')};font-weight:600}`,
].join('\n')
