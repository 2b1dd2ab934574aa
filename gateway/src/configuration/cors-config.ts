// The keys under `cors`: which web pages of other origins may call the gateway.
import { z } from 'zod';
import { duration } from './duration.ts';

export function corsConfig() {
  return z
    .strictObject({
      allow_any_origin: z
        .boolean()
        .default(false)
        .describe('Whether pages of every origin may call the gateway, without credentials: a token is none of these.'),
      origins: z.array(origin()).default([]).describe('Pages of these origins may call the gateway.'),
      allow_credentials: z.boolean().default(false),
      allow_headers: z
        .array(z.string())
        .default([
          'content-type',
          'authorization',
          'commerce-graph-account',
          'apollo-require-preflight',
          'x-apollo-operation-name',
          'apollographql-client-name',
          'apollographql-client-version',
        ]),
      expose_headers: z.array(z.string()).default([]),
      max_age: duration('0s').prefault('5m'),
    })
    .superRefine(({ allow_any_origin: isAny, origins, allow_credentials: hasCredentials }, context) => {
      const report = (path: string, message: string): void =>
        context.addIssue({ code: 'custom', path: [path], message });
      if (!isAny && origins.length === 0) report('origins', 'names no origin');
      if (isAny && origins.length > 0) report('origins', 'has no effect beside allow_any_origin');
      if (isAny && hasCredentials) report('allow_credentials', 'is not possible with allow_any_origin');
    });
}

/** As a browser sends it: anything else would never be equal to that. */
function origin() {
  const expected = 'expected an origin such as "https://shop.example", without a path or a slash at its end';
  return z
    .string(expected)
    .refine((text) => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text, expected);
}
