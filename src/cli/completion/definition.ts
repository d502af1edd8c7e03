/** The command line as completions see it: read off the commander definition, so that no option is ever missing. */

import type { Argument, Command, Option } from 'commander';
import { nodePolicy } from '../../host/policy.ts';
import { ruleFamily } from '../../lib/rules.ts';
import { reporterNames } from '../../report/index.ts';
import { commandNames } from '../command-names.ts';

/** What a value may be: any file, any folder, one of some words, words before `=` and a file, or what no list holds. */
export type Values =
  | { readonly kind: 'files' }
  | { readonly kind: 'folders' }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'prefixed'; readonly words: readonly string[] }
  | { readonly kind: 'free' };

export interface Flag {
  /** `-f` and `--format`, or only one of them. */
  readonly names: readonly string[];
  readonly text: string;
  /** Undefined for a switch. */
  readonly value?: Values & { readonly name: string };
  readonly repeatable: boolean;
}

/** The check itself (its name is empty), or a command. */
export interface Part {
  readonly name: string;
  readonly text: string;
  readonly flags: readonly Flag[];
  /** What its first operand may be; undefined where it takes none. */
  readonly operand?: Values;
}

export interface Definition {
  readonly check: Part;
  readonly commands: readonly Part[];
}

/** Reads the definition. Throws where a value's name, the word in `<>`, is not known here: say what it stands for. */
export function definitionOf(program: Command): Definition {
  const part = (command: Command, name: string): Part => {
    const [argument] = command.registeredArguments;
    return {
      name,
      text: command.summary(),
      flags: command.createHelp().visibleOptions(command).map(flagOf),
      ...(argument === undefined ? {} : { operand: operandOf(argument) }),
    };
  };
  return { check: part(program, ''), commands: program.commands.map((command) => part(command, command.name())) };
}

function flagOf(option: Option): Flag {
  const { short, long, description, argChoices, flags } = option;
  const name = /[<[]([^\]>]*)/.exec(flags)?.[1]?.replace(/\.+$/, '');
  return {
    names: [short, long].filter((one) => one !== undefined),
    text: description,
    ...(name === undefined ? {} : { value: { name, ...valuesOf(name, argChoices) } }),
    repeatable: option.variadic || /\(repeatable\)/.test(description),
  };
}

function operandOf(argument: Argument): Values {
  return valuesOf(argument.name(), argument.argChoices);
}

function valuesOf(name: string, choices: readonly string[] | undefined): Values {
  if (choices !== undefined) return { kind: 'words', words: choices };
  switch (name) {
    case 'file':
    case 'paths':
      return { kind: 'files' };
    case 'format=file':
      return { kind: 'prefixed', words: reporterNames };
    case 'rule':
      return { kind: 'words', words: nodePolicy().rules.map((rule) => rule.id) };
    case 'rules':
      return { kind: 'words', words: [...families(), ...nodePolicy().rules.map((rule) => rule.id)] };
    case 'command':
      return { kind: 'words', words: commandNames };
    case 'family':
      return { kind: 'words', words: families() };
    case 'dir':
      return { kind: 'folders' };
    case 'ref':
    case 'number':
      return { kind: 'free' };
    default:
      throw new Error(`completions do not know what <${name}> stands for`);
  }
}

function families(): readonly string[] {
  return [...new Set(nodePolicy().rules.map(({ id }) => ruleFamily(id)))];
}

/** The names of the options that take a value: what follows them is no operand. */
export function withValue(part: Part): readonly string[] {
  return part.flags.filter((flag) => flag.value !== undefined).flatMap((flag) => flag.names);
}
