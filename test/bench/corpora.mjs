/** The benchmark's own files: the same bytes on every machine, written once into a folder outside of the tree. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bgpPeer, configMap, deployment, service } from './objects.mjs';
import { planOf } from './plan.mjs';

/**
 * @typedef {object} Corpus
 * @property {string} name what it holds, in words
 * @property {string} path the file or folder to check
 * @property {(folder: string) => void} write
 */

/** @param {string} root @returns {Record<'small' | 'mixed' | 'peers' | 'stream' | 'plan' | 'resources' | 'workspace', Corpus>} */
export function corpora(root) {
  return {
    small: {
      name: 'one small file',
      path: join(root, 'small', 'peer.yaml'),
      write: (folder) => put(folder, 'peer.yaml', bgpPeer(1)),
    },
    mixed: {
      name: '10,000 mixed YAML files, 1 % about BGP',
      path: join(root, 'mixed'),
      write: (folder) => {
        for (let i = 0; i < 10_000; i++) put(folder, `team-${i % 100}/${pad(i)}.yaml`, mixed(i));
      },
    },
    workspace: {
      name: '10,000 mixed YAML files, 2 % about BGP',
      path: join(root, 'workspace'),
      write: (folder) => {
        for (let i = 0; i < 10_000; i++)
          put(folder, `team-${i % 100}/${pad(i)}.yaml`, i % 50 === 0 ? bgpPeer(i) : mixed(i));
      },
    },
    peers: {
      name: '5,000 BGPPeers in 5,000 files',
      path: join(root, 'peers'),
      write: (folder) => {
        for (let i = 0; i < 5_000; i++) put(folder, `rack-${i % 50}/peer-${pad(i)}.yaml`, bgpPeer(i));
      },
    },
    stream: {
      name: 'one file with 20,000 documents, 100 about BGP',
      path: join(root, 'stream', 'all.yaml'),
      write: (folder) => put(folder, 'all.yaml', Array.from({ length: 20_000 }, (_, i) => streamed(i)).join('---\n')),
    },
    plan: {
      name: 'a plan of 60 MB',
      path: join(root, 'plan-60', 'plan.json'),
      write: (folder) => put(folder, 'plan.json', planOf(60 * 1024 * 1024)),
    },
    resources: {
      name: '10,000 resources of BGP in 1,000 files',
      path: join(root, 'resources'),
      write: (folder) => {
        for (let i = 0; i < 1_000; i++) {
          const peers = Array.from({ length: 10 }, (_, n) => bgpPeer(10 * i + n));
          put(folder, `rack-${i % 50}/${pad(i)}.yaml`, peers.join('---\n'));
        }
      },
    },
  };
}

/** Writes what is not there yet; a folder that is there is whole. @param {Corpus} corpus @param {string} folder */
export function provide(corpus, folder) {
  if (existsSync(folder)) return;
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  corpus.write(fresh);
  renameSync(fresh, folder);
}

/** @param {number} i */
function mixed(i) {
  if (i % 100 === 0) return bgpPeer(i);
  return [deployment, service, configMap, deployment][i % 4]?.(i) ?? '';
}

/** @param {number} i */
function streamed(i) {
  return i % 200 === 0 ? bgpPeer(i) : ([service, configMap][i % 2]?.(i) ?? '');
}

/** @param {string} folder @param {string} name @param {string} text */
function put(folder, name, text) {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** @param {number} i */
function pad(i) {
  return String(i).padStart(5, '0');
}
