/** Reports: on standard output and into files. */

import { levelOf } from '../config/level.ts';
import { absolute } from '../host/paths.ts';
import { isWithin, relative } from '../lib/paths.ts';
import type { LintResult } from '../lint/request.ts';
import { isShown } from '../lint/select.ts';
import type { Profile } from '../model/config.ts';
import type { Report, ReportContext } from '../model/report.ts';
import { writeReport } from '../project/write.ts';
import { loadReporter } from '../report/index.ts';
import { blobOf } from './blob.ts';
import { hyperlinks } from './hyperlinks.ts';
import type { CheckOptions } from './options.ts';
import type { Process } from './process.ts';
import type { Prepared } from './request.ts';
import { version } from './version.ts';

/** Writes every report that was asked for; --diff prints what fixes would change in the place of the one on the screen. */
export async function writeReports(
  caller: Process,
  options: CheckOptions,
  { request, repository }: Prepared,
  result: LintResult,
): Promise<void> {
  const { cwd } = caller;
  const report = withConfig(result.report, request.configFile?.document.source.file, request.config.extends);
  const context: ReportContext = {
    rules: request.policy.rules,
    ran: () =>
      request.policy.rules
        .filter((rule) => levelOf(request.config, rule) !== 'off' && isShown(rule.id, request.select))
        .map(({ id }) => id),
    version,
    digest: request.policy.digest,
    fromRepository(name) {
      const path = absolute(cwd, name);
      return repository !== undefined && isWithin(repository, path) ? relative(repository, path) : undefined;
    },
    frame: result.frame,
    fix: result.fixes.of,
    ...(ci(caller) ? { blob: (path, range) => blobOf(caller.env, repository, path, range) } : {}),
    ...(await hyperlinks(caller, options.color)),
    color: colored(caller, options),
    // A terminal that does not know its size says 0.
    width: caller.columns || 100,
    failOn: options.failOn === 'never' ? 'error' : options.failOn,
    includeSuppressed: options.showSuppressed === true,
  };
  const inFile = { ...context, color: false, hyperlinks: false, width: 100 };
  for (const { format, file } of options.output ?? []) {
    const reporter = await loadReporter(format);
    writeReport(cwd, absolute(cwd, file), file, reporter(report, inFile));
  }
  if (options.diff) {
    const { showDiff } = await import('./fix.ts');
    showDiff(result, options, context.color, caller);
  } else {
    const { format, quiet, statistics } = options;
    const isPlain = format !== 'concise' && quiet === undefined && statistics === undefined;
    if (isPlain) caller.out((await loadReporter(format))(report, context));
    else await (await import('./on-screen.ts')).onScreen(caller, options, report, context);
  }
}

function ci({ env }: Process): boolean {
  return (env['CI'] ?? '') !== '';
}

/**
 * A configuration is named where a reader would take the run for another: one of a folder below, since whoever runs bgplint above may
 * not know of it, and one with a profile, since green then means less or more.
 */
function withConfig(report: Report, file: string | undefined, profile: Profile): Report {
  if (file === undefined) return report;
  const isBelow = file.includes('/') && !file.startsWith('../');
  if (profile === 'recommended' && !isBelow) return report;
  const config = profile === 'recommended' ? file : `${file} (extends: ${profile})`;
  return { ...report, ledger: { ...report.ledger, config } };
}

/** NO_COLOR (no-color.org) wins over FORCE_COLOR, and the flag over both. */
export function colored({ env, terminal }: Process, { color }: Pick<CheckOptions, 'color'>): boolean {
  if (color !== 'auto') return color === 'always';
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return terminal && env['TERM'] !== 'dumb';
}
