/**
 * A 64-bit fingerprint of a text, as 16 hexadecimal digits: the same in every process and on every machine.
 *
 * Two FNV-1a hashes over the UTF-16 code units (Fowler, Noll and Vo), with different offsets and a mixing step at the end. Not for secrets.
 */
export function fingerprint(text: string): string {
  let low = 0x811c9dc5 // the offset basis of 32-bit FNV
  let high = 0x9e3779b9 // the golden ratio, so that the two differ from the first character on
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    low = Math.imul(low ^ unit, 0x01000193) // the 32-bit FNV prime
    high = Math.imul(high ^ unit, 0x5bd1e995) ^ (high >>> 15)
  }
  return hex(mixed(low ^ (high >>> 7))) + hex(mixed(high ^ Math.imul(low, 0x01000193)))
}

/** Spreads every input bit over all output bits. */
function mixed(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x21f0aaad)
  const twice = Math.imul(once ^ (once >>> 15), 0x735a2d97)
  return twice ^ (twice >>> 15)
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}
