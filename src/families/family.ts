/** What a row of this room says of a product: one object holds all that the stages must know of it, and no stage lists products. */
import type { Json, JsonObject, Path } from '../model/document.ts';
import type { Facts, Family } from '../model/resource.ts';
import type { SelectorField } from './label-selectors.ts';

/** Tells a fact about a value; undefined for one of another type, of which the structure of its kind speaks. */
export type Reader = (value: Json) => JsonObject | undefined;

/**
 * Which reader tells something about which field. In the path `*` stands for every item of a list. `open`: the reader may
 * say something of a value with placeholders, too.
 */
export type Field = readonly [path: readonly string[], reader: Reader, placeholders?: 'open'];

/** A field that holds a name of something of the kind `of`: `family/Kind`, or another word where it is no object. */
export interface NameField {
  readonly of: string;
  /** A path in which `*` stands for every item of a list. Of an object at its end each member counts, as `key=value`. */
  readonly path: readonly string[];
  /** Where only names in the same object count. */
  readonly within?: 'object';
  /** What stands before the name in a text; one without it is no reference. */
  readonly after?: string;
  /** The fields of the object there that make the name together, with `/` between them. */
  readonly joined?: readonly string[];
  /** Where each key of the object there is a name, behind the object's own and `/`. */
  readonly keys?: true;
  /** A requirement of a label selector: `key=value` where its operator is In and it lists one value. */
  readonly requirement?: true;
}

/** All that is known of one kind. Paths count from the object; in those of `secrets` `*` stands for every item of a list. */
export interface KindRow {
  /**
   * `bgp`: an object makes the scan one about BGP. `context`: it only gives context, and is read if the scan found something
   * of BGP. `made`: no API server knows the kind; an object of it is made of something else that is read.
   */
  readonly role: 'bgp' | 'context' | 'made';
  readonly facts?: readonly Field[];
  /** Facts that are not of single fields. */
  factsOf?(object: JsonObject): Facts;
  /** Fields that select by labels, as Kubernetes does. */
  readonly selectors?: readonly SelectorField[];
  /** Fields that name what is elsewhere: a name that nothing has is compared with those that something has. */
  readonly refers?: readonly NameField[];
  /** Fields that give such a name, beside the object's own, which is one of its kind. */
  readonly defines?: readonly NameField[];
  /** Where a secret stands in clear text. */
  readonly secrets?: readonly (readonly string[])[];
  /** Where the text of a router's configuration stands, in which only the passwords are secret. */
  readonly routerText?: Path;
  /** What a whole object cannot lack beside the fields that its structure requires: one path of each list must be there. */
  readonly needed?: readonly (readonly Path[])[];
  /** Fields of ranges whose addresses are given to Services or pods; facts tell `range` or `cidr`. */
  readonly handsOut?: readonly (readonly string[])[];
  /** Fields that hold the address of a router, and of a node; facts tell `address`. */
  readonly peerAddresses?: readonly (readonly string[])[];
  readonly nodeAddresses?: readonly (readonly string[])[];
  /** True for pools of addresses, of which facts tell `range`: no two of a family may have one in common. */
  readonly isPool?: true;
}

/** A text in another object that is an object of its own: MetalLB's configuration in a ConfigMap. */
export interface EmbeddedRow {
  /** The kind of the objects, one of the row's kinds. */
  readonly kind: string;
  /** Where texts stand that may be one, in the objects that hold them. */
  readonly places: readonly Path[];
  /** True for an object that may hold such a text. */
  isHolder(object: JsonObject): boolean;
  /** True for such a text. */
  isText(text: string): boolean;
  /** True for the same as a value, wherever it stands. */
  isValue(value: Json): boolean;
  /** Words of which one is in each file with such a text. They are looked for where `mayBeIn` holds, since that is slow. */
  readonly words: RegExp;
  mayBeIn(whole: string): boolean;
}

/** An object that a chart makes of a part of its values. */
export interface ChartPart {
  /** Where the part stands in the values. */
  readonly at: Path;
  /** The kind of the objects, one of the row's kinds. */
  readonly kind: string;
  /** Where the part stands in the object; the object itself if empty. */
  readonly as: Path;
  /** Members of the part that only the chart reads. */
  readonly without?: readonly string[];
  /** True for a part of which the chart makes the object. */
  isMade(part: Json): boolean;
}

/**
 * Helm charts of a product. What installs one (a HelmRelease, a HelmChartConfig, an Application of Argo CD, a values file) is
 * an object of the kind `Release`: `{ chart, version, namespace, values }`, with `values` the parts that `kept` names.
 */
export interface ChartRow {
  /** The chart's own name, as in its Chart.yaml: of the product itself, or as a distribution calls it. */
  readonly names: RegExp;
  /** The repository of the product on GitHub, of which kustomizations take manifests, and the chart that is of its versions. */
  readonly repository?: readonly [repository: string, chart: string];
  /** Words of which one stands in each text that speaks of the chart. */
  readonly words: readonly string[];
  /** The version of the product that a version of a chart installs; undefined where it does not tell. */
  productVersion(chart: string, version: string): string | undefined;
  /** Scalars, and lists of them: no secret may stand there. */
  readonly kept: readonly Path[];
  readonly parts: readonly ChartPart[];
  /** True for values that are the chart's by what they hold, where nothing names the chart. */
  isOfChart(values: JsonObject): boolean;
}

/** Parts of objects without their kind, as a command of the product takes them for patches. */
export interface PatchRow {
  readonly group: string;
  /** The kind by a field of the spec that it alone has. */
  readonly kinds: { readonly [field: string]: string };
}

/** A product, or what all of them stand on. */
export interface FamilyRow {
  readonly family: Family;
  readonly groups: readonly string[];
  readonly kinds: { readonly [kind: string]: KindRow };
  /** Byte strings: a file with none of any family is not decoded. Each begins with a character that is rare in manifests. */
  readonly needles: readonly string[];
  /** Patterns of what gives context, for the second pass; they too begin with a rare character. */
  readonly contextNeedles?: readonly string[];
  /** The same of words that count only where a value or a key ends with them, not in prose. */
  readonly contextWords?: readonly string[];
  /**
   * The end of its groups' names, of a family whose needles are kinds: a misspelt kind is looked for where it stands before a
   * version.
   */
  readonly groupEnd?: string;
  /** Kinds of context, by name or by a word, that make a file worth reading where one of its groups is in it. */
  readonly alone?: readonly string[];
  /** The domains of its annotations: these are settings, and no text of people. */
  readonly domains: readonly string[];
  /** Old names of groups, and those that people think of. */
  readonly wrongGroups?: readonly string[];
  /** Kinds of `v1`, without a group, that an older version of the product had; with the bucket that such objects come in. */
  readonly formerKinds?: { readonly [kind: string]: string };
  /** Fields of a spec that hold an expression: one that begins with `!` is a tag of YAML, unless it is quoted. */
  readonly expressions?: readonly string[];
  readonly embedded?: EmbeddedRow;
  readonly charts?: ChartRow;
  /** The images of its agents, which are of its own version. */
  readonly images?: RegExp;
  readonly patches?: PatchRow;
  /** The family with whose selectors of nodes its own are judged together, because the product merges both for a node. */
  readonly mergedWith?: Family;
}
