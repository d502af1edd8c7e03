/** Values that are set one by one, as `helm --set` does (argoproj/argo-cd HelmParameter). */
import { at, isObject, text } from '../../lib/json.ts';
import type { Document, Json, JsonObject, Path } from '../../model/document.ts';
import { MadeDocument, type Piece } from '../made-document.ts';

type Building = { [key: string]: Building | Json };

/** A deeper path is left out. */
const mostSteps = 20;

/**
 * The values that a list of `{ name, value }` at a path of a document sets, whose names are paths such as `bgp.enabled`;
 * undefined where it sets none. A name that speaks of items of lists is left out.
 */
export function setValues(
  document: Document,
  path: Path,
  holder: NonNullable<Document['holder']>,
): MadeDocument | undefined {
  const list = at(document.value, path);
  const built: Building = {};
  const pieces = new Map<string, Piece>();
  for (const [i, parameter] of (Array.isArray(list) ? list : []).entries()) {
    const steps = text(parameter, ['name']).split('.');
    const value = at(parameter, ['value']);
    if (value === undefined || !steps.every((step) => /^[A-Za-z][\w-]*$/.test(step)) || steps.length > mostSteps)
      continue;
    if (!put(built, steps, at(parameter, ['forceString']) === true ? value : typed(value))) continue;
    pieces.set(steps.join('.'), { at: steps, document, path: [...path, i, 'value'] });
  }
  if (pieces.size === 0) return undefined;
  const within = { document, path };
  return new MadeDocument({ value: built as JsonObject, pieces: [...pieces.values()], within, home: path, holder });
}

/** As `--set` reads a text: a boolean, a number or null where it looks like one (helm.sh/helm pkg/strvals). */
function typed(value: Json): Json {
  if (typeof value !== 'string') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  if (value === 'null') return null;
  return /^(?:0|-?[1-9]\d{0,14})$/.test(value) ? Number(value) : value;
}

/** False where something else stands in the way. */
function put(values: Building, steps: readonly string[], value: Json): boolean {
  let current = values;
  for (const step of steps.slice(0, -1)) {
    if (!Object.hasOwn(current, step)) define(current, step, {});
    const next = current[step] as Json | undefined;
    if (!isObject(next)) return false;
    current = next as Building;
  }
  define(current, steps.at(-1) ?? '', value);
  return true;
}

function define(holder: Building, key: string, value: Building | Json): void {
  Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });
}
