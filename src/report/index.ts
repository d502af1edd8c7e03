import type { Reporter } from '../model/report.ts';
import { pretty } from './pretty/index.ts';

/** The reporters by name. Each is a module of its own: a run loads only those that it prints, and what most print. */
const reporters = {
  pretty: async (): Promise<Reporter> => pretty,
  concise: async (): Promise<Reporter> => (await import('./concise.ts')).concise,
  json: async (): Promise<Reporter> => (await import('./json.ts')).json,
  sarif: async (): Promise<Reporter> => (await import('./sarif/index.ts')).sarif,
  junit: async (): Promise<Reporter> => (await import('./junit.ts')).junit,
  github: async (): Promise<Reporter> => (await import('./github.ts')).github,
  gitlab: async (): Promise<Reporter> => (await import('./gitlab.ts')).gitlab,
  rdjson: async (): Promise<Reporter> => (await import('./rdjson/index.ts')).rdjson,
  checkstyle: async (): Promise<Reporter> => (await import('./checkstyle.ts')).checkstyle,
  markdown: async (): Promise<Reporter> => (await import('./markdown/index.ts')).markdown,
} as const;

export type ReporterName = keyof typeof reporters;

/** The names in the order in which help texts list them. */
export const reporterNames = Object.keys(reporters) as readonly ReporterName[];

/** Loads one reporter. It rejects only if its module cannot be read. */
export function loadReporter(name: ReporterName): Promise<Reporter> {
  return reporters[name]();
}
