import type { Village } from 'account-village'
import type { ImportResult } from 'account-village/import'

/** The only village of an import. */
export function onlyOf({ villages }: Pick<ImportResult, 'villages'>): Village {
  const [village, ...others] = villages
  if (village === undefined || others.length > 0) throw new Error(`expected one village, found ${villages.length}`)
  return village
}

/** The codes of the issues of an import, with the objects they are about. */
export function codes({ issues }: Pick<ImportResult, 'issues'>): string[] {
  return issues.map(({ object, code }) => `${object} ${code}`)
}
