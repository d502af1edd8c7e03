/** The sandbox's page as somebody uses it who has read nothing; by keyboard, and at a phone's width. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fragmentOf } from '../../src/browser/page/link.ts';
import { desk, hasChromium, type Opened, phone, Sandbox } from './sandbox.ts';

const peer = `apiVersion: projectcalico.org/v3
kind: BGPPeer
metadata:
  name: tor-1
spec:
  peerIP: 10.20.1.1
  nodeSelector: rack == 'rack-1'
`;
/** A hold time that calicoctl writes as a text: a fault with a safe fix. */
const cilium = `apiVersion: cilium.io/v2
kind: CiliumBGPClusterConfig
metadata:
  name: oslo
spec:
  bgpInstances:
    - name: uplink
      localASN: 64530
      peers:
        - name: router-a
          peerAddress: 10.40.0.1/32
          peerASN: 64600
`;
const metallb = `apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata:
  name: router-b
  namespace: metallb-system
spec:
  myASN: 64520
  peerASN: 64600
  peerAddress: 10.20.0.2
  password: correct-horse-battery
`;

describe.skipIf(!hasChromium)('the page of the sandbox (needs chromium)', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
  });
  afterAll(() => sandbox.stop());

  const opened = async (
    options = desk,
    ...files: { readonly name: string; readonly text: string }[]
  ): Promise<Opened> => (await sandbox.page(options)).open(files.length === 0 ? '' : await fragmentOf(files));

  test('it begins with an example that has findings, and says what it is', async () => {
    const at = await opened();
    expect(await at.page.textContent('.what')).toContain('nothing you put here leaves it');
    expect((await at.texts('.finding .go')).length).toBeGreaterThan(5);
    expect((await at.texts('.finding .go'))[0]).toContain('freezes BGP');
    expect((await at.texts('#files button')).join()).toContain('calico.yaml');
    expect(at.told).toEqual([]);
  });

  describe.each(['light', 'dark'] as const)('axe-core finds nothing: %s', (colorScheme) => {
    test.each([
      ['a desk', desk],
      ['a phone', phone],
    ] as const)('at %s', async (_, screen) => {
      const at = await opened(
        { ...screen, colorScheme },
        // Longer than the screen: then it scrolls.
        { name: 'cilium.yaml', text: `${cilium}${'# more\n'.repeat(80)}` },
        { name: 'peer.yaml', text: peer },
        { name: 'metallb.yaml', text: metallb },
      );
      expect(await at.axe()).toEqual([]);
      for (const [tab, shows] of [
        ['fixed', '#fixed .cm-editor'],
        ['map', '.drawing svg'],
        ['checked', 'main .page'],
        ['findings', '#findings'],
      ] as const) {
        await at.page.click(`#tab-${tab}`);
        await at.page.waitForSelector(shows);
        expect([tab, await at.axe()]).toEqual([tab, []]);
      }
      for (const details of await at.page.locator('.details').all()) await details.click();
      const sizes = await at.page.evaluate(
        `[document.getElementById('panel')].map((one) => one.scrollWidth - one.clientWidth)`,
      );
      expect(sizes).toEqual([0]);
      expect(['details', await at.axe()]).toEqual(['details', []]);
      await at.page.locator('button.rule').first().click();
      await at.page.waitForSelector('article.page');
      expect(['rule', await at.axe()]).toEqual(['rule', []]);
      await at.page.click('#share');
      await at.page.waitForSelector('dialog[open] h2');
      expect(['dialog', await at.axe()]).toEqual(['dialog', []]);
    });
  });

  test('a finding leads to its place, and back', async () => {
    const at = await opened(desk, { name: 'nodes.yaml', text: '' }, { name: 'peer.yaml', text: peer });
    const finding = at.page.locator('.finding', { hasText: 'has no AS number' }).first();
    await finding.locator('.go').focus();
    await at.page.keyboard.press('Enter');
    expect(await at.focus()).toBe('editor');
    expect(await at.page.locator('#files [aria-current]').innerText()).toContain('peer.yaml');
    expect(await at.page.evaluate('String(getSelection())')).toContain('spec');
    expect(await finding.getAttribute('class')).toContain('here');
    await at.page.keyboard.press('Control+.');
    expect(await finding.locator('.more').innerText()).toContain('What to do');
    expect(await at.page.evaluate(`document.activeElement.closest('.finding').textContent`)).toContain(
      'has no AS number',
    );
  });

  test('Tab goes through the page, and Escape then Tab leaves the text', async () => {
    const at = await opened(desk, { name: 'peer.yaml', text: peer });
    const order: string[] = [];
    for (let i = 0; i < 9; i++) {
      await at.page.keyboard.press('Tab');
      order.push(await at.focus());
    }
    expect(order.slice(0, 4)).toEqual(['skip', 'examples', 'open', 'share']);
    expect(order.slice(-3)).toEqual(['name', 'remove', 'editor']);
    await at.page.keyboard.press('Tab');
    expect(await at.focus()).toBe('editor');
    await at.page.keyboard.press('Control+z');
    await at.page.keyboard.press('Escape');
    await at.page.keyboard.press('Tab');
    expect(await at.focus()).toBe('tab-findings');
    await at.page.keyboard.press('ArrowRight');
    expect([await at.focus(), await at.page.getAttribute('#tab-fixed', 'aria-selected')]).toEqual([
      'tab-fixed',
      'true',
    ]);
    await at.page.keyboard.press('End');
    expect(await at.focus()).toBe('tab-checked');
    await at.page.keyboard.press('Home');
    expect(await at.focus()).toBe('tab-findings');
    await at.page.keyboard.press('Tab');
    await expect.poll(() => at.focus()).toContain('has no AS number');
  });

  test('the skip link goes to the findings', async () => {
    const at = await opened(desk, { name: 'peer.yaml', text: peer });
    await at.page.keyboard.press('Tab');
    await at.page.keyboard.press('Enter');
    await at.page.keyboard.press('Tab');
    expect(await at.focus()).toContain('has no AS number');
  });

  test('an edit is checked, and the live region says how many findings there are', async () => {
    const at = await opened(desk, { name: 'peer.yaml', text: peer });
    const before = (await at.texts('.finding')).length;
    await at.page.click('.cm-content');
    await at.page.keyboard.press('Control+End');
    await at.page.keyboard.type('  asNumber: 64601\n');
    await expect.poll(() => at.texts('.finding')).toHaveLength(before - 1);
    await expect.poll(() => at.page.textContent('#told')).toMatch(new RegExp(`^${before - 1} findings?: `));
    expect((await at.texts('.finding')).join()).not.toContain('has no AS number');
  });

  test('F8 goes from finding to finding', async () => {
    const at = await opened(desk, { name: 'peer.yaml', text: peer });
    await at.page.click('.cm-content');
    await at.page.keyboard.press('F8');
    await expect.poll(() => at.page.locator('.cm-diagnostic').first().innerText()).toContain('BGPPeer tor-1');
  });

  test('a fix is one step in the text, and can be undone', async () => {
    const at = await opened(desk, { name: 'cilium.yaml', text: cilium });
    await at.page.locator('.fix', { hasText: '10.40.0.1' }).first().click();
    await expect.poll(() => at.page.textContent('.cm-content')).not.toContain('10.40.0.1/32');
    expect(await at.page.textContent('#status')).toContain('Done: ');
    await at.page.click('.cm-content');
    await at.page.keyboard.press('Control+z');
    await expect.poll(() => at.page.textContent('.cm-content')).toContain('10.40.0.1/32');
  });

  test('all safe fixes: shown as a diff, copied, saved, applied and taken back', async () => {
    const at = await opened(desk, { name: 'cilium.yaml', text: cilium });
    const fixed = cilium.replace('/32', '');
    await at.page.click('#tab-fixed');
    await at.page.waitForSelector('#fixed .cm-deletedChunk');
    await at.page.getByRole('button', { name: 'Copy text' }).click();
    const clipboard = () => at.page.evaluate('navigator.clipboard.readText()');
    await expect.poll(clipboard).toBe(fixed);
    await at.page.getByRole('button', { name: 'Copy diff' }).click();
    await expect.poll(clipboard).toContain('-          peerAddress: 10.40.0.1/32\n+          peerAddress: 10.40.0.1\n');
    const saving = at.page.waitForEvent('download');
    await at.page.getByRole('button', { name: 'Download' }).click();
    const saved = await saving;
    expect([saved.suggestedFilename(), readFileSync(await saved.path(), 'utf8')]).toEqual(['cilium.yaml', fixed]);
    await at.page.getByRole('button', { name: /^Apply/ }).click();
    await expect.poll(() => at.page.textContent('.cm-content')).not.toContain('/32');
    await at.page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => at.page.textContent('.cm-content')).toContain('/32');
    expect(at.told).toEqual([]);
  });

  test('a secret is masked in what is shared, unless somebody asks for it', async () => {
    const at = await opened(desk, { name: 'metallb.yaml', text: metallb });
    const link = async (button: string) => {
      await at.page.click('#share');
      await expect.poll(() => at.texts('dialog h2')).toEqual(['Something looks like a secret']);
      expect(await at.texts('dialog li')).toEqual(['metallb.yaml']);
      await at.page.getByRole('button', { name: button }).click();
      const field = at.page.getByLabel('Link', { exact: true });
      await field.waitFor();
      const value = await field.inputValue();
      await at.page.getByRole('button', { name: 'Close' }).click();
      expect(await at.page.evaluate('navigator.clipboard.readText()')).toBe(value);
      const other = await (await sandbox.page(desk)).open(new URL(value).hash);
      return other.page.textContent('.cm-content');
    };
    const masked = await link('Share masked');
    expect(masked).toContain('peerAddress: 10.20.0.2');
    expect(masked).not.toContain('correct-horse');
    expect(await link('Share with secrets')).toContain('correct-horse-battery');
  });

  test('a secret is masked beside the fixed text, and in what is copied unless somebody asks for it', async () => {
    const at = await opened(desk, { name: 'both.yaml', text: `${cilium}---\n${metallb}` });
    await at.page.click('#tab-fixed');
    const shown = at.page.locator('#fixed');
    await shown.locator('.cm-editor').waitFor();
    expect(await shown.innerText()).not.toContain('correct-horse');
    const copied = async () => {
      await at.page.evaluate('navigator.clipboard.writeText("")');
      await at.page.getByRole('button', { name: 'Copy text' }).click();
      await expect.poll(() => at.page.evaluate('navigator.clipboard.readText()')).toContain('peerAddress: 10.40.0.1\n');
      return at.page.evaluate('navigator.clipboard.readText()');
    };
    expect(await copied()).not.toContain('correct-horse');
    expect(await at.page.textContent('#status')).toContain('secrets masked');
    await at.page.getByLabel(/with the secrets/).check();
    expect(await copied()).toContain('password: correct-horse-battery');
    await at.page.getByRole('button', { name: /^Apply/ }).click();
    await expect.poll(() => at.page.textContent('.cm-content')).toContain('correct-horse-battery');
  });

  test('what has no secret is shared at once', async () => {
    const at = await opened(desk, { name: 'peer.yaml', text: peer });
    await at.page.click('#share');
    await expect.poll(() => at.texts('dialog h2')).toEqual(['The link is copied']);
    await at.page.keyboard.press('Escape');
    expect(await at.focus()).toBe('share');
  });

  test('a damaged link says so, and the example is there', async () => {
    const at = await opened(desk);
    const other = await (await sandbox.page(desk)).open('#1.AAAA');
    expect(await other.page.textContent('#status')).toContain('The link cannot be read');
    expect(await other.texts('#files button')).toEqual(await at.texts('#files button'));
  });

  test('what strangers wrote does not run, and is shown as it is written', async () => {
    const attack = `<img src=x onerror="document.title='pwned'"><script>document.title='pwned'</script>\u202e`;
    const text = peer.replace('tor-1', JSON.stringify(attack)).replace('10.20.1.1', attack);
    const at = await opened(desk, { name: `${attack}.yaml`, text }, { name: 'bgplint.yaml', text: `${attack}: 1\n` });
    for (const tab of ['findings', 'fixed', 'map', 'checked']) {
      await at.page.click(`#tab-${tab}`);
      await at.page.waitForTimeout(100);
      expect(
        await at.page.evaluate(`[document.title, document.querySelectorAll('img:not(.cm-widgetBuffer)').length]`),
      ).toEqual(['bgplint sandbox', 0]);
    }
    expect(await at.page.locator('main').innerText()).not.toContain('\u202e');
    expect(at.told).toEqual([]);
  });

  test('a line of a megabyte holds nothing up', async () => {
    const text = `router bgp 64512\n neighbor 192.0.2.1 description ${'9 '.repeat(500_000)}\n`;
    const at = await opened(desk, { name: 'router.conf', text });
    expect(await at.texts('.cm-line:first-child')).toEqual(['router bgp 64512']);
  });

  test('of too many files the first ones are opened', async () => {
    const at = await opened(desk, { name: 'peer.yaml', text: peer });
    const many = Array.from({ length: 502 }, (_, i) => ({
      name: `${i}.yaml`,
      mimeType: 'text/yaml',
      buffer: Buffer.from(''),
    }));
    await at.page.setInputFiles('#picked', many);
    const told = '500 files opened. What comes after 500 files is left out.';
    await expect.poll(() => at.page.textContent('#status')).toBe(told);
  });

  test('several files are opened, and what is no text is not', async () => {
    const at = await opened(desk, { name: 'peer.yaml', text: peer });
    await at.page.setInputFiles('#picked', [
      { name: 'cilium.yaml', mimeType: 'text/yaml', buffer: Buffer.from(cilium) },
      { name: 'wide.yaml', mimeType: 'text/yaml', buffer: Buffer.from(`\ufeff${metallb}`, 'utf16le') },
      { name: 'program', mimeType: 'application/octet-stream', buffer: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]) },
    ]);
    await expect
      .poll(() => at.page.textContent('#status'))
      .toBe('2 files opened. program is left out: it is not a text.');
    const names = await at.page.evaluate(`[...document.querySelectorAll('#files button')].map(({ title }) => title)`);
    expect(names).toEqual(['peer.yaml', 'cilium.yaml', 'wide.yaml', '']);
    await expect.poll(async () => (await at.texts('.finding')).join()).toContain('wide.yaml');
  });

  test('what is pasted into a new file gives it a name', async () => {
    const at = await opened(desk, { name: 'peer.yaml', text: peer });
    await at.page.getByRole('button', { name: '+ New' }).click();
    await at.page.evaluate(
      `navigator.clipboard.writeText(${JSON.stringify('router bgp 64601\n neighbor 10.0.0.1 remote-as 64512\n')})`,
    );
    await at.page.keyboard.press('Control+v');
    await expect.poll(() => at.page.inputValue('#name')).toBe('router.conf');
    await at.page.fill('#name', 'peer.yaml');
    await at.page.keyboard.press('Enter');
    expect(await at.page.inputValue('#name')).toBe('peer (2).yaml');
    expect(await at.focus()).toBe('editor');
  });

  test('files with CRLF are written back as they came', async () => {
    const at = await opened(desk, { name: 'cilium.yaml', text: cilium.replaceAll('\n', '\r\n') });
    await at.page.click('#tab-fixed');
    await at.page.getByRole('button', { name: 'Copy text' }).click();
    const fixed = cilium.replace('/32', '').replaceAll('\n', '\r\n');
    await expect.poll(() => at.page.evaluate('navigator.clipboard.readText()')).toBe(fixed);
  });

  test('an example takes the place of texts, which can be brought back; so can a file that was removed', async () => {
    const at = await opened(desk, { name: 'mine.yaml', text: peer });
    await at.page.selectOption('#examples', { index: 2 });
    await expect.poll(() => at.texts('#files button')).not.toContain('mine.yaml');
    await at.page.getByRole('button', { name: 'Bring back the texts before' }).click();
    await expect.poll(() => at.page.textContent('#files')).toContain('mine.yaml');
    await at.page.click('#remove');
    await expect.poll(() => at.page.textContent('#files')).not.toContain('mine.yaml');
    await expect.poll(() => at.page.textContent('#panel')).toContain('Nothing to check yet');
    await at.page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => at.page.textContent('#files')).toContain('mine.yaml');
  });

  test('an example makes room for what somebody brings, and not once it was changed', async () => {
    const at = await opened();
    const names = () => at.page.evaluate(`[...document.querySelectorAll('#files button')].map(({ title }) => title)`);
    const example = await names();
    await at.page.getByRole('button', { name: '+ New' }).click();
    await expect.poll(names).toEqual(['untitled', '']);
    expect(await at.focus()).toBe('editor');
    await at.page.getByRole('button', { name: 'Bring back the texts before' }).click();
    await expect.poll(names).toEqual(example);
    await at.page.click('.cm-content');
    await at.page.keyboard.type('# ');
    await at.page.setInputFiles('#picked', [
      { name: 'cilium.yaml', mimeType: 'text/yaml', buffer: Buffer.from(cilium) },
    ]);
    await expect.poll(names).toContain('cilium.yaml');
    expect(await names()).toHaveLength((example as string[]).length + 1);
  });

  test('another name keeps the text, the cursor and what can be undone', async () => {
    const at = await opened(desk, { name: 'peer.yaml', text: peer });
    await at.page.getByRole('button', { name: '+ New' }).click();
    await at.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(cilium)})`);
    await at.page.keyboard.press('Control+v');
    await expect.poll(() => at.page.inputValue('#name')).toBe('manifest.yaml');
    await at.page.keyboard.type('# the end');
    expect(await at.page.locator('.cm-line').last().innerText()).toBe('# the end');
    expect(await at.page.getAttribute('.cm-content', 'aria-label')).toBe('Text of manifest.yaml');
    for (let i = 0; i < 3; i++) await at.page.keyboard.press('Control+z');
    await expect.poll(() => at.page.textContent('.cm-content')).not.toContain('CiliumBGPClusterConfig');
  });

  test('the page of a rule: its example can be tried, and the way back leads where one was', async () => {
    const at = await opened(desk, { name: 'peer.yaml', text: peer });
    await at.page.getByRole('button', { name: 'calico/peer-without-as-number' }).click();
    await expect.poll(() => at.focus()).toBe('Calico peer without an AS number');
    expect(await at.texts('article h3')).toEqual(['What to do', 'Flagged', 'Fixed', 'More, on the web']);
    await at.page.getByRole('button', { name: 'Back to the findings' }).click();
    expect(await at.focus()).toBe('calico/peer-without-as-number');
    await at.page.keyboard.press('Enter');
    await at.page.getByRole('button', { name: 'Try this example' }).click();
    await expect.poll(() => at.page.textContent('#files')).toContain('example.yaml');
  });

  test('pointing, and a key, tell what is known of a place', async () => {
    const node = 'apiVersion: v1\nkind: Node\nmetadata:\n  name: node-7\n  labels: { rack: rack-1 }\n';
    const at = await opened(desk, { name: 'peer.yaml', text: `${peer}---\n${node}` });
    const line = at.page.locator('.cm-line', { hasText: 'nodeSelector' });
    await line.hover({ position: { x: 170, y: 9 } });
    await expect.poll(async () => (await at.texts('.known')).join()).toContain('node-7');
    await at.page.mouse.move(5, 5);
    await expect.poll(() => at.texts('.known')).toEqual([]);
    await line.click({ position: { x: 170, y: 9 } });
    await at.page.keyboard.press('Control+i');
    await expect.poll(async () => (await at.texts('.known')).join()).toContain('node-7');
    await expect.poll(() => at.page.textContent('#told')).toContain('node-7');
    await at.page.keyboard.press('Escape');
    await expect.poll(() => at.texts('.known')).toEqual([]);
  });

  test('ids of rules are completed in a suppression', async () => {
    const at = await opened(desk, { name: 'peer.yaml', text: peer });
    await at.page.click('.cm-content');
    await at.page.keyboard.press('Control+End');
    await at.page.keyboard.type('# bgplint-ignore calico/peer-without-as');
    await at.page.locator('.cm-tooltip-autocomplete li').first().waitFor();
    // The list takes no key before it was seen.
    await at.page.waitForTimeout(100);
    await at.page.keyboard.press('Enter');
    await expect
      .poll(() => at.page.textContent('.cm-content'))
      .toContain('# bgplint-ignore calico/peer-without-as-number');
  });

  test('a suppression asks for its reason', async () => {
    const at = await opened(desk, { name: 'peer.yaml', text: peer });
    const finding = at.page.locator('.finding', { hasText: 'has no password' }).first();
    await finding.locator('.details').click();
    await finding.getByRole('button', { name: 'Suppress', exact: true }).click();
    await expect.poll(() => at.page.evaluate('document.activeElement.tagName')).toBe('INPUT');
    await at.page.keyboard.type('...');
    await at.page.keyboard.press('Enter');
    expect(await at.page.textContent('#status')).toContain('Write a reason');
    await at.page.keyboard.press('Control+a');
    await at.page.keyboard.type('the switch gets one in March');
    await at.page.keyboard.press('Enter');
    await expect
      .poll(() => at.page.textContent('.cm-content'))
      .toContain('# bgplint-ignore calico/peer-without-password -- the switch gets one in March');
    await expect.poll(async () => (await at.texts('.finding')).join()).not.toContain('has no password');
  });

  test('what a fix leaves to do is told when it is applied', async () => {
    const at = await opened(desk, { name: 'peer.yaml', text: peer });
    await at.page.locator('.finding', { hasText: 'has no password' }).locator('.fix').first().click();
    expect(await at.page.locator('dialog h2').innerText()).toBe('Still to do');
    expect(await at.page.locator('dialog pre').first().innerText()).toContain('kubectl create secret');
    expect(await at.axe()).toEqual([]);
    await at.page.keyboard.press('Escape');
    expect(await at.page.textContent('.cm-content')).toContain('secretKeyRef');
  });

  test('a fault of bgplint.yaml leads to its place', async () => {
    const at = await opened(
      desk,
      { name: 'peer.yaml', text: peer },
      { name: 'bgplint.yaml', text: 'complete: true\nrulez: {}\n' },
    );
    expect(await at.page.textContent('.refusal')).toContain('It has no effect');
    await at.page.locator('.refusal .go').click();
    expect(await at.page.inputValue('#name')).toBe('bgplint.yaml');
    expect(await at.page.locator('.cm-activeLine').innerText()).toBe('rulez: {}');
    expect((await at.texts('.cm-lintRange-error')).join('')).toContain('rulez');
  });

  test('at a phone\u2019s width the panes are tabs, and nothing is wider than the screen', async () => {
    const at = await opened(phone, { name: 'peer.yaml', text: peer }, { name: 'cilium.yaml', text: cilium });
    const fits = () => at.page.evaluate('document.documentElement.scrollWidth <= innerWidth');
    expect(await at.page.isVisible('#text')).toBe(true);
    expect(await at.page.isVisible('#panel')).toBe(false);
    for (const tab of ['findings', 'fixed', 'map', 'checked']) {
      await at.page.tap(`#tab-${tab}`);
      expect([tab, await at.page.isVisible('#text'), await fits()]).toEqual([tab, false, true]);
    }
    await at.page.tap('#tab-findings');
    await at.page.locator('.finding .go', { hasText: 'no AS number' }).first().tap();
    expect(await at.page.isVisible('#text')).toBe(true);
    expect(await at.page.isVisible('#panel')).toBe(false);
    const small = await at.page.evaluate(`[...document.querySelectorAll('button, select')]
      .filter((element) => element.offsetParent !== null && element.closest('.cm-editor') === null)
      .filter((element) => element.getBoundingClientRect().height < 24)
      .map((element) => element.outerHTML)`);
    expect(small).toEqual([]);
  });
});
