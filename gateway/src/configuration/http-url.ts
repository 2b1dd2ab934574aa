// Addresses that the gateway asks over HTTP. They have no password in them: they are logged, and no such password is sent.
import { z } from 'zod';

const withoutCredentials = 'expected an http(s) URL without a user and a password: addresses are written to the log';

export function httpUrl() {
  return z.url({ protocol: /^https?$/, error: 'expected an http(s) URL' }).refine((text) => !hasCredentials(text), {
    error: withoutCredentials,
  });
}

function hasCredentials(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username !== '' || password !== '';
}
