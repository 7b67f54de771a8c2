import type { Scalar } from 'yaml';
import type { Finding } from '../diagnostic.ts';

const KNOWN_TAGS = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'timestamp'].map((name) => `tag:yaml.org,2002:${name}`),
);
const PLAIN_NUMBER =
  /^[-+]?(?:0|[1-9][0-9]*)$|^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$|^0x[0-9a-fA-F]+$|^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/;
const OCTAL = /^[-+]?0[0-7_]+$/;

const surprise = (source: string, meaning: string): Finding => ({
  code: 'CFG_YAML_SURPRISE',
  severity: 'warning',
  message: `${source} is read as ${meaning}`,
  suggestion: `Write "${source}" in quotes if it is meant as text, else ${meaning}.`,
});

/**
 * The value of one scalar by the rules of YAML 1.1, as MassGen's parser has them, with a warning where they surprise:
 * `on` is true, `1:30` is 90, `010` is 8. A date stays the text it was written as.
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
    // The library takes e5 and .e2 for numbers that it then cannot read; MassGen's parser has them as text.
    if (Number.isNaN(value) && !/^\.nan$/i.test(source)) return { value: source, finding: null };
    const isPlain = PLAIN_NUMBER.test(source) && !OCTAL.test(source);
    return { value, finding: isPlain ? null : surprise(source, String(value)) };
  }
  return { value, finding: null };
}
