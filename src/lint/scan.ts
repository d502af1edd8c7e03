/** Files in, resources out: reads what discovery found, in two passes. */
import { noPlanProblem } from '../classify/terraform/no-plan.ts';
import type { Candidate, Discovered } from '../discover/types.ts';
import { holdsRules, speaksOfAlerts } from '../families/monitoring/rules.ts';
import { givesContext, isSubject, speaksOfCharts } from '../families/needles.ts';
import { unreadRouter } from '../families/router-dialects.ts';
import { isBareStatus, isEmptyStatus, statusFormat } from '../families/status-formats.ts';
import { textFormat } from '../families/text-formats.ts';
import { unreadFirewalls, unreadPeers } from '../families/unread.ts';
import type { FileSystem } from '../lib/host.ts';
import { folderOf, nameOf } from '../lib/paths.ts';
import type { Steps } from '../lib/steps.ts';
import { DecodeError, read } from '../read/index.ts';
import type { Context, Look } from './kept.ts';
import { type Input, load, sniff } from './load.ts';
import { type NamedOptions, namedFiles } from './named.ts';
import { isChartFile } from './releases.ts';
import { ScanBuilder } from './scan-builder.ts';
import type { Scan, ScanOptions } from './scan-result.ts';

/** Text without BGP that is looked into for other tools' firewalls: a hint must not cost what a check costs. */
export const mostForeign = 8_000_000;

/** The largest text, in bytes, that is looked into though its name says little. */
const mostLoose = 4 << 20;

/** Files between two places where a run can be interrupted. */
const filesOfStep = 32;

/**
 * Reads a scan. `stdin` is the text of `-`, already decoded. `named` are files that kustomizations name, `passed` those that only
 * their content could have made one to check.
 */
export function* scan(
  files: FileSystem,
  discovered: Discovered,
  stdin: readonly Input[],
  options: ScanOptions & NamedOptions,
): Steps<Scan & { readonly named: readonly Candidate[]; readonly passed: readonly Candidate[] }> {
  const builder = new ScanBuilder(options);
  const context: Context[] = [];
  const own = { ...options, spent: { text: 0, rules: new Set<string>() } };
  const look = options.kept?.looking(first) ?? first;
  for (const [i, candidate] of discovered.candidates.entries()) {
    options.progress('read', i, discovered.candidates.length);
    if (i % filesOfStep === 0) yield;
    const further = look(files, candidate, builder, own);
    if (further) context.push(further);
  }
  const named = namedFiles(
    files,
    discovered.candidates,
    options,
    (candidate) => builder.kustomization(files, candidate),
    ({ file }) => builder.skip(file, 'it names more files than one run looks for'),
  );
  for (const candidate of named) {
    const further = look(files, candidate, builder, own);
    if (further) context.push(further);
  }
  for (const { problem, ...text } of stdin) {
    const unread = problem === undefined ? (unreadPeers(text.text) ?? unreadRouter(text.text)) : undefined;
    if (unread !== undefined) builder.unread(text.file, unread);
    if (problem !== undefined) builder.problem(problem, null);
    else if (isSubject(text.text, text.kind)) builder.subject({ ...text, named: true });
  }
  if (builder.isAboutBgp) {
    const skipped = new Set(builder.skippedFiles());
    for (const [i, { file, path, kind, rules }] of context.entries()) {
      if (i % filesOfStep === 0) yield;
      if (rules) builder.rules(files, file, path);
      else if (!skipped.has(file) && !options.kept?.idle.has(path)) {
        if (!builder.context(files, file, path, kind)) options.kept?.idle.add(path);
      }
    }
    for (const text of stdin) builder.contextText(text);
    builder.settleValues();
    builder.kustomize(files, [...discovered.candidates, ...named]);
  }
  const told = builder.told();
  const passed = discovered.candidates.filter(({ kind, file }) => kind === 'loose' && !told.has(file));
  const isPassed = new Set(passed);
  const seen = [...discovered.candidates.filter((one) => !isPassed.has(one)), ...named, ...stdin];
  return { ...builder.done(seen.map(({ file }) => file)), named, passed };
}

const asTemplate = 'a template by its name: render it first, and check the result';

/** What a file is said to be that was read for its content, and cannot be parsed; others have a finding. */
const otherwise: { readonly [kind in Candidate['kind']]?: string } = {
  template: asTemplate,
  other: 'not YAML or JSON, by its name or its content',
};

/**
 * True for what somebody may take for a plan: a file called JSON that does not begin like it, and one that was
 * named, if its name speaks of a plan or a state.
 */
function mayPassForPlan({ file, kind, explicit, lenient }: Candidate, binary: string): boolean {
  if (lenient === true || (kind !== 'json' && kind !== 'other')) return false;
  if (kind === 'json' && !explicit) return binary.length > 0 && !/[\s{[\xef\xff\xfe\0]/.test(binary.charAt(0));
  return explicit && (kind === 'json' || (binary !== '' && /plan|tfstate|show|\.json/i.test(nameOf(file))));
}

/** True for rules of Prometheus under a name that those of packet filters have, too. */
function isRuleFile({ kind, file }: Candidate, text: string): boolean {
  return kind === 'text' && /\.rules$/i.test(file) && speaksOfAlerts(text);
}

/** The first pass over one file, which may be one for the second pass too. */
const first: Look = (files, candidate, builder, { limits, spent }) => {
  const { file, path, lenient, explicit } = candidate;
  const most = { json: limits.jsonBytes, loose: mostLoose }[candidate.kind as string] ?? limits.yamlBytes;
  const got = load(files, file, path, most);
  if ('problem' in got) {
    if (candidate.kind === 'loose') return undefined;
    if (lenient && candidate.kind === 'other') {
      builder.skip(file, 'not YAML or JSON by its name, and cannot be read');
      return undefined;
    }
    builder.problem(got.problem, null);
    return undefined;
  }
  const { binary } = got.bytes;
  if (explicit && isEmptyStatus(file, binary)) {
    const reason = 'it is empty: the command that should have written it may have failed';
    builder.problem({ kind: 'Unreadable', file, mark: null, detail: { reason } }, new Set(['status']));
    return undefined;
  }
  // Somebody may have asked for JSON, and got a word that there is none.
  const isStatus = explicit && !/^\s*[{[]/.test(binary) && statusFormat(binary) !== undefined;
  const noPlan = !isStatus && mayPassForPlan(candidate, binary) ? noPlanProblem(file, binary) : undefined;
  if (noPlan !== undefined) {
    builder.problem(noPlan, new Set(['terraform']));
    return undefined;
  }
  const isNamed = candidate.kind === 'yaml' || candidate.kind === 'json';
  const kind = isStatus ? 'text' : isNamed ? candidate.kind : sniff(binary);
  // Such names have many files.
  const isUnsure = candidate.kind === 'loose' || candidate.kind === 'text';
  const mayBeRouter = kind !== 'text' && (candidate.kind === 'loose' || candidate.kind === 'other');
  const dialect = mayBeRouter ? unreadRouter(binary) : undefined;
  if (dialect !== undefined) {
    builder.unread(file, dialect);
    return undefined;
  }
  if (isUnsure && kind !== 'text' && !candidate.explicit && !isRuleFile(candidate, binary)) return undefined;
  if (candidate.kind === 'loose' && textFormat(binary)?.family === 'host') return undefined;
  const relevant = read(got.bytes, {
    subject: { test: (text) => isSubject(text, kind) || (explicit && isBareStatus(file, text)) },
    context: { test: (text) => givesContext(text) || (isChartFile(file) && speaksOfCharts(text)) },
  });
  if (relevant.relevance === 'none') {
    spent.text += binary.length;
    const isCheap = spent.text <= mostForeign;
    const foreign = isCheap ? unreadFirewalls(binary) : undefined;
    if (foreign !== undefined) builder.foreign(file, foreign);
    const peers = isCheap ? unreadRouter(binary) : undefined;
    if (peers !== undefined) builder.unread(file, peers);
    if (kind !== 'yaml' || spent.rules.has(folderOf(file)) || !holdsRules(binary)) return undefined;
    spent.rules.add(folderOf(file));
    return { file, path, kind, rules: true };
  }
  const unread = unreadPeers(binary);
  if (unread !== undefined) builder.unread(file, unread);
  if (relevant.relevance === 'subject') {
    try {
      const text = { file, text: relevant.text(), kind, ...(candidate.explicit && { named: true as const }) };
      if (candidate.kind === 'template' && !lenient) builder.template(text, asTemplate);
      else builder.subject(text, lenient && otherwise[candidate.kind]);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      if (lenient && candidate.kind === 'other') {
        builder.skip(file, `not YAML or JSON by its name: ${error.message}`);
        return undefined;
      }
      builder.problem({ kind: 'Unreadable', file, mark: null, detail: { reason: error.message } }, null);
    }
  }
  return kind === 'text' ? undefined : { file, path, kind };
};
