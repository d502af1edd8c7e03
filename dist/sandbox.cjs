const bgplintUrl=require('node:url').pathToFileURL(__filename).href;
var g=Object.defineProperty;var A=Object.getOwnPropertyDescriptor;var L=Object.getOwnPropertyNames;var T=Object.prototype.hasOwnProperty;var j=(e,t)=>{for(var r in t)g(e,r,{get:t[r],enumerable:!0})},k=(e,t,r,n)=>{if(t&&typeof t=="object"||typeof t=="function")for(let o of L(t))!T.call(e,o)&&o!==r&&g(e,o,{get:()=>t[o],enumerable:!(n=A(t,o))||n.enumerable});return e};var D=e=>k(g({},"__esModule",{value:!0}),e);var G={};j(G,{$0acfea:()=>U});module.exports=D(G);var I=require("./main.cjs"),b=I.$f9f225;var H=require("./main.cjs"),d=H.$42a78e;function w(...e){return require("./commands.cjs").$c59edd(...e)}function $(...e){return require("./commands.cjs").$71e4a7(...e)}var C=require("node:crypto"),l=require("node:fs"),R=require("node:zlib");var S=require("./main.cjs"),f=S.$048029,_=S.$0324ce;var J=require("./main.cjs"),v=J.$ce370b;function y(){let[e,t]=[a("sandbox/page.js"),a("sandbox/page.css")],{digest:r,rules:n}=JSON.parse(a("rules.json")),o={version:v,digest:r,rules:n,pages:JSON.parse(a("pages.json"))},s=["default-src 'none'",`script-src '${P(e)}' 'wasm-unsafe-eval'`,`style-src '${P(t)}'`,"worker-src blob:","img-src data:","connect-src 'none'","base-uri 'none'","form-action 'none'"].join("; ");return{html:`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${s}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="x-dns-prefetch-control" content="off">
<link rel="icon" href="data:,">
<title>bgplint sandbox</title>
<style>${t}</style>
</head>
<body>
${a("sandbox/page.html")}
${m("example-texts",a("sandbox/examples.json"))}
${m("checker",`${M()}${a("sandbox/checker.js")}`)}
${m("module",(0,l.readFileSync)(new URL("policy.wasm",f)))}
${m("texts",JSON.stringify(o))}
<script>${e}</script>
</body>
</html>
`,policy:`${s}; frame-ancestors 'none'`}}function a(e){return(0,l.readFileSync)(new URL(e,f),"utf8")}function P(e){return`sha256-${(0,C.createHash)("sha256").update(e).digest("base64")}`}function m(e,t){let r=(0,R.gzipSync)(t,{level:9}).toString("base64");return`<script type="application/octet-stream" id="${e}">${r}</script>`}function M(){return`const bgplintSchemas={${(0,l.readdirSync)(new URL("schemas/",f)).sort().map(r=>`${JSON.stringify(r)}(module,exports){${a(`schemas/${r}`)}
}`).join(",")}};
`}var E=require("node:http");var h=require("./main.cjs"),O=h.$82ab84,te=h.$e493b1,oe=h.$216b71;var x="127.0.0.1";async function N(e,t){let r=Buffer.from(e.html),n=new Set,o=(0,E.createServer)((i,c)=>B(i,c,{hosts:n,body:r,policy:e.policy}));await new Promise((i,c)=>{o.once("error",p=>{let u=p.code==="EADDRINUSE"?"it is in use":O(p);c(new d(`Port ${t} cannot be opened: ${u}. Name another with --port.`))}),o.listen({host:x,port:t,exclusive:!0},i)});let{port:s}=o.address();return n=new Set([x,"localhost"].flatMap(i=>[`${i}:${s}`,...s===80?[i]:[]])),{address:`http://${x}:${s}/`,closed:new Promise(i=>o.once("close",()=>i())),close(){o.close(),o.closeAllConnections()}}}function B({method:e,url:t,headers:r},n,{hosts:o,body:s,policy:i}){let c=(p,u={})=>n.writeHead(p,{"Content-Length":0,...q,...u}).end();o.has((r.host??"").toLowerCase())?e!=="GET"&&e!=="HEAD"?c(405,{Allow:"GET, HEAD"}):t!=="/"?c(404):(n.writeHead(200,{...q,"Content-Type":"text/html; charset=utf-8","Content-Length":s.length,"Content-Security-Policy":i}),n.end(e==="HEAD"?void 0:s)):c(421)}var q={"Cache-Control":"no-store","Cross-Origin-Opener-Policy":"same-origin","Cross-Origin-Resource-Policy":"same-origin","Referrer-Policy":"no-referrer","X-Content-Type-Options":"nosniff","X-DNS-Prefetch-Control":"off"};async function U(e,{out:t,port:r,open:n}){if(t!==void 0){if(r!==void 0)throw new d("--out writes a file and serves nothing: leave --port out.");let s=b(e.cwd,t);$(e.cwd,s,{shown:t,what:"page"}),w(s,t,y().html,"page"),n&&await e.browse(new URL(`file://${encodeURI(s).replace(/[?#]/g,encodeURIComponent)}`).href);return}let o=await N(y(),F(r));e.out(`${o.address}
`),e.err(`bgplint: the sandbox runs until you press Ctrl+C; what you paste stays in your browser
`),n&&await e.browse(o.address),await o.closed}function F(e){if(e===void 0)return 0;let t=/^\d{1,5}$/.test(e)?Number(e):0;if(t<1||t>65535)throw new d(`--port ${JSON.stringify(e)} is not a port: write a number from 1 to 65535.`);return t}0&&(module.exports={$0acfea});
