/**
 * `npm run new-rule calico/some-fault`: makes the skeleton of a rule and of its fixtures. The tests fail until the rule
 * says something true; nothing else has to be edited.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const id = process.argv[2] ?? '';
const [, family, fault] = /^([a-z][a-z0-9-]*)\/([a-z][a-z0-9-]*)$/.exec(id) ?? [];
if (family === undefined || fault === undefined) {
  console.error(
    'Usage: npm run new-rule <family>/<fault>, such as calico/peer-without-timer: what is wrong, in kebab case.',
  );
  process.exit(2);
}
const rule = join(root, 'policies', family, `${fault}.rego`);
if (existsSync(rule)) {
  console.error(`policies/${id}.rego is there already.`);
  process.exit(2);
}

/** @param {string} name */
const key = (name) => (name.includes('-') ? `["${name}"]` : `.${name}`);
const object = `apiVersion: projectcalico.org/v3
kind: BGPPeer
metadata:
  name: tor-1
spec:
  peerIP: 10.20.1.1
`;

/** @type {Record<string, string>} */
const files = {
  [rule]: `# METADATA
# title: What is wrong, in a few words
# description: |
#   Why it breaks, with the behaviour of BIRD, FRR or the controller behind it. A tired person reads this at three in the
#   morning.
# related_resources:
#   - ref: https://example.org/where-the-fact-comes-from
#     description: What is found there
# custom:
#   id: ${id}
#   level: error
#   class: correctness
#   remediation: What to do, in one or two sentences.
package bgplint.rules${key(family)}${key(fault)}

import data.bgplint.lib.finding

report contains finding.value(peer.id, ["spec", "peerIP"], message(peer)) if {
	some peer in input.calico.BGPPeer
	peer.object.spec.peerIP == "say when this is wrong"
}

message(peer) := $"peer {peer.name} …: what is wrong here, with the value, in one sentence"
`,
  [join(root, 'test', 'rules', id, 'bad-example.yaml')]: object.replace('10.20.1.1', `10.20.1.1 # expect: ${id}`),
  [join(root, 'test', 'rules', id, 'ok-example.yaml')]: object
    .trimEnd()
    .concat(
      "\n  asNumber: 64601\n  nodeSelector: rack == 'rack-1'\n  password:\n    secretKeyRef:\n      name: tor-passwords\n      key: rack-1\n",
    ),
};
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(path.slice(root.length));
}
console.log(`\nNow say what is wrong, let the fixtures say where, and run: npm run rule ${id}`);
