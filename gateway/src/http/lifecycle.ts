// Whether the gateway takes requests: not yet, now, or no more.

export type LifecyclePhase = 'starting' | 'ready' | 'draining';

export interface Lifecycle {
  readonly phase: LifecyclePhase;
  enter(phase: LifecyclePhase): void;
}

export function createLifecycle(): Lifecycle {
  let current: LifecyclePhase = 'starting';
  return {
    get phase() {
      return current;
    },
    enter(phase) {
      current = phase;
    },
  };
}
