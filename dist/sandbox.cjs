const bgplintUrl=require('node:url').pathToFileURL(__filename).href;
var g=Object.defineProperty;var T=Object.getOwnPropertyDescriptor;var j=Object.getOwnPropertyNames;var k=Object.prototype.hasOwnProperty;var D=(e,t)=>{for(var r in t)g(e,r,{get:t[r],enumerable:!0})},H=(e,t,r,s)=>{if(t&&typeof t=="object"||typeof t=="function")for(let n of j(t))!k.call(e,n)&&n!==r&&g(e,n,{get:()=>t[n],enumerable:!(s=T(t,n))||s.enumerable});return e};var J=e=>H(g({},"__esModule",{value:!0}),e);var X={};D(X,{$0acfea:()=>N});module.exports=J(X);var I=require("./main.cjs"),b=I.$f9f225;var B=require("./main.cjs"),c=B.$42a78e;function w(...e){return require("./commands.cjs").$c59edd(...e)}function $(...e){return require("./commands.cjs").$71e4a7(...e)}var C=require("node:crypto"),d=require("node:fs"),q=require("node:zlib");var S=require("./main.cjs"),p=S.$048029,Q=S.$0324ce;var F=require("./main.cjs"),P=F.$ce370b;function h(){let[e,t]=[i("sandbox/page.js"),i("sandbox/page.css")],{digest:r,rules:s}=JSON.parse(i("rules.json")),n={version:P,digest:r,rules:s,pages:JSON.parse(i("pages.json"))},o=["default-src 'none'",`script-src '${v(e)}' 'wasm-unsafe-eval'`,`style-src '${v(t)}'`,"worker-src blob:","img-src data:","connect-src 'none'","base-uri 'none'","form-action 'none'"].join("; ");return{html:`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${o}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="x-dns-prefetch-control" content="off">
<link rel="icon" href="data:,">
<title>bgplint sandbox</title>
<style>${t}</style>
</head>
<body>
${i("sandbox/page.html")}
${f("example-texts",i("sandbox/examples.json"))}
${f("checker",`${G()}${i("sandbox/checker.js")}`)}
${f("module",(0,d.readFileSync)(new URL("policy.wasm",p)))}
${f("texts",JSON.stringify(n))}
<script>${e}</script>
</body>
</html>
`,policy:`${o}; frame-ancestors 'none'`}}function i(e){return(0,d.readFileSync)(new URL(e,p),"utf8")}function v(e){return`sha256-${(0,C.createHash)("sha256").update(e).digest("base64")}`}function f(e,t){let r=(0,q.gzipSync)(t,{level:9}).toString("base64");return`<script type="application/octet-stream" id="${e}">${r}</script>`}function G(){return`const bgplintSchemas={${(0,d.readdirSync)(new URL("schemas/",p)).sort().map(r=>`${JSON.stringify(r)}(module,exports){${i(`schemas/${r}`)}
}`).join(",")}};
`}var L=require("node:http");var x=require("./main.cjs"),R=x.$82ab84,ne=x.$e493b1,oe=x.$216b71;var y="127.0.0.1";async function E(e,t){let r=(0,L.createServer)();await new Promise((n,o)=>{r.once("error",a=>{let u=a.code==="EADDRINUSE"?"it is in use":R(a);o(new c(`Port ${t} cannot be opened: ${u}. Name another with --port.`))}),r.listen({host:y,port:t,exclusive:!0},n)});let{port:s}=r.address();return r.on("request",M(e,s)),{address:`http://${y}:${s}/`,closed:new Promise(n=>r.once("close",()=>n())),close(){r.close(),r.closeAllConnections()}}}function M({html:e,policy:t},r){let s=Buffer.from(e),n=new Set([y,"localhost"].flatMap(o=>[`${o}:${r}`,...r===80?[o]:[]]));return({method:o,url:a,headers:u},l)=>{let m=(U,A={})=>l.writeHead(U,{"Content-Length":0,...O,...A}).end();n.has((u.host??"").toLowerCase())?o!=="GET"&&o!=="HEAD"?m(405,{Allow:"GET, HEAD"}):a!=="/"?m(404):(l.writeHead(200,{...O,"Content-Type":"text/html; charset=utf-8","Content-Length":s.length,"Content-Security-Policy":t}),l.end(o==="HEAD"?void 0:s)):m(421)}}var O={"Cache-Control":"no-store","Cross-Origin-Opener-Policy":"same-origin","Cross-Origin-Resource-Policy":"same-origin","Referrer-Policy":"no-referrer","X-Content-Type-Options":"nosniff","X-DNS-Prefetch-Control":"off"};async function N(e,{out:t,port:r,open:s}){if(t!==void 0){if(r!==void 0)throw new c("--out writes a file and serves nothing: leave --port out.");let o=b(e.cwd,t);$(e.cwd,o,{shown:t,what:"page"}),w(o,t,h().html,"page"),s&&await e.browse(new URL(`file://${encodeURI(o).replace(/[?#]/g,encodeURIComponent)}`).href);return}let n=await E(h(),W(r));e.out(`${n.address}
`),e.err(`bgplint: the sandbox runs until you press Ctrl+C; what you paste stays in your browser
`),s&&await e.browse(n.address),await n.closed}function W(e){if(e===void 0)return 0;let t=/^\d{1,5}$/.test(e)?Number(e):0;if(t<1||t>65535)throw new c(`--port ${JSON.stringify(e)} is not a port: write a number from 1 to 65535.`);return t}0&&(module.exports={$0acfea});
