/** An id as it is compared: a GUID in lower case and without braces, and any other text without the spaces around it. */
export function idFrom(given: string): string {
  const text = given.trim()
  return GUID.exec(text)?.[1]?.toLowerCase() ?? text
}

/** Whether a text has the form of an id of Dataverse. */
export function isGuid(text: string): boolean {
  return GUID.test(text.trim())
}

const GUID = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i
