const bgplintUrl=require('node:url').pathToFileURL(__filename).href;
var R=Object.defineProperty;var me=Object.getOwnPropertyDescriptor;var pe=Object.getOwnPropertyNames;var he=Object.prototype.hasOwnProperty;var ge=(e,t)=>{for(var n in t)R(e,n,{get:t[n],enumerable:!0})},xe=(e,t,n,r)=>{if(t&&typeof t=="object"||typeof t=="function")for(let o of pe(t))!he.call(e,o)&&o!==n&&R(e,o,{get:()=>t[o],enumerable:!(r=me(t,o))||r.enumerable});return e};var ye=e=>xe(R({},"__esModule",{value:!0}),e);var Ke={};ge(Ke,{$004cdc:()=>ue});module.exports=ye(Ke);var B=require("./main.cjs"),et=B.$55f1fc,tt=B.$280433,S=B.$3582a0,nt=B.$fa216a,ot=B.$dc6756,j=B.$e3674a,rt=B.$72b5dc;function J(...e){return require("./maps.cjs").$0a9562(...e)}function K(...e){return require("./maps.cjs").$e0ae44(...e)}function A(...e){return require("./maps.cjs").$de766d(...e)}function M(e){return e.replace(/[&<>"'`]/g,t=>`&#${t.charCodeAt(0)};`)}var F=require("./main.cjs"),lt=F.$8904c3,x=F.$d89d72,dt=F.$51e88b;var Q=require("./main.cjs"),E=Q.$25b303,ut=Q.$6a88fc;var be=7.6,we=18,ee=12,D=18,ve=250,$e=90,te=34,P=18,ne=28,w=24;function L({kind:e}){return e==="router"||e==="address"?10:0}var z=44,I=4;function re({boxes:e,lines:t,clusters:n}){let r=ke(t),o=Be(e,t),s=Le(o),i=new Map,a=[],l=o.slice(0,I),d=Pe(s,l),c=Oe(s,l),u=w;for(let[p,h]of n.entries()){let y=l.map(b=>b.filter(k=>k.cluster===p));if(y.every(({length:b})=>b===0))continue;let v=x(y.map(oe));for(let[b,k]of y.entries()){let U=u+te+(v-oe(k))/2;for(let T of b===1?k:ae(k,r,i)){let Z={box:T,x:s[b]??0,y:U,...q(T)};i.set(T.id,Z),U+=Z.height+D}}let $=te+v+P;a.push({title:h,x:d-P,y:u,width:c-d+2*P,height:$}),u+=$+ne}Ce(o[I]??[],s[I]??0,r,i);let m=[...i.values()];return{width:x(m.map(({x:p,width:h})=>p+h))+w+P,height:Math.max(u-ne,x(m.map(({y:p,height:h})=>p+h)))+w,boxes:m,lines:Se(t,i),frames:a}}function ke(e){let t=new Map;for(let{from:n,to:r}of e)E(t,n,()=>[]).push(r),E(t,r,()=>[]).push(n);return t}function Be(e,t){let n=new Set;for(let{from:o,to:s,sessions:i}of t)o!==s&&i.some(({kind:a})=>a==="internal")&&n.add(s);let r=[[],[],[],[],[]];for(let o of e)r[Me(o,n)]?.push(o);return r}function Me({id:e,kind:t,sessions:n},r){return t==="router"||t==="address"?I:t==="hub"?n[0]?.kind==="mesh"?0:2:r.has(e)?3:1}function Le(e){let t=w+P;return e.map((n,r)=>{let o=t;return n.length>0&&(t+=se(n)+(r===0?$e:ve)),o})}function Pe(e,t){return e[t.findIndex(({length:n})=>n>0)]??w}function Oe(e,t){return x(t.map((n,r)=>n.length===0?0:(e[r]??0)+se(n)))}function se(e){return x(e.map(t=>q(t).width))}function oe(e){return e.reduce((t,n)=>t+q(n).height+D,0)}function q({lines:e}){let t=x(e.map(S))*be+2*ee;return{width:Math.max(96,Math.round(t)),height:e.length*we+ee}}function ie(e,t,n){let r=(t.get(e.id)??[]).flatMap(o=>{let s=n.get(o);return s===void 0?[]:[s.y+s.height/2]});return r.length===0?void 0:r.reduce((o,s)=>o+s,0)/r.length}function ae(e,t,n){return e.map(o=>({box:o,y:ie(o,t,n)??0})).sort((o,s)=>o.y-s.y).map(({box:o})=>o)}function Ce(e,t,n,r){let o=[],s=w,i=0;for(let l of ae(e,n,r)){let d=q(l),c=(ie(l,n,r)??s)-d.height/2,u=Math.max(s,c);i+=u-c,o.push({box:l,x:t,y:u,...d}),s=u+d.height+D}let a=Math.min((o[0]?.y??w)-w,o.length===0?0:i/o.length);for(let l of o)l.y-=a,r.set(l.box.id,l)}function Se(e,t){let n=e.flatMap(i=>{let[a,l]=[t.get(i.from),t.get(i.to)];return a===void 0||l===void 0?[]:[{line:i,a,b:l,isBack:a.x>l.x}]}),r=new Map,o=new Map,s=new Map;for(let{line:i,a,b:l,isBack:d}of n){if(a===l)continue;let c=(u,m,p,h)=>E(r,`${u.box.id} ${p}`,()=>[]).push({other:m.y+m.height/2,set:y=>h.set(i,y)});c(a,l,!d,o),c(l,a,d,s)}for(let[i,a]of r){let l=t.get(i.slice(0,i.indexOf(" ")));if(l===void 0)continue;a.sort((c,u)=>c.other-u.other);let d=Math.min(12,(l.height-10)/a.length);for(let[c,{set:u}]of a.entries())u(l.y+l.height/2+(c-(a.length-1)/2)*d)}return n.map(({line:i,a,b:l,isBack:d})=>{if(a===l)return{line:i,points:Ae(a)};let c=[d?a.x-L(a.box):a.x+a.width+L(a.box),o.get(i)??a.y],u=[d?l.x+l.width+L(l.box):l.x-L(l.box),s.get(i)??l.y],m=a.x===l.x?[a.x+a.width+z,a.x+a.width+z]:je(c,u);return{line:i,points:[c,[m[0]??0,c[1]],[m[1]??0,u[1]],u]}})}function je([e],[t]){return[e+(t-e)/2,e+(t-e)/2]}function Ae({x:e,y:t,width:n,height:r}){let o=e+n;return[[o,t+r*.3],[o+z,t-r*.4],[o+z,t+r*1.4],[o,t+r*.7]]}var N=`
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
`;var Ee=`.frame rect { fill: none; stroke: var(--rule); stroke-dasharray: 2 3; }
.frame text { fill: var(--quiet); font-size: 13px; font-weight: 600; }
.box { cursor: pointer; outline-offset: 4px; }
.box rect, .box polygon { fill: var(--box); stroke: var(--edge); stroke-width: 1.5; }
.box.router polygon, .box.address polygon { fill: var(--router); }
.box.address polygon, .box.selector rect { stroke-dasharray: 5 3; }
.box.hub rect { fill: var(--ground); }
.box.sound rect, .box.sound polygon { stroke: var(--sound); }
.box.faulty rect, .box.faulty polygon { stroke: var(--faulty); stroke-width: 3; }
.box.unknown rect, .box.unknown polygon { stroke: var(--unknown); stroke-dasharray: 2 4; }
.box text { fill: var(--text); font-size: 13px; text-anchor: middle; }
.box text.name { font-weight: 600; }
.line path { fill: none; stroke-width: 1.8; }
.line path.wide { stroke: transparent; stroke-width: 14; pointer-events: stroke; }
.line { cursor: pointer; }
.line.sound path:last-child { stroke: var(--sound); }
.line.faulty path:last-child { stroke: var(--faulty); stroke-width: 4; }
.line.unknown path:last-child { stroke: var(--unknown); stroke-dasharray: 2 5; stroke-linecap: round; stroke-width: 2.4; }
.label text { font-size: 11.5px; text-anchor: middle; fill: var(--quiet); pointer-events: none; }
.label rect { fill: var(--ground); opacity: .88; pointer-events: none; }
.label.faulty text { fill: var(--faulty); }
svg .chosen path:last-child { stroke: var(--focus); }
.box.chosen > rect:not(.behind), .box.chosen polygon { stroke: var(--focus); stroke-width: 3; }
svg .dim { opacity: .18; }
`,V=`
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f5f6f8; --text: #1d2129; --quiet: #5a6270; --rule: #cbd0d9;
  --sound: #0072b2; --faulty: #c24f00; --unknown: #737b88; --box: #ffffff; --edge: #3b4350; --focus: #7a3ea8;
  --router: #eef2f7;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171c; --raised: #1d2128; --text: #e7eaef; --quiet: #a3abb8; --rule: #454d5a;
    --sound: #56b4e9; --faulty: #ff8a3d; --unknown: #98a1af; --box: #22272f; --edge: #b9c1cd; --focus: #d3a6f5;
    --router: #2b323d;
  }
}
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body {
  display: grid; grid-template: auto 1fr / minmax(0, 1fr) 24rem;
  background: var(--ground); color: var(--text); font: 15px/1.45 system-ui, "DejaVu Sans", sans-serif;
}
header { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; padding: .6rem 1rem; border-bottom: 1px solid var(--rule); }
h1 { font-size: 1.05rem; margin: 0; }
header p { margin: 0; color: var(--quiet); }
header form { margin-left: auto; display: flex; gap: .5rem; flex-wrap: wrap; }
input, select, button { font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--rule); border-radius: 6px; padding: .3rem .6rem; min-height: 2.25rem; }
button { cursor: pointer; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 1px; }
#drawing { display: flex; flex-direction: column; min-height: 18rem; min-width: 0; }
#ground { position: relative; overflow: hidden; flex: 1; }
#map { position: absolute; inset: 0; width: 100%; height: 100%; touch-action: none; cursor: grab; }
#tools { position: absolute; right: .75rem; bottom: .75rem; display: flex; gap: .35rem; }
#tools button { min-width: 2.5rem; }
#legend { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1.5rem; margin: 0; padding: .4rem 1rem; border-top: 1px solid var(--rule); color: var(--quiet); font-size: .85rem; }
#legend li { padding-left: 3.2rem; text-indent: -3.2rem; }
#legend svg { width: 2.6rem; height: 1.1rem; vertical-align: -.25rem; margin-right: .5rem; }
aside { overflow: auto; border-left: 1px solid var(--rule); padding: .75rem 1rem 2rem; }
h2 { font-size: .95rem; margin: 1.1rem 0 .4rem; }
h2:first-child { margin-top: 0; }
aside ul { list-style: none; margin: 0; padding: 0; }
.session { border-left: 4px solid var(--rule); border-radius: 0 6px 6px 0; background: var(--raised); margin: 0 0 .5rem; padding: .4rem .6rem; }
.session.sound { border-left-color: var(--sound); }
.session.faulty { border-left-color: var(--faulty); border-left-style: double; border-left-width: 6px; }
.session.unknown { border-left-color: var(--unknown); border-left-style: dotted; }
.session.chosen { outline: 2px solid var(--focus); }
.session button { display: block; width: 100%; min-height: 0; text-align: left; background: none; border: 0; padding: 0; font-weight: 600; overflow-wrap: anywhere; }
.state { font-weight: 600; }
.sound .state { color: var(--sound); } .faulty .state { color: var(--faulty); } .unknown .state { color: var(--unknown); }
.session p, .found p { margin: .15rem 0; color: var(--quiet); font-size: .88rem; overflow-wrap: anywhere; }
.found { margin: .4rem 0 .2rem; padding: 0 0 0 .6rem; border-left: 1px solid var(--rule); font-size: .88rem; overflow-wrap: anywhere; }
.found code, .place { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .82rem; }
details.nodes { margin: 0 0 .3rem; }
details.nodes ul { padding-left: 1.2rem; columns: 2; color: var(--quiet); overflow-wrap: anywhere; }
[hidden] { display: none !important; }
${Ee}@media (max-width: 52rem) {
  html, body { height: auto; }
  body { grid-template: auto 62vh auto / minmax(0, 1fr); }
  aside { border-left: 0; border-top: 1px solid var(--rule); overflow: visible; }
  header form { margin-left: 0; width: 100%; }
  header input { flex: 1; min-width: 0; }
}
@media (prefers-reduced-motion: no-preference) { svg .line, svg .box, svg .label { transition: opacity .15s; } }
@media print { #tools, header form { display: none; } body { display: block; } #drawing { height: 60vh; } }
`;var Ie=20,ze=80,qe=[.5,.36,.64,.25,.75],Y=15,Te=6.4;function de({width:e,height:t,boxes:n,lines:r,frames:o},s){let i=`viewBox="0 0 ${f(e)} ${f(t)}" data-width="${f(e)}" data-height="${f(t)}"`,a=new H(n),l=r.filter(({line:c})=>c.state==="faulty"),d=r.filter(({line:c})=>c.state!=="faulty");return[`<svg id="map" ${i} role="group" aria-label="${M(s)}" tabindex="0" preserveAspectRatio="xMidYMid meet">`,'<g id="view">',...o.map(({title:c,x:u,y:m,width:p,height:h})=>`<g class="frame"><rect x="${f(u)}" y="${f(m)}" width="${f(p)}" height="${f(h)}" rx="10"/><text x="${f(u+14)}" y="${f(m+22)}">${C(c)}</text></g>`),...r.map(Re),...n.map(Fe),...(r.length>Ie?l.slice(0,ze):[...l,...d]).flatMap(c=>Ne(c,a)),"</g>","</svg>"].join(`
`)}function Re({line:e,points:[t,n,r,o]}){let s=`M${O(t)} C${O(n)} ${O(r)} ${O(o)}`,i=`<title>${C(`${e.labels.join(": ")||"mesh"} (${e.state})`)}</title>`;return`<g class="line ${e.state}" ${ce(e)}>${i}<path class="wide" d="${s}"/><path d="${s}"/></g>`}function ce({from:e,to:t,sessions:n}){return`data-ends="${e} ${t}" data-sessions="${n.map(({id:r})=>r).join(" ")}"`}function Fe({box:e,x:t,y:n,width:r,height:o}){let[s="",...i]=e.lines,a=f(t+r/2),l=e.lines.map((u,m)=>{let p=f(n+(o-e.lines.length*18)/2+18*m+13.5);return`<text x="${a}" y="${p}"${m===0?' class="name"':""}>${C(u)}</text>`}),d=e.state??(e.findings.length>0?"faulty":""),c=`${s}${i.length===0?"":`, ${i.join(", ")}`}`;return`<g class="box ${e.kind} ${d}" data-box="${e.id}" role="button" tabindex="0" aria-label="${C(c)}">${De(e,t,n,r,o)}${l.join("")}</g>`}function De(e,t,n,r,o){let{kind:s,nodes:i}=e,a=`x="${f(t)}" y="${f(n)}" width="${f(r)}" height="${f(o)}"`;if(s==="router"||s==="address"){let c=L(e),[u,m,p,h]=[t-c,t+r+c,n+o/2,4];return`<polygon points="${[[u,p],[t+h,n],[t+r-h,n],[m,p],[t+r-h,n+o],[t+h,n+o]].map(([v=0,$=0])=>O([v,$])).join(" ")}"/>`}let l=s==="selector"||s==="hub"?` rx="${f(o/2)}"`:' rx="5"';return i.length<2?`<rect ${a}${l}/>`:`${[8,4].map(c=>`<rect class="behind" x="${f(t+c)}" y="${f(n+c)}" width="${f(r)}" height="${f(o)}"${l}/>`).join("")}<rect ${a}${l}/>`}var H=class{#e=new Map;constructor(t){for(let{x:n,y:r,width:o,height:s}of t)this.#t(n,n+o,r,r+s)}take(t,n,r,o){let[s,i]=[t-r/2,t+r/2];for(let a of le(n-o/2,n+o/2))if((this.#e.get(a)??[]).some(([l,d])=>l<i&&s<d))return!1;return this.#t(s,i,n-o/2,n+o/2),!0}#t(t,n,r,o){for(let s of le(r,o)){let i=this.#e.get(s);i===void 0?this.#e.set(s,[[t,n]]):i.push([t,n])}}};function le(e,t){let n=Math.floor(e/8);return Array.from({length:Math.floor(t/8)-n+1},(r,o)=>n+o)}function Ne({line:e,points:t},n){let{labels:r,state:o}=e;if(r.length===0)return[];let s=x(r.map(S))*Te,i=r.length*Y;for(let a of qe){let[l,d]=Ve(t,a);if(!n.take(l,d,s,i))continue;let c=d-i/2+Y*.75,u=r.map((p,h)=>`<text x="${f(l)}" y="${f(c+h*Y)}">${C(p)}</text>`),m=`<rect x="${f(l-s/2-4)}" y="${f(d-i/2)}" width="${f(s+8)}" height="${i}" rx="4"/>`;return[`<g class="label ${o}" ${ce(e)}>${m}${u.join("")}</g>`]}return[]}function Ve([e,t,n,r],o){let s=1-o,i=a=>s**3*e[a]+3*s**2*o*t[a]+3*s*o**2*n[a]+o**3*r[a];return[i(0),i(1)]}function C(e){return M(j(e))}function O([e,t]){return`${f(e)},${f(t)}`}function f(e){return String(Math.round(e*10)/10)}var W=200;function ue(e,t){let n=J(e),r=K(e),o=new Map(n.boxes.map(({id:d,lines:[c=""]})=>[d,c])),s=new Set([...e.sessions,...e.speakers,...e.routers].flatMap(({findings:d})=>d)),i=e.findings.filter((d,c)=>!s.has(c)),a=[...e.sessions].sort((d,c)=>A().indexOf(d.state)-A().indexOf(c.state)),l=e.speakers.filter(({nodes:d})=>d.length>1);return`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${Ye(t)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>BGP sessions: ${M(r)}</title>
<style>${V}</style>
</head>
<body>
<header>
<h1>BGP sessions</h1>
<p>${M(r)}</p>
<form class="scripted" role="search" hidden>
<input id="search" type="search" placeholder="Name, address, AS, rule" aria-label="Search sessions and nodes" autocomplete="off">
<select id="only" aria-label="Which sessions">
<option value="">All</option>${A().map(d=>`<option value="${d}">${Ze(d)}</option>`).join("")}
</select>
</form>
</header>
<main id="drawing">
<div id="ground">
${de(re(n),`Map of ${r}`)}
<div id="tools" class="scripted" hidden>
<button id="in" type="button" aria-label="Zoom in">+</button>
<button id="out" type="button" aria-label="Zoom out">\u2212</button>
<button id="fit" type="button">Fit</button>
</div>
</div>
${Je}
</main>
<aside aria-label="Sessions and what was found">
<p id="told" role="status"></p>
<h2>Sessions</h2>
<ul>
${a.map(d=>We(d,e,o)).join(`
`)}
</ul>
${X("Nodes with equal sessions",l.map(({id:d,title:c,nodes:u,cluster:m,findings:p})=>_e(d,`${c} (${m})`,u,G(p,e))))}
${X("Findings on nodes and routers",Ge(e))}
${X("Findings without a session",i.slice(0,W).map(Xe))}
${i.length>W?`<p>${i.length-W} more: see the report.</p>`:""}
</aside>
<script>${N}</script>
</body>
</html>
`}function Ye({sha256:e}){let t=n=>`&#39;sha256-${He(e(n))}&#39;`;return`default-src &#39;none&#39;; style-src ${t(V)}; script-src ${t(N)}; base-uri &#39;none&#39;; form-action &#39;none&#39;`}function He(e){let t=e.match(/../g)??[];return btoa(t.map(n=>String.fromCharCode(Number.parseInt(n,16))).join(""))}function We(e,t,n){let{id:r,state:o,name:s,product:i,cluster:a,address:l,port:d,vrf:c,why:u,file:m,range:p}=e,h=b=>Ue(b.map(k=>n.get(k)??"")),y=e.kind==="mesh"?`all of ${h(e.from)}`:[h(e.from),h(e.to)].filter(Boolean).join(" \u2192 "),v=[...e.localAs.length===0?[]:[`local AS ${e.localAs.join(", ")}`],...e.remoteAs===null?[]:[`remote AS ${e.remoteAs}`],...l===null?[]:[`${l}${d===null||d===179?"":` port ${d}`}`],...c===""?[]:[`VRF ${c}`],...e.nodes===null?[]:[e.nodes===1?"1 node":`${e.nodes} nodes`]],$=m===null?"":`${m}${p===null?"":`:${p.startLine}`}`;return`<li class="session ${o}" data-session="${r}">
<button type="button">${g(s)} <span class="state">${o}</span></button>
<p>${g([i,a,y].filter(Boolean).join(" \xB7 "))}</p>
${v.length===0?"":`<p>${g(v.join(" \xB7 "))}</p>`}
${u===null?"":`<p>${g(u)}</p>`}
${$===""?"":`<p class="place">${g($)}</p>`}
${G(e.findings,t)}</li>`}function G(e,{findings:t}){return e.flatMap(n=>t[n]??[]).map(n=>`<div class="found">${fe(n)}</div>`).join(`
`)}function Xe(e){return`<li class="found">${fe(e)}</li>`}function fe({rule:e,level:t,message:n,file:r,line:o,column:s}){let i=o===null?r:`${r}:${o}:${s??1}`;return`<code>${g(e)}</code> ${g(t)}: ${g(n)}<p class="place">${g(i)}</p>`}function _e(e,t,n,r){let o=n.map(s=>`<li>${g(s)}</li>`).join("");return`<li><details class="nodes" data-box="${e}"><summary>${g(t)}: ${n.length} nodes</summary><ul>${o}</ul>${r}</details></li>`}function Ge(e){return[...e.speakers.filter(({nodes:n})=>n.length<2),...e.routers].flatMap(({title:n,findings:r})=>r.length===0?[]:[`<li>${g(n)}${G(r,e)}</li>`])}function X(e,t){return t.length===0?"":`<h2>${e}</h2>
<ul>
${t.join(`
`)}
</ul>`}function Ue(e){return e.length>3?`${e.slice(0,3).join(", ")} and ${e.length-3} more`:e.join(", ")}function Ze(e){return`${e.charAt(0).toUpperCase()}${e.slice(1)}`}function g(e){return M(j(e))}var _=e=>`<svg viewBox="0 0 48 18" aria-hidden="true"><g class="line ${e}"><path d="M2,9 L46,9"/></g></svg>`,Je=`<ul id="legend">
<li>${_("faulty")}faulty: a rule found an error or a warning</li>
<li>${_("unknown")}unknown: an end is not in the scan</li>
<li>${_("sound")}sound: both ends were read, nothing was found</li>
</ul>`;0&&(module.exports={$004cdc});
