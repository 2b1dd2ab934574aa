// Which errors reach the log, and how loud: what the registry of codes says of each.
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { CodedError } from '../error-codes/coded-error.ts';
import { type ErrorCode, errorCodeRegistry } from '../error-codes/error-code-registry.ts';
import { BadUserInputError } from '../input/bad-user-input-error.ts';
import { CircuitBreakerOpenError } from '../system/circuit-breaker-open-error.ts';
import { SystemError } from '../system/system-error.ts';
import { SystemRefusalError } from '../system/system-refusal-error.ts';
import { SystemUnavailableError } from '../system/system-unavailable-error.ts';
import { createErrorMask } from './error-mask.ts';

const errors: Readonly<Record<ErrorCode, CodedError>> = {
  BAD_USER_INPUT: new BadUserInputError('`first` must be 1 to 100, got 0.', 'first'),
  CIRCUIT_BREAKER_OPEN: new CircuitBreakerOpenError('ledger'),
  FORBIDDEN: new CodedError('FORBIDDEN', 'The token does not cover the account `other`.'),
  INTERNAL_SERVER_ERROR: new SystemRefusalError('ledger', 400, { secret: 'secret' }),
  SUBMISSION_IN_PROGRESS: new SystemError('An earlier attempt is still at work.', {
    system: 'ledger',
    reason: 'refusal',
    isRetryable: true,
    code: 'SUBMISSION_IN_PROGRESS',
  }),
  SYSTEM_UNAVAILABLE: new SystemUnavailableError('ledger', 'timeout'),
  UNAUTHENTICATED: new CodedError('UNAUTHENTICATED', 'Sign in.'),
};

function mask(error: Error, extensions: Record<string, unknown>) {
  const lines: { level: string }[] = [];
  const logger = pino(
    { formatters: { level: (level) => ({ level }) } },
    { write: (line: string) => lines.push(JSON.parse(line) as { level: string }) },
  );
  const shown = createErrorMask(logger)({ message: error.message, extensions }, error);
  return { shown, lines, levels: lines.map(({ level }) => level) };
}

it.each(Object.entries(errors) as [ErrorCode, CodedError][])(
  '%s leaves under its code and is logged as the registry says',
  (code, error) => {
    const { shown, lines, levels } = mask(error, error.extensions);
    const level = errorCodeRegistry[code].statuses[200];
    expect(levels).toEqual(level === 'none' ? [] : [level]);
    expect(shown.extensions?.['code']).toBe(code);
    expect(JSON.stringify(lines)).not.toContain('secret');
  },
);

it('a defect is logged as an error and leaves without a word of its own', () => {
  const { shown, levels } = mask(new Error('SELECT secret'), { code: 'INTERNAL_SERVER_ERROR' });
  expect(levels).toEqual([errorCodeRegistry.INTERNAL_SERVER_ERROR.statuses[200]]);
  expect(shown).toEqual({
    message: 'Something went wrong in this subgraph; its log tells more.',
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
});
