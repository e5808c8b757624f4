/** A text without what does not tell texts apart: case, and spaces around and between words. */
export function foldedText(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase()
}

/** A mail address without what does not tell addresses apart; nothing for none and for a blank one. */
export function foldedMail(email: string | undefined): string | undefined {
  const folded = foldedText(email ?? '')
  return folded === '' ? undefined : folded
}

/** A text as a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The beginning of a text, of at most so many code units and without half a character at its end; the text where it is no longer. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most)
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
}
