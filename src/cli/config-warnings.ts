/** What the config says and nothing answers to. */
import { at } from '../lib/json.ts';
import { LineIndex } from '../lib/lines.ts';
import { neutralise } from '../lib/text.ts';
import type { Document, Path } from '../model/document.ts';

/** More of one sort say nothing new. */
const most = 10;

/** A sentence for each entry of the config that matches nothing, with its place. */
export function unmatchedWarnings(unmatched: readonly Path[], config: Document | undefined): readonly string[] {
  if (config === undefined) return [];
  const shown = unmatched.slice(0, most);
  const sentences = shown.map((path) => {
    const owner =
      path[0] === 'exclude' ? 'exclude' : `paths of cluster ${quoted(config, [...path.slice(0, 2), 'name'])}`;
    return `${placeIn(config, path)}: no file matches ${quoted(config, path)} in ${owner}: correct or remove it`;
  });
  const more = unmatched.length - shown.length;
  return more > 0 ? [...sentences, `${more} more entries of the config match nothing`] : sentences;
}

/** `file:line:column` of a value of the config. */
export function placeIn(config: Document, path: Path): string {
  const [span] = config.locate([{ path, on: 'value' }]);
  const { line, column } = new LineIndex(config.source.text).position(span?.start ?? 0);
  return `${neutralise(config.source.file)}:${line}:${column}`;
}

function quoted(config: Document, path: Path): string {
  return neutralise(JSON.stringify(at(config.value, path) ?? null));
}
