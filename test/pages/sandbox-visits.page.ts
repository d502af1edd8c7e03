/** The sandbox: what is pasted and taken away, and what back and forward of the browser do. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { desk, hasChromium, type Opened, Sandbox } from './sandbox.ts';

const peer = `apiVersion: projectcalico.org/v3
kind: BGPPeer
metadata: {name: tor-1}
spec: {peerIP: 10.20.1.1, nodeSelector: all()}
`;
const metallb = `apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata: {name: uplink, namespace: metallb-system}
spec: {myASN: 64512, peerASN: 64600, peerAddress: 10.20.0.2, password: "correct horse battery"}
`;

describe.skipIf(!hasChromium)('the sandbox', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await Sandbox.start();
  });
  afterAll(() => sandbox?.stop());

  const opened = async () => (await sandbox.page(desk)).open();
  const names = (at: Opened) =>
    at.page.evaluate(`[...document.querySelectorAll('#files button')].map(({ title }) => title).filter(Boolean)`);
  const paste = async (at: Opened, text: string) => {
    await at.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await at.page.keyboard.press('Control+v');
  };

  test('what is pasted beside the text is a file, and an example makes room for it', async () => {
    const at = await opened();
    const example = await names(at);
    await paste(at, peer);
    await expect.poll(() => names(at)).toEqual(['manifest.yaml']);
    expect(await at.focus()).toBe('editor');
    await at.page.goBack();
    await expect.poll(() => names(at)).toEqual(example);
    await at.page.goForward();
    await expect.poll(() => names(at)).toEqual(['manifest.yaml']);
    await at.page.focus('#tab-findings');
    await paste(at, metallb);
    await expect.poll(() => names(at)).toEqual(['manifest.yaml', 'manifest (2).yaml']);
  });

  test('what is pasted over all of an example does not stay beside the rest of it; over a part it is an edit', async () => {
    const at = await opened();
    const example = await names(at);
    await at.page.click('.cm-content');
    await at.page.keyboard.press('Control+a');
    await paste(at, peer);
    await expect.poll(() => names(at)).toEqual(['manifest.yaml']);
    await at.page.getByRole('button', { name: 'Bring back the texts before' }).click();
    await expect.poll(() => names(at)).toEqual(example);
    await at.page.click('.cm-content');
    await at.page.keyboard.press('Control+Home');
    await paste(at, '# mine\n');
    await expect.poll(() => at.page.textContent('.cm-line')).toBe('# mine');
    expect(await names(at)).toEqual(example);
  });

  test('back leaves the page of a rule, and not the sandbox', async () => {
    const at = await opened();
    await at.page.locator('button.rule').first().click();
    await at.page.waitForSelector('article.page');
    await at.page.goBack();
    await at.page.waitForSelector('#findings', { state: 'visible' });
    expect(await at.page.locator('article.page').count()).toBe(0);
    await at.page.goForward();
    await at.page.waitForSelector('article.page');
    await at.page.getByRole('button', { name: 'Back to the findings' }).click();
    await expect.poll(() => at.page.locator('article.page').count()).toBe(0);
  });

  test('what was written after is there again when what was before is left again', async () => {
    const at = await opened();
    await paste(at, peer);
    await expect.poll(() => names(at)).toEqual(['manifest.yaml']);
    await at.page.selectOption('#examples', { index: 3 });
    await expect.poll(() => names(at)).not.toContain('manifest.yaml');
    await at.page.click('.cm-content');
    await at.page.keyboard.press('Control+Home');
    await at.page.keyboard.type('# after ');
    await at.page.getByRole('button', { name: 'Bring back the texts before' }).click();
    await expect.poll(() => names(at)).toEqual(['manifest.yaml']);
    await at.page.goForward();
    await expect.poll(() => at.page.textContent('.cm-line')).toContain('# after ');
  });

  test('a file that was removed comes back beside what was written since', async () => {
    const at = await opened();
    await paste(at, peer);
    await expect.poll(() => names(at)).toEqual(['manifest.yaml']);
    await at.page.focus('#tab-findings');
    await paste(at, metallb);
    await expect.poll(() => names(at)).toHaveLength(2);
    await at.page.click('#remove');
    await expect.poll(() => names(at)).toEqual(['manifest.yaml']);
    await at.page.click('.cm-content');
    await at.page.keyboard.press('Control+Home');
    await at.page.keyboard.type('# since ');
    await at.page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => names(at)).toEqual(['manifest.yaml', 'manifest (2).yaml']);
    expect(await at.focus()).toContain('manifest (2).yaml');
    await at.page.locator('#files button').first().click();
    expect(await at.page.textContent('.cm-line')).toContain('# since ');
  });

  test('a link that is followed within the page can be left again', async () => {
    const at = await opened();
    await paste(at, metallb);
    await at.checked();
    await expect.poll(() => names(at)).toEqual(['manifest.yaml']);
    await at.page.click('#share');
    await at.page.getByRole('button', { name: 'Share masked' }).click();
    const link = await at.page.getByLabel('Link', { exact: true }).inputValue();
    await at.page.keyboard.press('Escape');
    await at.page.selectOption('#examples', { index: 3 });
    await expect.poll(() => names(at)).not.toContain('manifest.yaml');
    const example = await names(at);
    await at.page.evaluate(`location.hash = ${JSON.stringify(new URL(link).hash)}`);
    await expect.poll(() => names(at)).toEqual(['manifest.yaml']);
    expect(await at.page.textContent('.cm-content')).toMatch(/password: "x+1 x+2 x+3"/);
    await at.page.goBack();
    await expect.poll(() => names(at)).toEqual(example);
    await at.page.goBack();
    await expect.poll(() => names(at)).toEqual(['manifest.yaml']);
    expect(await at.page.textContent('.cm-content')).toContain('correct horse');
    expect(at.told).toEqual([]);
  });

  test('a file in which nothing is checked is not called sound', async () => {
    const at = await opened();
    await paste(at, 'hostname: a\n');
    await expect.poll(() => at.page.textContent('#kind')).toContain('nothing to check');
    await expect.poll(() => at.page.textContent('#panel')).toContain('Nothing was checked');
  });

  test('the focus has a place when what had it is gone', async () => {
    const at = await opened();
    await paste(at, metallb);
    const fix = at.page.getByRole('button', { name: /^Fix, to review: remove password/ });
    await fix.focus();
    await at.page.keyboard.press('Enter');
    await at.page.getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => at.focus()).not.toContain('Skip');
    expect(await at.page.evaluate('document.activeElement.tagName')).not.toBe('BODY');
  });
});
