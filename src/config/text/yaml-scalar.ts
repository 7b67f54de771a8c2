import type { Scalar } from 'yaml';
import type { Finding } from '../diagnostic.ts';

const KNOWN_TAGS = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'timestamp'].map((name) => `tag:yaml.org,2002:${name}`),
);
/** The numbers of YAML 1.1 as MassGen's parser has them; the library takes more for one. */
const INTEGER =
  /^[-+]?(?:0b_*[01][01_]*|0_*[0-7][0-7_]*|0|[1-9][0-9_]*|0x_*[0-9a-fA-F][0-9a-fA-F_]*|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const FRACTION =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
/** What everybody takes for a number: the decimal ones of YAML 1.2 and JSON. */
const DECIMAL = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const HEX_OR_WORD = /^0x[0-9a-fA-F]+$|^[-+]?\.(?:inf|nan)$/i;
const OCTAL = /^[-+]?0[0-7_]+$/;
/** What the library takes for a date, and MassGen's parser for text. */
const SHORT_DATE = /^[0-9]{4}-(?:[0-9]-[0-9]{1,2}|[0-9]{2}-[0-9])$/;

const surprise = (source: string, meaning: string): Finding => ({
  code: 'CFG_YAML_SURPRISE',
  severity: 'warning',
  message: `${source} is read as ${meaning}`,
  suggestion: `Write "${source}" in quotes if it is meant as text, else ${meaning}.`,
});

const noNumber = (source: string, value: number): Finding => ({
  code: 'CFG_YAML_SURPRISE',
  severity: 'warning',
  message: `${source} is read as text`,
  suggestion: `Write ${Number.isFinite(value) ? String(value) : 'all its digits'} if it is meant as a number, else "${source}" in quotes.`,
});

/**
 * The value of one scalar by the rules of YAML 1.1, as MassGen's parser has them, with a warning where they surprise:
 * `on` is true, `1:30` is 90, `010` is 8, `1e3` is text. A date stays the text it was written as.
 */
export function readScalar(
  node: Scalar,
  isJson: boolean,
): { readonly value: unknown; readonly finding: Finding | null } {
  const { value, source = '' } = node;
  if (isJson) return { value, finding: null };
  if (node.tag !== undefined && !KNOWN_TAGS.has(node.tag)) {
    const message = `the tag ${node.tag.slice(0, 60)} is not allowed in a configuration`;
    return {
      value: null,
      finding: { code: 'CFG_YAML_TAG', severity: 'error', message, suggestion: 'Remove the tag.' },
    };
  }
  if (value instanceof Object) {
    if (node.tag === undefined && SHORT_DATE.test(source)) return { value: source, finding: null };
    // Of the known tags only timestamps become objects.
    return { value: source, finding: { ...surprise(source, 'a date'), suggestion: `Write "${source}" in quotes.` } };
  }
  if (node.type !== 'PLAIN' || node.tag !== undefined) return { value, finding: null };
  if (typeof value === 'boolean') {
    // The library also takes a lone y or n, MassGen's parser does not.
    if (/^[yn]$/i.test(source)) return { value: source, finding: null };
    return { value, finding: /^(?:true|false)$/i.test(source) ? null : surprise(source, String(value)) };
  }
  if (typeof value === 'number') {
    const looksPlain = DECIMAL.test(source) || HEX_OR_WORD.test(source);
    if (!INTEGER.test(source) && !FRACTION.test(source))
      return { value: source, finding: looksPlain ? noNumber(source, value) : null };
    return { value, finding: looksPlain && !OCTAL.test(source) ? null : surprise(source, String(value)) };
  }
  return { value, finding: null };
}
