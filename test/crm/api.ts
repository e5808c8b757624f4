import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { afterAll } from 'vitest'

/** What a client sent. */
export interface Sent {
  readonly method: string
  /** The path without the query. */
  readonly path: string
  readonly query: URLSearchParams
  /** The JSON of the body, or `undefined` where there is none. */
  readonly body: unknown
}

/** What the API answers: a value that becomes JSON, or a text as it is. */
export interface Reply {
  readonly json?: unknown
  readonly text?: string
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** An API on this machine, until the tests of the file are done. */
export interface LocalApi {
  /** Such as `http://127.0.0.1:49152`. */
  readonly origin: string
  /** What was sent to it, in order. */
  readonly sent: readonly Sent[]
}

/** Starts an API that answers what `answer` gives, and 404 where it gives nothing. */
export async function localApi(answer: (sent: Sent) => Reply | undefined): Promise<LocalApi> {
  const sent: Sent[] = []
  const server = createServer(async (request, response) => {
    const each = await sentIn(request)
    sent.push(each)
    const {
      json,
      text,
      status = 200,
      headers,
    } = answer(each) ?? { status: 404, json: { message: `nothing at ${each.method} ${each.path}` } }
    response.writeHead(status, { 'content-type': text === undefined ? 'application/json' : 'text/csv', ...headers })
    response.end(text ?? JSON.stringify(json))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return { origin: `http://127.0.0.1:${address.port}`, sent }
}

async function sentIn(request: IncomingMessage): Promise<Sent> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const body = Buffer.concat(chunks).toString()
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  return { method: request.method ?? '', path: pathname, query: searchParams, body: body === '' ? undefined : JSON.parse(body) }
}
