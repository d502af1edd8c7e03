/** What running systems print: their normal form. */
import { isBareStatus } from '../../families/status-formats.ts';
import { isObject } from '../../lib/json.ts';
import { statusLines } from '../../lib/status/lines.ts';
import type { Document } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import { emptyCiliumJson, readCiliumJson } from './cilium-json.ts';
import { emptyFrrJson, readFrrJson } from './frr-json.ts';
import { statusInput } from './input.ts';
import type { StatusOutput } from './model.ts';
import { readStatusLines } from './text.ts';

/** The resources of a document in one of the formats; none for another. JSON has the format `json`. */
export function classifyStatus(document: Document, format: string, firstId: number): readonly Resource[] {
  const { source } = document;
  const isText = document.byLine === true && format !== 'json';
  const outputs = !isText ? jsonOutputs(document) : readStatusLines(statusLines(source.text));
  return outputs.map((output, i) => resource(document, firstId + i, output));
}

function jsonOutputs({ value, source }: Document): readonly StatusOutput[] {
  const outputs = [...readFrrJson(value), ...readCiliumJson(value)];
  if (outputs.length > 0 || !isBareStatus(source.file, source.text)) return outputs;
  return [isObject(value) ? emptyFrrJson() : emptyCiliumJson()];
}

function resource(document: Document, id: number, output: StatusOutput): Resource {
  return {
    id,
    document,
    base: [],
    family: 'status',
    kind: 'Output',
    gvk: { group: '', version: '', kind: 'Output' },
    name: output.node ?? '',
    namespace: '',
    partial: false,
    object: {},
    facts: {},
    extra: statusInput(output),
  };
}
