/** The commands beside the check: what they take, and where their code is. */

import { Argument, type Command, Option } from 'commander';
import { exportNames } from '../export/index.ts';
import { nearest } from '../lib/nearest.ts';
import { Refusal } from '../project/refusal.ts';
import { commandNames, type Shell, shells } from './command-names.ts';
import type { ExplainOptions } from './explain/index.ts';
import type { MapOptions } from './map.ts';
import type { Process } from './process.ts';
import type { SandboxOptions } from './sandbox/index.ts';

/** Adds the commands to the program. `done` takes the exit code where it is not 0. */
export function addCommands(program: Command, caller: Process, done: (code: number) => void): void {
  program
    .command('map')
    .argument('[paths...]', 'files, folders and globs; - reads standard input')
    .summary('draw nodes, routers and sessions')
    .description(
      'Draws the topology that the files describe: nodes, routers and sessions, each sound, faulty (with the rules ' +
        'that say so) or unknown. Findings do not change the exit code.',
    )
    .addOption(new Option('-f, --format <name>', 'what to write').choices(exportNames).default('mermaid'))
    .option(
      '-o, --output <file>',
      'write it to a file instead, as html=map.html in another format (repeatable)',
      (value, earlier: readonly string[] = []) => [...earlier, value],
    )
    .option('-c, --config <file>', "a configuration to use instead of the repository's")
    .option('--no-config', 'read no configuration')
    .option('--stdin-filename <file>', 'a file name for standard input')
    .option(
      '--terraform-dir <dir>',
      'the Terraform sources of a plan (repeatable)',
      (dir, dirs: readonly string[] = []) => [...dirs, dir],
    )
    .option('--allow-empty', 'exit 0 if there is nothing to draw')
    .action(async (paths: string[], options: MapOptions) => {
      const { map } = await import('./map.ts');
      done(await map(caller, paths, options));
    });
  program
    .command('sandbox')
    .summary('check what you paste, in a browser')
    .description(
      'Serves a page that checks what you paste, on this machine and until Ctrl+C. What you paste stays in the browser.',
    )
    .option('-o, --out <file>', 'write the page to a file instead, which opens from the disk')
    .option('-p, --port <number>', 'the port (default: a free one)')
    .option('--open', 'open it in a browser')
    .action(async (options: SandboxOptions) => {
      const { sandbox } = await import('./sandbox/index.ts');
      await sandbox(caller, options);
    });
  program
    .command('init')
    .summary('write a config, a baseline, a hook and a workflow')
    .description(
      'Looks at this repository and writes what it lacks: bgplint.yaml with what was seen, a baseline of the ' +
        'findings, an entry in .pre-commit-config.yaml, and a GitHub workflow. Nothing that exists is overwritten.',
    )
    .option('-y, --yes', 'do not ask')
    .option('-n, --dry-run', 'only print what would be written')
    .action(async (options: { yes?: true; dryRun?: true }) => {
      const { init } = await import('./init/index.ts');
      done(await init(caller, options));
    });
  program
    .command('rules')
    .argument('[family]', 'only the rules of this family, such as calico')
    .summary('list the rules')
    .description('Lists the rules: id, level and title. On a terminal they are laid out for its width.')
    .addOption(new Option('-f, --format <name>', 'the output format').choices(['table', 'json']).default('table'))
    .action(async (family: string | undefined, options: { format: 'table' | 'json' }) => {
      const { listRules } = await import('./rules.ts');
      listRules(caller, family, options.format);
    });
  program
    .command('explain')
    .argument('<rule...>', 'ids, such as calico/global-peer; a family is listed')
    .summary('say what a rule is about, with an example')
    .description('Says why a rule exists and what to do about its findings, and shows an example, flagged and fixed.')
    .option('--open', "open the rule's page in a browser, or print its address")
    .action(async (rules: string[], options: ExplainOptions) => {
      const { explain } = await import('./explain/index.ts');
      await explain(caller, rules, options);
    });
  program
    .command('lsp')
    .summary('serve an editor, as a language server')
    .description('Serves an editor over standard input and output, in the Language Server Protocol.')
    .addOption(new Option('--stdio', 'what it does anyway').hideHelp())
    .addOption(new Option('--clientProcessId <id>', 'the process to end with').hideHelp())
    .action(async () => {
      const { lsp } = await import('./lsp.ts');
      await lsp(caller);
    });
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'the shell that the script is for').choices(shells))
    .summary('print a script that completes bgplint in a shell')
    .description('Prints a script that completes options, their values, commands and rules.')
    .addHelpText(
      'after',
      `
Into the file that your shell reads at its start:
  bash   source <(bgplint completion bash)        in ~/.bashrc
  zsh    source <(bgplint completion zsh)         in ~/.zshrc, after compinit
  fish   bgplint completion fish | source         in ~/.config/fish/config.fish`,
    )
    .action(async (shell: Shell) => {
      const { completion } = await import('./completion/index.ts');
      caller.out(completion(program, shell));
    });
  program
    .command('help')
    .argument('[command]', 'the command to describe')
    .summary('print this help, or that of a command')
    .description('Prints the help of bgplint, or of one of its commands.')
    .action((name: string | undefined) => {
      const wanted = name === undefined ? program : program.commands.find((one) => one.name() === name);
      if (wanted === undefined) throw new Refusal(unknownCommand(name ?? ''));
      wanted.outputHelp();
    });
  program.hook('preSubcommand', (_, command) => {
    const misplaced = program.options.find((option) => program.getOptionValueSource(option.attributeName()) === 'cli');
    if (misplaced === undefined) return;
    const name = command.name();
    throw new Refusal(
      `${misplaced.long} is before the command ${name}: write it after, if bgplint ${name} --help lists it.`,
    );
  });
}

function unknownCommand(name: string): string {
  const said = `There is no command ${JSON.stringify(name)}`;
  if (/^[\w-]+\/[\w-]+$/.test(name)) return `${said}: did you mean bgplint explain ${name}?`;
  const near = nearest(name, commandNames);
  if (near !== undefined) return `${said}: did you mean bgplint help ${near}?`;
  return `${said}: the commands are ${commandNames.join(', ')}; bgplint --help is about the check itself.`;
}
