import { factsSaid, type ImportedFacts, type ImportedRecord } from '../model/imports.js'
import { namedIn } from '../model/named.js'
import { FACT_KINDS } from '../model/village.js'
import { withoutPerson } from './withoutPerson.js'

/** A record of an import without what it says of others who are to be named no longer; the record itself where it names none of them. */
export function recordWithout(record: ImportedRecord, isOut: (person: string) => boolean): ImportedRecord {
  const { links, said, places, ...rest } = record
  const isKept = ({ person }: { readonly person?: string | undefined }): boolean => person === undefined || !isOut(person)
  const left = { links: kept(links, isKept), said: said && saidWithout(said, isOut), places: kept(places, isKept) }
  if (left.links === links && left.said === said && left.places === places) return record
  return {
    ...rest,
    ...(left.links !== undefined && left.links.length > 0 && { links: left.links }),
    ...(left.said !== undefined && Object.keys(left.said).length > 0 && { said: left.said }),
    ...(left.places !== undefined && left.places.length > 0 && { places: left.places }),
  }
}

/** The items that are kept; the list itself where all are. */
function kept<Item>(items: readonly Item[] | undefined, isKept: (item: Item) => boolean): readonly Item[] | undefined {
  return items === undefined || items.every(isKept) ? items : items.filter(isKept)
}

/** Facts without some of those whom they name, and without those that are about nobody else; themselves where they name none of them. */
function saidWithout(said: ImportedFacts, isOut: (person: string) => boolean): ImportedFacts {
  let isSame = true
  const left = factsSaid(name =>
    (said[name] ?? []).flatMap((fact): object[] => {
      const out = namedIn(FACT_KINDS[name], fact, 'stakeholders').filter(isOut)
      const rest = out.reduce<object | undefined>((each, person) => each && withoutPerson(FACT_KINDS[name], each, person), fact)
      if (rest !== fact) isSame = false
      return rest === undefined ? [] : [rest]
    }),
  )
  return isSame ? said : left
}
