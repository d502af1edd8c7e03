const bgplintUrl=require('node:url').pathToFileURL(__filename).href;
var u=Object.defineProperty;var U=Object.getOwnPropertyDescriptor;var A=Object.getOwnPropertyNames;var L=Object.prototype.hasOwnProperty;var T=(e,t)=>{for(var o in t)u(e,o,{get:t[o],enumerable:!0})},j=(e,t,o,n)=>{if(t&&typeof t=="object"||typeof t=="function")for(let r of A(t))!L.call(e,r)&&r!==o&&u(e,r,{get:()=>t[r],enumerable:!(n=U(t,r))||n.enumerable});return e};var k=e=>j(u({},"__esModule",{value:!0}),e);var F={};T(F,{$0acfea:()=>N});module.exports=k(F);var I=require("./main.cjs"),b=I.$f9f225;var J=require("./main.cjs"),d=J.$42a78e;function w(...e){return require("./commands.cjs").$761a09(...e)}var P=require("node:crypto"),p=require("node:fs"),R=require("node:zlib");var $=require("./main.cjs"),m=$.$048029,Y=$.$0324ce;var D=require("./main.cjs"),S=D.$ce370b;function g(){let[e,t]=[a("sandbox/page.js"),a("sandbox/page.css")],{digest:o,rules:n}=JSON.parse(a("rules.json")),r={version:S,digest:o,rules:n,pages:JSON.parse(a("pages.json")),examples:JSON.parse(a("sandbox/examples.json"))},s=["default-src 'none'",`script-src '${v(e)}' 'wasm-unsafe-eval'`,`style-src '${v(t)}'`,"worker-src blob:","img-src data:","connect-src 'none'","base-uri 'none'","form-action 'none'"].join("; ");return{html:`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${s}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>bgplint sandbox</title>
<style>${t}</style>
</head>
<body>
${a("sandbox/page.html")}
${y("checker",`${H()}${a("sandbox/checker.js")}`)}
${y("module",(0,p.readFileSync)(new URL("policy.wasm",m)))}
${y("texts",JSON.stringify(r))}
<script>${e}</script>
</body>
</html>
`,policy:`${s}; frame-ancestors 'none'`}}function a(e){return(0,p.readFileSync)(new URL(e,m),"utf8")}function v(e){return`sha256-${(0,P.createHash)("sha256").update(e).digest("base64")}`}function y(e,t){let o=(0,R.gzipSync)(t,{level:9}).toString("base64");return`<script type="application/octet-stream" id="${e}">${o}</script>`}function H(){return`const bgplintSchemas={${(0,p.readdirSync)(new URL("schemas/",m)).sort().map(o=>`${JSON.stringify(o)}(module,exports){${a(`schemas/${o}`)}
}`).join(",")}};
`}var q=require("node:http");var h=require("./main.cjs"),C=h.$82ab84,ee=h.$e493b1,te=h.$216b71;var x="127.0.0.1";async function E(e,t){let o=Buffer.from(e.html),n=new Set,r=(0,q.createServer)((i,c)=>M(i,c,{hosts:n,body:o,policy:e.policy}));await new Promise((i,c)=>{r.once("error",l=>{let f=l.code==="EADDRINUSE"?"it is in use":C(l);c(new d(`Port ${t} cannot be opened: ${f}. Name another with --port.`))}),r.listen({host:x,port:t,exclusive:!0},i)});let{port:s}=r.address();return n=new Set([x,"localhost"].flatMap(i=>[`${i}:${s}`,...s===80?[i]:[]])),{address:`http://${x}:${s}/`,closed:new Promise(i=>r.once("close",()=>i())),close(){r.close(),r.closeAllConnections()}}}function M({method:e,url:t,headers:o},n,{hosts:r,body:s,policy:i}){let c=(l,f={})=>n.writeHead(l,{"Content-Length":0,...O,...f}).end();r.has((o.host??"").toLowerCase())?e!=="GET"&&e!=="HEAD"?c(405,{Allow:"GET, HEAD"}):t!=="/"?c(404):(n.writeHead(200,{...O,"Content-Type":"text/html; charset=utf-8","Content-Length":s.length,"Content-Security-Policy":i}),n.end(e==="HEAD"?void 0:s)):c(421)}var O={"Cache-Control":"no-store","Cross-Origin-Opener-Policy":"same-origin","Cross-Origin-Resource-Policy":"same-origin","Referrer-Policy":"no-referrer","X-Content-Type-Options":"nosniff"};async function N(e,{out:t,port:o,open:n}){if(t!==void 0){if(o!==void 0)throw new d("--out writes a file and serves nothing: leave --port out.");let s=b(e.cwd,t);w(e.cwd,s,t,g().html),n&&await e.browse(new URL(`file://${encodeURI(s).replace(/[?#]/g,encodeURIComponent)}`).href);return}let r=await E(g(),B(o));e.out(`${r.address}
`),e.err(`bgplint: the sandbox runs until you press Ctrl+C; what you paste stays in your browser
`),n&&await e.browse(r.address),await r.closed}function B(e){if(e===void 0)return 0;let t=/^\d{1,5}$/.test(e)?Number(e):0;if(t<1||t>65535)throw new d(`--port ${JSON.stringify(e)} is not a port: write a number from 1 to 65535.`);return t}0&&(module.exports={$0acfea});
