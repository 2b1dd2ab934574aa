// What the issuer is told by its environment, checked before anything starts; every fault is named at once.
import path from 'node:path';
import { checkEventOptions, type EventOptions, readEventSecret } from '@commerce-graph/signed-events';
import { isLoopback } from './applications/application.ts';

export interface IssuerOptions {
  /** Public URL, without a slash at the end; the claim `iss`. */
  readonly issuer: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly admin: {
    readonly host: string;
    readonly port: number;
    readonly keyFile: string;
    /** Values of the header `host` that are taken beside the address itself. */
    readonly hosts: readonly string[];
  };
  /** Folder of the SQLite file and of the key files. */
  readonly dataDir: string;
  /** PostgreSQL. Default: the SQLite file. */
  readonly databaseUrl?: string;
  /** Seals what the database holds. The same for all replicas. */
  readonly encryptionKeyFile: string;
  /** The claim `aud`. */
  readonly audience: string;
  /** Life of an access token, in seconds. */
  readonly accessTokenSeconds: number;
  /** Which gateways to tell of a revocation. Default: none. */
  readonly events?: EventOptions;
  /** Demo people and development tokens. Never in production. */
  readonly development?: DevelopmentOptions;
  /** A pino level. */
  readonly logLevel: string;
}

export interface DevelopmentOptions {
  /** Where the sandbox application returns to. */
  readonly sandboxUrl: string;
}

/** The variables, for the command's help and the README. */
export const environmentUsage = `Environment:
  ISSUER_URL                  public URL, as tokens name it (http://127.0.0.1:4004; no default in production)
  HOST, ISSUER_PORT           where to listen (127.0.0.1, 4004)
  ISSUER_ADMIN_HOST, ISSUER_ADMIN_PORT   where the admin listener is (127.0.0.1, 4005)
  ISSUER_ADMIN_HOSTS          further values of the header Host that it takes, with commas between them
  ISSUER_DATA_DIR             folder of the database and the key files (data/issuer)
  ISSUER_DATABASE_URL         postgres://…, in place of the SQLite file
  ISSUER_ADMIN_KEY_FILE       key of the admin listener (admin.key in the data folder; made when missing)
  ISSUER_ENCRYPTION_KEY_FILE  seals what the database holds (encryption.key in the data folder; made when missing)
  ISSUER_AUDIENCE             for whom tokens are (commerce-graph)
  ISSUER_TOKEN_SECONDS        life of an access token (600; 60 to 3600)
  EVENTS_URL                  which gateways to tell of a revocation, with commas between them
  ISSUER_EVENTS_SECRET_FILE   one line, whsec_ and the Base64 of 24 to 64 random bytes, that signs what they are told
  LOG_LEVEL                   (info)`;

/** Throws one error that names everything that is wrong. */
export function readIssuerOptions(env: NodeJS.ProcessEnv): IssuerOptions {
  const problems: string[] = [];
  const read = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  const readNumber = (name: string, fallback: number, min: number, max: number): number => {
    const text = read(name);
    if (text === undefined) return fallback;
    const number = Number(text);
    if (!Number.isInteger(number) || number < min || number > max) {
      problems.push(`${name} is ${JSON.stringify(text)}; give a whole number from ${min} to ${max}.`);
    }
    return number;
  };
  const isProduction = env['NODE_ENV'] === 'production';
  const port = readNumber('ISSUER_PORT', 4004, 1, 65_535);
  const issuer = read('ISSUER_URL') ?? `http://127.0.0.1:${port}`;
  problems.push(...findIssuerFaults(issuer, isProduction, read('ISSUER_URL') !== undefined));
  const sandboxUrl = read('ISSUER_DEVELOPMENT_SANDBOX_URL');
  if (isProduction && sandboxUrl !== undefined) {
    problems.push(
      'ISSUER_DEVELOPMENT_SANDBOX_URL is set: demo people and development tokens are refused in production. Unset it.',
    );
  }
  const databaseUrl = read('ISSUER_DATABASE_URL');
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    // It may hold a password, so it is not repeated.
    problems.push('ISSUER_DATABASE_URL is no PostgreSQL URL: give postgres://user@host/database.');
  }
  const events = readEvents(read('EVENTS_URL'), read('ISSUER_EVENTS_SECRET_FILE'), problems);
  const dataDir = path.resolve(read('ISSUER_DATA_DIR') ?? 'data/issuer');
  const options: IssuerOptions = {
    issuer,
    host: read('HOST') ?? '127.0.0.1',
    port,
    admin: {
      host: read('ISSUER_ADMIN_HOST') ?? '127.0.0.1',
      port: readNumber('ISSUER_ADMIN_PORT', 4005, 1, 65_535),
      keyFile: path.resolve(read('ISSUER_ADMIN_KEY_FILE') ?? path.join(dataDir, 'admin.key')),
      hosts: splitList(read('ISSUER_ADMIN_HOSTS')),
    },
    dataDir,
    ...(databaseUrl !== undefined && { databaseUrl }),
    encryptionKeyFile: path.resolve(read('ISSUER_ENCRYPTION_KEY_FILE') ?? path.join(dataDir, 'encryption.key')),
    audience: read('ISSUER_AUDIENCE') ?? 'commerce-graph',
    accessTokenSeconds: readNumber('ISSUER_TOKEN_SECONDS', 600, 60, 3600),
    ...(events !== undefined && { events }),
    ...(sandboxUrl !== undefined && { development: { sandboxUrl } }),
    logLevel: read('LOG_LEVEL') ?? 'info',
  };
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return options;
}

function findIssuerFaults(issuer: string, isProduction: boolean, isGiven: boolean): string[] {
  if (!URL.canParse(issuer)) return [`ISSUER_URL is ${JSON.stringify(issuer)}, which is no URL.`];
  const { protocol, hostname, search, hash, origin, pathname } = new URL(issuer);
  if (search !== '' || hash !== '' || pathname !== '/' || issuer !== origin) {
    return [`ISSUER_URL is ${issuer}; give scheme, host and port alone, without a slash at the end.`];
  }
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname))) {
    return [
      `ISSUER_URL is ${issuer}: secrets and passwords go there, so it has to be https: but on this machine itself.`,
    ];
  }
  if (isProduction && !isGiven)
    return ['ISSUER_URL is missing: in production, say under which URL the issuer is reached.'];
  return [];
}

function readEvents(
  urlText: string | undefined,
  secretFile: string | undefined,
  problems: string[],
): EventOptions | undefined {
  const urls = splitList(urlText);
  if (urls.length === 0) return undefined;
  if (secretFile === undefined) {
    problems.push(
      'ISSUER_EVENTS_SECRET_FILE is missing: EVENTS_URL says whom to tell of revocations, and they are signed.',
    );
    return undefined;
  }
  try {
    const events = { urls, secret: readEventSecret(secretFile), secretFile };
    checkEventOptions(events);
    return events;
  } catch (error) {
    problems.push((error as Error).message);
    return undefined;
  }
}

function splitList(text = ''): string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
