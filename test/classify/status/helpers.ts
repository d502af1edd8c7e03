/** Outputs of texts and JSON, in short words: what a test says of a session fits a line. */
import { classifyStatus } from '../../../src/classify/status/index.ts';
import type { Session, StatusOutput } from '../../../src/classify/status/model.ts';
import { readStatusLines } from '../../../src/classify/status/text.ts';
import { statusFormat } from '../../../src/families/status-formats.ts';
import { defaultLimits } from '../../../src/lib/limits.ts';
import { statusLines } from '../../../src/lib/status/lines.ts';
import type { Document } from '../../../src/model/document.ts';
import { parseJson } from '../../../src/parse/index.ts';
import { parseStatus } from '../../../src/parse/status/index.ts';

/** What a text holds; nothing where it is not known as one of these. */
export function outputsOf(text: string): readonly StatusOutput[] {
  return statusFormat(text) === undefined ? [] : readStatusLines(statusLines(text));
}

/** The same, where there must be one. */
export function outputOf(text: string): StatusOutput {
  const [first, ...others] = outputsOf(text);
  if (first === undefined || others.length > 0) throw new Error(`${others.length} outputs more than one, or none`);
  return first;
}

/** `10.0.0.1:1179 idle` with what is told beside the state. */
export function short(session: Session): string {
  const { address, port, name, state, error, policy, gracefulRestart: gr, vrf, afi } = session;
  const who = address ?? session.interface ?? name ?? '?';
  return [
    `${who}${port === undefined ? '' : `:${port}`}`,
    state,
    error && `(${error.code ? `${error.code} ` : ''}${error.text})`,
    policy && `policy${policy.in ? ' in' : ''}${policy.out ? ' out' : ''}`,
    gr && `gr ${gr.local ?? '-'}/${gr.remote ?? '-'}`,
    vrf !== 'default' && `vrf ${vrf}`,
    afi !== undefined && afi !== 'ipv4-unicast' && afi,
  ]
    .filter((word) => word)
    .join(' ');
}

export const shorts = (text: string) => outputsOf(text).flatMap(({ sessions }) => sessions.map(short));

/** The resources of a file as a scan has them, with their documents: JSON begins with a bracket. */
export function resourcesOf(text: string, file = 'status.txt') {
  const source = { file, text };
  const isJson = /^\s*[[{]/.test(text);
  const { documents }: { documents: readonly Document[] } = isJson
    ? parseJson(source, { limits: defaultLimits, wants: () => true })
    : parseStatus(source);
  const format = isJson ? 'json' : statusFormat(text);
  return format === undefined ? [] : documents.flatMap((document) => classifyStatus(document, format, 0));
}

/** The outputs of JSON. */
export function jsonOf(text: string, file = 'out.json'): readonly Record<string, unknown>[] {
  return resourcesOf(text, file).map(({ extra }) => extra as Record<string, unknown>);
}
