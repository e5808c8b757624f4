export function betterSqlite3(): string | undefined
