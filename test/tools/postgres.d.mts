export const hasPostgres: boolean
export function startPostgres(): { readonly port: number; start(): void; kill(): void; stop(): void }
