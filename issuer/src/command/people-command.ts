// `people add|list|password|remove`: those who sign in.
import { randomBytes } from 'node:crypto';
import type { Person } from '../people/person.ts';
import type { CommandContext, CommandGroup } from './command.ts';
import { parseCommand } from './parse-command.ts';
import { printTable } from './print-table.ts';
import { readList } from './read-flags.ts';
import { UsageError } from './usage-error.ts';

const usage = `people add <user name> --name <name> [--account <id>] [--accounts <id,id>] [--scope "<scope scope>"] [--roles <role,role>]
           [--password-stdin]
people list
people password <user name> [--password-stdin]
people remove <user name>

  --account         the account that the person buys for
  --accounts        further accounts
  --scope           what the person may do (default: nothing but what needs no scope)
  --roles           names of roles (default: none)
  --password-stdin  reads the password from the standard input (default: makes one, and prints it once)
  --json            prints JSON, for programs

A new password, and a removal, end the person's tokens at once.`;

export const peopleCommand: CommandGroup = {
  usage,
  run([verb, ...args], context) {
    if (verb === 'add') return add(args, context);
    if (verb === 'list') return list(args, context);
    if (verb === 'password') return setPassword(args, context);
    if (verb === 'remove') return remove(args, context);
    const given = verb === undefined ? 'a command is missing' : `${JSON.stringify(verb)} is none of its commands`;
    throw new UsageError(`people: ${given}; give add, list, password or remove.\n\n${usage}`);
  },
};

async function add(args: readonly string[], context: CommandContext): Promise<void> {
  const parsed = parseCommand('people add', args, {
    texts: ['name', 'account', 'accounts', 'scope', 'roles'],
    switches: ['password-stdin'],
    argument: '<user name>',
  });
  const { account, accounts, scope, roles } = parsed.texts;
  const request = {
    username: parsed.argument,
    name: parsed.demand('name', '"Anna of Acme"'),
    account: account ?? null,
    accounts: accounts === undefined ? [] : readList('--accounts', accounts),
    scope: (scope ?? '').trim(),
    roles: roles === undefined ? [] : readList('--roles', roles),
  };
  const password = await choosePassword(parsed.isSet('password-stdin'), context);
  const { person } = await context.admin.call<{ person: Person }>('POST', '/people', {
    ...request,
    password: password.text,
  });
  printPassword(parsed.isSet('json'), { person }, password, context);
}

async function list(args: readonly string[], { admin, print }: CommandContext): Promise<void> {
  const { isSet } = parseCommand('people list', args, { texts: [] });
  const answer = await admin.call<{ people: Person[] }>('GET', '/people');
  if (isSet('json')) return print(JSON.stringify(answer, null, 2));
  const rows = answer.people.map((person) => [
    person.username,
    person.name,
    [...(person.account === null ? [] : [person.account]), ...person.accounts].join(','),
    person.scope,
    person.locked_until ?? '',
  ]);
  print(printTable(['USER NAME', 'NAME', 'ACCOUNTS', 'SCOPE', 'LOCKED UNTIL'], rows));
}

async function setPassword(args: readonly string[], context: CommandContext): Promise<void> {
  const flags = { texts: [], switches: ['password-stdin'], argument: '<user name>' };
  const { argument, isSet } = parseCommand('people password', args, flags);
  const password = await choosePassword(isSet('password-stdin'), context);
  await context.admin.call('PUT', `/people/${encodeURIComponent(argument)}/password`, { password: password.text });
  printPassword(isSet('json'), { username: argument }, password, context);
}

async function remove(args: readonly string[], { admin, print }: CommandContext): Promise<void> {
  const { argument, isSet } = parseCommand('people remove', args, { texts: [], argument: '<user name>' });
  await admin.call('DELETE', `/people/${encodeURIComponent(argument)}`);
  print(isSet('json') ? JSON.stringify({ username: argument }) : `${argument} is removed, and the gateways are told.`);
}

interface ChosenPassword {
  readonly text: string;
  /** Whether nobody knows it yet. */
  readonly isNew: boolean;
}

/** Never an argument: those of a process are there for everybody on the machine to read. */
async function choosePassword(isGiven: boolean, { readInput }: CommandContext): Promise<ChosenPassword> {
  if (!isGiven) return { text: randomBytes(15).toString('base64url'), isNew: true };
  return { text: (await readInput()).replace(/\r?\n$/, ''), isNew: false };
}

function printPassword(
  isJson: boolean,
  subject: object,
  { text, isNew }: ChosenPassword,
  context: CommandContext,
): void {
  if (isJson) context.print(JSON.stringify({ ...subject, ...(isNew && { password: text }) }, null, 2));
  else context.print(isNew ? `password  ${text}\n\nIt is shown this once.` : 'The password is set.');
}
