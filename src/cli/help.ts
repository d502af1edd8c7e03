/** `--help`: all of the command on one screen of 80 columns and 48 lines. */

import type { Command, Help, Option } from 'commander';
import { largest } from '../lib/lists.ts';
import { wrap } from '../lib/text.ts';
import { reporterNames } from '../report/index.ts';

const columns = 80;
const gutter = 2;

/**
 * The options by what they are for, in the order of the help. Two of a kind share a row, with a text of its own, and
 * so has an option whose description is too long for one line. One that is in no section is shown under a heading of its own, and a test asks for its place.
 */
export const sections: readonly {
  readonly heading: string;
  readonly rows: readonly { readonly options: readonly string[]; readonly text?: string }[];
}[] = [
  {
    heading: 'What to check',
    rows: [
      { options: ['--stdin-filename'], text: 'a file name for standard input (only with -)' },
      { options: ['--terraform-dir'], text: 'sources of the plans, to place findings in' },
      { options: ['--require-resources'] },
      { options: ['--allow-empty'] },
      { options: ['--list-files'] },
      { options: ['--config', '--no-config'], text: 'the configuration; --no-config: read none' },
      { options: ['--print-config'] },
      { options: ['--config-from'], text: 'config and baseline as they are at that commit' },
      // Hidden: it is for CI that reports everything.
      { options: ['--loosened-from'] },
    ],
  },
  {
    heading: 'What to report',
    rows: [
      { options: ['--format'] },
      { options: ['--output'] },
      { options: ['--fail-on'] },
      { options: ['--quiet', '--statistics'], text: 'print only what fails the run; count findings' },
      { options: ['--show-suppressed'] },
      { options: ['--color'] },
    ],
  },
  {
    heading: 'Only part of it',
    rows: [
      { options: ['--changed', '--hook'], text: 'report what changed since HEAD; only on the paths' },
      { options: ['--changed-from'], text: 'report what changed since the merge base with it' },
      { options: ['--report-on'] },
      { options: ['--only'] },
      { options: ['--skip'] },
      { options: ['--baseline', '--no-baseline'], text: 'findings accepted so far; --no-baseline: none' },
      { options: ['--update-baseline'] },
      { options: ['--prune-baseline'] },
    ],
  },
  {
    heading: 'Fixes',
    rows: [
      { options: ['--fix', '--fix-review'], text: 'write the safe fixes; those to review as well' },
      { options: ['--diff'] },
    ],
  },
];

const examples = `A folder with the name of a command: bgplint ./map
Exit codes: 0 nothing at or above --fail-on (error), 1 findings, 2 not done
Examples:
  bgplint manifests plan.json          check manifests and a plan together
  kustomize build prod | bgplint -     check what will be applied
  bgplint -o sarif=bgp.sarif           write a report for CI, and print it too
`;

type Row = readonly [term: string, text: string];

/** The help of the whole command. What commander's own layout shows in 60 lines is too long to be read. */
export function rootHelp(program: Command, help: Help): string {
  const shown = new Set<Option>();
  const find = (long: string) => program.options.find((option) => option.long === long && !option.hidden);
  const parts = sections.map(({ heading, rows }): readonly [string, readonly Row[]] => {
    const present = rows.flatMap(({ options, text }): Row[] => {
      const listed = options.flatMap((long) => find(long) ?? []);
      for (const option of listed) shown.add(option);
      const [first] = listed;
      if (first === undefined) return [];
      return [[termOf(listed), text ?? textOf(first)]];
    });
    return [heading, present];
  });
  const general = help.visibleOptions(program).filter(({ long }) => long === '--help' || long === '--version');
  for (const option of general) shown.add(option);
  const others = program.options.filter((option) => !option.hidden && !shown.has(option));
  const commands: Row[] = [
    ...help.visibleCommands(program).map((command): Row => [termOfCommand(command), command.summary()]),
    [general.map(({ flags }) => flags.replace(', ', ' ')).join(', '), 'print the versions; this help'],
  ];
  const all = [...parts, ['Other', others.map((option): Row => [termOf([option]), textOf(option)])] as const];
  const width = largest([...all.flatMap(([, rows]) => rows), ...commands].map(([term]) => term.length));
  const list = ([heading, rows]: readonly [string, readonly Row[]]) =>
    rows.length === 0 ? [] : [`${heading}:`, ...rows.map(([term, text]) => `  ${term.padEnd(width + gutter)}${text}`)];
  return [
    'Usage: bgplint [options] [paths...]   or   bgplint <command>',
    program.description(),
    ...all.flatMap(list),
    ...wrap(`Formats: ${reporterNames.join(' ')}`, columns),
    ...list(['Commands', commands]),
    examples,
  ].join('\n');
}

/** `-c, --config <file>`; a second option of the row follows, where it is no negation. */
function termOf(options: readonly Option[]): string {
  const indent = options[0]?.short === undefined ? '    ' : '';
  const shown = options.filter(({ negate }, i) => i === 0 || !negate);
  return `${indent}${shown.map(({ flags }) => flags).join(', ')}`;
}

/** With its choices, the default first. The formats are listed once, for --format and --output. */
function textOf({ description, argChoices = [] }: Option): string {
  return argChoices.length === 0 || argChoices.length > 4 ? description : `${description}: ${argChoices.join(', ')}`;
}

function termOfCommand(command: Command): string {
  return [command.name(), command.usage().replace(/^\[options\] ?/, '')].filter(Boolean).join(' ');
}
