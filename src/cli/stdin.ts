/** What `-` reads. */
import { bytesOf, clause } from '../host/files.ts';
import { sniff, stdinName, type Text } from '../lint/texts.ts';
import { DecodeError, textOf } from '../read/index.ts';
import type { CheckOptions } from './options.ts';
import { Refusal, type World } from './world.ts';

/** Standard input as a text: under the name that the options give it, whose ending tells YAML from JSON. */
export function readStdin(world: World, { stdinFilename: file = stdinName }: CheckOptions): Text {
  try {
    const text = textOf(bytesOf(stdinOf(world)));
    const kind = /\.json$/i.test(file) ? 'json' : /\.ya?ml$/i.test(file) ? 'yaml' : sniff(text);
    return { file, text, kind };
  } catch (error) {
    if (error instanceof DecodeError) throw new Refusal(`Standard input cannot be read: ${error.message}.`);
    throw error;
  }
}

function stdinOf(world: World): Uint8Array {
  try {
    return world.readStdin();
  } catch (error) {
    throw new Refusal(`Standard input cannot be read: ${clause(error)}.`);
  }
}
