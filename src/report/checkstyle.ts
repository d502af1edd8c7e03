import { grouped } from '../lib/lists.ts';
import { neutralise } from '../lib/text.ts';
import type { Finding } from '../model/finding.ts';
import type { Reporter } from '../model/report.ts';
import type { Level } from '../model/rule.ts';
import { clean } from './text/phrases.ts';
import { tag } from './text/xml.ts';

const severities: { readonly [level in Level]: string } = { error: 'error', warning: 'warning', note: 'info' };

/**
 * Checkstyle's XML report (checkstyle.org, "Result Reports"; test/report/checkstyle.xsd), which Jenkins, reviewdog and
 * many others read. The findings of a file stand together, files in the order of their first one, under the names that
 * the command shows. A suppressed finding is left out: the format has no word for one.
 */
export const checkstyle: Reporter = (report) => {
  const open = report.findings.filter(({ suppressed }) => suppressed === null);
  const files = grouped(open, ({ file }) => neutralise(file));
  const lines = [...files].flatMap(([name, findings]) => [
    tag('file', { name }),
    ...findings.map((finding) => `  ${error(finding)}`),
    '</file>',
  ]);
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  return `${[head, tag('checkstyle', { version: '4.3' }), ...lines, '</checkstyle>'].join('\n')}\n`;
};

function error({ rule, level, message, range }: Finding): string {
  const attributes = {
    line: range?.startLine,
    column: range?.startColumn,
    severity: severities[level],
    message: `${clean(message)} (${rule})`,
    source: sourceOf(rule),
  };
  return tag('error', attributes, true);
}

/** A name with dots, because readers take what follows the last one as the type, and what is before it as the category. */
function sourceOf(rule: string): string {
  return `bgplint.${rule.replaceAll('/', '.')}`;
}
