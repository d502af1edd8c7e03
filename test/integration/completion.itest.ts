/** The completion scripts in the shells that they are for. */
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';

const required = process.env['BGPLINT_INTEGRATION'] === 'required';
const has = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;

/** The arguments that complete a line in a shell of its own, and print what is offered. */
const drivers = {
  bash: (script: string, line: string) => [
    '--norc',
    '-c',
    `source "$1"
     declare -a spec=($(complete -p bgplint))
     # As readline does it: \`=\` is a word of its own.
     COMP_WORDS=(); for word in \${2//=/ = }; do COMP_WORDS+=("$word"); done
     [[ $2 == *' ' ]] && COMP_WORDS+=('')
     COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
     for ((i = 0; i < \${#spec[@]}; i++)); do [[ \${spec[i]} == -F ]] && "\${spec[i + 1]}"; done
     printf '%s\\n' "\${COMPREPLY[@]}"`,
    'bash',
    script,
    line,
  ],
  zsh: (script: string, line: string) => [
    '-f',
    fileURLToPath(new URL('zsh-complete.zsh', import.meta.url)),
    script,
    line,
  ],
  fish: (script: string, line: string) => ['-N', '-c', 'source $argv[1]; complete -C $argv[2]', script, line],
} as const;

describe.each(Object.entries(drivers))('%s', (shell, driver) => {
  const there = has(shell);
  if (!there) console.log(`${shell} is not here: its completion is ${required ? 'required' : 'not tested'}.`);
  let folder = '';

  beforeAll(async () => {
    folder = project({ 'plan one.json': '', 'plans/a.yaml': '', 'explained/': '' });
    const { code, out } = await command(folder, ['completion', shell]);
    expect(code).toBe(0);
    writeFileSync(`${folder}/script`, out);
  });

  /** What is offered, without descriptions, the option that a value is joined to, and what the shell puts around. */
  function offered(line: string): string[] {
    const out = execFileSync(shell, driver(`${folder}/script`, line), { cwd: folder, encoding: 'utf8' });
    const found = shell === 'zsh' ? [...out.matchAll(/<<([^>"]*)>>/g)].map(([, one = '']) => one) : out.split('\n');
    return found
      .map((one) => one.replace(/\t.*/, '').replace(/^--\w+=(?=.)/, ''))
      .filter((one) => one !== '' && one !== 'done')
      .sort();
  }

  test.skipIf(!there && !required).each<[string, readonly string[]]>([
    ['bgplint --fo', ['--format']],
    ['bgplint -f js', ['json']],
    ['bgplint --format=js', ['json']],
    ['bgplint --fail-on n', ['never', 'note']],
    ['bgplint plans --requ', ['--require-resources']],
    ['bgplint --color al', ['always']],
    ['bgplint comp', ['completion']],
    ['bgplint --fail-on error comp', ['completion']],
    ['bgplint completion ', ['bash', 'fish', 'zsh']],
    ['bgplint explain calico/global', ['calico/global-peer']],
    ['bgplint explain nothing/', []],
    ['bgplint --terraform-dir pla', [shell === 'fish' ? 'plans/' : 'plans']],
    ['bgplint rules terra', ['terraform']],
    ['bgplint rules -f ', ['json', 'table']],
    ['bgplint rules --requ', []],
    ['bgplint init --dr', ['--dry-run']],
    ['bgplint expl', shell === 'fish' ? ['explain', 'explained/'] : ['explain', 'explained']],
  ])('%s', (line, expected) => {
    expect(offered(line)).toEqual(expected);
  });

  test.skipIf(!there && !required)('the format of a file, and then the file', () => {
    expect(offered('bgplint -o sar').map((one) => one.replace(/=$/, ''))).toEqual(['sarif']);
    // bash completes files by itself where it is offered nothing.
    const files = offered('bgplint -o sarif=pla');
    expect(shell === 'bash' ? ['default'] : files.join()).toEqual(
      shell === 'bash' ? defaults() : expect.stringMatching(/plan.*plans/),
    );
  });

  function defaults(): string[] {
    const said = execFileSync('bash', ['--norc', '-c', 'source "$1"; complete -p bgplint', 'bash', `${folder}/script`]);
    expect(offered('bgplint -c pla')).toEqual([]);
    return /-o (\w+)/.exec(said.toString())?.slice(1) ?? [];
  }
});
