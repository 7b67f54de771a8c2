import { expect, test } from 'vitest';
import { WIRE_FAMILIES, WIRE_PROTOCOLS, findBackendType } from '../../src/config/backend-types.ts';
import { COMMON_FIELDS } from '../../src/config/schema/request-fields.ts';

test.each(WIRE_FAMILIES)('the usual type of %s is one that speaks it', (family) => {
  expect(findBackendType(WIRE_PROTOCOLS[family].usualType)?.api).toBe(family);
});

test.each(WIRE_FAMILIES)('%s repeats no field that all protocols take', (family) => {
  const fields: readonly string[] = WIRE_PROTOCOLS[family].requestFields;
  expect(fields.filter((name) => COMMON_FIELDS.includes(name))).toEqual([]);
});
