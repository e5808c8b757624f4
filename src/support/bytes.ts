/** A text as UTF-8, where the language alone has to do; half of a pair of surrogates becomes U+FFFD. */
export function utf8(text: string): Uint8Array {
  const bytes: number[] = []
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    const point = code >= 0xd800 && code < 0xe000 ? 0xfffd : code
    if (point < 0x80) bytes.push(point)
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), last(point))
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), last(point >> 6), last(point))
    else bytes.push(0xf0 | (point >> 18), last(point >> 12), last(point >> 6), last(point))
  }
  return Uint8Array.from(bytes)
}

function last(bits: number): number {
  return 0x80 | (bits & 0x3f)
}

/** Bytes in the letters of base 64 (RFC 4648, section 4). */
export function base64(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(i, i + 3)
    const bits = (first << 16) | (second << 8) | third
    const letters = [18, 12, 6, 0].map(shift => ALPHABET.charAt((bits >> shift) & 0x3f)).join('')
    const left = bytes.length - i
    text += left < 3 ? `${letters.slice(0, left + 1)}${'='.repeat(3 - left)}` : letters
  }
  return text
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
