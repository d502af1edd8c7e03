import { safeJson } from '../../lib/safe-json.ts';
import type { JsonObject } from '../../model/document.ts';
import type { Finding } from '../../model/finding.ts';
import type { Report, ReportContext, Reporter } from '../../model/report.ts';
import { checked, heldBack, leftOut as leftOutOf, unjudged, unlisted } from '../text/ledger.ts';
import { answered, clean, count, leftUnchecked, worstFirst } from '../text/phrases.ts';
import { artifact, resultOf, root, unlinked } from './result.ts';
import { descriptor } from './rules.ts';

/** GitHub keeps the top 5,000 results of a run, and refuses a file with more than 25,000. */
const mostResults = 5000;

const mostNotifications = 1000;

/**
 * SARIF 2.1.0 as GitHub code scanning takes it: the rules that found something; the worst 5,000 findings; what was not read
 * as notifications. The rules that found nothing are named and not described: their texts were nine tenths of a report.
 * Suppressed findings are left out unless asked for, because GitHub shows them as open. The member primaryLocationLineHash is
 * left to GitHub's upload action, which warns of any other value than its own.
 */
export const sarif: Reporter = (report, context) =>
  safeJson({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [run(report, context)],
  });

function run(report: Report, context: ReportContext): JsonObject {
  const shown = report.findings.filter((finding) => context.includeSuppressed || finding.suppressed === null);
  const kept = worstFirst(shown, context.rules).slice(0, mostResults);
  const found = new Set(kept.map(({ rule }) => rule));
  const rules = context.rules.filter(({ id }) => found.has(id));
  const indices = new Map(rules.map((rule, index) => [rule.id, index]));
  return {
    tool: {
      driver: {
        name: 'bgplint',
        version: context.version,
        semanticVersion: context.version,
        rules: rules.map(descriptor),
        properties: { policiesDigest: context.digest, ...ran(report, context) },
      },
    },
    automationDetails: { id: 'bgplint/' },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [root]: { description: { text: 'The root of the repository' } } },
    invocations: [invocation(report, shown.length - kept.length, context)],
    results: kept.map((finding) => resultOf(finding, rules, indices.get(finding.rule), context)),
  };
}

/** Ids of the rules that ran, found or not: a bag of properties may hold what GitHub would want whole descriptions of. */
function ran({ ledger }: Report, context: ReportContext): JsonObject {
  const silent = new Set((ledger.unjudged ?? []).flatMap(({ rules }) => rules));
  const ids = context.ran?.().filter((id) => !silent.has(id));
  return ids === undefined ? {} : { rulesRun: ids };
}

/** How the run went. It is no success if a file could not be checked: its findings are not all there are. */
function invocation(report: Report, leftOut: number, context: ReportContext): JsonObject {
  const failed = report.findings.filter(leftUnchecked);
  const failedFiles = new Set(failed.map((finding) => finding.file));
  const notifications = [
    ...(leftOut > 0
      ? [general('warning', `${count(leftOut, 'result')} left out: the report holds the worst ${mostResults}`)]
      : []),
    general('note', checked(report.ledger)),
    ...[
      ...answered(report.findings),
      ...leftOutOf(report.ledger).map((text) => `left out ${text}`),
      ...unjudged(report.ledger),
    ].map((text) => general('note', text)),
    ...heldBack(report.ledger).map(({ text }) => general('note', text)),
    ...unlisted(report.ledger).map((text) => general('note', text)),
    ...failed.map((finding) => unread('error', finding, finding.message, context)),
    ...report.ledger.skipped
      .filter(({ file }) => !failedFiles.has(file))
      .map((left) => unread('warning', left, `not checked: ${left.reason}`, context)),
  ];
  const more = notifications.length - mostNotifications;
  return {
    executionSuccessful: failed.length === 0,
    toolExecutionNotifications:
      more > 0
        ? [...notifications.slice(0, mostNotifications), general('warning', `${more} more notifications left out`)]
        : notifications,
  };
}

function general(level: 'warning' | 'note', text: string): JsonObject {
  return { level, message: { text } };
}

function unread(
  level: 'error' | 'warning',
  { file }: Pick<Finding, 'file'>,
  reason: string,
  context: ReportContext,
): JsonObject {
  return {
    level,
    message: { text: unlinked(clean(reason)) || 'not checked' },
    locations: [{ physicalLocation: { artifactLocation: artifact(file, context) } }],
  };
}
