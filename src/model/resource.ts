/** Resources: the objects of a scan as rules see them. */
import type { Document, JsonObject, Path } from './document.ts';

/** A bucket of the input: a CNI, or a kind of source. */
export type Family =
  | 'calico'
  | 'metallb'
  | 'frr-k8s'
  | 'cilium'
  | 'antrea'
  | 'kubernetes'
  | 'terraform'
  | 'host'
  | 'router'
  | 'status'
  | 'monitoring'
  | 'input';

/** Facts about one value, keyed by its JSON Pointer inside the object: what needs a parser to see. */
export type Facts = { readonly [pointer: string]: JsonObject };

export type FaultKind = 'UnknownField' | 'WrongType' | 'InvalidValue' | 'MissingField' | 'SmartQuote' | 'YamlTag';

/**
 * What is not as the structure of a kind wants it, at a path of the object. Rules judge it under `input.schema.<kind>`;
 * `detail` holds the scalars from which they make their sentences.
 */
export interface Fault {
  readonly kind: FaultKind;
  readonly path: Path;
  readonly detail: JsonObject;
}

/** A resource of a plan that holds objects of Kubernetes. */
export interface Declaration {
  /** `module.x.kubernetes_manifest.peer["a"]`. */
  readonly address: string;
  /** The plan, and the path of the address in it. */
  readonly plan: Document;
  readonly naming: Path;
}

/** One object of the scan: a Kubernetes object, or a resource of a plan. */
export interface Resource {
  /** Its number in the scan; places name it. */
  readonly id: number;
  readonly document: Document;
  /** The object's own path inside the document: `[]`, or `['items', 3]` in a List. */
  readonly base: Path;
  readonly family: Family;
  /** The bucket inside the family: the Kubernetes kind, or a kind of the plan's normal form. */
  readonly kind: string;
  readonly gvk: { readonly group: string; readonly version: string; readonly kind: string };
  readonly name: string;
  readonly namespace: string;
  /** The name that kustomize gives it, where references to it keep its own: rules know it by this one. */
  readonly builtName?: string;
  /** The address of a plan's resource. */
  readonly address?: string;
  /** What of a plan makes it, where it is an object of Kubernetes: it is changed there, and not in the plan. */
  readonly declaredBy?: Declaration;
  /** Path in the document of the value that names it, to point at where nothing of it is nearer; its `kind` if absent. */
  readonly naming?: Path;
  /** True for a patch: only values that are there may be judged. */
  readonly partial: boolean;
  /** The object without its secrets: they are replaced, and facts tell what may be told. */
  readonly object: JsonObject;
  readonly facts: Facts;
  readonly faults?: readonly Fault[];
  /** True where no rule has a question about it: findings may point at it, but the rules do not get it. */
  readonly unasked?: boolean;
  /** Further members of its entry in the input, for families whose normal form needs them. */
  readonly extra?: JsonObject;
  /** True if the value at `path` of the object is not known to the scan, beyond what `isPlaceholder` sees in a text. */
  unknown?(path: Path): boolean;
}

/** What kustomizations of the scan say of a file. */
export interface Listing {
  /** The folders of those whose builds hold it, and that nothing builds upon. */
  by(file: string): readonly string[];
  /** True if the kustomization of its own folder lists others and does not name it, so that it is not applied with these. */
  isLeftOut(file: string): boolean;
}
