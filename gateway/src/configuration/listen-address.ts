// The address a server listens on, written `127.0.0.1:4000`, `0.0.0.0:4000` or `[::1]:4000`.
import { z } from 'zod';

const pattern = /^(?:\[([0-9A-Fa-f:.]+)\]|([^\s:[\]]+)):(\d{1,5})$/;

/** Yields `{ host, port }`. Port 0 lets the operating system choose a free one. */
export function listenAddress() {
  return z
    .string('expected an address such as "127.0.0.1:4000"')
    .regex(pattern, 'expected an address such as "127.0.0.1:4000" or "[::1]:4000"')
    .refine((text) => !(Number(pattern.exec(text)?.[3]) > 65_535), 'the port must be at most 65535')
    .transform((text) => {
      const [, ipv6, host, port] = pattern.exec(text) ?? [];
      return { host: ipv6 ?? host ?? '', port: Number(port) };
    });
}
