import { describe, expect, test } from 'vitest';
import { classifyKubernetes } from '../../../src/classify/kubernetes/index.ts';
import { modeOf } from '../../../src/families/metallb/mode.ts';
import { yaml } from '../../parse/helpers.ts';

function mode(...texts: readonly string[]) {
  const { documents } = yaml(texts.join('\n---\n'));
  return modeOf(documents.flatMap((document, i) => classifyKubernetes(document, i)));
}

const speaker = (env: string, more = '') => `
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: speaker}
spec:
  template:
    spec:
      containers:
      - name: frr
      - name: speaker${more}
        env:
        - name: METALLB_NODE_NAME
          valueFrom: {fieldRef: {fieldPath: spec.nodeName}}
${env}`;
const typed = (value: string) => speaker(`        - {name: METALLB_BGP_TYPE, value: ${value}}`);
const operator = (backend: string) => `
apiVersion: metallb.io/v1beta1
kind: MetalLB
metadata: {name: metallb}
spec: {${backend}}`;
const container = ['spec', 'template', 'spec', 'containers', 1];

describe("MetalLB's mode", () => {
  test.each(['native', 'frr', 'frr-k8s'])('%s is what the speaker says', (value) => {
    const path = [...container, 'env', 1, 'value'];
    expect(mode(typed(value))).toEqual({ mode: value, mode_from: { resource: 0, path } });
  });

  test('a speaker that says nothing is native', () => {
    expect(mode(speaker(''))).toEqual({ mode: 'native', mode_from: { resource: 0, path: [...container, 'name'] } });
  });

  test.each([
    ['native', 'native'],
    ['frr', 'frr'],
    ['frr-k8s', 'frr-k8s'],
    ['frr-k8s-external', 'frr-k8s'],
  ])("the operator's object may say %s", (backend, expected) => {
    const path = ['spec', 'bgpBackend'];
    expect(mode(operator(`bgpBackend: ${backend}`))).toEqual({ mode: expected, mode_from: { resource: 0, path } });
  });

  test('two that agree count, the first is named', () => {
    expect(mode(operator('bgpBackend: frr'), typed('frr'))).toMatchObject({ mode: 'frr', mode_from: { resource: 0 } });
    expect(mode(operator(''), typed('frr'))).toMatchObject({ mode: 'frr', mode_from: { resource: 1 } });
  });

  test.each([
    ['two differ', [operator('bgpBackend: frr'), typed('native')]],
    ['it is a placeholder', [typed('"${TYPE}"')]],
    ['one of two is a placeholder', [operator('bgpBackend: frr'), typed('"${TYPE}"')]],
    ['it is a word that no speaker knows', [typed('bird')]],
    ['it comes from elsewhere', [speaker('        - {name: METALLB_BGP_TYPE, valueFrom: {configMapKeyRef: {}}}')]],
    ['variables come from elsewhere', [speaker('', '\n        envFrom: [{configMapRef: {name: x}}]')]],
    ['nothing says it', [operator(''), typed('frr').replace('DaemonSet', 'Deployment')]],
    ['the DaemonSet is of another product', [speaker('').replaceAll('METALLB', 'OTHER')]],
  ])('is not known where %s', (_, texts) => {
    expect(mode(...texts)).toEqual({});
  });
});
