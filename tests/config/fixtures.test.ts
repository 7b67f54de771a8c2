import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/config/diagnostic.ts';
import { validationReport } from '../../src/config/describe/report.ts';
import { parse } from './parse.ts';

const FOLDER = '../shared/fixtures/massgen-configs';
const files = existsSync(FOLDER) ? globSync(`${FOLDER}/**/*.yaml`).toSorted() : [];

describe("MassGen's own configurations", () => {
  test(`are 118, unless ${FOLDER} is absent and nothing can be compared`, () => {
    expect([0, 118]).toContain(files.length);
  });

  test.each(files.map((file) => [file.slice(FOLDER.length + 1), file] as const))(
    '%s is valid without a warning',
    (_name, file) => {
      const parsed = parse(readFileSync(file, 'utf8'), {}, file);
      expect(parsed.diagnostics.map(formatDiagnostic)).toEqual([]);
      expect(parsed.config?.agents.length).toBeGreaterThan(0);
      expect(validationReport(parsed, { strict: true, json: false })).toMatchObject({
        stdout: '✅ Configuration is valid\n',
        exitCode: 0,
      });
    },
  );
});
