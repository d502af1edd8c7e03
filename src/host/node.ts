/** The machine at hand, as a place for runs. */
import type { Host } from '../lib/host.ts';
import { nodeFiles } from './files.ts';
import { absolute } from './paths.ts';

export const nodeHost: Host = { files: nodeFiles, absolute };
