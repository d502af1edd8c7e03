/**
 * `bgplint completion`: a script that completes the command line in a shell. The rules' ids are written into it: to ask
 * bgplint for them at each key would take a tenth of a second, and a script that is made when the shell starts is never
 * older than the installation.
 */

import type { Command } from 'commander';
import type { Shell } from '../command-names.ts';
import { bash } from './bash.ts';
import { type Definition, definitionOf } from './definition.ts';
import { fish } from './fish.ts';
import { zsh } from './zsh.ts';

const scripts: { readonly [shell in Shell]: (definition: Definition) => string } = { bash, zsh, fish };

/** The script for a shell. */
export function completion(program: Command, shell: Shell): string {
  return scripts[shell](definitionOf(program));
}
