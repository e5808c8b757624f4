/** A text in which no number is parted from its percent sign or its currency by the end of a line. */
export function unbroken(text: string): string {
  return text.replace(/(\d) %/g, '$1\u00A0%').replace(/\b([A-Z]{3}) (?=\d)/g, '$1\u00A0')
}
