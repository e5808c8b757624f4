import type { Markup } from '../../support/markup.js'
import type { Picture } from '../svg/picture.js'

/** A picture in the page, with the id that its own ids begin with. */
export interface Figure {
  readonly id: string
  readonly picture: Picture
}

/** A part of the page, and the picture in it whose styles the page brings. */
export interface Section {
  readonly id: string
  readonly title: string
  readonly body: Markup
  readonly figure?: Figure
}
