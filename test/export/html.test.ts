import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { drawingOf } from '../../src/export/drawing.ts';
import { html } from '../../src/export/html/index.ts';
import { layoutOf } from '../../src/export/html/layout.ts';
import { attacks } from '../report/hostile.ts';
import { hostile, many, small } from './sample.ts';

const context = { sha256: (text: string) => createHash('sha256').update(text).digest('hex') };
const page = html(small, context);

/** The tags of a page with the names of their attributes, without what is text, and without labels, which need room. */
const structure = (text: string) =>
  [...text.replace(/<g class="label.*?<\/g>/gs, '').matchAll(/<[^<>]*>/g)].map(([tag]) => tag.replace(/="[^"]*"/g, ''));

describe('the page', () => {
  test('has the drawing, and a list of sessions with what was found', () => {
    expect(page).toContain('<title>BGP sessions: 6 sessions (1 faulty, 2 unknown, 3 sound)</title>');
    for (const id of ['n1', 'n2', 'n3', 'r1', 'r2', 's5', 's6']) expect(page).toContain(`data-box="${id}"`);
    for (const id of ['s1', 's2', 's3', 's4', 's5', 's6']) expect(page).toContain(`data-session="${id}"`);
    expect(page).toContain(
      '<code>calico/peer-without-as-number</code> error: peer has no AS number<p class="place">peers.yaml:8:3</p>',
    );
    expect(page).toMatch(/Findings without a session[\s\S]*terraform\/bgp-port-closed/);
    for (const node of small.speakers[0]?.nodes ?? []) expect(page).toContain(`<li>${node}</li>`);
  });

  test('reaches nothing, and runs only what it brings', () => {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const digests = [/<style>([\s\S]*?)<\/style>/, /<script>([\s\S]*?)<\/script>/].map((part) =>
      createHash('sha256')
        .update(part.exec(page)?.[1] ?? '')
        .digest('base64'),
    );
    const [style, script] = digests;
    expect(policy.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; style-src 'sha256-${style}'; script-src 'sha256-${script}'; base-uri 'none'; form-action 'none'`,
    );
    expect(page).not.toMatch(/\b(?:src|href|action)=|url\(|@import|https?:/);
    expect(page).not.toMatch(/<[^>]*\s(?:on\w+|style)=/);
    expect(page.match(/<script/g)).toHaveLength(1);
  });

  test('is the same each time', () => {
    expect(html(small, context)).toBe(page);
  });

  test('says each state in words beside its colour', () => {
    for (const state of ['faulty', 'unknown', 'sound']) expect(page).toContain(`<span class="state">${state}</span>`);
  });
});

describe('what strangers wrote is text', () => {
  const harmless = structure(html(hostile('harmless'), context));
  const further = [
    ['the end of a script', '</script><script>alert(1)</script>'],
    ['the end of an attribute', '" onload="alert(1)" x="'],
    ['the end of a title', '</title><svg onload=alert(1)>'],
    ['the end of a comment', '--><img src=x onerror=alert(1)>'],
    ['backticks', '`${alert(1)}`'],
  ] as const;
  test.each([...attacks, ...further].filter(([name]) => name !== 'nothing'))('%s', (_, text) => {
    const made = html(hostile(text), context);
    expect(structure(made)).toEqual(harmless);
    expect(/[^\P{Cc}\n]|\p{Cf}/u.exec(made)?.[0]).toBeUndefined();
  });
});

describe('the layout', () => {
  const { boxes, lines, frames, width, height } = layoutOf(drawingOf(small));

  test('boxes do not overlap, and stand inside', () => {
    for (const [i, a] of boxes.entries()) {
      expect(a.x).toBeGreaterThanOrEqual(0);
      expect(a.y).toBeGreaterThanOrEqual(0);
      expect(a.x + a.width).toBeLessThanOrEqual(width);
      expect(a.y + a.height).toBeLessThanOrEqual(height);
      for (const b of boxes.slice(i + 1))
        expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(
          true,
        );
    }
  });

  test('all boxes of a cluster are in its frame, and routers beside it', () => {
    const [frame] = frames;
    for (const { box, x, y, width: wide, height: high } of boxes) {
      const isInside =
        frame !== undefined &&
        x >= frame.x &&
        y >= frame.y &&
        x + wide <= frame.x + frame.width &&
        y + high <= frame.y + frame.height;
      expect(isInside).toBe(box.cluster === 0);
    }
  });

  test('a line joins its boxes', () => {
    expect(lines).toHaveLength(drawingOf(small).lines.length);
    for (const { points } of lines) for (const point of points) expect(point.every(Number.isFinite)).toBe(true);
  });

  test('lines are as many as boxes and peers ask for, not their pairs', () => {
    const sizes = [100, 200].map((count) => drawingOf(many(count, 1)).lines.length);
    expect(sizes).toEqual([400, 800]);
  });
});
