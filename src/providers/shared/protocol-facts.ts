import type { HostQuirks } from '../hosts.ts';

/** A setting that a request will not carry, and why. */
export interface IgnoredParameter {
  readonly parameter: string;
  readonly why: string;
}

/** What can be said of a protocol without loading its SDK. */
export interface ProtocolFacts {
  /** Usual settings that it does not have: sending them would be refused. */
  readonly unsupported: readonly string[];
  /** Settings that are in the way of something else on this host or for this model. Default: none. */
  readonly conflicts?: (
    params: Readonly<Record<string, unknown>>,
    quirks: HostQuirks,
    model: string,
  ) => readonly IgnoredParameter[];
}
