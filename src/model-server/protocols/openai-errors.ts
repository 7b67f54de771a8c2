import type { WireError } from './script.ts';

interface OpenaiError {
  readonly type: string;
  readonly code: string | null;
  readonly message: string;
}

const USUAL: Readonly<Record<number, OpenaiError>> = {
  400: { type: 'invalid_request_error', code: null, message: 'The request is not valid.' },
  401: { type: 'invalid_request_error', code: 'invalid_api_key', message: 'Incorrect API key provided.' },
  403: { type: 'invalid_request_error', code: null, message: 'You do not have access to this project.' },
  404: { type: 'invalid_request_error', code: 'model_not_found', message: 'The requested model does not exist.' },
  429: {
    type: 'requests',
    code: 'rate_limit_exceeded',
    message: 'Rate limit reached for requests. Please try again in 494ms.',
  },
  503: {
    type: 'service_unavailable_error',
    code: 'server_is_overloaded',
    message: 'Our servers are currently overloaded. Please try again later.',
  },
};
const SERVER_ERROR: OpenaiError = {
  type: 'server_error',
  code: null,
  message: 'The server had an error while processing your request.',
};

/** The error's fields in OpenAI's words: its own where given, else the usual ones of the status. */
export function openaiErrorFields(error: WireError): OpenaiError {
  const usual = USUAL[error.status] ?? SERVER_ERROR;
  const code = error.code ?? usual.code;
  const type = code === 'insufficient_quota' ? code : usual.type;
  return { type, code, message: error.message ?? usual.message };
}

export function openaiErrorBody(error: WireError): unknown {
  const { type, code, message } = openaiErrorFields(error);
  return { error: { message, type, param: null, code } };
}
