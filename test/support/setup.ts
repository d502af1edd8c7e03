/** Before each file of tests. Modules may be shared by files, so what is to be done at the end of each stands here. */
import { afterAll } from 'vitest';
import { removeProjects } from './command.ts';

afterAll(removeProjects);
