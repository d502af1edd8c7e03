import { freezes, rulesById } from '../lib/rules.ts';
import { safeJson } from '../lib/safe-json.ts';
import type { JsonObject } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import type { ReportContext, Reporter } from '../model/report.ts';
import type { Rule } from '../model/rule.ts';
import { clean } from './text/phrases.ts';
import { wellFormed } from './text/uri.ts';

/**
 * GitLab's Code Quality report (docs.gitlab.com/ci/testing/code_quality, "Code Quality report format"; test/report/
 * gitlab.schema.json): one array, with the members that GitLab reads and no others. A suppressed finding is left out:
 * GitLab has no word for one. Notes are info, warnings minor, errors major, those of enforced rules critical, and those
 * that freeze BIRD blocker.
 */
export const gitlab: Reporter = (report, context) => {
  const rules = rulesById(context.rules);
  const unique = distinct();
  const open = report.findings.filter((finding) => finding.suppressed === null);
  return safeJson(open.map((finding) => issue(finding, rules.get(finding.rule), unique, context)));
};

function issue(
  finding: Finding,
  rule: Rule | undefined,
  unique: (fingerprint: string) => string,
  context: ReportContext,
): JsonObject {
  const { startLine, startColumn, endLine, endColumn } = finding.range ?? nowhere;
  return {
    description: clean(finding.message) || finding.rule,
    check_name: finding.rule,
    fingerprint: unique(finding.fingerprint),
    severity: severity(finding, rule),
    location: {
      path: wellFormed(context.fromRepository(finding.file) ?? finding.file.replace(/^(?:\.\/+)+/, '')),
      positions: {
        begin: { line: startLine, column: startColumn },
        end: { line: endLine, column: endColumn },
      },
    },
  };
}

/** GitLab needs a line in every entry; the start of the file stands for a file that has no text to point at. */
const nowhere = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/**
 * The five steps in their order, of which the level decides first. Of errors those come first that stop BGP on a node at
 * once (BIRD refuses its whole file), then those that nobody may suppress.
 */
function severity({ level, variant }: Finding, rule: Rule | undefined): string {
  if (level === 'note') return 'info';
  if (level === 'warning') return 'minor';
  if (freezes(rule, variant)) return 'blocker';
  return rule?.enforced ? 'critical' : 'major';
}

/** GitLab keeps one of the entries that share a fingerprint, and drops the others without a word. */
function distinct(): (fingerprint: string) => string {
  const used = new Set<string>();
  const next = new Map<string, number>();
  return (fingerprint) => {
    let one = fingerprint;
    for (let number = next.get(fingerprint) ?? 2; used.has(one); number++) {
      one = `${fingerprint}-${number}`;
      next.set(fingerprint, number + 1);
    }
    used.add(one);
    return one;
  };
}
