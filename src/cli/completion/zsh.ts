import { type Definition, type Flag, type Part, type Values, withValue } from './definition.ts';

/** For zsh's own completion system; as a file in `fpath`, named `_bgplint`, it works too. */
export function zsh({ check, commands }: Definition): string {
  const prefixes = check.flags.flatMap(({ value }) => (value?.kind === 'prefixed' ? value.words : []));
  return `#compdef bgplint
# Completion of bgplint for zsh: source <(bgplint completion zsh)
_bgplint_output() {
  if compset -P '*='; then
    _files
  else
    compadd -S = -q -- ${[...new Set(prefixes)].join(' ')}
  fi
}
_bgplint_operand() {
  local -a commands
  local ret=1
  commands=(
${commands.map(({ name, text }) => `    ${quoted(`${name}:${text}`)}`).join('\n')}
  )
  _describe -t commands command commands && ret=0
  _files && ret=0
  return ret
}
_bgplint() {
  local -i at
  local command=''
  for ((at = 2; at < CURRENT; at++)); do
    case $words[at] in
      (--) break ;;
      (${withValue(check).join('|')}) ((at++)) ;;
      (-*) ;;
      (${commands.map(({ name }) => name).join('|')})
        command=$words[at]
        break
        ;;
      (*) break ;;
    esac
  done
  if [[ -n $command ]]; then
    ((CURRENT -= at - 1))
    shift $((at - 1)) words
  fi
  case $command in
${[...commands, check].map(ofPart).join('\n')}
  esac
}
if [[ $funcstack[1] == _bgplint ]]; then
  _bgplint "$@"
else
  compdef _bgplint bgplint
fi
`;
}

function ofPart(part: Part): string {
  const operand =
    part.name === ''
      ? [`'1: :_bgplint_operand'`, `'*:file:_files'`]
      : part.operand === undefined
        ? []
        : [quoted(`1:operand:${action(part.operand)}`)];
  const specs = [...part.flags.map(specOf), ...operand];
  return `    (${part.name === '' ? '*' : part.name})\n      _arguments -s -S : \\\n${specs.map((spec) => `        ${spec}`).join(' \\\n')}\n      ;;`;
}

/** \`'(-f --format)'{-f+,--format=}'[text]:name:(a b)'\`: the value may be a word of its own, or joined. */
function specOf({ names, text, value, repeatable }: Flag): string {
  const written = names.map((name) => (value === undefined ? name : name.startsWith('--') ? `${name}=` : `${name}+`));
  const exclusive = repeatable ? `'*'` : `'(${names.join(' ')})'`;
  const description = `[${text.replace(/[\][:\\]/g, '\\$&')}]`;
  const takes = value === undefined ? '' : `:${value.name.replaceAll(':', '\\:')}:${action(value)}`;
  const alternatives = written.length > 1 ? `{${written.join(',')}}` : (written[0] ?? '');
  return `${exclusive}${alternatives}${quoted(description + takes)}`;
}

function action(values: Values): string {
  switch (values.kind) {
    case 'files':
      return '_files';
    case 'folders':
      return '_path_files -/';
    case 'words':
      return `(${values.words.join(' ')})`;
    case 'prefixed':
      return '_bgplint_output';
    case 'free':
      return ' ';
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
