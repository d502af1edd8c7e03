/** Byte strings that make a file worth reading, and the patterns that find them: most of a repository is never decoded. */
import { statusMembers } from '../lib/status/members.ts';
import type { Family } from '../model/resource.ts';
import { charts, embedded, families, isNearKind } from './index.ts';
import { alertWords, speaksOfAlerts } from './monitoring/rules.ts';
import { textFormat } from './text-formats.ts';

/** As a pattern; JSON and YAML 1.2 may write a slash with a backslash before it. */
const escaped = (needle: string) => needle.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('/', '\\\\?/');

/** What ends a line for any reader of YAML, as text and as bytes: LF, CR, and U+0085, U+2028 and U+2029 for go-yaml. */
const lineEnd = String.raw`[\r\n\x85\u2028\u2029]|\xc2\x85|\xe2\x80[\xa8\xa9]`;

/**
 * How a word is written that only a parser can read, for which there is hardly an honest reason: a letter, digit or mark of
 * a name as an escape, a line end within a word that a backslash takes away, and base64, whose tag has many spellings
 * (its handle may be declared, its letters percent-encoded). Each begins with a rare character, as all needles do.
 */
const disguise = [
  String.raw`\\(?:(?:u00|x|U000000)(?:2[eEfF]|3\d|4[1-9a-fA-F]|5[\daAfF]|6[1-9a-fA-F]|7[\daA])|(?<=[\w./-]\\)(?:${lineEnd}))`,
  '!(?:!(?:binary|[\\w-]*%)|<)',
  '%TAG',
].join('|');

const anyOf = (needles: readonly string[]) => new RegExp([...needles.map(escaped), disguise].join('|'));

const subjects = families.flatMap((row) => row.needles);

/** Finds the needles of the first pass, in YAML and in texts of any kind. */
export const subjectNeedle = anyOf(subjects);

/**
 * Finds those of JSON: of a Terraform plan, of a state, of nft's rules, of what FRR and Cilium print of sessions, and of the line
 * stream that people take for a plan, too.
 */
export const jsonNeedle = anyOf([
  ...subjects,
  '"resource_changes"',
  '"planned_values"',
  '"terraform_version"',
  '"nftables"',
  ...statusMembers.map((name) => `"${name}"`),
  'terraform.ui',
]);

/** What ends a kind or a key. */
const wordEnd = String.raw`(?=["' \t]*(?:[,}\]:#]|$|${lineEnd}))`;

/**
 * What installs Helm charts, for K3s, RKE2, k0s, Flux and Argo CD, and what may hold their values: most such objects are of other
 * products, so they count only with a word of a chart that is known.
 */
const installers = `(?:Helm(?:Release|Chart|ChartConfig)|OCIRepository|Application(?:Set)?|Kustomization|ClusterConfig)${wordEnd}`;

const holders = `ConfigMap${wordEnd}`;

const contexts = [
  `(?:${families.flatMap((row) => row.contextWords ?? []).join('|')})${wordEnd}`,
  ...families.flatMap((row) => row.contextNeedles ?? []),
];

/**
 * Finds what is read in the second pass: kinds that give context, as a value and not in prose, and names by which products
 * are set up. Each alternative starts with a character that is rare in manifests: others would make it slower by half, and a
 * look behind ten times.
 */
export const contextNeedle = new RegExp([...contexts, installers, holders].join('|'));

const otherContext = new RegExp(contexts.join('|'));

const delivered = new RegExp(String.raw`${installers}|values[\w.-]*\.ya?ml`);

const builders = /kustomize\.toolkit\.fluxcd\.io|argoproj\.io/;

const changes = /["' \t{,](?:patches\w*|name(?:Prefix|Suffix)|components)["']?\s*:/;

/** True for what may change a folder's kustomization from outside: Flux' own Kustomization, and Argo CD's Application. */
function changesBuilds(text: string): boolean {
  return builders.test(text) && changes.test(text);
}

const chartWords = charts.flatMap(({ words }) => words);

/** The same as words of their own: in annotations and namespaces of other products they are parts of names. */
const ownWords = new RegExp(String.raw`(?<![\w.])(?:${chartWords.join('|')})(?![\w.]|-system)`);

/** True if a text holds a word of a chart that is known. */
export function speaksOfCharts(text: string): boolean {
  return chartWords.some((word) => text.includes(word)) && ownWords.test(text);
}

/** True if a text is to be read in the second pass. */
export function givesContext(text: string): boolean {
  if (!contextNeedle.test(text)) return false;
  return otherContext.test(text) || changesBuilds(text) || (speaksOfCharts(text) && delivered.test(text));
}

/**
 * Finds the needles of the first pass in the parts of this text. MetalLB's old ConfigMap has no word with a rare letter, by
 * which it could be found along with all others as fast as they are: its words count where one of Kubernetes' is. So do
 * misspelt kinds where their group is.
 */
export function needleIn(whole: string): RegExp {
  const words = [
    ...embedded.filter((row) => row.mayBeIn(whole)).map((row) => row.words.source),
    ...kindsOfGroup(whole),
    ...(speaksOfAlerts(whole) ? alertWords : []),
  ];
  return words.length === 0 ? subjectNeedle : new RegExp([subjectNeedle.source, ...words].join('|'));
}

/** True if a text holds one of the needles of the first pass. */
export function isSubject(whole: string, kind: 'yaml' | 'json' | 'text'): boolean {
  if (kind === 'text') return textFormat(whole) !== undefined;
  return (
    (kind === 'json' ? jsonNeedle : subjectNeedle).test(whole) ||
    embedded.some((row) => row.mayBeIn(whole)) ||
    kindsOfGroup(whole).length > 0 ||
    speaksOfAlerts(whole)
  );
}

/** The families whose needles a text holds: what an unread text could have been about. */
export function familiesIn(text: string): ReadonlySet<Family> {
  const rows = families.filter((row) => row.needles.some((needle) => text.includes(needle)));
  const found = [...rows, ...embedded.filter((row) => row.mayBeIn(text))].map((row) => row.family);
  return new Set(speaksOfAlerts(text) ? [...found, 'monitoring'] : found);
}

/**
 * The groups of families whose needles are kinds: a group would make a needle of every network policy. One pattern, whose
 * alternatives end alike, is as fast as the search for one of them.
 */
const groups = new RegExp(
  String.raw`(?:${families.flatMap((row) => (row.groupEnd === undefined ? [] : [escaped(row.groupEnd)])).join('|')})\\?\/v`,
);

const kinds = /\bkind["']?\s*:\s*["']?([A-Za-z]{4,40})\b/g;

const alone: ReadonlySet<string> = new Set(families.flatMap((row) => row.alone ?? []));

/**
 * Patterns of what has no needle of its own and counts under a group: the words of a text that stand for a kind and are near to
 * one of BGP, each once; and the groups themselves, where kinds are there that are worth reading without another.
 */
function kindsOfGroup(whole: string): string[] {
  if (!groups.test(whole)) return [];
  const words = new Set<string>();
  for (const [, word] of whole.matchAll(kinds)) if (word !== undefined) words.add(word);
  const near = [...words].filter(isNearKind);
  return [...words].some((word) => alone.has(word)) ? [...near, groups.source] : near;
}
