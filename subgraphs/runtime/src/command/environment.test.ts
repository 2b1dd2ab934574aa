// An incomplete environment is reported whole, variable by variable.
import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeSubgraphEnvironment, readEnvironment } from './environment.ts';

const shape = { ...describeSubgraphEnvironment(4001), SYSTEM_URL: z.url() };

it('fills in defaults, also for variables that are set to nothing', () => {
  expect(
    readEnvironment(shape, {
      ASSERTION_JWKS: 'keys.json',
      SYSTEM_URL: 'http://localhost:1',
      PORT: '',
      HOST: undefined,
    }),
  ).toEqual({
    HOST: '127.0.0.1',
    PORT: 4001,
    LOG_LEVEL: 'info',
    ASSERTION_JWKS: 'keys.json',
    ASSERTION_ISSUER: 'commerce-graph-gateway',
    SYSTEM_URL: 'http://localhost:1',
  });
});

it('names every problem at once, and no value', () => {
  expect(() => readEnvironment(shape, { PORT: '99999', SYSTEM_URL: 'not-a-url', LOG_LEVEL: 'loud' })).toThrow(
    /PORT is not valid[^]*LOG_LEVEL is not valid[^]*ASSERTION_JWKS is not set[^]*SYSTEM_URL is not valid/,
  );
});
