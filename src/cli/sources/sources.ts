import { attio } from './attio.js'
import { dynamics } from './dynamics.js'
import { hubspot } from './hubspot.js'
import { pipedrive } from './pipedrive.js'
import { salesforce } from './salesforce.js'
import type { ImportSource } from './source.js'
import { zoho } from './zoho.js'

/** Every source that `village import` reads, one line each. How its files are told stands in `recognise.ts`. */
export const SOURCES: readonly ImportSource[] = [salesforce, hubspot, dynamics, pipedrive, zoho, attio]
