/** The texts that `bgplint init` writes. */
import packageJson from '../../../package.json' with { type: 'json' };
import { docsPage, repository } from '../../lib/pages.ts';
import { wrap } from '../../lib/text.ts';
import { knownVersions } from '../../lib/versions.ts';
import { count } from '../../report/text/phrases.ts';

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
  /** What is there, and the version that charts and images tell, with a file that does. */
  readonly products: readonly {
    readonly product: 'calico' | 'metallb' | 'cilium';
    readonly version?: string;
    readonly file?: string;
  }[];
  /** The mode of MetalLB that objects tell; '' for none. */
  readonly mode: string;
  /** The file of what is accepted for now, where there is something to accept. */
  readonly baseline?: string;
  /** Errors that are policies, where a first run should fail for the others only. */
  readonly policies?: { readonly errors: number; readonly policies: number } | undefined;
  /** The line that says what holds the nodes, as the names in a plan suggest. */
  readonly nodes?: string;
}

/** The most clusters that the config's comments list. */
const mostClusters = 20;

/** A config that changes nothing yet: what may be worth saying stands in comments. */
export function configText(hints: Hints): string {
  const { installed, vendored, clusters, products, mode, baseline, policies, nodes } = hints;
  const named = products.length === 0 ? ([{ product: 'calico' }, { product: 'metallb' }] as const) : products;
  const parts = [
    `# yaml-language-server: $schema=${installed ? `./${installedSchema}` : publishedSchema}
${comment('What bgplint reads and how it judges it. Paths start at the folder of this file.')}`,
    `${comment('true where this folder holds all that is applied: then what does not exist is an error.')}
complete: false`,
    policies === undefined
      ? ''
      : `${comment(`Only what is broken is an error. Policies (passwords, graceful restart, explicit nodes) are warnings: ${policies.policies} of the ${count(policies.errors, 'error')} of the first run were policies.`)}
extends: correctness`,
    baseline === undefined
      ? ''
      : `${comment('Findings that are accepted for now. --no-baseline shows them, and --prune-baseline removes what is fixed.')}
baseline: ${baseline}`,
    clusters.length < 2 ? '' : clustersText(clusters),
    vendored.length === 0
      ? ''
      : `${comment('Third-party files are checked like your own, unless listed here:')}
# exclude: [${vendored.map((path) => JSON.stringify(path)).join(', ')}]`,
    nodes === undefined
      ? ''
      : `${comment('What holds the nodes in your Terraform plans, judging by names. If that is right, say so: BGP between them must then be allowed.')}
# ${nodes}`,
    `${comment('The versions that run. Charts and images show them without a line here; otherwise the newest that the rules know counts.')}
${named.map((one) => versionLine(one, mode)).join('\n')}`,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** A comment that can be read at 80 columns, also where it is shown indented. */
function comment(text: string): string {
  return wrap(text, 72)
    .map((line) => `# ${line}`)
    .join('\n');
}

/** All of them or none: what a list of clusters leaves out counts as common to all of it. */
function clustersText(paths: readonly string[]): string {
  const said = 'Objects in several versions: their folders are treated as clusters.';
  if (paths.length > mostClusters) {
    return comment(
      `${said} There are ${paths.length} (bgplint -f json). Where that is wrong, list all of them under \`clusters\`.`,
    );
  }
  const lines = paths.map((path) => `#   - { name: ${JSON.stringify(path)}, paths: [${JSON.stringify(path)}] }`);
  return [comment(`${said} To say so:`), '# clusters:', ...lines].join('\n');
}

const newest = {
  calico: knownVersions.Calico,
  metallb: knownVersions.MetalLB,
  cilium: knownVersions.Cilium,
} as const;

function versionLine({ product, version, file }: Hints['products'][number], mode: string): string {
  const parts = [
    `version: "${version ?? newest[product]}"`,
    ...(product === 'metallb' ? [`mode: ${mode || 'frr'}`] : []),
  ];
  const notes = [
    ...(version === undefined ? [] : [file === undefined ? 'seen here' : `seen in ${file}`]),
    ...(product === 'metallb' && mode === '' ? ['or native, or frr-k8s'] : []),
  ];
  return `# ${product}: { ${parts.join(', ')} }${notes.length === 0 ? '' : ` # ${notes.join('; ')}`}`;
}

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
