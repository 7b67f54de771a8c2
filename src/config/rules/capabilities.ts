import type { BackendTypeInfo, Capability } from '../backend-types.ts';
import { BACKEND_TYPES } from '../backend-types.ts';
import type { Path } from '../path.ts';
import type { RawMap, Reader } from '../reader.ts';

/** Switches of a backend, and what its type must be able to do for them. */
const NEEDS: readonly (readonly [key: string, capability: Capability, what: string])[] = [
  ['enable_web_search', 'web_search', 'web search'],
  ['enable_code_execution', 'code_execution', 'code execution'],
  ['enable_code_interpreter', 'code_execution', 'code interpreter'],
  ['enable_programmatic_flow', 'programmatic_tools', 'programmatic tool calls'],
  ['enable_tool_search', 'tool_search', 'tool search'],
];

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** A backend must not be asked for what its type cannot do. */
export function checkCapabilities(raw: RawMap, info: BackendTypeInfo, path: Path, reader: Reader): void {
  for (const [key, capability, what] of NEEDS) {
    if (raw[key] === true && !info.capabilities.includes(capability)) {
      const able = BACKEND_TYPES.filter((type) => type.capabilities.includes(capability));
      const suggestion = `Remove "${key}", or use one of ${able.map(({ type }) => type).join(', ')}.`;
      const message = `type "${info.type}" has no ${what} ("${key}")`;
      reader.report(path, { code: 'CFG_CAPABILITY', severity: 'error', message, suggestion }, 'key', [...path, key]);
    }
  }
  if (!isEmpty(raw['mcp_servers']) && !info.capabilities.includes('mcp')) {
    const finding = {
      code: 'CFG_CAPABILITY',
      severity: 'error',
      message: `type "${info.type}" has no tool servers ("mcp_servers")`,
      suggestion: 'Remove "mcp_servers", or use another type.',
    } as const;
    reader.report(path, finding, 'key', [...path, 'mcp_servers']);
  }
  if (raw['enable_programmatic_flow'] === true && raw['enable_strict_tool_use'] === true) {
    const finding = {
      code: 'CFG_STRICT_DROPPED',
      severity: 'warning',
      message: '"enable_strict_tool_use" is dropped together with "enable_programmatic_flow"',
      suggestion: 'Keep one of them.',
    } as const;
    reader.report(path, finding, 'key', [...path, 'enable_strict_tool_use']);
  }
}
