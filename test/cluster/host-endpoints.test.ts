import { expect, test } from 'vitest';
import { classifyKubernetes } from '../../src/classify/kubernetes/index.ts';
import { hostPolicies } from '../../src/cluster/host-endpoints.ts';
import { documents } from '../support/document.ts';

const object = (kind: string, name: string, labels: object, spec: object) =>
  JSON.stringify({ apiVersion: 'projectcalico.org/v3', kind, metadata: { name, labels }, spec });
const endpoint = (name: string, labels: object) => object('HostEndpoint', name, labels, { node: name });
const policy = (spec: object) => object('GlobalNetworkPolicy', 'p', {}, { ingress: [{ action: 'Allow' }], ...spec });
const answers = (...texts: readonly string[]) => {
  let id = 0;
  const resources = documents(texts.join('\n---\n'), 'a.yaml').flatMap((document) =>
    classifyKubernetes(document, id++),
  );
  return hostPolicies(resources);
};

const workers = [endpoint('a', { role: 'worker' }), endpoint('b', { role: 'worker' }), endpoint('c', { role: 'edge' })];

test.each<[object, readonly number[] | undefined]>([
  [{ selector: "role == 'worker'" }, [0, 1]],
  [{ selector: 'all()' }, [0, 1, 2]],
  [{}, [0, 1, 2]],
  [{ selector: "role == '${ROLE}'" }, undefined],
  [{ selector: 'role = worker' }, undefined],
  [{ selector: 'all()', namespaceSelector: "tenant == 'a'" }, undefined],
])('%j', (spec, endpoints) => {
  expect(answers(...workers, policy(spec))).toEqual([
    endpoints === undefined ? { policy: 3, unknown: true } : { policy: 3, endpoints },
  ]);
});

test('a policy that says nothing of BGP has no answer, and labels that are filled in later leave it open', () => {
  expect(answers(...workers, policy({ ingress: [{ action: 'Allow', protocol: 'UDP' }] }))).toEqual([]);
  expect(answers(endpoint('a', { role: '${ROLE}' }), policy({}))).toEqual([{ policy: 1, unknown: true }]);
});
