import type { Stance } from '../../sentiment/stance.js'

/** What a box looks like. */
export interface Box {
  readonly fill: string
  readonly text: string
  readonly dashed: boolean
}

/** What the box of somebody with a stance looks like, where a picture cannot tell light from dark: texts keep a contrast of 4.5. */
export const STANCE_BOXES = {
  opponent: { fill: '#b5391a', text: '#ffffff', dashed: false },
  nonSupporter: { fill: '#f7d3c8', text: '#1b2430', dashed: false },
  neutral: { fill: '#e3e6ea', text: '#1b2430', dashed: false },
  supporter: { fill: '#c9e4f1', text: '#1b2430', dashed: false },
  champion: { fill: '#0b6e99', text: '#ffffff', dashed: false },
  unknown: { fill: '#ffffff', text: '#1b2430', dashed: true },
} as const satisfies { readonly [Each in Stance]: Box }
