import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'

/** The HMAC-SHA-256 of texts under a key (RFC 2104, FIPS 180-4), as 64 hexadecimal digits. */
export function keyedHash(key: string): (text: string) => string {
  const keyed = hmac.create(sha256, bytesOf(key))
  return text => hexOf(keyed.clone().update(bytesOf(text)).digest())
}

/**
 * A text in UTF-8. Unpaired surrogates, which UTF-8 has no bytes for, are encoded like any other code point, so that no two texts are alike.
 */
function bytesOf(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code))
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code))
  }
  return Uint8Array.from(bytes)
}

/** Six bits in a byte that goes on. */
function tail(bits: number): number {
  return 0x80 | (bits & 0x3f)
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}
