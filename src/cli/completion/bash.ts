import { type Definition, type Flag, type Part, type Values, withValue } from './definition.ts';

/** For bash from 3.2, as macOS has it: what only newer ones know is tried, and may fail. */
export function bash({ check, commands }: Definition): string {
  const names = commands.map(({ name }) => name);
  return `# Completion of bgplint for bash: source <(bgplint completion bash)
_bgplint() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]}
  local command='' first=yes words='' at word
  COMPREPLY=()
  # bash makes a word of each \`=\`.
  if [[ $current == '=' ]]; then
    current=''
  elif [[ $previous == '=' ]]; then
    previous=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  # The file of \`-o sarif=\`: bash completes files where nothing is offered.
  [[ $previous != -* && \${COMP_WORDS[COMP_CWORD]}\${COMP_WORDS[COMP_CWORD - 1]} == *=* ]] && return
  for ((at = 1; at < COMP_CWORD; at++)); do
    word=\${COMP_WORDS[at]}
    case $word in
      --) return ;;
      ${withValue(check).join(' | ')})
        ((at++))
        [[ \${COMP_WORDS[at]} == '=' ]] && ((at++))
        [[ \${COMP_WORDS[at + 1]} == '=' ]] && ((at += 2))
        ;;
      -*) ;;
      ${names.join(' | ')})
        command=$word
        break
        ;;
      *)
        first=''
        break
        ;;
    esac
  done
  case $command:$previous in
${[check, ...commands].flatMap((part) => part.flags.flatMap((flag) => ofFlag(part, flag))).join('\n')}
    *)
      case $command:$current in
${[check, ...commands].map((part) => `        ${part.name}:-*) words='${part.flags.flatMap((flag) => flag.names).join(' ')}' ;;`).join('\n')}
${commands.map((part) => `        ${part.name}:*) words='${wordsOf(part.operand)}' ;;`).join('\n')}
        *)
          [[ -n $first ]] || return
          COMPREPLY=($(compgen -W '${names.join(' ')}' -- "$current"))
          # Where a command fits, the files that fit too are told; else bash completes files.
          if [[ \${#COMPREPLY[@]} -gt 0 ]]; then
            while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current")
            compopt -o filenames 2> /dev/null
          fi
          return
          ;;
      esac
      ;;
  esac
  compopt +o default 2> /dev/null
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _bgplint bgplint
`;
}

/** The case in which a flag's value is completed. */
function ofFlag(part: Part, { names, value }: Flag): string[] {
  if (value === undefined) return [];
  const pattern = names.map((name) => `${part.name}:${name}`).join(' | ');
  if (value.kind === 'files') return [`    ${pattern}) return ;;`];
  if (value.kind === 'folders') {
    return [
      `    ${pattern})`,
      '      compopt -o filenames 2> /dev/null',
      '      while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -d -- "$current")',
      '      compopt +o default 2> /dev/null',
      '      return',
      '      ;;',
    ];
  }
  const noSpace = value.kind === 'prefixed' ? 'compopt -o nospace 2> /dev/null; ' : '';
  return [`    ${pattern}) ${noSpace}words='${wordsOf(value)}' ;;`];
}

function wordsOf(values: Values | undefined): string {
  if (values?.kind === 'prefixed') return values.words.map((word) => `${word}=`).join(' ');
  return values?.kind === 'words' ? values.words.join(' ') : '';
}
