/** Formats the policies. */
import { runOpa } from './opa.mjs';

runOpa(['fmt', '--write', 'policies']);
