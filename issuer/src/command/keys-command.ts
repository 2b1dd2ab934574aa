// `keys list|rotate`: the keys that sign tokens.
import type { KeyState } from '../keys/key-ring.ts';
import type { CommandContext, CommandGroup } from './command.ts';
import { parseCommand } from './parse-command.ts';
import { printTable } from './print-table.ts';
import { readDuration } from './read-flags.ts';
import { UsageError } from './usage-error.ts';

const usage = `keys list
keys rotate [--lead <duration>]

  --lead  how long a new key is published before it signs, so that whoever keeps the keys has it by then (default 60s)
  --json  prints JSON, for programs

The old key stays published until all that it signed is over.`;

export const keysCommand: CommandGroup = {
  usage,
  async run([verb, ...args], { admin, print }: CommandContext) {
    if (verb !== 'list' && verb !== 'rotate') {
      const given = verb === undefined ? 'a command is missing' : `${JSON.stringify(verb)} is none of its commands`;
      throw new UsageError(`keys: ${given}; give list or rotate.\n\n${usage}`);
    }
    const isRotation = verb === 'rotate';
    const { texts, isSet } = parseCommand(`keys ${verb}`, args, { texts: isRotation ? ['lead'] : [] });
    const lead = texts['lead'];
    const body = lead === undefined ? {} : { lead_seconds: readDuration('--lead', lead) };
    const answer = isRotation
      ? await admin.call<{ keys: KeyState[] }>('POST', '/keys/rotation', body)
      : await admin.call<{ keys: KeyState[] }>('GET', '/keys');
    if (isSet('json')) return print(JSON.stringify(answer, null, 2));
    const rows = answer.keys.map((key) => [key.kid, key.state, key.created_at, key.retired_at ?? '']);
    print(printTable(['KEY', 'STATE', 'MADE', 'PUBLISHED UNTIL'], rows));
  },
};
