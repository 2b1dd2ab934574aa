// Which tokens were taken back before they expired: learnt from events, from the other replicas and from before the start.
import type { Logger } from 'pino';
import type { GatewayConfig } from '../../configuration/gateway-config.ts';
import { AuthenticationError } from '../authentication-error.ts';
import type { VerifiedToken } from '../caller.ts';
import { openRevocationFile } from './revocation-file.ts';
import type { RevocationStream } from './revocation-stream.ts';
import { createRevokedTokens } from './revoked-tokens.ts';
import type { TokenRevocation } from './token-revocation.ts';

/** Throws an `AuthenticationError` for a token that is revoked, or of which that cannot be known now. */
export type RevocationCheck = (token: VerifiedToken) => void;

/** Of a token: that it is revoked, or what became of it while it could not be known whether it is. */
export type RevocationResult = 'revoked' | 'refused_unreachable' | 'accepted_unreachable';

export interface Revocations {
  readonly check: RevocationCheck;
  /**
   * Resolves when the tokens are refused by this replica, and every other that can be reached will refuse them within a
   * second. Rejects when they cannot be told, and then this one refuses them all the same; or when there are too many.
   */
  revoke(revocations: readonly TokenRevocation[]): Promise<void>;
  close(): Promise<void>;
}

type RevocationConfig = NonNullable<NonNullable<GatewayConfig['authentication']['router']['jwt']>['revocation']>;

export interface RevocationsOptions {
  readonly config: RevocationConfig;
  /** Of the clocks of those who issue tokens. */
  readonly clockToleranceMs: number;
  readonly count: (result: RevocationResult) => void;
  readonly log: Logger;
}

/** How long a gateway that starts waits for what the others know, before it says that it is ready. */
const firstWaitMs = 3000;
const sweepIntervalMs = 60_000;

export async function openRevocations(options: RevocationsOptions): Promise<Revocations> {
  const { config, clockToleranceMs, count, log } = options;
  const revoked = createRevokedTokens();
  const file = config.file === undefined ? undefined : await openRevocationFile(config.file);
  for (const revocation of file?.revocations ?? []) revoked.add(revocation);
  let sweptAt = performance.now();

  /** Those that say something new. */
  function learn(revocations: readonly TokenRevocation[]): TokenRevocation[] {
    if (performance.now() - sweptAt > sweepIntervalMs) {
      revoked.forgetExpired();
      sweptAt = performance.now();
    }
    return revocations.filter((each) => revoked.add(each));
  }

  const stream = await openStream();
  async function openStream(): Promise<RevocationStream | undefined> {
    if (config.redis === undefined) return undefined;
    // Loaded only where it is needed: the client for Redis is large.
    const { createRevocationStream } = await import('./revocation-stream.ts');
    return new Promise((resolve) => {
      const opened = createRevocationStream({
        redis: config.redis ?? { url: '' },
        stream: `${config.redis?.namespace}:revoked-tokens`,
        retentionMs: config.longest_token_lifetime + 3 * clockToleranceMs,
        log,
        listKnown: () => revoked.list(),
        onRevocations(revocations) {
          const news = learn(revocations);
          if (news.length === 0) return;
          file?.append(news).catch((error: unknown) => {
            log.error({ file: config.file, err: error }, 'Revocations of tokens could not be kept for the next start');
          });
        },
        onTrustChange: () => resolve(opened),
      });
      setTimeout(() => resolve(opened), firstWaitMs).unref();
    });
  }

  return {
    check(token) {
      if (revoked.has(token)) {
        count('revoked');
        throw new AuthenticationError(401, 'The token was revoked.');
      }
      if (stream === undefined || stream.isTrusted) return;
      if (config.when_unreachable === 'accept') {
        count('accepted_unreachable');
        return;
      }
      count('refused_unreachable');
      throw new AuthenticationError(503, 'The token cannot be checked now: it may have been revoked.');
    },

    async revoke(revocations) {
      if (revoked.size + revoked.countNew(revocations) > config.limit) revoked.forgetExpired();
      if (revoked.size + revoked.countNew(revocations) > config.limit) {
        throw new Error(
          `There are ${revoked.size} revocations of tokens, and no more than ${config.limit} are kept. Revoke by "sub" or ` +
            '"client_id", withdraw the key of the issuer, or raise authentication.router.jwt.revocation.limit.',
        );
      }
      learn(revocations);
      // All of them, also those that were known: whoever sends them again was not told that they are everywhere.
      await Promise.all([file?.append(revocations), stream?.publish(revocations)]);
    },

    async close() {
      await stream?.close();
      await file?.close();
    },
  };
}
