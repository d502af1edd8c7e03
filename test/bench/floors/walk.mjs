/** The floor of every scan: walks a folder, or takes a file, and reads each file's bytes. */
import { readdirSync, readFileSync, statSync } from 'node:fs';

/** @param {string} folder */
function walk(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) bytes += walk(path);
    else if (entry.isFile()) bytes += readFileSync(path).length;
  }
  return bytes;
}

const [path = '.'] = process.argv.slice(2);
console.log(statSync(path).isDirectory() ? walk(path) : readFileSync(path).length);
