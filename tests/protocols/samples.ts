import type { WireFamily } from '../../src/config/backend-types.ts';
import { WIRE_FAMILIES } from '../../src/config/backend-types.ts';
import type { ProtocolSample } from './protocol-sample.ts';

const loaded = WIRE_FAMILIES.map(async (family) => {
  const { sample } = (await import(`./samples/${family}.ts`)) as { sample: ProtocolSample };
  return [family, sample] as const;
});

/** Every wire protocol's sample, from the file of its name in `samples`: a protocol without one fails here. */
export const SAMPLES = Object.fromEntries(await Promise.all(loaded)) as Readonly<Record<WireFamily, ProtocolSample>>;
