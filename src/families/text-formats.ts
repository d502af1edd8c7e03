/** Texts that are neither YAML nor JSON: what hosts, routers and running systems print or read. */
import { hostFormat } from './host-formats.ts';
import { routerFormat } from './router-formats.ts';
import { statusFormat } from './status-formats.ts';

/** The families of such texts. */
export type TextFamily = 'host' | 'router' | 'status';

/** How a text is to be read: `format` is a name that the parser of its family knows. */
export interface TextFormat {
  readonly family: TextFamily;
  readonly format: string;
}

/** How a text is to be read; undefined if it is none of these. What a router prints of its state holds no configuration. */
export function textFormat(text: string): TextFormat | undefined {
  const router = routerFormat(text);
  if (router !== undefined) return { family: 'router', format: router };
  const status = statusFormat(text);
  if (status !== undefined) return { family: 'status', format: status };
  const host = hostFormat(text);
  return host && { family: 'host', format: host };
}
