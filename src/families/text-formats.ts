/** Texts that are neither YAML nor JSON: what hosts, routers and running systems print or read. */
import { hostFormat } from './host-formats.ts';
import { routerDialect } from './router-dialects.ts';
import { statusFormat } from './status-formats.ts';

/** The families of such texts. */
export type TextFamily = 'host' | 'router' | 'status';

/** How a text is to be read: `format` is a name that the parser of its family knows. */
export interface TextFormat {
  readonly family: TextFamily;
  readonly format: string;
}

/** Both of a text with the configuration of a router and what it prints of its sessions; else as `textFormat` has it. */
export function textFormats(text: string): readonly TextFormat[] {
  const first = textFormat(text);
  const status = first?.family === 'router' ? statusFormat(text) : undefined;
  return [
    ...(first === undefined ? [] : [first]),
    ...(status === undefined ? [] : [{ family: 'status', format: status } as const]),
  ];
}

/** How a text is to be read; undefined if it is none of these. */
export function textFormat(text: string): TextFormat | undefined {
  const router = routerDialect(text);
  if (router !== undefined) return { family: 'router', format: router };
  const status = statusFormat(text);
  if (status !== undefined) return { family: 'status', format: status };
  const host = hostFormat(text);
  return host && { family: 'host', format: host };
}
