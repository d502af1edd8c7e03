/** A finding as compilers tell theirs: what, where, the source with the message at its mark, why, and what to do. */
import { append } from '../../lib/lists.ts';
import { displayWidth, wrap } from '../../lib/text.ts';
import type { Finding } from '../../model/finding.ts';
import { freezesBgp } from '../text/order.ts';
import { clean, relatedOf, remedyOf, whyOf, withoutFreezes } from '../text/phrases.ts';
import { yamlOf } from '../text/yaml.ts';
import { frame, gutterOf, type Mark } from './frame.ts';
import type { Page } from './page.ts';

/** How far texts stand in that belong to what is above them. */
export const indent = '  ';

const freezing = 'FREEZES BGP';

/** All that is told of one finding. */
export function findingLines(finding: Finding, page: Page): readonly string[] {
  const { paint, rules } = page;
  const isFreezing = freezesBgp(finding, rules);
  const name = `${paint(finding.level, `${finding.level}[`)}${page.ruleName(finding.rule)}${paint(finding.level, ']')}`;
  const lines = [isFreezing ? `${name} ${paint(finding.level, freezing)}` : name, ...placed(finding, page)];
  const advised = [...advice(finding, isFreezing, page), ...fixHint(finding, page)];
  for (const more of [advised, paste(finding, page)]) if (more.length > 0) append(lines, ['', ...more]);
  return lines;
}

/** A place with what stands in it, and a frame if its text may be shown. */
interface Scene {
  readonly file: string;
  readonly marks: readonly Mark[];
}

/**
 * The arrow to the finding's place and its frame, the message at the mark; a frame for each further file; and a line for each
 * place that no frame shows. Where its own place has no frame the message is below the arrow.
 */
function placed(finding: Finding, page: Page): readonly string[] {
  const { shown: related, more } = relatedOf(finding);
  const message = clean(finding.message);
  const own = page.linesOf(finding.file);
  const isMarked = own !== undefined && finding.range !== null && finding.range.startLine <= own.count;
  const scenes: Scene[] = [];
  const bare: (readonly [place: string, message: string])[] = [];
  for (const file of new Set([finding.file, ...related.map((place) => place.file)])) {
    const text = page.linesOf(file);
    const marks: Mark[] =
      isMarked && file === finding.file && finding.range !== null
        ? [{ range: finding.range, label: message, level: finding.level }]
        : [];
    for (const place of related.filter((other) => other.file === file)) {
      if (text !== undefined && place.range !== null && place.range.startLine <= text.count) {
        marks.push({ range: place.range, label: clean(place.message), level: null });
      } else {
        bare.push([page.place(file, place.range), clean(place.message)]);
      }
    }
    if (marks.length > 0) scenes.push({ file, marks });
  }
  const gutter = scenes.reduce((most, { file, marks }) => Math.max(most, gutterOf(page.linesOf(file), marks)), 1);
  const margin = ' '.repeat(gutter);
  const inner = `${margin}    `;
  const lines = [`${margin}${page.paint('faint', '-->')} ${page.place(finding.file, finding.range, 'strong')}`];
  if (!isMarked) append(lines, strong(message, inner, page));
  for (const { file, marks } of scenes) {
    const text = page.linesOf(file);
    if (text === undefined) continue;
    const isOwn = isMarked && file === finding.file;
    if (!isOwn) lines.push(`${margin}${page.paint('faint', 'see')} ${page.place(file, marks[0]?.range ?? null)}`);
    append(lines, frame(text, marks, { width: page.width, paint: page.paint, gutter }));
  }
  for (const [place, said] of bare) {
    lines.push(`${margin}${page.paint('faint', 'see')} ${place}`);
    append(
      lines,
      wrap(said, page.width - inner.length).map((row) => inner + row),
    );
  }
  return more === '' ? lines : [...lines, inner + more];
}

function strong(text: string, margin: string, { width, paint }: Page): readonly string[] {
  return wrap(text, width - margin.length).map((row) => margin + paint('strong', row));
}

/** Why it matters and what to do: once a run for a rule and variant. */
function advice(finding: Finding, isFreezing: boolean, page: Page): readonly string[] {
  const rule = page.rules.get(finding.rule);
  if (rule === undefined || !page.explains(finding)) return [];
  const why = whyOf(rule, finding.variant);
  const said = isFreezing ? withoutFreezes(why) : why;
  return [...labelled('why', said, page), ...labelled('do', remedyOf(rule, finding.variant), page)];
}

/** The most YAML below a finding, in lines and characters: a screen. */
const [mostLines, mostCharacters] = [60, 6000];

/** Objects that are missing, at the margin, where a person copies them as they are; each once in a run. */
function paste(finding: Finding, page: Page): readonly string[] {
  if (finding.paste === undefined || !page.pastes(finding.paste)) return [];
  const lines = yamlOf(finding.paste);
  if (lines.length > mostLines || lines.join().length > mostCharacters) return [];
  const isOpen = lines.some((line) => line.includes('<'));
  return [`# to paste${isOpen ? ', once what is in <> is filled in' : ''}`, ...lines];
}

/** What would fix it, and how to ask for that. */
function fixHint(finding: Finding, page: Page): readonly string[] {
  const fix = page.fix(finding);
  if (fix === undefined) return [];
  return labelled('fix', `${fix.title} (bgplint ${fix.safe ? '--fix' : '--fix-review'})`, page);
}

const column = 'why'.length + 2;

/** A text under a short label at its left. */
function labelled(label: string, text: string, page: Page): readonly string[] {
  const rows = wrap(clean(text), page.width - indent.length - column);
  const left = page.paint('strong', label) + ' '.repeat(column - displayWidth(label));
  return rows.map((row, index) => indent + (index === 0 ? left : ' '.repeat(column)) + row);
}
