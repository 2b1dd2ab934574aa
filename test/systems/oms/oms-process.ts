// Starts an OMS as a process that can be killed at any moment, without a chance to tidy up.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { RunningErp } from './start-erp.ts';
import { type OmsClient, omsCredentials, signIn } from './start-oms.ts';

export interface OmsProcess extends OmsClient {
  /** SIGKILL: nothing is written any more. Resolves when the process is gone. */
  kill(): Promise<void>;
}

export async function startOmsProcess(databaseFile: string, erp: RunningErp['connection']): Promise<OmsProcess> {
  const script = fileURLToPath(new URL('run-oms.ts', import.meta.url));
  const options = { databaseFile, erp, credentials: omsCredentials, reservationRetryMs: 20, logLevel: 'silent' };
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', script], {
    env: { ...process.env, OMS_OPTIONS: JSON.stringify(options) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const url = await Promise.race([readFirstLine(child), exited.then(([code]) => fail(code))]);
  return {
    ...(await signIn(url)),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function readFirstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The process has no standard output.');
  const [line] = await once(createInterface(child.stdout), 'line');
  return String(line);
}

function fail(code: unknown): never {
  throw new Error(`The OMS ended with code ${String(code)} before it was ready.`);
}
