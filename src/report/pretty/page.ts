/** What is the same for every finding of a run, and what was said already. */
import { rulePage } from '../../lib/pages.ts';
import { rulesById } from '../../lib/rules.ts';
import type { JsonObject, Range } from '../../model/document.ts';
import type { Finding, Fix } from '../../model/finding.ts';
import type { ReportContext } from '../../model/report.ts';
import type { Rule } from '../../model/rule.ts';
import { linesOf, type TextLines } from '../text/lines.ts';
import { clean, placeOf } from '../text/phrases.ts';
import { linker } from './link.ts';
import { type Paint, painter, type Style } from './style.ts';
import type { Fixable } from './summary.ts';

/** Lines are no longer than a terminal is wide, and no longer than eyes follow. */
const [narrowest, widest] = [40, 110];

/** The most findings of a run that say what would fix them. */
const mostFixes = 200;

export interface Page {
  readonly width: number;
  readonly paint: Paint;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly linesOf: (file: string) => TextLines | undefined;
  /** What fixes a finding; of the first findings only, because it takes time. */
  readonly fix: (finding: Finding) => Fix | undefined;
  /** How many findings a machine can fix, of those that were told so far. */
  readonly fixable: Fixable;
  /** A place and a rule as texts, which are links where the terminal opens them. */
  place(file: string, range: Range | null, style?: Style): string;
  ruleName(id: string): string;
  /** True for the first finding of a rule and variant: its why and what to do are told then, and not again. */
  explains(finding: Finding): boolean;
  /** True for objects to paste that were not told yet. */
  pastes(objects: readonly JsonObject[]): boolean;
}

export function newPage(context: ReportContext): Page {
  const texts = new Map<string, TextLines | undefined>();
  const [explained, pasted] = [new Set<string>(), new Set<string>()];
  let asked = 0;
  const fixable = { safe: 0, review: 0 };
  const [paint, rules] = [painter(context.color), rulesById(context.rules)];
  const link = linker(context.hyperlinks);
  return {
    width: Math.min(widest, Math.max(narrowest, context.width)),
    paint,
    rules,
    place(file, range, style) {
      const text = placeOf(file, range);
      return link(context.link?.(file, range), style === undefined ? text : paint(style, text));
    },
    ruleName: (id) => link(rules.has(id) ? rulePage(id) : undefined, clean(id)),
    linesOf(file) {
      if (!texts.has(file)) {
        const text = context.frame(file);
        texts.set(file, text === undefined ? undefined : linesOf(text));
      }
      return texts.get(file);
    },
    explains({ rule, variant }) {
      const advised = `${rule} ${variant ?? ''}`;
      const isFirst = !explained.has(advised);
      explained.add(advised);
      return isFirst;
    },
    pastes(objects) {
      const text = JSON.stringify(objects);
      const isFirst = !pasted.has(text);
      pasted.add(text);
      return isFirst;
    },
    fix(finding) {
      if (finding.fixable === null) return undefined;
      const fix = asked++ < mostFixes ? context.fix(finding) : undefined;
      if (fix !== undefined || asked > mostFixes) fixable[finding.fixable]++;
      return fix;
    },
    fixable,
  };
}
