// `partners issue|list|rotate|revoke`: the portals and programs of other companies.
import type { IssuedSecret, Partner } from '../partners/partner.ts';
import type { CommandContext, CommandGroup } from './command.ts';
import { parseCommand } from './parse-command.ts';
import { printTable } from './print-table.ts';
import { readAllowance, readDuration, readExpiry, readList } from './read-flags.ts';
import { UsageError } from './usage-error.ts';

const usage = `partners issue --name <name> --accounts <id,id> [--scope "<scope scope>"] [--origins <origin,origin>]
               [--operations <name>] [--rate <count/interval>] [--cost <count/interval>] [--expires <date|duration>]
partners list
partners rotate <client id> [--overlap <duration>] [--end-tokens]
partners revoke <client id>

  --name        whose it is, for lists and logs
  --accounts    the accounts it acts for, its own first
  --scope       the most that its tokens may do (default: nothing but what needs no scope)
  --origins     web origins whose pages may use its tokens (default: any, and programs)
  --operations  the list of operations that it may ask, the clientName in the gateway's manifest (default: any)
  --rate        requests, 100/1s (default: no limit of its own)
  --cost        cost of operations, 50000/1m (default: no limit of its own)
  --expires     2027-01-31 or 90d; no token is good after it (default: never)
  --overlap     for how long the old secret is still good, 24h (default: not at all)
  --end-tokens  refuses, from now on, the tokens that were issued so far
  --json        prints JSON, for programs

A secret is printed once. Tokens that were issued before a rotation stay good until they expire, in minutes, unless
--end-tokens says otherwise; a revocation ends them at once.`;

export const partnersCommand: CommandGroup = {
  usage,
  run([verb, ...args], context) {
    if (verb === 'issue') return issue(args, context);
    if (verb === 'list') return list(args, context);
    if (verb === 'rotate') return rotate(args, context);
    if (verb === 'revoke') return revoke(args, context);
    const given = verb === undefined ? 'a command is missing' : `${JSON.stringify(verb)} is none of its commands`;
    throw new UsageError(`partners: ${given}; give issue, list, rotate or revoke.\n\n${usage}`);
  },
};

async function issue(args: readonly string[], { admin, clock, print }: CommandContext): Promise<void> {
  const flags = ['name', 'accounts', 'scope', 'origins', 'operations', 'rate', 'cost', 'expires'];
  const { texts, demand, isSet } = parseCommand('partners issue', args, { texts: flags });
  const { origins, operations, rate, cost, expires } = texts;
  const request = {
    name: demand('name', '"Acme portal"'),
    accounts: readList('--accounts', demand('accounts', 'acme,acme-dayton')),
    scope: (texts['scope'] ?? '').trim(),
    restrictions: {
      ...(origins !== undefined && { origins: readList('--origins', origins) }),
      ...(operations !== undefined && { operations }),
      ...(rate !== undefined && { rate: readAllowance('--rate', rate) }),
      ...(cost !== undefined && { cost: readAllowance('--cost', cost) }),
    },
    expires_at: expires === undefined ? null : readExpiry('--expires', expires, clock()),
  };
  printSecret(await admin.call<IssuedSecret>('POST', '/partners', request), isSet('json'), print);
}

async function list(args: readonly string[], { admin, print }: CommandContext): Promise<void> {
  const { isSet } = parseCommand('partners list', args, { texts: [] });
  const answer = await admin.call<{ partners: Partner[] }>('GET', '/partners');
  if (isSet('json')) return print(JSON.stringify(answer, null, 2));
  if (answer.partners.length === 0) return print('There are no partners yet: "partners issue" makes one.');
  const rows = answer.partners.map((partner) => [
    partner.client_id,
    partner.name,
    partner.state,
    partner.accounts.join(','),
    partner.scope,
    partner.last_used_at ?? 'never',
    partner.expires_at ?? 'never',
  ]);
  print(printTable(['CLIENT ID', 'NAME', 'STATE', 'ACCOUNTS', 'SCOPE', 'LAST USED', 'EXPIRES'], rows));
}

async function rotate(args: readonly string[], { admin, print }: CommandContext): Promise<void> {
  const parsed = parseCommand('partners rotate', args, {
    texts: ['overlap'],
    switches: ['end-tokens'],
    argument: '<client id>',
  });
  const overlap = parsed.texts['overlap'];
  const body = {
    overlap_seconds: overlap === undefined ? 0 : readDuration('--overlap', overlap),
    end_tokens: parsed.isSet('end-tokens'),
  };
  const path = `/partners/${encodeURIComponent(parsed.argument)}/secrets`;
  printSecret(await admin.call<IssuedSecret>('POST', path, body), parsed.isSet('json'), print);
}

async function revoke(args: readonly string[], { admin, print }: CommandContext): Promise<void> {
  const { argument, isSet } = parseCommand('partners revoke', args, { texts: [], argument: '<client id>' });
  const answer = await admin.call<{ partner: Partner }>('DELETE', `/partners/${encodeURIComponent(argument)}`);
  if (isSet('json')) return print(JSON.stringify(answer, null, 2));
  print(`${argument} is revoked: it gets no more tokens, and the gateways are told to refuse those that it has.`);
}

function printSecret(issued: IssuedSecret, isJson: boolean, print: (text: string) => void): void {
  const { partner, client_secret: secret } = issued;
  if (isJson) {
    print(JSON.stringify({ client_id: partner.client_id, client_secret: secret, partner }, null, 2));
    return;
  }
  print(
    [
      `client id      ${partner.client_id}`,
      `client secret  ${secret}`,
      '',
      'The secret is shown this once. Hand both over by a way that nobody else reads.',
    ].join('\n'),
  );
}
