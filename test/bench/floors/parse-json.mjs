/** The floor of every reader of a plan: reads the file and parses it. */
import { readFileSync } from 'node:fs';

const [path = ''] = process.argv.slice(2);
console.log(typeof JSON.parse(readFileSync(path, 'utf8')));
