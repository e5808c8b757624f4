declare module 'saxen' {
  export class Parser {
    on(
      hook: 'openTag',
      callback: (
        name: string,
        attributes: () => { readonly [name: string]: string },
        decode: (text: string) => string,
        isClosed: boolean,
      ) => void,
    ): this
    on(hook: 'closeTag', callback: (name: string) => void): this
    on(hook: 'text', callback: (text: string, decode: (text: string) => string) => void): this
    on(hook: 'cdata', callback: (text: string) => void): this
    on(hook: 'error', callback: (error: Error) => void): this
    parse(xml: string): Error | null | undefined
  }
}
