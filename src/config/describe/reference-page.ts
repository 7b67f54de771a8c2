import { BACKEND_TYPES, WIRE_FAMILIES, WIRE_PROTOCOLS } from '../backend-types.ts';
import { UNPERFORMED_FEATURES } from '../features.ts';
import { describeShape } from '../schema/shape.ts';
import { BACKEND } from '../schema/backend.ts';
import { HOOK_EVENTS, HOOK_TYPES } from '../rules/hooks.ts';
import type { Block, FieldSpec, ShapeSpec } from '../schema/field.ts';
import { COMMON_FIELDS } from '../schema/request-fields.ts';
import { TOP_LEVEL } from '../schema/top-level.ts';
import { DIAGNOSTIC_CODES } from './codes.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (text: string): string => `\`${text}\``;

/** Blocks in the order a reader meets them: each one before those inside it. */
function blocksOf(root: Block): readonly Block[] {
  const found: Block[] = [];
  const visitShape = (shape: ShapeSpec): void => {
    switch (shape.kind) {
      case 'block':
        return visit(shape.block);
      case 'backend':
        return visit(BACKEND);
      case 'list':
        return visitShape(shape.item);
      case 'named_list':
        return visit(shape.item);
      default:
    }
  };
  const visit = (block: Block): void => {
    if (found.includes(block)) return;
    found.push(block);
    for (const field of Object.values(block.fields)) visitShape(field.shape);
  };
  visit(root);
  return found;
}

function defaultText({ default: value, required, alias }: FieldSpec): string {
  if (required) return 'required';
  if (alias !== undefined || value === null) return '–';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? '–' : code(JSON.stringify(value));
  return code(typeof value === 'string' ? value : JSON.stringify(value));
}

function kindText(shape: ShapeSpec): string {
  if (shape.kind === 'block') return `see ${code(shape.block.name)}`;
  if (shape.kind === 'backend') return `see ${code(BACKEND.name)}`;
  if (shape.kind === 'named_list') return `list or map, see ${code(shape.item.name)}`;
  if (shape.kind === 'list' && shape.item.kind === 'block') return `list, see ${code(shape.item.block.name)}`;
  if (shape.kind === 'enum') return shape.values.map((value) => code(String(value))).join(', ');
  return describeShape(shape);
}

function blockText(block: Block): string {
  const rows = Object.entries(block.fields)
    .filter(([, field]) => field.internal !== true)
    .map(([name, field]) => {
      const performed = field.feature === undefined ? '' : ' *Accepted, not performed yet.*';
      return `| ${code(name)} | ${cell(kindText(field.shape))} | ${cell(defaultText(field))} | ${field.since} | ${cell(field.doc)}${performed} |`;
    });
  return [
    `## ${block.name}`,
    '',
    block.doc,
    '',
    '| Key | Value | Default | Since | Meaning |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

const backendTypesText = (): string =>
  [
    '## Backend types',
    '',
    '| Type | Protocol | Default model | Key variable | Endpoint |',
    '|---|---|---|---|---|',
    ...BACKEND_TYPES.map(
      (info) =>
        `| ${code(info.type)} | ${info.api ?? 'not available yet'} | ${info.defaultModel ?? (info.takesModel ? 'give one' : '–')} | ${info.keyVariables.map(code).join(', ') || '–'} | ${info.baseUrl ?? '–'} |`,
    ),
    '',
  ].join('\n');

const listText = (title: string, intro: string, items: readonly string[]): string =>
  [`## ${title}`, '', intro, '', ...items.map((item) => `- ${item}`), ''].join('\n');

/** One line for all protocols, then one for each list that some share. */
function requestFieldLines(): readonly string[] {
  const byList = Map.groupBy(WIRE_FAMILIES, (family) => WIRE_PROTOCOLS[family].requestFields);
  const lists = [...byList].map(([fields, families]) => [families.join(', '), fields] as const);
  return [['all', COMMON_FIELDS] as const, ...lists].map(([who, fields]) => `${who}: ${fields.map(code).join(', ')}`);
}

/** `docs/reference/configuration.md`, made from the tables. */
export function referencePage(): string {
  const parts = [
    '# Configuration reference',
    '',
    '<!-- Made from the tables in src/config/schema ; `npx vitest run tests/config/generated.test.ts -u` writes it anew. Do not edit. -->',
    '',
    'A configuration is a YAML or JSON file with `agents` (or one `agent`). *Since* names the MassGen version that brought a key: `≤12` is older than 0.1.12, `41` some version up to 0.1.41, `41+` a later one, `ours` is not in MassGen. An empty value means the default.',
    '',
    ...blocksOf(TOP_LEVEL).map(blockText),
    backendTypesText(),
    listText('Request fields', 'Keys of a backend that are sent to the provider as they stand:', requestFieldLines()),
    listText(
      'Hooks',
      `Event → list of hooks with \`handler\`, \`type\` (${HOOK_TYPES.join(', ')}), \`matcher\`, \`timeout\`, \`fail_closed\`. Events:`,
      HOOK_EVENTS.map(code),
    ),
    listText(
      'Features not performed yet',
      'Accepted in a file; a run says so before it starts:',
      Object.values(UNPERFORMED_FEATURES),
    ),
    '## Codes',
    '',
    ...Object.entries(DIAGNOSTIC_CODES).flatMap(([name, meaning]) => [`### ${name}`, '', meaning, '']),
  ];
  return `${parts.join('\n').trimEnd()}\n`;
}
