import { createHash } from 'node:crypto'

/** The end of the name of every file of a store. */
const SUFFIX = '.village.json'
/** Longer names are hashed: file systems take 255 bytes. */
const LONGEST = 200
/** Names that some systems keep for devices, whatever follows after a dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:$|\.)/

/**
 * The name of the file of an account: another one for each id, also where a file system does not tell case and accents apart.
 *
 * Small letters, digits, `-`, `_` and dots within are themselves, a capital letter has `+` before the small one, and everything else is `%`
 * and four hexadecimal digits for each code unit. A name that would be too long is `~` and the SHA-256 of it.
 */
export function fileNameOf(account: string): string {
  const plain = Array.from({ length: account.length }, (_, i) => written(account.charAt(i), i)).join('')
  const name = DEVICE.test(plain) ? escaped(account.charAt(0)) + plain.slice(1) : plain
  return `${name.length > LONGEST ? `~${createHash('sha256').update(name).digest('hex')}` : name}${SUFFIX}`
}

/** Whether a file has a name as those of a store have. */
export function isStoreFile(name: string): boolean {
  return name.endsWith(SUFFIX) && !name.startsWith('.')
}

function written(unit: string, i: number): string {
  if (/[a-z0-9_-]/.test(unit) || (unit === '.' && i > 0)) return unit
  return /[A-Z]/.test(unit) ? `+${unit.toLowerCase()}` : escaped(unit)
}

function escaped(unit: string): string {
  return `%${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
