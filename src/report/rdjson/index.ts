import { rulePage } from '../../lib/pages.ts';
import { rulesById } from '../../lib/rules.ts';
import { safeJson } from '../../lib/safe-json.ts';
import type { JsonObject, Range } from '../../model/document.ts';
import type { Finding } from '../../model/finding.ts';
import type { ReportContext, Reporter } from '../../model/report.ts';
import type { Level, Rule } from '../../model/rule.ts';
import { unlinked } from '../sarif/result.ts';
import { clean, relatedOf } from '../text/phrases.ts';
import { wellFormed } from '../text/uri.ts';
import { rangeIn, type ShownText, shownTexts } from './places.ts';
import { suggestionOf } from './suggestion.ts';

const severities: { readonly [level in Level]: string } = { error: 'ERROR', warning: 'WARNING', note: 'INFO' };

/**
 * The Reviewdog Diagnostic Format (message DiagnosticResult of proto/rdf/reviewdog.proto in reviewdog/reviewdog;
 * test/report/rdjson.schema.json). reviewdog refuses members that it does not know, so there are no others. It reads paths
 * from the folder that it runs in, so files are named as the command shows them. Further places need reviewdog 0.18. A
 * suppressed finding is left out: the format has no word for one.
 */
export const rdjson: Reporter = (report, context) => {
  const rules = rulesById(context.rules);
  const texts = shownTexts(context);
  const open = report.findings.filter((finding) => finding.suppressed === null);
  return safeJson({
    source: { name: 'bgplint' },
    diagnostics: open.map((finding) => diagnostic(finding, rules.get(finding.rule), texts, context)),
  });
};

type Texts = (file: string) => ShownText | undefined;

function diagnostic(finding: Finding, rule: Rule | undefined, texts: Texts, context: ReportContext): JsonObject {
  const { shown, more } = relatedOf(finding);
  const { suggestions, caution } = suggested(finding, texts, context);
  return {
    message: [remark(finding.message) || finding.rule, more, caution].filter(Boolean).join('\n'),
    location: location(finding.file, finding.range, texts),
    severity: severities[finding.level],
    code: codeOf(finding.rule, rule),
    ...(suggestions.length === 0 ? {} : { suggestions }),
    ...(shown.length === 0
      ? {}
      : {
          related_locations: shown.map((place) => ({
            message: remark(place.message),
            location: location(place.file, place.range, texts),
          })),
        }),
  };
}

function location(file: string, range: Range | null, texts: Texts): JsonObject {
  return { path: wellFormed(file), ...(range === null ? {} : { range: rangeIn(texts(file), range) }) };
}

/** None or one suggestion, for a reader to take with a click; and a caution if a person must look at it first. */
function suggested(
  finding: Finding,
  texts: Texts,
  context: ReportContext,
): { readonly suggestions: readonly JsonObject[]; readonly caution: string } {
  const fix = context.fix(finding);
  const text = fix && texts(finding.file);
  const suggestion = fix && suggestionOf(fix, finding.file, text);
  if (fix === undefined || suggestion === undefined) return { suggestions: [], caution: '' };
  return {
    suggestions: [{ range: rangeIn(text, suggestion.range), text: suggestion.text }],
    caution: fix.safe ? '' : `Look at the suggestion before you apply it: ${remark(fix.title)}.`,
  };
}

function codeOf(id: string, rule: Rule | undefined): JsonObject {
  return { value: id, ...(rule === undefined ? {} : { url: rulePage(rule.id) }) };
}

/**
 * A stranger's text in a comment, which some of reviewdog's reporters write as Markdown and others as it stands: a space
 * breaks what would be a link, an element of HTML (a comment would hide what follows it), or a name to notify.
 */
function remark(text: string): string {
  return unlinked(clean(text))
    .replace(/<(?=[a-z/!?])/gi, '< ')
    .replace(/(?<![\w.])@(?=\w)/g, '@ ');
}
