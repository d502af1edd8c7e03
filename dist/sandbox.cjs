const bgplintUrl=require('node:url').pathToFileURL(__filename).href;
var u=Object.defineProperty;var E=Object.getOwnPropertyDescriptor;var N=Object.getOwnPropertyNames;var q=Object.prototype.hasOwnProperty;var A=(e,t)=>{for(var r in t)u(e,r,{get:t[r],enumerable:!0})},L=(e,t,r,n)=>{if(t&&typeof t=="object"||typeof t=="function")for(let o of N(t))!q.call(e,o)&&o!==r&&u(e,o,{get:()=>t[o],enumerable:!(n=E(t,o))||n.enumerable});return e};var T=e=>L(u({},"__esModule",{value:!0}),e);var F={};A(F,{cli_sandbox_index$sandbox:()=>U});module.exports=T(F);var k=require("./main.cjs"),x=k.host_paths$absolute;var I=require("./main.cjs"),l=I.project_refusal$Refusal;function b(...e){return require("./commands.cjs").project_write$writeReport(...e)}var P=require("node:crypto"),d=require("node:fs"),R=require("node:zlib");var $=require("./main.cjs"),m=$.host_policy$distUrl,X=$.host_policy$nodePolicy;var J=require("./main.cjs"),S=J.cli_version$version;function g(){let[e,t]=[a("sandbox/page.js"),a("sandbox/page.css")],{digest:r,rules:n}=JSON.parse(a("rules.json")),o={version:S,digest:r,rules:n,pages:JSON.parse(a("pages.json")),examples:JSON.parse(a("sandbox/examples.json"))},s=["default-src 'none'",`script-src '${v(e)}' 'wasm-unsafe-eval'`,`style-src '${v(t)}'`,"worker-src blob:","img-src data:","connect-src 'none'","base-uri 'none'","form-action 'none'"].join("; ");return{html:`<!DOCTYPE html>
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
${y("module",(0,d.readFileSync)(new URL("policy.wasm",m)))}
${y("texts",JSON.stringify(o))}
<script>${e}</script>
</body>
</html>
`,policy:`${s}; frame-ancestors 'none'`}}function a(e){return(0,d.readFileSync)(new URL(e,m),"utf8")}function v(e){return`sha256-${(0,P.createHash)("sha256").update(e).digest("base64")}`}function y(e,t){let r=(0,R.gzipSync)(t,{level:9}).toString("base64");return`<script type="application/octet-stream" id="${e}">${r}</script>`}function D(){return`const bgplintSchemas={${(0,d.readdirSync)(new URL("schemas/",m)).sort().map(r=>`${JSON.stringify(r)}(module,exports){${a(`schemas/${r}`)}
}`).join(",")}};
`}var _=require("node:http");var h=require("./main.cjs"),C=h.host_files$clause,ee=h.host_files$nodeFiles,te=h.host_files$bytesOf;var w="127.0.0.1";async function j(e,t){let r=Buffer.from(e.html),n=new Set,o=(0,_.createServer)((i,c)=>H(i,c,{hosts:n,body:r,policy:e.policy}));await new Promise((i,c)=>{o.once("error",p=>{let f=p.code==="EADDRINUSE"?"it is in use":C(p);c(new l(`Port ${t} cannot be opened: ${f}. Name another with --port.`))}),o.listen({host:w,port:t,exclusive:!0},i)});let{port:s}=o.address();return n=new Set([w,"localhost"].flatMap(i=>[`${i}:${s}`,...s===80?[i]:[]])),{address:`http://${w}:${s}/`,closed:new Promise(i=>o.once("close",()=>i())),close(){o.close(),o.closeAllConnections()}}}function H({method:e,url:t,headers:r},n,{hosts:o,body:s,policy:i}){let c=(p,f={})=>n.writeHead(p,{"Content-Length":0,...O,...f}).end();o.has((r.host??"").toLowerCase())?e!=="GET"&&e!=="HEAD"?c(405,{Allow:"GET, HEAD"}):t!=="/"?c(404):(n.writeHead(200,{...O,"Content-Type":"text/html; charset=utf-8","Content-Length":s.length,"Content-Security-Policy":i}),n.end(e==="HEAD"?void 0:s)):c(421)}var O={"Cache-Control":"no-store","Cross-Origin-Opener-Policy":"same-origin","Cross-Origin-Resource-Policy":"same-origin","Referrer-Policy":"no-referrer","X-Content-Type-Options":"nosniff"};async function U(e,{out:t,port:r,open:n}){if(t!==void 0){if(r!==void 0)throw new l("--out writes a file and serves nothing: leave --port out.");let s=x(e.cwd,t);b(e.cwd,s,t,g().html),n&&await e.browse(new URL(`file://${encodeURI(s).replace(/[?#]/g,encodeURIComponent)}`).href);return}let o=await j(g(),M(r));e.out(`${o.address}
`),e.err(`bgplint: the sandbox runs until you press Ctrl+C; what you paste stays in your browser
`),n&&await e.browse(o.address),await o.closed}function M(e){if(e===void 0)return 0;let t=/^\d{1,5}$/.test(e)?Number(e):0;if(t<1||t>65535)throw new l(`--port ${JSON.stringify(e)} is not a port: write a number from 1 to 65535.`);return t}0&&(module.exports={cli_sandbox_index$sandbox});
