/** How the drawing looks: what shows it elsewhere names the colors (`--sound`, `--box` and so on) itself. */
export const drawingStyle = `.frame rect { fill: none; stroke: var(--rule); stroke-dasharray: 2 3; }
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
`;

/** How the page looks. Colours are those of Okabe and Ito, which differ for whoever sees no red or no green; lines differ beside them. */
export const style = `
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
${drawingStyle}@media (max-width: 52rem) {
  html, body { height: auto; }
  body { grid-template: auto 62vh auto / minmax(0, 1fr); }
  aside { border-left: 0; border-top: 1px solid var(--rule); overflow: visible; }
  header form { margin-left: 0; width: 100%; }
  header input { flex: 1; min-width: 0; }
}
@media (prefers-reduced-motion: no-preference) { svg .line, svg .box, svg .label { transition: opacity .15s; } }
@media print { #tools, header form { display: none; } body { display: block; } #drawing { height: 60vh; } }
`;
