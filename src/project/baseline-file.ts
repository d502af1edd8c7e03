/** Finds and reads the baseline. */

import { kindAt, repositoryOf } from '../lib/files.ts';
import type { Host } from '../lib/host.ts';
import { defaultLimits } from '../lib/limits.ts';
import { LineIndex } from '../lib/lines.ts';
import { relative } from '../lib/paths.ts';
import { neutralise } from '../lib/text.ts';
import type { LintRequest } from '../lint/request.ts';
import type { Document, Json, Parsed, SourceFile } from '../model/document.ts';
import { parseJson } from '../parse/index.ts';
import { mostBaselineBytes, readBaseline } from '../suppress/baseline.ts';
import type { LoadedConfig } from './config-file.ts';
import { staysIn } from './links.ts';
import { ownText } from './own-file.ts';
import { Refusal } from './refusal.ts';

/** What becomes of a baseline: it takes in what is open, or only loses what is gone. */
export type BaselineChange = NonNullable<OpenBaseline['change']>;

/** Which baseline is meant, if not that of the config, and what becomes of it. */
export interface BaselineOptions {
  /** A file, or false for none. */
  readonly baseline?: string | false;
  readonly change?: BaselineChange;
}

export type OpenBaseline = NonNullable<LintRequest['baseline']>;

/**
 * The baseline of a run: the file that --baseline names, or the config. Undefined where there is none. `root` is the folder
 * that the files of its entries are relative to. `warn` is told where the config names one that is not there yet. The host's
 * files are those of a commit where its baseline is meant. Throws a Refusal for one that cannot be used.
 */
export function openBaseline(
  { files, absolute }: Host,
  cwd: string,
  root: string,
  { baseline, change }: BaselineOptions,
  { config, file: configFile }: Pick<LoadedConfig, 'config' | 'file'>,
  warn: (sentence: string) => void = () => undefined,
): OpenBaseline | undefined {
  const named = typeof baseline === 'string' ? absolute(cwd, baseline) : undefined;
  const configured =
    baseline === false || config.baseline === undefined || configFile === undefined
      ? undefined
      : absolute(configFile.folder, config.baseline);
  const path = named ?? configured;
  if (path === undefined) {
    if (change === undefined) return undefined;
    throw new Refusal(
      `--${change}-baseline needs a file: add --baseline bgplint-baseline.json, or the line \`baseline: bgplint-baseline.json\` to bgplint.yaml.`,
    );
  }
  const file = relative(cwd, path);
  if (
    named === undefined &&
    configFile !== undefined &&
    !staysIn(files, repositoryOf(files, configFile.folder) ?? configFile.folder, path)
  ) {
    throw new Refusal(
      `The baseline ${JSON.stringify(file)} of the config is outside its repository: name it with --baseline.`,
    );
  }
  const open: Omit<OpenBaseline, 'entries'> = { file, path, root, ...(change === undefined ? {} : { change }) };
  if (kindAt(files, path) === 'missing') {
    if (change === 'update') return { ...open, entries: [] };
    // Named in the config before it is made, or removed to be made anew: without it everything is told.
    if (named === undefined && change === undefined) {
      warn(`The baseline ${JSON.stringify(file)} of the config does not exist yet: --update-baseline creates it.`);
      return undefined;
    }
    throw new Refusal(`There is no baseline ${JSON.stringify(file)}: create it with --update-baseline.`);
  }
  return { ...open, ...parsed({ file, text: ownText(path, file, 'baseline', mostBaselineBytes, files) }, path) };
}

/** Of a sound baseline places are asked for only where something is to be told of it: finding them reads it once more. */
function parsed(source: SourceFile, path: string): Pick<OpenBaseline, 'entries' | 'document'> {
  const { text } = source;
  const refuse = (start: number, message: string): never => {
    const { line, column } = new LineIndex(text).position(start);
    const sentence = `The baseline cannot be read: ${message}.`;
    throw new Refusal(`${neutralise(source.file)}:${line}:${column}: ${neutralise(sentence)}`, [
      { path, offset: start, message: sentence },
    ]);
  };
  const locate: Document['locate'] = (wanted) => whole(source).documents[0]?.locate(wanted) ?? [];
  const value = jsonIn(text);
  if (value === undefined) {
    const conflict = /^<{7}(?= |$)/m.exec(text);
    if (conflict)
      return refuse(
        conflict.index,
        'a merge left conflict markers: keep the entries of both sides, without the markers',
      );
    const [fault] = whole(source).problems;
    return refuse(fault?.mark?.start ?? 0, String(fault?.detail['reason'] ?? 'this is not JSON'));
  }
  const read = readBaseline(value);
  if ('entries' in read) return { entries: read.entries, document: { source, locate } };
  const [span] = locate([read.fault]);
  return refuse(span?.start ?? 0, read.fault.message);
}

function whole(source: SourceFile): Parsed {
  return parseJson(source, { limits: defaultLimits, wants: () => true });
}

function jsonIn(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
