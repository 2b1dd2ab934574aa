// Runs the native planner in a process of its own. There are operations for which its code does not refuse but ends the
// process that it runs in, and whoever sends an operation must not be able to end the gateway.
import { type ChildProcess, fork } from 'node:child_process';
import type { QueryPlan as HivePlan } from '@graphql-hive/router-query-planner';
import type { Logger } from 'pino';
import type { PlanningAnswer, PlanningRequest } from './planning-protocol.ts';

export interface PlanningProcess {
  /** Whether the native code loads on this machine. */
  isAble(): Promise<boolean>;
  /** Rejects when no plan is found, or the process ends while it looks for one. */
  plan(text: string): Promise<HivePlan>;
  close(): void;
}

/** Operations that end the process can be sent on purpose. After so many ends within a minute, it rests for the minute. */
const endsBeforeRest = 5;
const restMs = 60_000;

/** A process that nobody needs goes, and comes back when there is something to plan. */
const idleMs = 30_000;

export function createPlanningProcess(supergraphSdl: string, log: Logger): PlanningProcess {
  let child: ChildProcess | undefined;
  let idleTimer: NodeJS.Timeout | undefined;
  let lastId = 0;
  let ends: number[] = [];
  const waiting = new Map<number, { resolve(answer: PlanningAnswer): void; reject(error: Error): void }>();

  function start(): ChildProcess {
    const started = startChild();
    let said = '';
    started.stderr?.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2000)));
    started.on('message', (answer: PlanningAnswer) => {
      waiting.get(answer.id)?.resolve(answer);
      waiting.delete(answer.id);
      if (waiting.size === 0) waitIdly(started);
    });
    started.once('exit', (code, signal) => {
      if (child === started) child = undefined;
      if (waiting.size === 0) return;
      ends.push(Date.now());
      log.error(
        { code, signal, said },
        'The process of the query planner ended while it planned; the next plan starts another',
      );
      for (const asker of waiting.values()) asker.reject(new Error('The process of the query planner ended.'));
      waiting.clear();
    });
    return started;
  }

  /** Neither the process nor the channel to it keeps the gateway alive. */
  function startChild(): ChildProcess {
    // Of what the gateway's own process was started with, nothing is needed.
    const started = fork(new URL('./planning-child.js', import.meta.url), [], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    started.unref();
    started.channel?.unref();
    return started;
  }

  function waitIdly(idle: ChildProcess): void {
    clearTimeout(idleTimer);
    idleTimer = setTimeout(() => {
      if (waiting.size === 0) idle.kill();
    }, idleMs).unref();
  }

  function ask(question: PlanningRequest['question']): Promise<PlanningAnswer> {
    return new Promise((resolve, reject) => {
      const isNew = child === undefined;
      child ??= start();
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      const request: PlanningRequest = { id: lastId, question, ...(isNew && { supergraphSdl }) };
      child.send(request, (error) => {
        if (error) reject(error);
      });
    });
  }

  return {
    async isAble() {
      const reason = await ask({ kind: 'load' }).then(
        (answer) => (answer.kind === 'failed' ? answer.message : undefined),
        String,
      );
      if (reason !== undefined) log.info({ reason }, 'The native query planner does not run here');
      return reason === undefined;
    },
    async plan(text) {
      ends = ends.filter((time) => time > Date.now() - restMs);
      if (ends.length >= endsBeforeRest) throw new Error('The process of the query planner ended too often of late.');
      const answer = await ask({ kind: 'plan', text });
      if (answer.kind === 'planned') return answer.plan;
      throw new Error(answer.kind === 'failed' ? answer.message : 'The query planner gave no plan.');
    },
    close() {
      clearTimeout(idleTimer);
      child?.kill();
    },
  };
}
