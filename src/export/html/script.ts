/**
 * What the page does where scripts run: search, zoom, pan and choose. Without, it is the drawing and the list. It puts no text of
 * the page into HTML, and reaches nothing.
 */
export const script = `
'use strict';
(() => {
  const map = document.getElementById('map');
  const view = document.getElementById('view');
  const search = document.getElementById('search');
  const only = document.getElementById('only');
  const told = document.getElementById('told');
  if (!map || !view) return;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const wide = Number(map.dataset.width);
  const high = Number(map.dataset.height);
  let at = { x: 0, y: 0, scale: 1 };
  const put = () => view.setAttribute('transform', 'translate(' + at.x + ' ' + at.y + ') scale(' + at.scale + ')');
  const zoom = (by, x, y) => {
    const scale = Math.min(12, Math.max(0.2, at.scale * by));
    const real = scale / at.scale;
    at = { x: x - (x - at.x) * real, y: y - (y - at.y) * real, scale };
    put();
  };
  const point = (event) => {
    const matrix = map.getScreenCTM();
    return matrix ? new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse()) : { x: wide / 2, y: high / 2 };
  };
  const fit = () => { at = { x: 0, y: 0, scale: 1 }; put(); };
  /* A drawing that is much smaller than its text is readable begins at its left edge. */
  const begin = () => {
    fit();
    const matrix = map.getScreenCTM();
    if (!matrix || matrix.a >= 0.6) return;
    const by = 0.75 / matrix.a;
    const seen = map.getBoundingClientRect();
    const corner = new DOMPoint(seen.left, seen.top + seen.height / 2).matrixTransform(matrix.inverse());
    at = { x: corner.x, y: high / 2 * (1 - by), scale: by };
    if (high * by > seen.height / matrix.a) at.y = new DOMPoint(seen.left, seen.top).matrixTransform(matrix.inverse()).y;
    put();
  };
  const middle = (by) => {
    const seen = map.getBoundingClientRect();
    const { x, y } = point({ clientX: seen.left + seen.width / 2, clientY: seen.top + seen.height / 2 });
    zoom(by, x, y);
  };
  document.getElementById('in').addEventListener('click', () => middle(1.3));
  document.getElementById('out').addEventListener('click', () => middle(1 / 1.3));
  document.getElementById('fit').addEventListener('click', fit);
  map.addEventListener('wheel', (event) => {
    event.preventDefault();
    const { x, y } = point(event);
    zoom(Math.exp(-Math.max(-80, Math.min(80, event.deltaY)) / 240), x, y);
  }, { passive: false });
  const held = new Map();
  let moved = 0;
  map.addEventListener('pointerdown', (event) => {
    if (held.size === 0) moved = 0;
    held.set(event.pointerId, point(event));
  });
  map.addEventListener('pointermove', (event) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const now = point(event);
    const others = [...held].filter(([id]) => id !== event.pointerId);
    if (others.length === 0) {
      at = { ...at, x: at.x + now.x - before.x, y: at.y + now.y - before.y };
      put();
    } else {
      const [, other] = others[0];
      const length = (a) => Math.hypot(a.x - other.x, a.y - other.y);
      if (length(before) > 0) zoom(length(now) / length(before), other.x, other.y);
    }
    moved += Math.hypot(now.x - before.x, now.y - before.y);
    if (moved > 6 && !map.hasPointerCapture(event.pointerId)) map.setPointerCapture(event.pointerId);
    held.set(event.pointerId, now);
  });
  for (const end of ['pointerup', 'pointercancel']) map.addEventListener(end, (event) => held.delete(event.pointerId));
  map.addEventListener('keydown', (event) => {
    const step = 60 / at.scale;
    const moves = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
    const move = moves[event.key];
    if (move) at = { ...at, x: at.x + move[0] * at.scale, y: at.y + move[1] * at.scale };
    else if (event.key === '+' || event.key === '=') return middle(1.3);
    else if (event.key === '-') return middle(1 / 1.3);
    else if (event.key === '0') return fit();
    else if ((event.key === 'Enter' || event.key === ' ') && event.target.closest('[data-box]')) {
      event.preventDefault();
      return chooseBox(event.target.closest('[data-box]'));
    } else return;
    event.preventDefault();
    put();
  });
  const words = (element) => (element.dataset.sessions || '').split(' ').filter(Boolean);
  const items = new Map(all('.session').map((item) => [item.dataset.session, item]));
  let chosen = new Set();
  const show = () => {
    for (const [id, item] of items) item.classList.toggle('chosen', chosen.has(id));
    for (const line of all('#map .line')) line.classList.toggle('chosen', words(line).some((id) => chosen.has(id)));
  };
  const choose = (ids, scroll) => {
    chosen = new Set(ids);
    for (const box of all('.box.chosen')) box.classList.remove('chosen');
    show();
    const first = items.get(ids[0]);
    if (first && scroll) first.scrollIntoView({ block: 'nearest' });
    told.textContent = ids.length === 1 ? '1 session is chosen' : ids.length + ' sessions are chosen';
  };
  const chooseBox = (box) => {
    const id = box.dataset.box;
    const own = all('#map .line').filter((line) => line.dataset.ends.split(' ').includes(id)).flatMap(words);
    choose([...new Set(items.has(id) ? [id, ...own] : own)], true);
    box.classList.add('chosen');
    const nodes = document.querySelector('details.nodes[data-box="' + id + '"]');
    if (nodes) { nodes.open = true; if (own.length === 0) nodes.scrollIntoView({ block: 'nearest' }); }
  };
  map.addEventListener('click', (event) => {
    if (moved > 6) return;
    const box = event.target.closest('[data-box]');
    const line = event.target.closest('.line');
    if (box) chooseBox(box);
    else if (line) choose(words(line), true);
    else choose([], false);
  });
  for (const [id, item] of items) item.querySelector('button').addEventListener('click', () => choose([id], false));
  const filter = () => {
    const text = search.value.trim().toLowerCase();
    const state = only.value;
    const found = new Set();
    for (const [id, item] of items) {
      const fits = (state === '' || item.classList.contains(state)) && item.textContent.toLowerCase().includes(text);
      item.hidden = !fits;
      if (fits) found.add(id);
    }
    const isAll = text === '' && state === '';
    const ends = new Set();
    for (const line of all('#map .line, #map .label')) {
      const fits = isAll || words(line).some((id) => found.has(id));
      line.classList.toggle('dim', !fits);
      if (fits) for (const end of line.dataset.ends.split(' ')) ends.add(end);
    }
    for (const box of all('#map .box')) {
      const named = text !== '' && box.textContent.toLowerCase().includes(text);
      box.classList.toggle('dim', !isAll && !named && !ends.has(box.dataset.box) && !found.has(box.dataset.box));
    }
    for (const nodes of all('details.nodes')) nodes.hidden = text !== '' && !nodes.textContent.toLowerCase().includes(text);
    told.textContent = isAll ? '' : found.size + ' of ' + items.size + ' sessions';
  };
  search.addEventListener('input', filter);
  only.addEventListener('change', filter);
  document.querySelector('header form').addEventListener('submit', (event) => event.preventDefault());
  for (const hidden of all('.scripted')) hidden.hidden = false;
  begin();
  addEventListener('resize', put);
})();
`;
