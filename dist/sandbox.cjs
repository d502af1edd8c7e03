const bgplintUrl=require('node:url').pathToFileURL(__filename).href;
var m=Object.defineProperty;var U=Object.getOwnPropertyDescriptor;var E=Object.getOwnPropertyNames;var N=Object.prototype.hasOwnProperty;var A=(e,t)=>{for(var o in t)m(e,o,{get:t[o],enumerable:!0})},L=(e,t,o,n)=>{if(t&&typeof t=="object"||typeof t=="function")for(let r of E(t))!N.call(e,r)&&r!==o&&m(e,r,{get:()=>t[r],enumerable:!(n=U(t,r))||n.enumerable});return e};var T=e=>L(m({},"__esModule",{value:!0}),e);var M={};A(M,{cli_sandbox_index$sandbox:()=>q});module.exports=T(M);var k=require("./main.cjs"),x=k.host_paths$absolute;var I=require("./main.cjs"),l=I.project_refusal$Refusal;function b(...e){return require("./commands.cjs").project_write$writeReport(...e)}var P=require("node:crypto"),d=require("node:fs"),R=require("node:zlib");var $=require("./main.cjs"),u=$.host_policy$distUrl,X=$.host_policy$nodePolicy;var J=require("./main.cjs"),S=J.cli_version$version;function g(){let[e,t]=[a("sandbox/page.js"),a("sandbox/page.css")],{digest:o,rules:n}=JSON.parse(a("rules.json")),r={version:S,digest:o,rules:n,pages:JSON.parse(a("pages.json")),examples:JSON.parse(a("sandbox/examples.json"))},s=["default-src 'none'",`script-src '${v(e)}' 'wasm-unsafe-eval'`,`style-src '${v(t)}'`,"worker-src blob:","img-src data:","connect-src 'none'","base-uri 'none'","form-action 'none'"].join("; ");return{html:`<!DOCTYPE html>
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
${y("checker",`${D()}${a("sandbox/checker.js")}`)}
${y("module",(0,d.readFileSync)(new URL("policy.wasm",u)))}
${y("texts",JSON.stringify(r))}
<script>${e}</script>
</body>
</html>
`,policy:`${s}; frame-ancestors 'none'`}}function a(e){return(0,d.readFileSync)(new URL(e,u),"utf8")}function v(e){return`sha256-${(0,P.createHash)("sha256").update(e).digest("base64")}`}function y(e,t){let o=(0,R.gzipSync)(t,{level:9}).toString("base64");return`<script type="application/octet-stream" id="${e}">${o}</script>`}function D(){return`const bgplintSchemas={${(0,d.readdirSync)(new URL("schemas/",u)).sort().map(o=>`${JSON.stringify(o)}(module,exports){${a(`schemas/${o}`)}
}`).join(",")}};
`}var _=require("node:http");var h=require("./main.cjs"),C=h.host_files$clause,ee=h.host_files$nodeFiles,te=h.host_files$bytesOf;var w="127.0.0.1";async function j(e,t){let o=Buffer.from(e.html),n=new Set,r=(0,_.createServer)((i,c)=>H(i,c,{hosts:n,body:o,policy:e.policy}));await new Promise((i,c)=>{r.once("error",p=>{let f=p.code==="EADDRINUSE"?"it is in use":C(p);c(new l(`Port ${t} cannot be opened: ${f}. Name another with --port.`))}),r.listen({host:w,port:t,exclusive:!0},i)});let{port:s}=r.address();return n=new Set([w,"localhost"].flatMap(i=>[`${i}:${s}`,...s===80?[i]:[]])),{address:`http://${w}:${s}/`,closed:new Promise(i=>r.once("close",()=>i())),close(){r.close(),r.closeAllConnections()}}}function H({method:e,url:t,headers:o},n,{hosts:r,body:s,policy:i}){let c=(p,f={})=>n.writeHead(p,{"Content-Length":0,...O,...f}).end();r.has((o.host??"").toLowerCase())?e!=="GET"&&e!=="HEAD"?c(405,{Allow:"GET, HEAD"}):t!=="/"?c(404):(n.writeHead(200,{...O,"Content-Type":"text/html; charset=utf-8","Content-Length":s.length,"Content-Security-Policy":i}),n.end(e==="HEAD"?void 0:s)):c(421)}var O={"Cache-Control":"no-store","Cross-Origin-Opener-Policy":"same-origin","Cross-Origin-Resource-Policy":"same-origin","Referrer-Policy":"no-referrer","X-Content-Type-Options":"nosniff"};async function q(e,{out:t,port:o,open:n}){if(t!==void 0){if(o!==void 0)throw new l("--out writes a file and serves nothing: leave --port out.");let s=x(e.cwd,t);b(e.cwd,s,t,g().html),n&&await e.browse(new URL(`file://${encodeURI(s).replace(/[?#]/g,encodeURIComponent)}`).href);return}let r=await j(g(),B(o));e.out(`${r.address}
`),e.err(`bgplint: the sandbox runs until you press Ctrl+C; what you paste stays in your browser
`),n&&await e.browse(r.address),await r.closed}function B(e){if(e===void 0)return 0;let t=/^\d{1,5}$/.test(e)?Number(e):0;if(t<1||t>65535)throw new l(`--port ${JSON.stringify(e)} is not a port: write a number from 1 to 65535.`);return t}0&&(module.exports={cli_sandbox_index$sandbox});
