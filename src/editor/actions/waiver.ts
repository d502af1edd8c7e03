/** A waiver of a finding, at the end of the config's list. */
import { at, isObject } from '../../lib/json.ts';
import { defaultLimits } from '../../lib/limits.ts';
import { below, folderOf } from '../../lib/paths.ts';
import type { Document } from '../../model/document.ts';
import type { Finding } from '../../model/finding.ts';
import { parseYaml } from '../../parse/index.ts';
import type { Knowledge } from '../knowledge.ts';
import { EditorLines } from '../positions.ts';
import { reasonMark, type TextEdit } from './action.ts';

/** Puts a waiver into the config; undefined where there is none that it could be put into. */
export function waiver({ configFile, text }: Knowledge, finding: Finding): TextEdit | undefined {
  const config = configFile === undefined ? undefined : text(configFile);
  if (configFile === undefined || config === undefined || finding.file === configFile) return undefined;
  const path = pathFrom(configFile, finding.file);
  if (path === undefined) return undefined;
  const { documents, problems } = parseYaml(
    { file: configFile, text: config },
    { limits: defaultLimits, wants: () => true },
  );
  const [document] = documents;
  if (problems.length > 0 || documents.length > 1 || (document !== undefined && !isMapping(document))) return undefined;
  const place = document === undefined ? { offset: config.length, indent: '', isNew: true } : placeIn(document, config);
  if (place === undefined) return undefined;
  const end = config.includes('\r\n') ? '\r\n' : '\n';
  const { indent, isNew, offset } = place;
  const before = offset > 0 && config[offset - 1] !== '\n' ? end : '';
  const entry = [
    `${indent}- rule: ${finding.rule}`,
    `${indent}  paths: [${JSON.stringify(path)}]`,
    ...(finding.resource === null ? [] : [`${indent}  resource: ${JSON.stringify(nameOf(finding.resource))}`]),
    `${indent}  reason: ${JSON.stringify(reasonMark)}`,
  ];
  const made = `${before}${[...(isNew ? ['waivers:'] : []), ...entry].join(end)}${end}`;
  const position = new EditorLines(config).position(offset);
  return { file: configFile, range: { start: position, end: position }, text: made };
}

function isMapping({ value }: Document): boolean {
  return isObject(value) || value === null;
}

/** Where the next item of `waivers` begins, in block style; undefined for a list in brackets that holds something. */
function placeIn(document: Document, config: string): { offset: number; indent: string; isNew: boolean } | undefined {
  const waivers = at(document.value, ['waivers']);
  const lineEnd = (offset: number) => {
    const next = config.indexOf('\n', offset);
    return next < 0 ? config.length : next + 1;
  };
  if (waivers === undefined) {
    const [root] = document.locate([{ path: [], on: 'value' }]);
    const isFlow = root !== undefined && config[root.start] === '{';
    return isFlow ? undefined : { offset: lineEnd(Math.max(document.span.end - 1, 0)), indent: '', isNew: true };
  }
  if (!Array.isArray(waivers) || waivers.length === 0) return undefined;
  const [list, last] = document.locate([
    { path: ['waivers'], on: 'value' },
    { path: ['waivers', waivers.length - 1], on: 'value' },
  ]);
  if (list === undefined || last === undefined || config[list.start] === '[') return undefined;
  const first = config.lastIndexOf('\n', list.start - 1) + 1;
  const indent = /^[ \t]*(?=- )/.exec(config.slice(first))?.[0];
  return indent === undefined ? undefined : { offset: lineEnd(last.end - 1), indent, isNew: false };
}

/**
 * A name of the report relative to the config's folder, as a glob; undefined for what that folder does not hold. Globs of the config
 * know no escapes: any character may be where the name has one of their signs.
 */
function pathFrom(configFile: string, file: string): string | undefined {
  return below(folderOf(configFile), file)?.replace(/[\\*?[\]{}]|^!/g, '?');
}

/** As a waiver names it (src/suppress, `namesResource`). */
function nameOf(resource: NonNullable<Finding['resource']>): string {
  if ('address' in resource) return resource.address;
  const { kind, namespace, name } = resource;
  return namespace === '' ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}
