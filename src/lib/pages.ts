/** Where pages of this version stand. */
import packageJson from '../../package.json' with { type: 'json' };

/** `owner/name` on GitHub. */
export const repository = packageJson.repository.replace(/^github:/, '');

const pages = `https://github.com/${repository}/blob/v${packageJson.version}/docs`;

/** A page under docs/, as it was when this version was tagged: what a report links to stays what it spoke of. */
export function docsPage(path: string): string {
  return `${pages}/${path}`;
}

/** The page of a rule, which names what its maker says, too. `id` is that of a rule that there is, not a stranger's text. */
export function rulePage(id: string): string {
  return docsPage(`rules/${id}.md`);
}
