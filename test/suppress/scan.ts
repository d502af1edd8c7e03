/** Small scans for tests of suppressions. */

import { createHash } from 'node:crypto';
import { classifyKubernetes } from '../../src/classify/kubernetes/index.ts';
import { readConfig } from '../../src/config/read.ts';
import { defaultLimits } from '../../src/lib/limits.ts';
import { LineIndex } from '../../src/lib/lines.ts';
import type { Config } from '../../src/model/config.ts';
import type { Document } from '../../src/model/document.ts';
import type { Finding, ResourceName } from '../../src/model/finding.ts';
import type { Resource } from '../../src/model/resource.ts';
import { parseYaml } from '../../src/parse/index.ts';
import { suppress } from '../../src/suppress/index.ts';
import type { ChangedBaseline, Judged, SuppressionContext, SuppressionFact } from '../../src/suppress/types.ts';
import { named, rules } from '../config/rules.ts';

export interface Scan {
  /** Texts by file; `bgplint.yaml` is the config. */
  readonly files: { readonly [file: string]: string };
  /** Findings: rule, file, line, and the resource's number and name where they count. */
  readonly found?: readonly Found[];
  readonly off?: readonly string[];
  readonly more?: Partial<SuppressionContext>;
}

export interface Found {
  readonly rule: string;
  readonly file?: string;
  /** Null for a finding about a file without text. */
  readonly line: number | null;
  readonly resource?: number;
  readonly name?: ResourceName;
}

export interface Answered {
  /** For each finding what answered it, `by: reason`, or '-'. */
  readonly answers: readonly string[];
  readonly findings: readonly Finding[];
  readonly facts: readonly SuppressionFact[];
  /** The baseline, where the run changes it. */
  readonly baseline?: ChangedBaseline;
  /** For each fact the text under its mark; undefined without one. */
  readonly marked: readonly (string | undefined)[];
}

const limits = { limits: defaultLimits, wants: () => true };

export async function answer({ files, found = [], off = [], more = {} }: Scan): Promise<Answered> {
  const documents = new Map<string, readonly Document[]>();
  for (const [file, text] of Object.entries(files)) documents.set(file, parseYaml({ file, text }, limits).documents);
  const { 'bgplint.yaml': _, ...checked } = files;
  const resources: Resource[] = [];
  for (const file of Object.keys(checked)) {
    for (const document of documents.get(file) ?? []) resources.push(...classifyKubernetes(document, resources.length));
  }
  const config = documents.get('bgplint.yaml')?.[0];
  const context: SuppressionContext = {
    date: '2026-11-21',
    rules,
    on: new Set(rules.map((rule) => rule.id).filter((id) => !off.includes(id))),
    files: Object.entries(checked).map(([file, text]) => ({
      source: { file, text },
      comments: (documents.get(file) ?? []).flatMap((document) => document.comments),
    })),
    resources,
    ...(config ? { config: { config: await configOf(config), document: config } } : {}),
    undecided: [],
    unchecked: new Set(),
    whole: true,
    fromConfig: (file) => file,
    ...more,
  };
  const { findings, facts, baseline } = await suppress(found.map(judged), context);
  return {
    ...(baseline === undefined ? {} : { baseline }),
    findings,
    facts,
    answers: findings.map(({ suppressed }) => (suppressed ? `${suppressed.by}: ${suppressed.reason}` : '-')),
    marked: facts.map(({ file, mark }) => (mark ? files[file]?.slice(mark.start, mark.end) : undefined)),
  };
}

async function configOf(document: Document): Promise<Config> {
  const result = await readConfig(document.source, document.value, rules);
  if ('errors' in result) throw new Error(JSON.stringify(result.errors));
  return result.config;
}

function judged({ rule, file = 'a.yaml', line, resource, name }: Found): Judged {
  const { level } = named(rule);
  return {
    fingerprintAs: (name) => printOf(name, file, line),
    finding: {
      rule,
      level,
      class: named(rule).class,
      message: '',
      file,
      range: line === null ? null : { startLine: line, startColumn: 1, endLine: line, endColumn: 2 },
      resource: name ?? null,
      related: [],
      fixable: null,
      fingerprint: printOf(rule, file, line),
      suppressed: null,
    },
    ...(resource === undefined ? {} : { resource }),
  };
}

/** A stand-in for a fingerprint: 64 hexadecimal digits, another for each rule, file and line. */
export function printOf(rule: string, file: string, line: number | null): string {
  return createHash('sha256').update(`${rule} ${file} ${line}`).digest('hex');
}

/** The line of a text that holds `part`, from 1. */
export function lineOf(text: string, part: string): number {
  return new LineIndex(text).position(text.indexOf(part)).line;
}
