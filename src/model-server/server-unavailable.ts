/** The loopback port could not be opened; `code` is Node's, e.g. `EADDRINUSE`. */
export class ServerUnavailable extends Error {
  override readonly name = 'ServerUnavailable';
  readonly port: number;
  readonly code: string;
  constructor(port: number, code: string, cause: unknown) {
    super(`port ${port} of 127.0.0.1 cannot be opened (${code})`, { cause });
    this.port = port;
    this.code = code;
  }
}
