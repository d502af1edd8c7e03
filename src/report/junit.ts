import { rulePage } from '../lib/pages.ts';
import { fails, rulesById } from '../lib/rules.ts';
import type { Finding } from '../model/finding.ts';
import type { ReportContext, Reporter } from '../model/report.ts';
import type { Rule } from '../model/rule.ts';
import {
  byFamily,
  checked,
  heldBack,
  hidden,
  leftOut,
  templates,
  unjudged,
  unlisted,
  withoutRules,
} from './text/ledger.ts';
import {
  answered,
  clean,
  leftUnchecked,
  placeOf,
  relatedOf,
  remedyOf,
  resourceLabel,
  tally,
  whyOf,
} from './text/phrases.ts';
import { element, tag } from './text/xml.ts';

type Outcome = 'failure' | 'error' | 'skipped' | 'passed';

/**
 * JUnit XML (test/report/junit.xsd) as Jenkins and GitLab read it. A finding is a test case: a failure if it makes the run
 * fail, an error if its file was not checked, skipped if it was suppressed. One that is below `failOn` is a case that
 * passes, with the finding in its output: a red case in a run that exits with 0 would contradict it, and `skipped` would
 * say that someone answered it. One more case is the scan itself, so that no report is empty, which Jenkins refuses. No
 * times: one scan gives one report.
 */
export const junit: Reporter = (report, context) => {
  const rules = rulesById(context.rules);
  const named = namer();
  const outcomes = report.findings.map((finding) => outcomeOf(finding, context));
  const number = (outcome: Outcome): number => outcomes.filter((other) => other === outcome).length;
  const totals = {
    name: 'bgplint',
    tests: report.findings.length + 1,
    failures: number('failure'),
    errors: number('error'),
    skipped: number('skipped'),
    time: 0,
  };
  const { ledger } = report;
  const open = report.findings.filter((finding) => finding.suppressed === null);
  const scan = [
    [tally(open), ...answered(report.findings), ...hidden(ledger)].join(', '),
    checked(ledger),
    byFamily(ledger),
    ...templates(ledger),
    withoutRules(ledger) && `no rules in this version: ${withoutRules(ledger)}`,
    ...leftOut(ledger).map((text) => `left out ${text}`),
    ...unjudged(ledger),
    ...ledger.skipped.map(({ file, reason }) => `not checked: ${clean(file)}: ${clean(reason)}`),
    ...unlisted(ledger),
    ...heldBack(ledger).map(({ text }) => text),
  ];
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    tag('testsuites', totals),
    tag('testsuite', totals),
    tag('testcase', { classname: 'bgplint', name: 'scan', time: 0 }),
    element('system-out', {}, scan.filter(Boolean).join('\n')),
    '</testcase>',
    ...report.findings.flatMap((finding, index) =>
      testcase(finding, outcomes[index] ?? 'failure', named, rules.get(finding.rule)),
    ),
    '</testsuite>',
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
};

function outcomeOf(finding: Finding, context: ReportContext): Outcome {
  if (finding.suppressed !== null) return 'skipped';
  if (leftUnchecked(finding)) return 'error';
  return fails(finding.level, context.failOn) ? 'failure' : 'passed';
}

function testcase(
  finding: Finding,
  outcome: Outcome,
  named: (classname: string, name: string) => string,
  rule: Rule | undefined,
): readonly string[] {
  const place = placeOf(finding.file, finding.range);
  const classname = clean(finding.rule);
  const name = named(classname, finding.resource === null ? place : `${place} ${resourceLabel(finding.resource)}`);
  const line = finding.range?.startLine;
  return [
    tag('testcase', { classname, name, file: finding.file, line, time: 0 }),
    body(finding, outcome, place, rule),
    '</testcase>',
  ];
}

function body(finding: Finding, outcome: Outcome, place: string, rule: Rule | undefined): string {
  const { shown, more } = relatedOf(finding);
  const text = [
    `${place}: ${finding.level}: ${clean(finding.message)}`,
    ...shown.map((other) => `${placeOf(other.file, other.range)}: ${clean(other.message)}`),
    ...(more === '' ? [] : [more]),
    ...(rule === undefined
      ? []
      : ['', `Why: ${whyOf(rule, finding.variant)}`, `Do: ${remedyOf(rule, finding.variant)}`]),
    `More: ${rule === undefined ? `bgplint explain ${finding.rule}` : rulePage(rule.id)}`,
  ].join('\n');
  if (finding.suppressed !== null) {
    const { by, reason } = finding.suppressed;
    return tag('skipped', { message: `suppressed by ${by}: ${clean(reason)}` }, true);
  }
  if (outcome === 'passed') return element('system-out', {}, text);
  return element(outcome, { message: clean(finding.message), type: finding.rule }, text);
}

/** Gives every case of a class a name of its own: GitLab drops all but one of those that share class and name. */
function namer(): (classname: string, name: string) => string {
  const used = new Set<string>(['bgplint\nscan']);
  const next = new Map<string, number>();
  return (classname, name) => {
    const key = `${classname}\n${name}`;
    let unique = name;
    for (let number = next.get(key) ?? 1; used.has(`${classname}\n${unique}`); number++) {
      unique = `${name} (${number + 1})`;
      next.set(key, number + 1);
    }
    used.add(`${classname}\n${unique}`);
    return unique;
  };
}
