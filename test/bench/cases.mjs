/** What is compared, and the marks that the project sets itself. */
import { bgplint, conftest, further, kubeconform, node, parseJson, walk } from './tools.mjs';

/**
 * @typedef {object} Case
 * @property {'small' | 'mixed' | 'peers' | 'stream' | 'plan' | 'resources'} corpus
 * @property {(path: string, further: () => string | undefined) => (import('./measure.mjs').Command | undefined)[]} contenders
 *   bgplint first; `further` builds one with more rules, and gives its folder
 * @property {number} rounds
 * @property {Record<string, string>} marks by the contender's name
 * @property {string} [inside] the mark for the rules' share of the run, where it is measured
 * @property {number} [megabytes] the mark for its memory
 */

/** @type {readonly Case[]} */
export const cases = [
  {
    corpus: 'small',
    contenders: (path, built) => [bgplint(path), node(), further(built(), path), conftest(path), kubeconform(path)],
    rounds: 25,
    marks: { 'node -e 0': 'at most 1.8 x', 'with 100 further rules': 'no less than 0.97 x' },
  },
  {
    corpus: 'mixed',
    contenders: (path) => [bgplint(path), walk(path), conftest(path), kubeconform(path)],
    rounds: 7,
    marks: { 'walk and read': 'at most 1.6 x', conftest: 'at most 0.2 x' },
  },
  {
    corpus: 'peers',
    contenders: (path) => [bgplint(path), walk(path), conftest(path), kubeconform(path)],
    rounds: 7,
    marks: { conftest: 'at most 0.5 x' },
    inside: '',
    megabytes: 150,
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
    megabytes: 1024,
  },
  {
    corpus: 'resources',
    contenders: (path) => [bgplint(path), walk(path), conftest(path)],
    rounds: 5,
    marks: { conftest: 'at most 0.35 x' },
    inside: 'at most 25 %',
    megabytes: 200,
  },
];
