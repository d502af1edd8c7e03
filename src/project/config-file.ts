/** Finds and reads bgplint.yaml. */
import { quotedAddress } from '../config/address-quotes.ts';
import { defaultConfig, readConfig } from '../config/read.ts';
import { kindAt, repositoryOf } from '../lib/files.ts';
import type { FileSystem, Host } from '../lib/host.ts';
import { defaultLimits } from '../lib/limits.ts';
import { LineIndex } from '../lib/lines.ts';
import { child, folderOf, isWithin, relative } from '../lib/paths.ts';
import { neutralise } from '../lib/text.ts';
import type { Config } from '../model/config.ts';
import type { Document, Path } from '../model/document.ts';
import type { Rule } from '../model/rule.ts';
import { parseYaml } from '../parse/index.ts';
import { staysIn } from './links.ts';
import { ownText } from './own-file.ts';
import { type Fault, Refusal } from './refusal.ts';

const names = ['bgplint.yaml', 'bgplint.yml'];

/** People write configs by hand. */
const mostBytes = 1 << 20;

export interface LoadedConfig {
  readonly config: Config;
  readonly file?: { readonly document: Document; readonly folder: string; readonly path: string };
  /** What to say of the choice. */
  readonly warnings: readonly string[];
}

interface Found {
  /** The config in force; undefined where none is. */
  readonly path?: string;
  /** Sentences about configs that are not in force, or that lie where nobody would look. */
  readonly warnings: readonly string[];
}

/**
 * The config of the repository: upwards from the first path, the one nearest to the folder with `.git`, or to the working
 * directory. One that lies deeper cannot silence what that of the repository reads. Where the repository has none, one that
 * lies deeper holds for what is below it, and only where nothing else is checked.
 */
function findConfig(files: FileSystem, cwd: string, paths: readonly string[]): Found {
  const [first = cwd] = paths;
  const start = kindAt(files, first) === 'folder' ? first : folderOf(first);
  // Whoever stands at the top of a disk is not in a project: what lies on the way from there is anybody's.
  const last = repositoryOf(files, start) ?? (folderOf(cwd) !== '' && isWithin(cwd, start) ? cwd : start);
  const configs: string[] = [];
  for (let folder = start; folder !== ''; folder = folder === last ? '' : folderOf(folder)) {
    const path = names.map((name) => child(folder, name)).find((one) => kindAt(files, one) === 'file');
    if (path !== undefined) configs.push(path);
  }
  const path = configs.at(-1);
  if (path === undefined) return { warnings: [] };
  const show = (of: string) => JSON.stringify(relative(cwd, of));
  const others = configs
    .slice(0, -1)
    .map((other) => `${show(other)} is not used: the configuration is ${show(path)}; --config selects another`);
  const folder = folderOf(path);
  if (folder === last || folder === cwd) return { path, warnings: others };
  if (paths.some((one) => !isWithin(folder, one))) {
    return {
      warnings: [...others, `${show(path)} is not used: it applies only to its own folder; --config selects it`],
    };
  }
  // Of a folder that was named its own configuration is no surprise: the ledger names it.
  if (folder === start) return { path, warnings: others };
  return { path, warnings: [...others, `the configuration is ${show(path)}, because ${show(last)} has none`] };
}

/**
 * Reads the config that was named, that of the repository, or none. Refuses one with a fault, and says each fault. The host's
 * files are those of a commit where its config is meant.
 */
export async function loadConfig(
  host: Host,
  cwd: string,
  named: string | false | undefined,
  paths: readonly string[],
  rules: readonly Rule[],
): Promise<LoadedConfig> {
  const { files } = host;
  if (named === false) return { config: defaultConfig, warnings: [] };
  const { path, warnings }: Found =
    named === undefined ? findConfig(files, cwd, paths) : { path: host.absolute(cwd, named), warnings: [] };
  return { ...(await load(cwd, named, path, rules, files)), warnings };
}

async function load(
  cwd: string,
  named: string | undefined,
  path: string | undefined,
  rules: readonly Rule[],
  files: FileSystem,
): Promise<Omit<LoadedConfig, 'warnings'>> {
  if (path === undefined) return { config: defaultConfig };
  const file = relative(cwd, path);
  if (named === undefined && leadsOut(path, files)) {
    throw new Refusal(
      `The config ${JSON.stringify(file)} is a link to a file outside its repository: name it with --config.`,
    );
  }
  const source = { file, text: ownText(path, file, 'config', mostBytes, files) };
  const { documents, problems } = parseYaml(source, { limits: defaultLimits, wants: () => true });
  const lines = new LineIndex(source.text);
  const refusal = (faults: readonly Omit<Fault, 'path'>[]) => {
    const sentences = faults.map(({ offset, message }) => {
      const { line, column } = lines.position(offset);
      return `${neutralise(file)}:${line}:${column}: ${neutralise(message)}`;
    });
    return new Refusal(
      sentences.join('\nbgplint: '),
      faults.map((one) => ({ path, ...one })),
    );
  };
  const [fault] = problems;
  if (fault !== undefined) {
    const { reason = `the key ${fault.detail['key']} appears twice` } = fault.detail;
    const offset = fault.mark?.start ?? 0;
    throw refusal([{ offset, message: `The config cannot be read: ${reason}${quotes(source.text, offset)}.` }]);
  }
  const [document] = documents;
  if (document === undefined) return { config: defaultConfig };
  const read = await readConfig(source, document.value, rules);
  if ('errors' in read) {
    const spans = document.locate(read.errors);
    const faults = read.errors.map((error, i) => {
      const offset = spans[i]?.start ?? 0;
      return { offset, message: `${error.message}${isNode(error.path) ? quotes(source.text, offset) : ''}` };
    });
    throw refusal(faults);
  }
  return { config: read.config, file: { document, folder: folderOf(path), path } };
}

function isNode([first, second, item]: Path): boolean {
  return first === 'terraform' && second === 'nodes' && item !== undefined;
}

/** What to write where YAML took a part of an address of Terraform for its own signs. */
function quotes(text: string, offset: number): string {
  const quoted = quotedAddress(text, offset);
  return quoted === undefined ? '' : `; YAML wants this address in quotes: ${quoted}`;
}

/** True for a link to a file elsewhere: what is wrong in it is printed, and a stranger may have made the link. */
function leadsOut(path: string, files: FileSystem): boolean {
  return !staysIn(files, repositoryOf(files, path) ?? folderOf(path), path);
}
