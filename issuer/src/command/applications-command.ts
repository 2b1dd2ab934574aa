// `applications put|list|remove`: the portals in which people sign in.
import type { Application } from '../applications/application.ts';
import type { CommandContext, CommandGroup } from './command.ts';
import { parseCommand } from './parse-command.ts';
import { printTable } from './print-table.ts';
import { readList } from './read-flags.ts';
import { UsageError } from './usage-error.ts';

const usage = `applications put <client id> --name <name> --redirect <url,url> [--scope "<scope scope>"]
applications list
applications remove <client id>

  --redirect  where a browser returns to after signing in, exactly
  --scope     the most that people can grant to it (default: nothing but what needs no scope)
  --json      prints JSON, for programs

An application has no secret: it proves itself by PKCE.`;

export const applicationsCommand: CommandGroup = {
  usage,
  run([verb, ...args], context) {
    if (verb === 'put') return put(args, context);
    if (verb === 'list') return list(args, context);
    if (verb === 'remove') return remove(args, context);
    const given = verb === undefined ? 'a command is missing' : `${JSON.stringify(verb)} is none of its commands`;
    throw new UsageError(`applications: ${given}; give put, list or remove.\n\n${usage}`);
  },
};

async function put(args: readonly string[], { admin, print }: CommandContext): Promise<void> {
  const flags = { texts: ['name', 'redirect', 'scope'], argument: '<client id>' };
  const { argument, texts, demand, isSet } = parseCommand('applications put', args, flags);
  const answer = await admin.call<{ application: Application }>(
    'PUT',
    `/applications/${encodeURIComponent(argument)}`,
    {
      name: demand('name', '"Buyer portal"'),
      redirect_uris: readList('--redirect', demand('redirect', 'https://portal.example/signed-in')),
      scope: (texts['scope'] ?? '').trim(),
    },
  );
  print(isSet('json') ? JSON.stringify(answer, null, 2) : `People can sign in to ${argument}.`);
}

async function list(args: readonly string[], { admin, print }: CommandContext): Promise<void> {
  const { isSet } = parseCommand('applications list', args, { texts: [] });
  const answer = await admin.call<{ applications: Application[] }>('GET', '/applications');
  if (isSet('json')) return print(JSON.stringify(answer, null, 2));
  const rows = answer.applications.map((each) => [each.client_id, each.name, each.redirect_uris.join(','), each.scope]);
  print(printTable(['CLIENT ID', 'NAME', 'RETURNS TO', 'SCOPE'], rows));
}

async function remove(args: readonly string[], { admin, print }: CommandContext): Promise<void> {
  const { argument, isSet } = parseCommand('applications remove', args, { texts: [], argument: '<client id>' });
  await admin.call('DELETE', `/applications/${encodeURIComponent(argument)}`);
  print(isSet('json') ? JSON.stringify({ client_id: argument }) : `${argument} is removed, and the gateways are told.`);
}
