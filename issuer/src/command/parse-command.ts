// Takes a command apart: its verb, its flags, its one argument.
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './usage-error.ts';

/** Flags that take a value, and flags that do not. */
export interface CommandFlags {
  readonly texts: readonly string[];
  readonly switches?: readonly string[];
  /** What the one argument is called. Default: there is none. */
  readonly argument?: string;
}

export interface ParsedCommand {
  readonly texts: Readonly<Record<string, string | undefined>>;
  readonly isSet: (flag: string) => boolean;
  /** Empty when there is none to give. */
  readonly argument: string;
  /** The value of a flag that has to be there. */
  readonly demand: (flag: string, example: string) => string;
}

export function parseCommand(name: string, args: readonly string[], flags: CommandFlags): ParsedCommand {
  const options: NonNullable<ParseArgsConfig['options']> = Object.fromEntries([
    ...flags.texts.map((flag) => [flag, { type: 'string' }]),
    ...['json', ...(flags.switches ?? [])].map((flag) => [flag, { type: 'boolean' }]),
  ]) as NonNullable<ParseArgsConfig['options']>;
  const known = Object.keys(options)
    .map((flag) => `--${flag}`)
    .join(', ');
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(`${name}: ${(cause as Error).message.split('. ', 1)[0]}. Its flags are ${known}.`, { cause });
  }
  const { values, positionals } = parsed;
  const expected = flags.argument === undefined ? 0 : 1;
  if (positionals.length !== expected) {
    throw new UsageError(
      expected === 0
        ? `${name} takes no argument, but was given ${positionals.map((each) => JSON.stringify(each)).join(' ')}. Its flags are ${known}.`
        : `${name} takes one argument, ${flags.argument}, but was given ${positionals.length}.`,
    );
  }
  const texts = values as Record<string, string | undefined>;
  return {
    texts,
    isSet: (flag) => values[flag] === true,
    argument: positionals[0] ?? '',
    demand(flag, example) {
      const text = texts[flag];
      if (text === undefined || text.trim() === '') {
        throw new UsageError(`${name} needs --${flag}: for example --${flag} ${example}`);
      }
      return text;
    },
  };
}
