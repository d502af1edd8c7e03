/** The texts that `bgplint init` writes. */
import packageJson from '../../../package.json' with { type: 'json' };
import { docsPage, repository } from '../../lib/pages.ts';
import { knownVersions } from '../../lib/versions.ts';

const { version } = packageJson;

/** What is written of other pipelines than GitHub's. */
export const pipelines = docsPage('pipelines.md');

/** Where an editor finds the schema of the config: in the project, or on the network that serves npm's packages. */
export const installedSchema = 'node_modules/bgplint/schemas/bgplint.schema.json';
const publishedSchema = `https://unpkg.com/bgplint@${version}/schemas/bgplint.schema.json`;

/** What was seen, as far as a config speaks of it. Folders are relative to the config's, and safe to write. */
export interface Hints {
  readonly installed: boolean;
  readonly vendored: readonly string[];
  readonly clusters: readonly string[];
  readonly products: readonly ('calico' | 'metallb')[];
  /** There are findings, which a baseline would accept. */
  readonly findings: boolean;
}

/** The most clusters that the config's comments list. */
const mostClusters = 20;

/** A config that changes nothing yet: what may be worth saying stands in comments. */
export function configText({ installed, vendored, clusters, products, findings }: Hints): string {
  const parts = [
    `# yaml-language-server: $schema=${installed ? `./${installedSchema}` : publishedSchema}
# What bgplint reads and how it judges it. Paths start at the folder of this file.

# true where this folder holds all that is applied: what is nowhere is an error.
complete: false`,
    findings
      ? `# What is accepted for now: --update-baseline writes all that is found today into it.
baseline: bgplint-baseline.json`
      : '',
    clusters.length < 2 ? '' : clustersText(clusters),
    vendored.length === 0
      ? ''
      : `# Files of others are checked like your own, unless they are named here:
# exclude: [${vendored.map((path) => JSON.stringify(path)).join(', ')}]`,
    `# The versions that you run; without them, the newest that the rules know.
${(products.length === 0 ? (['calico', 'metallb'] as const) : products).map((product) => versionLine[product]).join('\n')}`,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** All of them or none: what a list of clusters leaves out counts as common to all of it. */
function clustersText(paths: readonly string[]): string {
  const said = '# Objects in several versions: their folders are taken for clusters.';
  if (paths.length > mostClusters) {
    return `${said} There are ${paths.length} (bgplint -f json).\n# Where that is wrong, list all of them under \`clusters\`.`;
  }
  const lines = paths.map((path) => `#   - { name: ${JSON.stringify(path)}, paths: [${JSON.stringify(path)}] }`);
  return [`${said} To say so:`, '# clusters:', ...lines].join('\n');
}

const versionLine = {
  calico: `# calico: { version: "${knownVersions.Calico}" }`,
  metallb: `# metallb: { version: "${knownVersions.MetalLB}", mode: frr } # or native, or frr-k8s`,
} as const;

/** An item of the list `repos` of .pre-commit-config.yaml. */
export function hookText(indent: string): string {
  return `${indent}- repo: https://github.com/${repository}
${indent}  rev: v${version}
${indent}  hooks:
${indent}    - id: bgplint
`;
}

/** A whole .pre-commit-config.yaml. */
export const hooksText = `repos:\n${hookText('  ')}`;

/** A workflow for a default branch, whose name is safe to write. */
export function workflowText(branch: string): string {
  return `name: bgplint
on:
  pull_request:
  push:
    branches: [${JSON.stringify(branch)}]

permissions: {}

jobs:
  bgplint:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read # to check the repository out
      security-events: write # to upload to code scanning
      actions: read # to upload from a private repository
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          fetch-depth: 0 # a change is compared with the commit that it branched off from
          persist-credentials: false
      - uses: ${repository}@v${version} # a tag can be moved: a commit pins it
        with:
          changed-only: auto # on pull requests; a push to the branch reports everything
`;
}

/** A job for .gitlab-ci.yml, for a person to add. */
export const gitlabText = `bgplint:
  image: node:22
  timeout: 10 minutes
  variables:
    GIT_DEPTH: 0 # a change is compared with the commit that it branched off from
  script:
    - >-
      npx --yes github:${repository}#v${version}
      --output gitlab=gl-code-quality-report.json
      \${CI_MERGE_REQUEST_DIFF_BASE_SHA:+--changed-from="$CI_MERGE_REQUEST_DIFF_BASE_SHA"}
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`;
