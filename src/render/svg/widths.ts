/**
 * How wide the letters from space to tilde are, in hundredths of the font size: in the widest of DejaVu Sans, Liberation Sans and Noto Sans, as
 * Chromium measures them.
 */
const WIDTHS = [
  32, 41, 48, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 40, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 56, 102, 69,
  69, 73, 78, 67, 62, 78, 76, 30, 54, 67, 56, 87, 75, 79, 67, 79, 73, 67, 62, 74, 69, 99, 69, 67, 69, 40, 40, 40, 84, 56, 61, 62, 64, 55,
  64, 62, 36, 64, 64, 28, 28, 58, 29, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
]

/** How wide a letter, or a group of signs that is drawn as one, is at most, as a part of the font size. */
export function emsOf(segment: string): number {
  const code = segment.charCodeAt(0)
  const plain = segment.length === 1 ? WIDTHS[code - 32] : undefined
  if (plain !== undefined) return plain / 100
  if (code >= 0x2e80) return 1.25
  return UPPER.test(segment) ? 0.85 : 0.7
}

const UPPER = /^\p{Lu}/u

/** A semibold text is at most so much wider, even in fonts that have only a bold face. */
export const STRONG = 1.15
