/** Configurations of routers: their normal form. */

import { routerLines } from '../../lib/router/lines.ts';
import type { Document } from '../../model/document.ts';
import type { Resource } from '../../model/resource.ts';
import { readFrr } from './frr/index.ts';
import { routerResource } from './input.ts';
import { readIos } from './ios/index.ts';
import type { RouterConfig } from './model.ts';

/** A reader for each dialect; `file` is the text's name. */
const readers: { readonly [format: string]: (text: string, file: string) => RouterConfig } = {
  frr: readFrr,
  ios: (text) => readIos(routerLines(text), 'ios'),
  eos: (text) => readIos(routerLines(text), 'eos'),
  nxos: (text) => readIos(routerLines(text), 'nxos'),
};

/** The resource of a document in one of the formats; none for another. */
export function classifyRouter(document: Document, format: string, firstId: number): readonly Resource[] {
  const { text, file } = document.source;
  const config = readers[format]?.(text, file);
  return config === undefined ? [] : [routerResource(document, firstId, config)];
}
