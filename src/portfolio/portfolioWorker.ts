import { measureChunk } from './chunk.js'
import type { ChunkTask } from './measurer.js'

/** What a thread gives of a chunk; nothing where it cannot be measured. */
export function measured({ lines, ask }: ChunkTask): string | undefined {
  try {
    return measureChunk(lines, ask)
  } catch {
    return undefined
  }
}
