<<<<<<< HEAD
import { dynamics } from './dynamics.js'
=======
import { hubspot } from './hubspot.js'
import { pipedrive } from './pipedrive.js'
>>>>>>> 3bdd877 (FEATURE: village import hubspot and village import pipedrive)
import { salesforce } from './salesforce.js'
import type { ImportSource } from './source.js'

/** Every source that `village import` reads, one line each. How its files are told stands in `recognise.ts`. */
<<<<<<< HEAD
export const SOURCES: readonly ImportSource[] = [dynamics, salesforce]
=======
export const SOURCES: readonly ImportSource[] = [salesforce, hubspot, pipedrive]
>>>>>>> 3bdd877 (FEATURE: village import hubspot and village import pipedrive)
