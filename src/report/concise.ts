import { rulesById } from '../lib/rules.ts';
import type { Finding } from '../model/finding.ts';
import type { Reporter } from '../model/report.ts';
import type { Rule } from '../model/rule.ts';
import { painter } from './pretty/style.ts';
import { freezesBgp, mostUrgentFirst } from './text/order.ts';
import { clean, placeOf, withoutCommand } from './text/phrases.ts';

/**
 * One line a finding, `file:line:column: level rule message`, in the order in which people read them. Nothing else, so that
 * `grep`, `cut` and an editor's errorformat (`%f:%l:%c: %m`) take each line as what it is: what was checked goes to standard error.
 */
export const concise: Reporter = ({ findings }, context) => {
  const rules = rulesById(context.rules);
  const paint = painter(context.color);
  const line = (finding: Finding, answer: string): string => {
    const { rule, level } = finding;
    const said = `${answer === '' ? '' : 'suppressed '}${paint(level, level)} ${clean(rule)}${mark(finding, rules, answer)}`;
    return `${withoutCommand(`${paint('strong', place(finding))}: ${said} ${clean(finding.message)}${answer}`)}\n`;
  };
  const open = findings.filter((finding) => finding.suppressed === null);
  const answered = context.includeSuppressed ? findings.filter((finding) => finding.suppressed !== null) : [];
  return [
    ...mostUrgentFirst(open, rules).map((finding) => line(finding, '')),
    ...answered.map((finding) => line(finding, answerOf(finding))),
  ].join('');
};

/** What has no text is at 1:1: every line has the same shape. */
function place({ file, range }: Finding): string {
  return range === null ? `${clean(file)}:1:1` : placeOf(file, range);
}

function mark(finding: Finding, rules: ReadonlyMap<string, Rule>, answer: string): string {
  return answer === '' && freezesBgp(finding, rules) ? ' FREEZES BGP:' : '';
}

function answerOf({ suppressed }: Finding): string {
  return suppressed === null ? '' : ` (by ${suppressed.by}: ${clean(suppressed.reason)})`;
}
