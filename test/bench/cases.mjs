/** What is compared, and the marks that the project sets itself. */
import { bgplint, conftest, kubeconform, node, parseJson, walk } from './tools.mjs';

/**
 * @typedef {object} Case
 * @property {'small' | 'mixed' | 'peers' | 'stream' | 'plan' | 'resources'} corpus
 * @property {(path: string) => (import('./measure.mjs').Command | undefined)[]} contenders bgplint first
 * @property {number} rounds
 * @property {Record<string, string>} marks by the contender's name
 * @property {string} [inside] the mark for the rules' share of the run, where it is measured
 */

/** @type {readonly Case[]} */
export const cases = [
  {
    corpus: 'small',
    contenders: (path) => [bgplint(path), node(), conftest(path), kubeconform(path)],
    rounds: 25,
    marks: { 'node -e 0': 'at most 2 x' },
  },
  {
    corpus: 'mixed',
    contenders: (path) => [bgplint(path), walk(path), conftest(path), kubeconform(path)],
    rounds: 7,
    marks: { 'walk and read': 'at most 2 x', conftest: 'at most 0.2 x' },
  },
  {
    corpus: 'peers',
    contenders: (path) => [bgplint(path), walk(path), conftest(path), kubeconform(path)],
    rounds: 7,
    marks: { conftest: 'at most 1 x, 0.5 x on 4 cores' },
  },
  {
    corpus: 'stream',
    contenders: (path) => [bgplint(path), walk(path), conftest(path), kubeconform(path)],
    rounds: 11,
    marks: { 'walk and read': 'at most 2 x' },
  },
  {
    corpus: 'plan',
    contenders: (path) => [bgplint(path), parseJson(path), conftest(path)],
    rounds: 7,
    marks: { 'JSON.parse': 'at most 3 x' },
    inside: '',
  },
  {
    corpus: 'resources',
    contenders: (path) => [bgplint(path), walk(path), conftest(path)],
    rounds: 5,
    marks: {},
    inside: 'under 20 %',
  },
];
