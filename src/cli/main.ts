/** The command line: arguments in, an exit code out. */

import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { neutralise } from '../lib/text.ts';
import { Refusal } from '../project/refusal.ts';
import { reporterNames } from '../report/index.ts';
import { check } from './check.ts';
import { addCommands } from './commands.ts';
import { rootHelp } from './help.ts';
import type { CheckOptions } from './options.ts';
import { exit, type Process } from './process.ts';
import { versionText } from './version.ts';

/** Runs one command. Whatever goes wrong is one sentence on standard error and exit 2, never a stack trace. */
export async function main(caller: Process): Promise<number> {
  let code: number = exit.clean;
  const program = commandLine(caller, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(caller.arguments, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exit.clean;
    caller.err(`bgplint: ${sentence(error)}\n`);
    if (!(error instanceof Refusal || error instanceof CommanderError) && caller.env['BGPLINT_DEBUG'] !== undefined) {
      caller.err(`${error instanceof Error ? error.stack : String(error)}\n`);
    }
    return exit.failed;
  }
}

function sentence(error: unknown): string {
  // Names in quotes have their line ends spelled out; a line end that is left separates two sentences.
  if (error instanceof Refusal) return error.message.split('\n').map(neutralise).join('\n');
  if (error instanceof CommanderError) {
    const message = error.message
      .replace(/^error: /, '')
      .replace(/\s*\n\s*/g, ' ')
      .replace(/[.\s]+$/, '');
    return `${neutralise(message)}. See bgplint --help.`;
  }
  const message = error instanceof Error ? error.message : String(error);
  return `a bug in bgplint: ${neutralise(message)}. Please report it; BGPLINT_DEBUG=1 shows where it happened.`;
}

/** The whole command line, as commander reads it. `done` takes the exit code. */
export function commandLine(caller: Process, done: (code: number) => void): Command {
  const program = new Command('bgplint')
    .description('Checks both ends of BGP sessions on Kubernetes before they are applied.')
    .argument('[paths...]', 'files, folders and globs; - reads standard input')
    .addOption(
      new Option('-f, --format <name>', 'how to report on standard output').choices(reporterNames).default('pretty'),
    )
    .option('-o, --output <format=file>', 'write a report to a file as well (repeatable)', outputs)
    .addOption(
      new Option('--fail-on <level>', 'exit 1 from here on')
        .choices(['error', 'warning', 'note', 'never'])
        .default('error'),
    )
    .option('-c, --config <file>', 'the configuration, instead of that of the repository')
    .option('--no-config', 'read no configuration')
    .option('--config-from <ref>', 'the config and baseline as they are at that commit')
    .option('--print-config', 'print the configuration in force, and stop')
    .option('--list-files', 'print what is read, what is not and why, and stop')
    .option('--baseline <file>', 'findings that are accepted: only others count')
    .option('--no-baseline', "ignore the configuration's baseline")
    .addOption(new Option('--update-baseline', 'write all findings into the baseline').conflicts('pruneBaseline'))
    .option('--prune-baseline', 'remove from the baseline what is fixed')
    .option('--require-resources', 'exit 2 if nothing about BGP was found')
    .option('--allow-empty', 'exit 0 if there was no file to check')
    .option('-q, --quiet', 'print only what fails the run')
    .addOption(new Option('--statistics', 'count findings by rule instead').conflicts('diff'))
    .option('--show-suppressed', 'list suppressed findings too')
    .option('--fix', 'fix what is certain, and report what is left')
    .option('--fix-review', 'fix also what a person must look at afterwards')
    .option('--diff', 'print what --fix would change, and change nothing')
    .option('--stdin-filename <file>', 'a file name for standard input, for reports and globs')
    .option(
      '--terraform-dir <dir>',
      'the sources of a plan, where findings are then placed (repeatable)',
      (dir, dirs: string[] = []) => [...dirs, dir],
    )
    .option('--changed', 'report only on what changed since HEAD, and read everything')
    .option('--changed-from <ref>', 'report only on what changed since the merge base with it')
    .addOption(
      new Option(
        '--loosened-from <ref>',
        'say what config and baseline loosen since the merge base with it',
      ).hideHelp(),
    )
    .option('--report-on <file>', 'report only on a file or folder (repeatable)', (file, files: string[] = []) => [
      ...files,
      file,
    ])
    .option('--only <rules>', 'only these rules or @classes (repeatable)', words)
    .option('--skip <rules>', 'not these; enforced rules stay (repeatable)', words)
    .option('--hook', 'for pre-commit: read the working directory, and report on the paths')
    .addOption(new Option('--color <when>', 'use color').choices(['auto', 'always', 'never']).default('auto'))
    .version(versionText(caller), '-V, --version', 'print the versions of bgplint, its rules and what they know')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .enablePositionalOptions()
    .action(async (paths: string[], options: CheckOptions) => {
      done(await check(caller, paths, options));
    });
  addCommands(program, caller, done);
  // Afterwards: commands would take it over.
  program.configureHelp({ formatHelp: rootHelp });
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeOut: caller.out, writeErr: () => undefined });
  }
  return program;
}

/** Collects `--output sarif=a.sarif`. */
function outputs(value: string, earlier: CheckOptions['output'] = []): CheckOptions['output'] {
  const [, name = '', file = ''] = /^([^=]*)=(.*)$/s.exec(value) ?? [];
  const format = reporterNames.find((known) => known === name);
  if (format === undefined || file === '') {
    throw new InvalidArgumentError(`It must be format=file, with one of the formats ${reporterNames.join(', ')}.`);
  }
  return [...earlier, { format, file }];
}

/** Collects `--only calico,@security`: one argument at a time, so that no path is taken for a rule. */
function words(value: string, earlier: readonly string[] = []): readonly string[] {
  const given = value.split(',').map((word) => word.trim());
  if (given.includes(''))
    throw new InvalidArgumentError('It must be rules with commas between them, such as calico/global-peer,metallb.');
  return [...earlier, ...given];
}
