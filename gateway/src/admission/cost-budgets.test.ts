import { expect, test } from 'vitest';
import { anonymousCaller, type Caller } from '../authentication/caller.ts';
import { createCostBudgets } from './cost-budgets.ts';
import { createLocalBuckets } from './local-buckets.ts';

function open(budgets: Parameters<typeof createCostBudgets>[0]['budgets']) {
  const clock = { now: 0 };
  const limited: string[] = [];
  const costBudgets = createCostBudgets({
    budgets,
    buckets: createLocalBuckets({ now: () => clock.now }),
    countLimited: (limit) => void limited.push(limit),
  });
  const ask = (caller: Caller) => {
    const outcome = {};
    const budget = costBudgets.open({ caller, sender: { ip: '203.0.113.7' }, outcome });
    return { outcome, budget };
  };
  return { clock, limited, ask };
}

const callerOf = (account: string, restrictions = {}): Caller => ({
  principal: { ...anonymousCaller.principal, subject: 'user', account, isAnonymous: false },
  token: { restrictions },
});

test('an account is held to its budget by what its operations are estimated to cost, then by what they did cost', () => {
  const { ask, clock, limited } = open([{ by: 'account', capacity: 100, interval: 10_000 }]);
  const first = ask(callerOf('acme'));
  void first.budget?.admit(90);
  const second = ask(callerOf('acme'));
  expect(() => second.budget?.admit(20)).toThrow(
    expect.objectContaining({ extensions: { code: 'REQUEST_RATE_LIMITED' } }),
  );
  expect(second.outcome).toEqual({ retryAfterSeconds: 1 });
  expect(limited).toEqual(['budgets']);
  void ask(callerOf('globex')).budget?.admit(100);

  // It cost less than was thought, and another one then more.
  first.budget?.charge(10);
  const third = ask(callerOf('acme'));
  void third.budget?.admit(20);
  third.budget?.charge(120);
  const fourth = ask(callerOf('acme'));
  expect(() => fourth.budget?.admit(1)).toThrow('Ask again in 4 s');
  clock.now = 3100;
  void fourth.budget?.admit(1);
});

test('a token has a budget of its own, beside that of its client', () => {
  const { ask, limited } = open([{ by: 'client', capacity: 1000, interval: 1000 }]);
  const caller = callerOf('acme', { cost: { capacity: 10, interval_seconds: 60 } });
  void ask(caller).budget?.admit(10);
  expect(() => ask(caller).budget?.admit(1)).toThrow('more than is left');
  expect(limited).toEqual(['restrictions.cost']);
  void ask(callerOf('acme')).budget?.admit(500);
});

test('an operation that costs more than the whole budget needs all of it, and leaves a debt', () => {
  const { ask, clock } = open([{ by: 'account', capacity: 10, interval: 1000 }]);
  void ask(callerOf('acme')).budget?.admit(30);
  clock.now = 2900;
  expect(() => ask(callerOf('acme')).budget?.admit(10)).toThrow('Ask again in 1 s');
  clock.now = 3000;
  void ask(callerOf('acme')).budget?.admit(10);
});

test('who has no budget is asked for none', () => {
  expect(open([]).ask(callerOf('acme')).budget).toBeUndefined();
  expect(open([{ by: 'account', capacity: 1, interval: 1 }]).ask(anonymousCaller).budget).toBeUndefined();
});
