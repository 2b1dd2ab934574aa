// The keys under `server`: what connections may do, and what is believed of them.
import { isIP } from 'node:net';
import { z } from 'zod';
import { duration } from './duration.ts';

const expectedProxy = 'expected an address or a range such as "10.0.0.0/8", or one of loopback, linklocal, uniquelocal';

export function serverConfig() {
  return z
    .strictObject({
      http: z
        .strictObject({
          trusted_proxies: z
            .array(z.string(expectedProxy).refine(isProxy, expectedProxy))
            .default([])
            .describe(
              'Proxies whose header X-Forwarded-For says where a request comes from. Default: none, and the header is ignored.',
            ),
          header_read_timeout: duration('100ms')
            .prefault('10s')
            .describe('How long a client may take to send the headers of a request.'),
          request_read_timeout: duration('100ms')
            .prefault('60s')
            .describe('How long a client may take to send a request as a whole.'),
          max_connections: z.int().min(1).optional().describe('The most connections of clients. Default: no limit.'),
          strict_transport_security: z
            .strictObject({
              max_age: z.int().min(0).describe('In seconds.'),
              include_subdomains: z.boolean().default(false),
            })
            .optional()
            .describe(
              'Sends Strict-Transport-Security: for a gateway that is reached by https only. Default: not sent.',
            ),
        })
        .superRefine(({ header_read_timeout: headers, request_read_timeout: whole }, context) => {
          if (headers <= whole) return;
          const message = 'must not be more than server.http.request_read_timeout';
          context.addIssue({ code: 'custom', path: ['header_read_timeout'], message });
        })
        .prefault({}),
    })
    .prefault({});
}

function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
