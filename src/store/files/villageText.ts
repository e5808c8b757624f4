import type { Village } from '../../model/village.js'

/** A village as a file of one holds it. */
export function villageText(village: Village): string {
  return `${JSON.stringify(village, null, 2)}\n`
}
