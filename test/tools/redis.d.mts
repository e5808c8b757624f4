/** Whether Redis is installed. */
export const hasRedis: boolean
/** A server of its own in a new folder. */
export function startRedis(): { readonly port: number; stop(): void }
