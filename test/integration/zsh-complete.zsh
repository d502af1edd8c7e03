# Completes a line in a zsh of its own, and prints each match between marks: zsh -f zsh-complete.zsh <script> <line>
zmodload zsh/zpty || exit 3
zpty z zsh -f -i
zpty -w z "PROMPT=; RPROMPT=; autoload -Uz compinit && compinit -u -D; source ${(q)1}"
zpty -w z 'compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
  local -a found
  builtin compadd -A found "$@"
  local one
  for one in $found; do print -r -- "<<$one>>"; done
}'
zpty -w z 'tell() { zle complete-word; print -r -- "<<do""ne>>" }; zle -N tell; bindkey "^I" tell; print -r -- "<<rea""dy>>"'
zpty -r -m z line '*<<ready>>*'
zpty -n -w z "$2"$'\t'
zpty -r -m z line '*<<done>>*'
print -r -- $line
zpty -d z
