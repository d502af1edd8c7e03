/** Which findings the scan cannot decide: they rest on a value that it does not know. */
import { at, dotted, pointer } from '../lib/json.ts';
import { isPlaceholder, isSecretPlaceholder, isTemplated } from '../lib/placeholder.ts';
import { looksRandom, namesSecret } from '../lib/secret-words.ts';
import { hasSopsMetadata, isEncrypted } from '../lib/sops.ts';
import type { Json, Path } from '../model/document.ts';
import type { Resource } from '../model/resource.ts';
import type { RawFinding, Rule } from '../model/rule.ts';

interface Known {
  readonly resources: ReadonlyMap<number, Resource>;
  patched(resource: Resource, path: Path): boolean;
  extended(resource: Resource, path: Path): boolean;
  deleted(resource: Resource): boolean;
}

/** Why a finding of a rule is undecided, in a clause; undefined if it is decided. */
export function undecidedBecause(
  finding: RawFinding,
  rule: Pick<Rule, 'of' | 'enforced'>,
  known: Known,
): string | undefined {
  const places = [finding.at, ...(finding.related ?? []).map((other) => other.at), ...(finding.rests_on ?? [])];
  for (const place of places) {
    if ('mark' in place) continue;
    const resource = known.resources.get(place.resource);
    const reason = resource === undefined ? undefined : unknownBecause(resource, place.path);
    if (reason !== undefined) return reason;
  }
  // Where a finding is, a patch may say something else; what it only mentions stands, but for what a list lacks.
  const { at: place } = finding;
  if ('mark' in place || rule.of === 'text' || rule.enforced === true) return undefined;
  for (const { resource: id, path } of finding.rests_on ?? []) {
    const held = known.resources.get(id);
    if (held !== undefined && !held.partial && known.extended(held, path))
      return 'a patch in the scan adds to a list that it depends on';
  }
  const resource = known.resources.get(place.resource);
  if (resource === undefined || resource.partial) return undefined;
  if (known.deleted(resource)) return 'a patch in the scan deletes it';
  return known.patched(resource, place.path) ? 'a patch in the scan sets it' : undefined;
}

function unknownBecause(resource: Resource, path: Path): string | undefined {
  const { document, base } = resource;
  if (resource.unknown?.(path) && isPrinted(resource)) return 'what is written there is not understood';
  if (resource.unknown?.(path))
    return `the plan does not say what ${dotted(path)} of ${resource.address ?? resource.name} holds`;
  for (let length = 0; length <= path.length; length++) {
    const full = [...base, ...path.slice(0, length)];
    const value = at(document.value, full);
    if (value === undefined) return misspelt(resource, path.slice(0, length));
    if (isOpen(resource, path.slice(0, length), value)) return `its value is a placeholder${named(String(value))}`;
    const next = path[length];
    const absent = next !== undefined && at(document.value, [...full, next]) === undefined;
    if (absent && document.open(full)) return 'the contents of its mapping are filled in later';
  }
  return undefined;
}

const isPrinted = ({ family }: Resource) => family === 'host' || family === 'router' || family === 'status';

/** Why what is not at a path may be there: under a name that the kind does not have, and that is near to this one. */
function misspelt({ faults = [], family }: Resource, path: Path): string | undefined {
  if (family === 'terraform') return undefined;
  const holder = pointer(path.slice(0, -1));
  const meant = faults.find(
    ({ kind, path: at, detail }) =>
      kind === 'UnknownField' && detail['near'] === path.at(-1) && pointer(at.slice(0, -1)) === holder,
  );
  return meant && `\`${String(meant.detail['name'])}\` is in the place of ${dotted(path)}`;
}

/** True for a value that stands for another one. A plan has its values: what Terraform itself puts off, `unknown` tells. */
function isOpen(resource: Resource, path: Path, value: Json): boolean {
  if (typeof value !== 'string') return false;
  if (resource.family === 'terraform') return isTemplated(value);
  const fact = resource.facts[pointer(path)];
  const meant = fact?.['placeholder'] === true || at(fact, ['selector', 'unknown']) === true;
  const stands = holdsSecret(path) ? isSecretPlaceholder(value) : isPlaceholder(value);
  return meant || (stands && !isKnown(resource, path, value));
}

/** True for a field that is a password's by its name, and not that of a reference to one: `$hunter2` may be the password. */
function holdsSecret(path: Path): boolean {
  const name = path.findLast((step) => typeof step === 'string') ?? '';
  return namesSecret(name) && !/(?:Ref|Name)$/.test(name);
}

/** True where what looks like a placeholder leaves nothing open: a forgery of SOPS' form, and what its fact says in any case. */
function isKnown({ document, facts }: Resource, path: Path, value: Json): boolean {
  if (isEncrypted(value)) return !hasSopsMetadata(document.value);
  const fact = facts[pointer(path)];
  return fact?.['secret'] === true || fact?.['whatever'] === true;
}

/**
 * `, ${NAME}` where the placeholder has a name; what stands beside it, or is its default, may be a secret,
 * and so may a name that nobody would think of.
 */
function named(text: string): string {
  const [, variable] = /\$\{([A-Za-z_][\w.]{0,40})/.exec(text) ?? [];
  if (variable !== undefined && !looksRandom(variable)) return `, \${${variable}}`;
  const [, argument] = /^\$\(([\w.-]{1,40})\)$/.exec(text) ?? [];
  if (argument !== undefined && !looksRandom(argument)) return `, $(${argument})`;
  const [, reference] = /\{\{-?\s*([.$]?[A-Za-z_][\w.]{0,40})\s*-?\}\}/.exec(text) ?? [];
  if (reference !== undefined && !looksRandom(reference)) return `, {{ ${reference} }}`;
  const [, bare] = /^\$([A-Za-z_]\w{0,40})$/.exec(text) ?? [];
  if (bare !== undefined && !looksRandom(bare)) return `, $${bare}`;
  return text.startsWith('ENC[') ? ', ENC[…]' : '';
}
