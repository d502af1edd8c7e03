/** Findings as diagnostics of the protocol. */
import type { Diagnostic, DiagnosticRelatedInformation, Range as LspRange } from 'vscode-languageserver/node';
import { grouped } from '../lib/lists.ts';
import { rulePage } from '../lib/pages.ts';
import type { Range } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import type { Level, Rule } from '../model/rule.ts';
import { worstOf } from '../report/text/order.ts';
import { clean, count, placeOf, relatedOf } from '../report/text/phrases.ts';
import type { Client } from './client.ts';

/** `source` of all diagnostics. */
export const source = 'bgplint';

/** DiagnosticSeverity: Error, Warning, Information. */
const severities: { readonly [level in Level]: 1 | 2 | 3 } = { error: 1, warning: 2, note: 3 };

const top: LspRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** What knows the places of files. */
export interface Places {
  /** The URI of a file, by its name in the result. */
  uri(file: string): string;
  /** A range of a file as the protocol counts lines, where a lone CR ends one. */
  range(file: string, range: Range): LspRange;
}

/** Of one file so many are told: an editor shows no more, and each edit sends them again. */
const mostOfFile = 1000;

/**
 * The open findings of a result by URI. Those without a place are at the start of their file, and so is how many are left out of
 * very many.
 */
export function diagnosticsByUri(
  findings: readonly Finding[],
  rules: ReadonlyMap<string, Rule>,
  client: Client,
  places: Places,
): ReadonlyMap<string, readonly Diagnostic[]> {
  const open = findings.filter(({ suppressed }) => suppressed === null);
  const byUri = grouped(open, ({ file }) => places.uri(file));
  return new Map(
    [...byUri].map(([uri, own]) => {
      const told = worstOf(own, mostOfFile, rules).map((finding) => diagnosticOf(finding, rules, client, places));
      return [uri, own.length > told.length ? [...told, leftOut(told.length, own.length)] : told] as const;
    }),
  );
}

function leftOut(told: number, all: number): Diagnostic {
  const message = `${told} of ${count(all, 'finding')} in this file are shown, the worst: bgplint on the command line lists all.`;
  return { range: top, severity: severities.note, source, message };
}

export function rangeOf(file: string, range: Range | null, places: Pick<Places, 'range'>): LspRange {
  return range === null ? top : places.range(file, range);
}

function diagnosticOf(finding: Finding, rules: ReadonlyMap<string, Rule>, client: Client, places: Places): Diagnostic {
  const { shown, more } = relatedOf(finding);
  const message = clean(finding.message) || finding.rule;
  const told = client.related
    ? []
    : shown.map(({ message, file, range }) => `${clean(message)}: ${placeOf(file, range)}`);
  return {
    range: rangeOf(finding.file, finding.range, places),
    severity: severities[finding.level],
    code: finding.rule,
    ...(client.ruleLinks && rules.has(finding.rule) && { codeDescription: { href: rulePage(finding.rule) } }),
    source,
    message: [message, ...told, ...(more === '' ? [] : [more])].join('\n'),
    ...(client.related &&
      shown.length > 0 && {
        relatedInformation: shown.map(
          (place): DiagnosticRelatedInformation => ({
            location: { uri: places.uri(place.file), range: rangeOf(place.file, place.range, places) },
            message: clean(place.message),
          }),
        ),
      }),
    data: finding.fingerprint,
  };
}
