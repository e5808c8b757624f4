import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { mcpServers, type Sdk, type Served } from './mcpServer.js'

/** Where a server listens, and how it ends. */
export interface HttpServing {
  readonly url: string
  close(): Promise<void>
}

/** Where to listen, and who may ask. */
export interface HttpOptions {
  readonly host: string
  /** 0 for any that is free. */
  readonly port: number
  /** Host names under which it is reached, and from whose pages it may be asked; those of this machine when absent. */
  readonly allowed?: readonly string[]
}

/** So large a request is read, in bytes. */
const MOST_BYTES = 1_000_000

/** So many connections wait at once. */
const MOST_WAITING = 2048
/** So long a connection that is not used stays open, in milliseconds: longer than clients keep theirs. */
const KEPT_OPEN = 65_000

type Answer = (request: Request) => Promise<Response> | Response

/** Serves the tools by streamable HTTP under `/mcp`. Whoever asks under another host name, or from a page of another origin, is refused. */
export async function serveHttp(sdk: Sdk, served: Served, { host, port, allowed }: HttpOptions): Promise<HttpServing> {
  const handler = sdk.createMcpHandler(mcpServers(sdk, served), { maxRequestBodySize: MOST_BYTES })
  const names = allowed === undefined ? undefined : [...allowed]
  const answer: Answer = request =>
    sdk.hostHeaderValidationResponse(request, names ?? sdk.localhostAllowedHostnames()) ??
    sdk.originValidationResponse(request, names ?? sdk.localhostAllowedOrigins()) ??
    (new URL(request.url).pathname === '/mcp' ? handler.fetch(request) : new Response('The tools are under /mcp.', { status: 404 }))
  const server = createServer((incoming, outgoing) => void bridged(incoming, outgoing, answer))
  server.keepAliveTimeout = KEPT_OPEN
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, backlog: MOST_WAITING }, resolve)
  })
  const address = server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/mcp`,
    async close() {
      await handler.close()
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

/** Answers a request of node:http with what answers one of the web. */
async function bridged(incoming: IncomingMessage, outgoing: ServerResponse, answer: Answer): Promise<void> {
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  try {
    const body = await bodyOf(incoming)
    const response =
      body === undefined ? new Response('The request is too large.', { status: 413 }) : await answer(requestOf(incoming, body, gone.signal))
    response.headers.forEach((value, name) => {
      outgoing.setHeader(name, value)
    })
    outgoing.writeHead(response.status)
    const reader = response.body?.getReader()
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read())
      if (!outgoing.write(part.value)) await drained(outgoing)
  } catch {
    if (!outgoing.headersSent) outgoing.writeHead(400)
  }
  outgoing.end()
}

/** The body of a request; `undefined` where it is too large. */
async function bodyOf(incoming: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of incoming) {
    const bytes = Buffer.from(part)
    length += bytes.length
    // What is too large is read to its end and not kept, so that the answer gets through.
    if (length <= MOST_BYTES) parts.push(bytes)
  }
  return length > MOST_BYTES ? undefined : Buffer.concat(parts).toString()
}

function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    outgoing.once('drain', resolve)
    outgoing.once('close', resolve)
  })
}

function requestOf({ method = 'GET', headers, url = '/' }: IncomingMessage, body: string, signal: AbortSignal): Request {
  const held = new Headers()
  for (const [name, value] of Object.entries(headers)) for (const each of [value ?? []].flat()) held.append(name, each)
  // The host is checked by its header; that of the address says nothing.
  const address = new URL(/^\/(?!\/)/.test(url) ? url : '/', 'http://localhost')
  return new Request(address, { method, headers: held, signal, ...(method !== 'GET' && method !== 'HEAD' && { body }) })
}
