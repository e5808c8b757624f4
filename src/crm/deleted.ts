import { fieldOf } from './fields.js'
import { flagOf, type SourceRecord } from './record.js'

/** Whether a pipeline has marked a record as deleted in its source. */
export function isMarkedDeleted(record: SourceRecord): boolean {
  return FLAGS.some(name => flagOf(record, name) === true) || TIMES.some(name => fieldOf(record.fields, name) !== undefined)
}

/** As Fivetran, Stitch, Synapse Link and dlt mark it, and HubSpot's own exports. */
const FLAGS = ['_fivetran_deleted', 'is_deleted', 'isdelete', '_dlt_deleted']

/** When Singer's taps and Airbyte's connectors saw that it was deleted. */
const TIMES = ['_sdc_deleted_at', '_ab_cdc_deleted_at']
