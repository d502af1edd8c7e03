/** The drawings of a map by name. Each is a module of its own: a run loads only the one that it writes. */
import type { Topology } from '../model/topology.ts';

/** A map in, text out. `sha256` gives hexadecimal digits: exports touch nothing of Node. */
export type Exporter = (map: Topology, context: { sha256(text: string): string }) => string;

const exporters = {
  mermaid: async (): Promise<Exporter> => (await import('./mermaid.ts')).mermaid,
  dot: async (): Promise<Exporter> => (await import('./dot.ts')).dot,
  json: async (): Promise<Exporter> => (await import('./json.ts')).json,
  html: async (): Promise<Exporter> => (await import('./html/index.ts')).html,
} as const;

export type ExportName = keyof typeof exporters;

/** The names in the order in which help texts list them. */
export const exportNames = Object.keys(exporters) as readonly ExportName[];

/** Loads one. It rejects only if its module cannot be read. */
export function loadExporter(name: ExportName): Promise<Exporter> {
  return exporters[name]();
}
