import { type Definition, type Flag, type Part, withValue } from './definition.ts';

/** For fish from 3.0. */
export function fish({ check, commands }: Definition): string {
  const prefixes = check.flags.flatMap(({ value }) => (value?.kind === 'prefixed' ? value.words : []));
  const lines = [
    ...check.flags.map((flag) => `complete -c bgplint -n '__bgplint_is none paths' ${ofFlag(flag)}`),
    ...commands.flatMap((part) => [
      `complete -c bgplint -n '__bgplint_is none' -a ${part.name} -d ${quoted(part.text)}`,
      `complete -c bgplint -n '__bgplint_is ${part.name}' -f${operandOf(part)}`,
      ...part.flags.map((flag) => `complete -c bgplint -n '__bgplint_is ${part.name}' ${ofFlag(flag)}`),
    ]),
  ];
  return `# Completion of bgplint for fish: bgplint completion fish | source
function __bgplint_command --description 'The command of the line; paths where there are only such, none before either'
    set -l value no
    set -l tokens (commandline -opc)
    for token in $tokens[2..-1]
        if test $value = yes
            set value no
            continue
        end
        switch $token
            case --
                echo paths
                return
            case ${withValue(check).join(' ')}
                set value yes
            case '-*'
            case ${commands.map(({ name }) => name).join(' ')}
                echo $token
                return
            case '*'
                echo paths
                return
        end
    end
    echo none
end
function __bgplint_is
    contains -- (__bgplint_command) $argv
end
function __bgplint_output
    set -l token (string replace -r -- '^(--output=|-o)' '' (commandline -ct))
    if string match -q -- '*=*' $token
        set -l format (string replace -r -- '=.*' '' $token)
        for path in (__fish_complete_path (string replace -r -- '^[^=]*=' '' $token))
            echo $format=$path
        end
    else
        printf '%s=\\n' ${[...new Set(prefixes)].join(' ')}
    end
end
complete -c bgplint -e
${lines.join('\n')}
`;
}

function ofFlag({ names, text, value }: Flag): string {
  const written = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  return [...written, ...takes(value), `-d ${quoted(text)}`].join(' ');
}

function takes(value: Flag['value']): readonly string[] {
  switch (value?.kind) {
    case undefined:
      return [];
    case 'files':
      return ['-r -F'];
    case 'folders':
      return [`-x -a '(__fish_complete_directories)'`];
    case 'free':
      return ['-x'];
    case 'words':
      return [`-x -a '${value.words.join(' ')}'`];
    case 'prefixed':
      return [`-x -a '(__bgplint_output)'`];
  }
}

function operandOf({ operand }: Part): string {
  return operand?.kind === 'words' ? ` -a '${operand.words.join(' ')}'` : '';
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
