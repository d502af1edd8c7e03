/** All that a run can print, for tests that look for what must not be in it. */
import type { LintResult } from '../../src/lint/request.ts';
import type { ReportContext } from '../../src/model/report.ts';
import { loadReporter, reporterNames } from '../../src/report/index.ts';
import { unifiedDiff } from '../../src/report/pretty/diff.ts';
import { policy } from './run.ts';

export const contextOf = (result: LintResult): ReportContext => ({
  rules: policy.rules,
  version: '0',
  digest: policy.digest,
  fromRepository: (name) => name,
  frame: result.frame,
  fix: result.fixes.of,
  color: false,
  hyperlinks: false,
  width: 250,
  failOn: 'error',
  includeSuppressed: true,
});

/** Every format, the text of every frame, and what its fixes would change. */
export async function shown(result: LintResult): Promise<string> {
  const printed: string[] = [];
  for (const name of reporterNames) printed.push((await loadReporter(name))(result.report, contextOf(result)));
  for (const { file } of result.report.findings) printed.push(result.frame(file) ?? '');
  const { files } = result.fixes.combine(result.report.findings.filter(({ fixable }) => fixable !== null));
  for (const { file, edits } of files)
    printed.push(unifiedDiff([{ file, before: result.frame(file) ?? '', edits }], false));
  return printed.join('\n');
}
