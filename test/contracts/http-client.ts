// What a contract suite needs to talk to a system: a token, fetched once, and plain requests with it.

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON body; undefined when there is none. */
  readonly body: unknown;
}

export interface HttpRequest {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HttpClient {
  /** Sends with a bearer token, unless `headers` bring an `authorization` of their own. */
  send(method: string, url: string, request?: HttpRequest): Promise<HttpAnswer>;
}

export interface ClientSecret {
  readonly clientId: string;
  readonly clientSecret: string;
}

export function createHttpClient(baseUrl: string, credentials: ClientSecret): HttpClient {
  let token: Promise<string> | undefined;
  return {
    async send(method, url, { body, headers = {} } = {}) {
      token ??= fetchToken(baseUrl, credentials);
      const response = await fetch(`${baseUrl}${url}`, {
        method,
        headers: {
          authorization: `Bearer ${await token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return readAnswer(response);
    },
  };
}

/** HTTP Basic with both parts form-encoded, as RFC 6749 section 2.3.1 says. */
export function encodeClient({ clientId, clientSecret }: ClientSecret): string {
  const pair = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

export async function requestToken(baseUrl: string, authorization: string, form: string): Promise<HttpAnswer> {
  const response = await fetch(`${baseUrl}/oauth2/token`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
    body: form,
  });
  return readAnswer(response);
}

async function fetchToken(baseUrl: string, credentials: ClientSecret): Promise<string> {
  const answer = await requestToken(baseUrl, encodeClient(credentials), 'grant_type=client_credentials');
  if (answer.status !== 200) throw new Error(`No token: ${answer.status} ${JSON.stringify(answer.body)}`);
  return (answer.body as { access_token: string }).access_token;
}

async function readAnswer(response: Response): Promise<HttpAnswer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}
