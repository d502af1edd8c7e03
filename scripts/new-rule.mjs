/**
 * `npm run new-rule calico/some-fault`: makes the skeleton of a rule and of its fixtures. The tests fail until the rule
 * says something true; nothing else has to be edited.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { knownFamilies, skeleton } from './skeleton.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [id = ''] = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const family = /^([a-z][a-z0-9-]*)\/[a-z][a-z0-9-]*$/.exec(id)?.[1];
if (family === undefined) {
  refuse('Usage: npm run new-rule <family>/<fault>, such as calico/peer-without-timer: what is wrong, in kebab case.');
}
if (existsSync(join(root, 'policies', `${id}.rego`))) refuse(`policies/${id}.rego is there already.`);
if (!knownFamilies(root).includes(family) && !process.argv.includes('--new-family')) {
  refuse(
    `No family is called ${family}; there are ${knownFamilies(root).join(', ')}. For a new one read "A new family" in CONTRIBUTING.md first, then: npm run new-rule -- ${id} --new-family`,
  );
}

const { files, neighbor } = skeleton(root, id);
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(path);
}
if (neighbor !== undefined) console.log(`\nThe fixtures are those of ${neighbor}, to be changed.`);
console.log(`\nNow say what is wrong, let the fixtures say where, and run: npm run rule ${id}`);

/** @param {string} why @returns {never} */
function refuse(why) {
  console.error(why);
  process.exit(2);
}
