/** A text in which no number stands at the end of a line with its percent sign on the next. */
export function unbroken(text: string): string {
  return text.replace(/(\d) %/g, '$1\u00A0%')
}
