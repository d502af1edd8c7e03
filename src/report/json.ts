import { safeJson } from '../lib/safe-json.ts';
import { clip } from '../lib/text.ts';
import type { Json, JsonObject, Range } from '../model/document.ts';
import type { Finding, Fix, LeftToDo, Related, ResourceName, Suppressed } from '../model/finding.ts';
import type { Ledger, Reporter } from '../model/report.ts';
import { longest } from './text/phrases.ts';

/** The report as JSON (schemas/report.json), suppressed findings included and marked. Member by member: it is a contract. */
export const json: Reporter = (report, context) =>
  safeJson({
    version: 1,
    findings: report.findings.map((found) => finding(found, context.fix(found))),
    ...(report.left !== undefined && { left: report.left.map(step) }),
    ledger: { ...ledger(report.ledger), suppressed: answers(report.findings) },
  });

function finding(found: Finding, fix: Fix | undefined): JsonObject {
  return {
    rule: found.rule,
    level: found.level,
    class: found.class,
    ...(found.variant === undefined ? {} : { variant: found.variant }),
    message: text(found.message),
    file: found.file,
    range: range(found.range),
    resource: found.resource === null ? null : resource(found.resource),
    related: found.related.map(related),
    ...(found.paste === undefined ? {} : { paste: [...found.paste] }),
    fixes: fix === undefined ? [] : [fixOf(fix)],
    fingerprint: found.fingerprint,
    suppressed: found.suppressed === null ? null : suppressed(found.suppressed),
  };
}

function range(place: Range | null): Json {
  if (place === null) return null;
  const { startLine, startColumn, endLine, endColumn } = place;
  return { startLine, startColumn, endLine, endColumn };
}

function resource(name: ResourceName): JsonObject {
  if ('address' in name) return { address: text(name.address) };
  return { kind: text(name.kind), namespace: text(name.namespace), name: text(name.name) };
}

function related(place: Related): JsonObject {
  return { message: text(place.message), file: place.file, range: range(place.range) };
}

function fixOf({ title, safe, edits, then }: Fix): JsonObject {
  return {
    title: text(title),
    safe,
    edits: edits.map((edit) => ({ file: edit.file, range: range(edit.range), text: edit.text })),
    // biome-ignore lint/suspicious/noThenProperty: a list, as the contract calls it
    ...(then !== undefined && { then: then.map(step) }),
  };
}

function step({ when, text: said, command }: LeftToDo): JsonObject {
  return { when, text: text(said), ...(command !== undefined && { command: text(command) }) };
}

function suppressed(answer: Suppressed): JsonObject {
  return {
    by: answer.by,
    reason: text(answer.reason),
    ...(answer.owner === undefined ? {} : { owner: text(answer.owner) }),
    ...(answer.expires === undefined ? {} : { expires: text(answer.expires) }),
  };
}

/** How many findings were answered, by what: a run without open ones means what the whole ledger says. */
function answers(findings: readonly Finding[]): JsonObject {
  const counts: { [by in Suppressed['by']]: number } = { comment: 0, annotation: 0, waiver: 0, baseline: 0 };
  for (const { suppressed: answer } of findings) if (answer !== null) counts[answer.by]++;
  return counts;
}

function ledger({
  files,
  resources,
  unchecked,
  clusters,
  guessed,
  unlisted,
  skipped,
  undecided,
  elsewhere,
  loosened,
  unjudged,
  leftOut,
}: Ledger): JsonObject {
  return {
    files: {
      seen: files.seen,
      read: files.read,
      irrelevant: files.irrelevant,
      partly: files.partly,
      skipped: files.skipped,
    },
    resources,
    unchecked,
    clusters: clusters.map((cluster) => ({
      name: text(cluster.name),
      complete: cluster.complete,
      resources: cluster.resources,
    })),
    ...(guessed && { guessed: { resources: guessed.resources, folders: [...guessed.folders] } }),
    ...(unlisted && { unlisted: [...unlisted] }),
    skipped: skipped.map((left) => ({ file: left.file, reason: text(left.reason) })),
    undecided: undecided.map((held) => ({
      rule: held.rule,
      file: held.file,
      range: range(held.range),
      reason: text(held.reason),
    })),
    ...(unjudged === undefined
      ? {}
      : {
          unjudged: unjudged.map(({ rules, reason, paste }) => ({
            rules: [...rules],
            reason: text(reason),
            ...(paste !== undefined && { paste: text(paste) }),
          })),
        }),
    elsewhere: levels(elsewhere),
    ...(leftOut && {
      leftOut: {
        asked: leftOut.asked.map(text),
        rules: leftOut.rules,
        findings: levels(leftOut.findings),
        enforced: levels(leftOut.enforced),
      },
    }),
    ...(loosened === undefined
      ? {}
      : { loosened: loosened.map(({ file, since, what }) => ({ file, since, what: what.map(text) })) }),
  };
}

function levels({ error, warning, note }: Ledger['elsewhere']): JsonObject {
  return { error, warning, note };
}

/** Bounded, so that what strangers write cannot make a report that does not fit into memory. Paths the system bounds. */
function text(value: string): string {
  return clip(value, longest);
}
