import { show } from '../reader.ts';

/** Names under which a key travels in a query. `api-version` is none. */
const KEY_NAME =
  /^(?:x-)?(?:(?:api|access|auth|secret|subscription)[-_]?)?(?:key|token|secret|password|passwd|sig|signature)$/i;

interface EndpointProblem {
  readonly message: string;
  readonly suggestion: string;
}

/**
 * What is wrong with the address of a provider, if anything: no web address, or one with a secret in it, which would
 * show wherever addresses are shown. The secret itself is not repeated.
 */
export function endpointProblem(endpoint: string): EndpointProblem | null {
  if (endpoint.includes('${')) return null;
  const url = URL.parse(endpoint);
  const isWeb = url !== null && ['http:', 'https:'].includes(url.protocol);
  if (url !== null && (url.username !== '' || url.password !== '')) {
    return {
      message: `the address${isWeb ? ` of ${url.host}` : ''} holds a user name or password`,
      suggestion: 'Take it out, and give the key as "api_key: ${NAME}".',
    };
  }
  if (!isWeb) {
    const shown = endpoint.includes('@') ? 'the address' : show(endpoint);
    return { message: `${shown} is no http or https address`, suggestion: 'Write it like https://host/v1.' };
  }
  const keyName = [...url.searchParams.keys()].find((name) => KEY_NAME.test(name));
  if (keyName === undefined) return null;
  return {
    message: `the address of ${url.host} holds a key in its query (${show(keyName)})`,
    suggestion: 'Take it out, and give the key as "api_key: ${NAME}".',
  };
}
