/** What holds of every run, whatever was read. */

import { expect } from 'vitest';
import { Parser } from 'yaml';
import { defaultLimits } from '../../src/lib/limits.ts';
import { LineIndex } from '../../src/lib/lines.ts';
import type { LintResult } from '../../src/lint/request.ts';
import type { Json, Range } from '../../src/model/document.ts';
import type { Finding } from '../../src/model/finding.ts';
import { parseYaml } from '../../src/parse/index.ts';
import { scanned } from '../support/scan.ts';

export type Project = { readonly [file: string]: string };

/**
 * Checks a project and what holds of every report: it is the same again, its ranges lie in their files, and what stands
 * there is what the message speaks of. Hanging is told by steps: the tokens that the YAML parser takes and the files that
 * are opened, against what there is.
 */
export async function checked(project: Project): Promise<LintResult> {
  const size = Object.values(project).reduce((sum, text) => sum + text.length, 0);
  const count = Object.keys(project).length;
  let opened = 0;
  const tokens = countTokens();
  const first = await scanned(project, {
    files: (files) => ({
      ...files,
      read(path, most) {
        opened++;
        return files.read(path, most);
      },
    }),
  });
  tokens.stop();
  // A text is read in two passes, and one with cut quotes or brackets again for each that is fixed, at most 20.
  expect(tokens.count).toBeLessThanOrEqual(60 * (size + 10 * count + 10));
  expect(opened).toBeLessThanOrEqual(3 * count + 5);
  for (const finding of first.report.findings) checkPlaces(finding, project);
  const second = await scanned(project);
  expect(second.report).toEqual(first.report);
  await checkFixes(first, project);
  return first;
}

/** Whatever is fixed can be read as well as before, and its findings are gone. */
async function checkFixes(first: LintResult, project: Project): Promise<void> {
  const open = first.report.findings.filter(({ fixable, suppressed }) => fixable !== null && suppressed === null);
  if (open.length === 0) return;
  const { files, applied } = first.fixes.combine(open);
  if (applied.length === 0) return;
  const mended = Object.fromEntries(files.map(({ file, after }) => [file, marked(project[file]) + after]));
  const after = await scanned({ ...project, ...mended });
  expect(faults(after)).toEqual(faults(first));
  const name = ({ rule, file, message, resource }: Finding) => JSON.stringify([rule, file, message, resource]);
  // Two objects of one name may have the same fault, and only one of them a fix.
  const held = new Set(first.report.findings.filter((found) => !applied.includes(found)).map(name));
  const gone = new Set(applied.map(name).filter((key) => !held.has(key)));
  expect(after.report.findings.map(name).filter((key) => gone.has(key))).toEqual([]);
}

const marked = (text = '') => (text.startsWith('\ufeff') ? '\ufeff' : '');

const faults = ({ report }: LintResult) =>
  report.findings.filter(({ rule }) =>
    /^input\/(?:yaml-syntax|json-syntax|duplicate-key|limit-exceeded|unreadable)$/.test(rule),
  ).length;

function countTokens() {
  const { next } = Parser.prototype;
  const counter = {
    count: 0,
    stop() {
      Parser.prototype.next = next;
    },
  };
  Parser.prototype.next = function (this: Parser, lexeme: string) {
    counter.count++;
    return next.call(this, lexeme);
  };
  return counter;
}

/** What may stand at a finding's range: keys by their name, or values. */
const stands: { readonly [rule: string]: readonly Json[] | ((value: Json) => boolean) } = {
  'calico/peer-without-as-number': ['asNumber', 'spec', 'kind'],
  'calico/peer-without-password': ['secretKeyRef', 'password', 'spec', 'kind'],
  'calico/global-peer': ['nodeSelector', 'spec', 'kind'],
  'calico/full-mesh-too-large': ['nodeToNodeMeshEnabled', 'spec', 'kind'],
  'calico/mesh-disabled-without-peers': [false],
  'calico/peer-selects-all-nodes': (value) =>
    typeof value === 'string' && (/all\(|has\(/.test(value) || value.trim() === ''),
  'calico/pool-invalid': (value) => value !== null,
  'metallb/peer-without-graceful-restart': ['enableGracefulRestart', 'spec', 'kind'],
  'metallb/peer-without-password': ['passwordSecret', 'spec', 'kind'],
  'metallb/plaintext-password': () => true,
};

function checkPlaces(finding: Finding, project: Project): void {
  for (const { file, range } of [finding, ...finding.related]) {
    // A byte order mark is not part of the text: no editor gives it a column.
    const text = project[file]?.replace(/^\ufeff/, '');
    if (range === null) continue;
    if (text === undefined) throw new Error(`a range in ${file}, which is not in the project`);
    checkRange(text, range);
    if (range === finding.range) checkText(finding, textAt(text, range));
  }
}

function checkRange(text: string, { startLine, startColumn, endLine, endColumn }: Range): void {
  const lines = new LineIndex(text);
  const [start, end] = [lines.offset(startLine, startColumn), lines.offset(endLine, endColumn)];
  expect(lines.position(start)).toEqual({ line: startLine, column: startColumn });
  expect(lines.position(end)).toEqual({ line: endLine, column: endColumn });
  expect(end).toBeGreaterThan(start);
}

function textAt(text: string, { startLine, startColumn, endLine, endColumn }: Range): string {
  const lines = new LineIndex(text);
  return text.slice(lines.offset(startLine, startColumn), lines.offset(endLine, endColumn));
}

function checkText({ rule, message }: Finding, text: string): void {
  const expected = stands[rule];
  if (expected === undefined) return;
  const [document] = parseYaml({ file: 'part', text }, { limits: defaultLimits, wants: () => true }).documents;
  const value = document?.value ?? null;
  const fits = typeof expected === 'function' ? expected(value) : expected.includes(value);
  expect([rule, message, text, fits]).toEqual([rule, message, text, true]);
}

/** A finding without its place: what stays when files are split or put in another order. */
export function gist(result: LintResult): string[] {
  return result.report.findings
    .map(({ rule, level, message, resource }) => JSON.stringify([rule, level, message, resource]))
    .sort();
}
