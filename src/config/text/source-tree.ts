import type { Alias, Document, Node, Pair, YAMLMap } from 'yaml';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Finding } from '../diagnostic.ts';
import type { Path } from '../path.ts';
import { readScalar } from './yaml-scalar.ts';

/** Values after aliases were followed; more is an alias that explodes. */
const MAX_VALUES = 50_000;
const MAX_DEPTH = 64;
/** The same remark about more keys than this helps nobody. */
const MAX_FINDINGS = 100;

/** Start and end in the text, in code units. */
export type Offsets = readonly [start: number, end: number];

interface Places {
  readonly self: Offsets;
  readonly keys: Map<string | number, Offsets>;
  readonly values: Map<string | number, Offsets>;
}

interface TreeFinding extends Finding {
  readonly path: Path;
  readonly offsets: Offsets;
}

const offsetsOf = (node: Node | null | undefined, otherwise: Offsets): Offsets =>
  node?.range ? [node.range[0], node.range[1]] : otherwise;

/** `target[name] = value`, also for `__proto__`, which a plain assignment would swallow. */
const assign = (target: object, name: string, value: unknown): void => {
  Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
};

/**
 * A parsed YAML document as plain values, the way MassGen's parser reads it: merge keys applied, of two equal keys the
 * last one wins (with a warning), aliases followed up to a bound.
 */
export function composeTree(document: Document.Parsed, isJson: boolean) {
  const findings: TreeFinding[] = [];
  const places = new WeakMap<object, Places>();
  const anchors = new Map<string, Node>();
  let values = 0;
  let exploded = false;

  const find = (offsets: Offsets, path: Path, finding: Finding): void => {
    if (findings.length < MAX_FINDINGS || finding.severity === 'error') findings.push({ ...finding, path, offsets });
  };
  const explode = (offsets: Offsets, path: Path): null => {
    if (!exploded) {
      const message = 'aliases or nesting make this file unreasonably large';
      find(offsets, path.slice(0, 4), {
        code: 'CFG_YAML_TOO_LARGE',
        severity: 'error',
        message,
        suggestion: 'Write the values out instead of nesting aliases.',
      });
    }
    exploded = true;
    return null;
  };

  const noteAnchor = (node: Exclude<Node, Alias>, path: Path, offsets: Offsets): void => {
    if (node.anchor === undefined) return;
    const known = anchors.get(node.anchor);
    anchors.set(node.anchor, node);
    // Behind an alias the same node comes by again.
    if (known === undefined || known === node) return;
    const message = `the anchor "&${node.anchor.slice(0, 60)}" is given twice`;
    find(offsets, path, {
      code: 'CFG_YAML_ALIAS',
      severity: 'error',
      message,
      suggestion: 'Give each anchor a name of its own.',
    });
  };

  const visit = (node: Node | null, path: Path, outer: Offsets): unknown => {
    const offsets = offsetsOf(node, outer);
    values += 1;
    if (exploded || values > MAX_VALUES || path.length > MAX_DEPTH) return explode(offsets, path);
    if (node === null) return null;
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target !== undefined) return visit(target, path, offsets);
      find(offsets, path, {
        code: 'CFG_YAML_ALIAS',
        severity: 'error',
        message: `"*${node.source}" refers to no anchor above it`,
      });
      return null;
    }
    noteAnchor(node, path, offsets);
    if (isScalar(node)) {
      const { value, finding } = readScalar(node, isJson);
      if (finding !== null) find(offsets, path, finding);
      return value;
    }
    if (isSeq(node)) return visitList(node.items as (Node | null)[], path, offsets);
    if (isMap(node)) return visitMap(node, path, offsets);
    find(offsets, path, { code: 'CFG_YAML_SYNTAX', severity: 'error', message: 'this cannot be read' });
    return null;
  };

  const visitList = (items: readonly (Node | null)[], path: Path, offsets: Offsets): unknown[] => {
    const list: unknown[] = [];
    const here: Places = { self: offsets, keys: new Map(), values: new Map() };
    places.set(list, here);
    for (const [index, item] of items.entries()) {
      if (exploded) break;
      here.values.set(index, offsetsOf(item, offsets));
      list.push(visit(item, [...path, index], offsets));
    }
    return list;
  };

  const visitMap = (node: YAMLMap, path: Path, offsets: Offsets): object => {
    const map = {};
    const here: Places = { self: offsets, keys: new Map(), values: new Map() };
    places.set(map, here);
    const merges: Pair[] = [];
    for (const pair of node.items) {
      if (exploded) break;
      const keyNode = pair.key as Node | null;
      const keyOffsets = offsetsOf(keyNode, offsets);
      if (!isJson && isScalar(keyNode) && keyNode.source === '<<' && keyNode.type === 'PLAIN') {
        merges.push(pair);
        continue;
      }
      const name = keyName(keyNode, path, keyOffsets);
      if (name === null) continue;
      if (here.keys.has(name)) {
        find(keyOffsets, [...path, name], {
          code: 'CFG_DUPLICATE_KEY',
          severity: 'warning',
          message: `"${name}" is given twice; the last one counts`,
          suggestion: 'Remove one of them.',
        });
      }
      here.keys.set(name, keyOffsets);
      here.values.set(name, offsetsOf(pair.value as Node | null, keyOffsets));
      assign(map, name, visit(pair.value as Node | null, [...path, name], keyOffsets));
    }
    for (const pair of merges) mergeInto(map, here, visit(pair.value as Node | null, path, offsets), offsets, path);
    return map;
  };

  const keyName = (node: Node | null, path: Path, offsets: Offsets): string | null => {
    const target = isAlias(node) ? anchors.get(node.source) : node;
    if (target === null) return 'null';
    if (!isScalar(target)) {
      find(offsets, path, {
        code: 'CFG_YAML_SYNTAX',
        severity: 'error',
        message: 'a key must be a word, not a list or map',
      });
      return null;
    }
    noteAnchor(target, path, offsets);
    // Keys are names here: `on:` and `1:` mean what they look like.
    return target.source ?? String(target.value);
  };

  const mergeInto = (map: object, here: Places, merged: unknown, offsets: Offsets, path: Path): void => {
    if (exploded) return;
    const sources: readonly unknown[] = Array.isArray(merged) ? merged : [merged];
    for (const source of sources) {
      if (typeof source !== 'object' || source === null || Array.isArray(source)) {
        find(offsets, path, { code: 'CFG_YAML_SYNTAX', severity: 'error', message: '"<<" merges maps only' });
        continue;
      }
      const from = places.get(source);
      for (const [name, value] of Object.entries(source)) {
        if (Object.hasOwn(map, name)) continue;
        assign(map, name, value);
        here.keys.set(name, from?.keys.get(name) ?? offsets);
        here.values.set(name, from?.values.get(name) ?? offsets);
      }
    }
  };

  const tree = visit(document.contents, [], [0, 0]);

  const locate = (path: Path, at: 'key' | 'value'): Offsets => {
    let found: Offsets = offsetsOf(document.contents, [0, 0]);
    let value: unknown = tree;
    for (const [index, part] of path.entries()) {
      if (typeof value !== 'object' || value === null) return found;
      const here = places.get(value);
      const offsets =
        (at === 'key' && index === path.length - 1 ? here?.keys.get(part) : undefined) ?? here?.values.get(part);
      if (offsets === undefined) return here?.self ?? found;
      found = offsets;
      value = (value as Readonly<Record<string | number, unknown>>)[part];
    }
    return found;
  };
  return { tree, findings, locate };
}
