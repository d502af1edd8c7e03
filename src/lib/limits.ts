/** Bounds on what one run reads. Each is a finding when it is passed (`input/limit-exceeded`), never a crash. */
export interface Limits {
  /** The size of a YAML file. Stages that see text count its UTF-16 units, of which there are never more than bytes. */
  readonly yamlBytes: number;
  /** The size of a JSON file, counted likewise. */
  readonly jsonBytes: number;
  /** The size of one YAML document or item of a List, counted likewise. etcd's own bound on an object is 1.5 MiB. */
  readonly documentBytes: number;
  /** Mappings and lists within each other. */
  readonly depth: number;
  /** Nodes (keys, scalars, mappings and lists) that the aliases of one YAML document bring in. */
  readonly aliases: number;
  /** Documents of one YAML file. */
  readonly documents: number;
  /** Findings of one run; problems of one file. */
  readonly findings: number;
}

const MiB = 1024 * 1024;

export const defaultLimits: Limits = {
  yamlBytes: 64 * MiB,
  jsonBytes: 256 * MiB,
  documentBytes: 4 * MiB,
  depth: 200,
  aliases: 10_000,
  documents: 100_000,
  findings: 100_000,
};
