import { describe, expect, test } from 'vitest';
import { shells } from '../../src/cli/command-names.ts';
import { definitionOf } from '../../src/cli/completion/definition.ts';
import { completion } from '../../src/cli/completion/index.ts';
import { commandLine } from '../../src/cli/main.ts';
import { caller, command } from '../support/command.ts';
import { policy } from '../support/run.ts';

const program = commandLine(caller('/'), () => undefined);

describe.each(shells)('%s', (shell) => {
  const script = completion(program, shell);

  test('knows every option and every command of the definition', () => {
    for (const part of [program, ...program.commands]) {
      for (const { short, long, argChoices } of part.createHelp().visibleOptions(part)) {
        for (const name of [short, long].filter((one) => one !== undefined)) {
          const told = name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`;
          expect(script).toContain(shell === 'fish' ? told : name);
        }
        for (const choice of argChoices ?? []) expect(script).toContain(choice);
      }
    }
    for (const { name } of definitionOf(program).commands) expect(script).toContain(name);
  });

  test('takes a new option without another word', () => {
    const extended = commandLine(caller('/'), () => undefined).option('-z, --zebra <file>', 'it\'s [new]: "quoted"');
    const added = completion(extended, shell);
    expect(added).toContain(shell === 'fish' ? '-l zebra' : '--zebra');
    expect(added.split('\n').length).toBeGreaterThanOrEqual(script.split('\n').length);
  });

  test('holds every rule, and nothing that a shell would read', () => {
    for (const { id } of policy.rules) expect(script).toContain(id);
    for (const part of [definitionOf(program).check, ...definitionOf(program).commands]) {
      for (const values of [part.operand, ...part.flags.map((flag) => flag.value)]) {
        if (values?.kind !== 'words' && values?.kind !== 'prefixed') continue;
        for (const word of values.words) expect(word).toMatch(/^[\w./-]+$/);
      }
    }
  });
});

test('a value that nobody described is a fault', () => {
  const extended = commandLine(caller('/'), () => undefined).option('--zebra <stripes>', 'new');
  expect(() => definitionOf(extended)).toThrow('<stripes>');
});

test.each([
  [['completion'], /missing required argument 'shell'/],
  [['completion', 'tcsh'], /'tcsh' is invalid.*bash, zsh, fish/],
])('%s is exit 2', async (args, sentence) => {
  const { code, out, err } = await command('/', args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(sentence);
});
