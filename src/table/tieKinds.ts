import { TIE_KINDS, type TieKind } from '../model/tie.js'

/** What a tie is by what it is called; `undefined` for what is not known. */
export function tieKindOf(text: string): TieKind | undefined {
  const key = plainKind(text)
  return TIE_KINDS.find(kind => plainKind(kind) === key) ?? WORDS.get(key)
}

function plainKind(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}]+/gu, '')
}

const WORDS: ReadonlyMap<string, TieKind> = new Map(
  (
    [
      [
        'influence',
        'influences|moves|persuades|listened to by|advises|mentors|sponsors|beeinflusst|berät|einfluss|influe sur|conseille|influye en|aconseja|influenza|consiglia|influencia|aconselha|beïnvloedt|adviseert',
      ],
      ['informs', 'tells|reports news to|informiert|informe|informa|informeert|talks to|speaks with'],
      [
        'reportsTo',
        'reports to|report|manager|supervisor|boss|hierarchy|solid line|direct report|berichtet an|untersteht|rapporte à|reporta a|riporta a|rapporteert aan',
      ],
      ['conflict', 'conflicts|at odds|rivals|rivalry|in conflict with|konflikt|rivale|conflit|conflicto|conflitto|conflito|rivalen'],
    ] as const
  ).flatMap(([kind, words]) => words.split('|').map(word => [plainKind(word), kind] as const)),
)
