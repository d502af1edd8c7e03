const bgplintUrl=require('node:url').pathToFileURL(__filename).href;
var we=Object.defineProperty;var zt=Object.getOwnPropertyDescriptor;var Jt=Object.getOwnPropertyNames;var Ht=Object.prototype.hasOwnProperty;var Vt=(n,e)=>{for(var t in e)we(n,t,{get:e[t],enumerable:!0})},Zt=(n,e,t,r)=>{if(e&&typeof e=="object"||typeof e=="function")for(let i of Jt(e))!Ht.call(n,i)&&i!==t&&we(n,i,{get:()=>e[i],enumerable:!(r=zt(e,i))||r.enumerable});return n};var Qt=n=>Zt(we({},"__esModule",{value:!0}),n);var Pr={};Vt(Pr,{classify_router_index$classifyRouter:()=>Gt,lib_router_lines$freeKey:()=>Ne,lib_router_lines$routerLines:()=>I,parse_lines_document$LinesDocument:()=>C,parse_router_index$parseRouter:()=>Ve});module.exports=Qt(Pr);var j=require("./main.cjs"),Ke=j.lib_secret_words$mayNameSecret,Ee=j.lib_secret_words$namesSecret,kr=j.lib_secret_words$looksRandom,Lr=j.lib_secret_words$isObjectName,Xr=j.lib_secret_words$isReference;var en=new Set(["neighbor","router","address-family","exit-address-family","bgp","network","route-map","match","set","ip","ipv6","interface","exit","exit-vrf","vrf","no","redistribute","aggregate-address","end","maximum-paths","access-list","call","on-match","continue","remote-as","peer-group","template","inherit","timers","hostname","!","update-source","ebgp-multihop","bfd","frr","log","line","service","seq","permit","deny"]),tn=new Set(["route-map","prefix-list","filter-list","distribute-list","peer-group","advertise-map","unsuppress-map","default-originate","update-source","remote-as","interface","activate","local-as","timers","inherit","bfd"]),nn=new Set(["encrypted","clear","hmac-md5","hmac-sha-256","md5","text"]);function Ye(n,e){let t=sn(n,e),r=n.some(s=>/^snmp/i.test(s)),i=s=>!r&&s===t&&s<n.length-1&&/^\d$/.test(n[s]??"");return s=>s>=t&&!i(s)&&!nn.has(n[s]??"")||rn.test(n[s]??"")}var rn=/\/\/[^/\s@:]{0,200}:[^/\s@]{0,200}@/;function sn(n,e){let[t=""]=n,r=e.at(-1);if(r!==void 0&&Ee(r)&&!r.includes("encrypt")&&!Ge(e,e.length-1)&&!en.has(t.toLowerCase()))return 0;let s=an(n)?Ee:Ke;for(let o=0;o<n.length-1;o++){let a=n[o]??"";if(/^snmp/i.test(a)&&o<=1||!Ge(n,o)&&s(a)||on(n,o))return o+1}return n.length}function on(n,e){let t=n[0]==="no"?1:0;return e===t+2&&(n[t]??"").startsWith("n")&&"password".startsWith(n[e]??"")}function an(n){let[e="",t=""]=n,r=e==="no"?t:e;return r==="neighbor"||r==="route-map"||r==="bgp"?!0:r==="ip"||r==="ipv6"?/^(?:prefix-list|as-path|community-list|access-list)$/.test(n[e==="no"?2:1]??""):r==="router"||r==="address-family"||r==="match"||r==="interface"||r==="vrf"}function Ge(n,e){let t=n[0]==="no"?1:0,r=n[t],i=e-t;return i===0?!1:r==="neighbor"||r==="template"?i===1?!0:i>2&&tn.has(n[t+2]??"")&&n[e]!=="password":r==="route-map"||r==="router"||r==="interface"||r==="vrf"||r==="call"?i>0:r==="ip"||r==="ipv6"?/^(?:.{1,20}-list|as-path)$/.test(n[t+1]??"")&&i<4:r==="match"||r==="bgp"?n[e]!=="password":!1}function b(n,e){return e===void 0||n.words[e]===void 0?[n.key]:[n.key,e]}function te({words:n}){return ze(n)}var ze=n=>n.map(({text:e,secret:t})=>t?"\u2026":e).join(" "),dn=/^[A-Za-z][\w.@:/~-]{0,80}(?:\([\w.-]{1,60}\))?[#>]/,un=/^(?:\u0008|\s|\u001b\[[\d;?]{0,8}[A-Za-z])*(?:<?-{1,3} ?\(?More\)? ?-{1,3}>?)(?:\u0008|\s|\u001b\[[\d;?]{0,8}[A-Za-z])*/i;function I(n){let e=[],t=new Map,r=[],i=0;for(let s=0;s<=n.length;i++){let o=n.indexOf(`
`,s),a=o===-1?n.length:o,{words:d,typed:u,indent:c}=pn(n,s,a);s=a+1;let[f]=d,g=d.at(-1);if(f===void 0||g===void 0)continue;let N=d.map(F=>F.text),Q=Ye(N,r);r=N;let ee=d.map((F,Yt)=>({...F,secret:Q(Yt)}));e.push({key:Ne(ze(ee),t),words:ee,indent:c,span:{start:f.start,end:g.end},number:i,typed:u,comment:f.text.startsWith("!")||f.text.startsWith("#")})}return e}function Ne(n,e){let t=(e.get(n)??0)+1,r=t===1?n:`${n} (${t})`;for(;t>1&&e.has(r);)r=`${n} (${++t})`;return e.set(n,t),r!==n&&e.set(r,1),r}function pn(n,e,t){let r=n.slice(e,t),i=r.includes("ore")?un.exec(r)?.[0].length??0:0,s=[];for(let c of r.slice(i).matchAll(/[^\s\ufeff]+/g)){let f=e+i+c.index;s.push({text:c[0],start:f,end:f+c[0].length})}let[o]=s,a=o===void 0?0:dn.exec(o.text.slice(0,200))?.[0].length??0;if(o!==void 0&&a>0){let c={text:o.text.slice(a),start:o.start+a,end:o.end};c.text===""?s.shift():s[0]=c}let d=o?.text.slice(0,a).includes("(config")===!0?"config":"exec",u=o===void 0||a>0?0:o.start-e-i;return{words:s,typed:a>0&&d,indent:u}}var Ae=require("./main.cjs"),Tr=Ae.parse_span$spanOf,Dr=Ae.parse_span$firstLine,Je=Ae.parse_span$trim;var cn="bgplint-ignore",C=class{source;index=0;byLine=!0;value={};span;comments;#e;constructor(e,t){this.source=e,this.span=Je(e.text,{start:0,end:e.text.length}),this.comments=t.flatMap(({comment:r,span:{start:i,end:s}})=>{let o=r?e.text.slice(i+1,s):"";return o.includes(cn)?[{span:{start:i,end:s},text:o}]:[]}),this.#e=new Map(t.map(r=>[r.key,r]))}locate(e){return e.map(({path:t})=>this.#t(t))}#t([e,t]){if(e===void 0)return this.span;let r=this.#e.get(String(e)),i=typeof t=="number"?r?.words[t]:r?.span;return i&&{start:i.start,end:i.end}}style(e){return e.length>0&&this.#t(e)!==void 0?{style:"plain"}:void 0}open(){return!1}};function He(n){return{documents:[new C(n,I(n.text))],problems:[]}}var ln=[[/\{%|\{#/,"Jinja template"],[/%\{[ ~]*(?:if|for|endif|endfor|else)\b/,"Terraform template"],[/\{\{-?[ ]*(?:range|if|end|with|else|template|include)\b|\{\{-?[ ]*[.$]/,"Go template"],[/\{\{/,"Jinja template"],[/<%/,"ERB template"]];function Ve(n,e){let[,t]=ln.find(([r])=>r.test(n.text))??[];return t===void 0?He(n):{documents:[],problems:[],template:t}}var ne=require("./main.cjs"),Ze=ne.lib_placeholder$isPlaceholder,Yr=ne.lib_placeholder$isSecretPlaceholder,Qe=ne.lib_placeholder$isTemplated,zr=ne.lib_placeholder$placeholders;var x=require("./main.cjs"),$=x.lib_address$formatAddress,et=x.lib_address$parseAddress,S=x.lib_address$parseCidr,Hr=x.lib_address$width,Vr=x.lib_address$outermost,Zr=x.lib_address$sizeOf,A=x.lib_address$isSubnetOf,T=x.lib_address$formatCidr,v=x.lib_address$parseNetipAddress;var tt=require("./main.cjs"),D=tt.lib_maps$getOrMake,ei=tt.lib_maps$addTo;function l({line:n,negative:e},t){return b(n,e?t+1:t)}var Me=class{name;path;kind;group;own=new Map;families=new Map;active=new Map;unknown=[];members=[];constructor(e,t,r){this.kind=e,this.name=t,this.path=r}setting(e){return this.own.get(e)??this.group?.own.get(e)}familySetting(e,t){return this.families.get(e)?.get(t)??this.group?.families.get(e)?.get(t)}keep(e,t){t.negative?this.own.delete(e):this.own.set(e,t)}keepIn(e,t,r){let i=this.families.get(e)??new Map;this.families.set(e,i),r.negative?i.delete(t):i.set(t,r)}},re=class{vrf;path;as;asText;asPath;settings=new Map;peers=new Map;groups=new Map;taken=new Pe;refusedRanges=[];defaults=new Map([["ipv4 unicast",!0]]);confederationPeers=new Set;unknown=[];constructor(e,t,r,i,s){this.vrf=e,this.path=b(t),this.as=r,this.asText=i,this.asPath=s}named(e){return this.peers.get(e)??this.groups.get(e)}make(e,t,r){let i=new Me(e,t,r);for(let[s,o]of this.defaults)o&&i.active.set(s,{is:o,path:void 0});return i}},Pe=class{#e={4:[],6:[]};touching(e){let t=this.#e[e.family],r=this.#t(e);return[t[r-1],t[r]].find(i=>i!==void 0&&(A(e,i.cidr)||A(i.cidr,e)))}add(e){this.#e[e.cidr.family].splice(this.#t(e.cidr),0,e)}remove(e){let t=this.touching(e),r=this.#e[e.family];t!==void 0&&t.cidr.prefix===e.prefix&&r.splice(r.indexOf(t),1)}get all(){return[...this.#e[4],...this.#e[6]]}#t({family:e,network:t}){let r=this.#e[e],[i,s]=[0,r.length];for(;i<s;){let o=i+s>>1;(r[o]?.cidr.network??t)<t?i=o+1:s=o}return i}};var ie=class{#e=new Map;#t=new Map;#r=new Map;#n=new Map;line(e){let[t="",r="",i=""]=e.words;if(t==="route-map")return this.#o(e);r==="prefix-list"&&i!=="sequence-number"?this.#i(t==="ip"?"ipv4":"ipv6",e):t==="access-list"?this.#s(this.#n,"ipv4",1,e):t==="ipv6"&&r==="access-list"?this.#s(this.#n,"ipv6",2,e):t==="bgp"&&r==="as-path"&&this.#s(this.#r,void 0,3,e)}#i(e,t){let{words:r}=t,[,,i=""]=r,s=`${e} ${i}`,o=F=>r.indexOf(F,3),a=o("seq"),d=r[a===-1?3:a+2];if(t.negative){this.#a(s,t,a===-1?void 0:Number(r[a+1]));return}let u=D(this.#e,s,()=>({name:i,afi:e,path:l(t,2),entries:[],highest:0}));if(d!=="permit"&&d!=="deny")return;let c=o(d)+1,f=S(r[c]??""),[g,N]=[se(r,"ge",c),se(r,"le",c)],Q=a===-1?fn(u.highest):Number(r[a+1]),ee={seq:Q,action:d,cidr:f===void 0?null:T(f),...g!==void 0&&{ge:g},...N!==void 0&&{le:N},path:l(t,c)};u.entries.push(ee),u.highest=Math.max(u.highest,Q)}#a(e,t,r){let i=this.#e.get(e);t.words.length===3||i===void 0?this.#e.delete(e):r!==void 0&&(i.entries=i.entries.filter(s=>s.seq!==r)),i?.entries.length===0&&this.#e.delete(e)}#s(e,t,r,i){let{words:s,negative:o,line:a}=i,d=s[r]??"",u=`${t} ${d}`;if(o){e.delete(u);return}let c=s.slice(r+1).find(N=>N==="permit"||N==="deny"),g=D(e,u,()=>({name:d,...t&&{afi:t},path:l(i,r),entries:[]}));c!==void 0&&g.entries.push({action:c,text:s.slice(s.indexOf(c)+1).join(" "),path:b(a)})}#o(e){let[,t="",r,i]=e.words,s=Number(i);if(r==="optimization")return;if(e.negative){r===void 0?this.#t.delete(t):this.#t.get(t)?.entries.delete(s);return}if(r!=="permit"&&r!=="deny")return;let o=l(e,1),a=D(this.#t,t,()=>({name:t,path:o,entries:new Map})),d=a.entries.get(s);if(d!==void 0)return d.action=r,d;let u={seq:s,action:r,path:l(e,3),matches:new Map,unread:!1};return a.entries.set(s,u),u}get prefixLists(){return[...this.#e.values()].map(({name:e,afi:t,path:r,entries:i})=>({name:e,afi:t,path:r,entries:nt(i)}))}get routeMaps(){return[...this.#t.values()].map(({name:e,path:t,entries:r})=>({name:e,path:t,entries:nt([...r.values()].map(i=>({...i,matches:[...i.matches.values()]})))}))}get asPathLists(){return[...this.#r.values()]}get accessLists(){return[...this.#n.values()]}},fn=n=>(Math.floor(n/5)+1)*5;function nt(n){return[...new Map(n.map(e=>[e.seq,e])).values()].sort((e,t)=>e.seq-t.seq)}function se(n,e,t){let r=n.indexOf(e,t+1);return r===-1?void 0:Number(n[r+1])}function rt({words:n,negative:e}){if(e||n[1]!=="prefix-list")return;let t=n.findIndex((o,a)=>a>2&&o.includes("/")),r=Number(n[t]?.split("/")[1]);if(t===-1||!Number.isInteger(r))return;let[i,s]=[se(n,"ge",t),se(n,"le",t)];return i!==void 0&&i<r?`\`ge ${i}\` is less than the length of the prefix, ${r}`:s!==void 0&&s<r?`\`le ${s}\` is less than the length of the prefix, ${r}`:i!==void 0&&s!==void 0&&i>s?`\`ge ${i}\` is more than \`le ${s}\``:void 0}function it(n,e){let[t="",r="",i=""]=e.words;t==="match"?mn(n,e):t==="call"?e.negative?delete n.call:n.call=r:(t==="continue"||t==="on-match")&&(e.negative?delete n.continues:n.continues=i!==""||t==="continue"||r==="next")}function mn(n,e){let t=hn(e),r=e.words.slice(1,t.nameAt).join(" ");e.negative?n.matches.delete(r):n.matches.set(r,t.match)}function hn(n){let{words:e,line:t}=n,[,r="",i="",s=""]=e,o=(c,f,g)=>({match:{kind:c,name:e[f]??"",path:l(n,f),...g&&{afi:g}},nameAt:f}),a=r==="ip"?"ipv4":r==="ipv6"?"ipv6":void 0;if(a!==void 0&&i==="address"&&s==="prefix-list")return o("prefix-list",4,a);if(a!==void 0&&i==="address"&&s!=="prefix-len")return o("address-list",3,a);if(r==="as-path")return o("as-path",2);if(r==="community"||r==="large-community"||r==="extcommunity")return o("community",2);let d=i==="next-hop"?"next-hop":r==="source-protocol"||r==="peer"?"source":"other",u=te(t).split(" ").slice(1).join(" ");return{match:{kind:d,name:u,path:l(n,1),...a&&{afi:a}},nameAt:3}}function st({words:n,negative:e},t){let i=n[0]==="on-match"||n[0]==="continue"?Number(n.at(-1)):Number.NaN;return!e&&i<=t?`it goes to entry ${i}, which is not behind this one`:void 0}var oe=class{refusedNames=new Set;#e;#t;#r=[];#n;constructor(e,t){this.#e=e,this.#t=t}add(e){this.#r.push(e)}unread(){this.flush(),this.#n!==void 0&&(this.#n.unread=!0)}keepNames(e){if(/^(?:route-map|ip|ipv6|access-list|bgp)$/.test(e.words[0]?.text??""))for(let{text:t}of e.words.slice(1))this.refusedNames.add(t)}flush(){let e=this.#r;this.#r=[];let t=0,r=e.map(({said:s,node:o})=>(o==="top"&&s.words[0]==="route-map"&&(t=Number(s.words[3])),o==="top"?rt(s):st(s,t))),i=r.findIndex(s=>s!==void 0);for(let[s,{said:o,node:a}]of e.entries()){let d=r[s];if(i!==-1?this.keepNames(o.line):a==="top"?this.#n=this.#e.line(o):this.#n!==void 0&&it(this.#n,o),d===void 0||(this.#t.refused(o.line,d,void 0),s!==i))continue;let u=e.filter((c,f)=>r[f]===void 0);for(let{said:c}of u)this.#t.all.at(-1)?.taken.push({line:c.line,by:"bgpd"})}}};var ke=250;function Le(n,e){if(e.length===0||e.length>ke)return{is:"none",read:0,short:!1};let t=new Se(e);for(let r of n)t.run(r);return t.outcome()}var Se=class{#e;#t=[];#r=[];#n=0;#i=!1;#a=0;constructor(e){this.#e=e}run({sequence:e,later:t}){this.#a=0,this.#o(e,0,0,r=>{r<this.#e.length?this.#s(r,!1):this.#t.push({taken:[...this.#r],later:t})})}outcome(){let[e,t]=ot(this.#t);if(e===void 0)return{is:"none",read:this.#n,short:this.#i};let[r,i]=t?ot(this.#t.filter(({later:o})=>!o)):[e,!1];return r===void 0||i?{is:"ambiguous"}:{is:"match",match:{words:r.taken.map(({keyword:o},a)=>o??this.#e[a]??""),later:r.later}}}#s(e,t){e>this.#n&&(this.#i=!1),this.#n=Math.max(this.#n,e),t&&e===this.#n&&(this.#i=!0)}#o(e,t,r,i){let s=e[t];s===void 0?i(r):this.#u(s,r,o=>this.#o(e,t+1,o,i))}#u(e,t,r){if(!(this.#a++>2e4))switch(e.is){case"keyword":case"argument":{let i=this.#e[t],s=i===void 0?void 0:at(e,i);if(this.#s(s===void 0?t:t+1,i===void 0),s===void 0)return;this.#r.push(s),r(t+1),this.#r.pop();return}case"one":for(let i of e.options)this.#o(i,0,t,r);return;case"maybe":r(t),this.#o(e.body,0,t,r);return;case"any":this.#d(e.options,new Set,t,r);return;case"repeated":this.#u(e.body,t,i=>this.#p(e.body,i,r));return}}#p(e,t,r){let i=this.#r.length,s=t;for(;s<this.#e.length&&(e.is==="keyword"||e.is==="argument");s++){let o=at(e,this.#e[s]??"");if(o===void 0)break;this.#r.push(o)}this.#s(s,!1),r(s),this.#r.length=i}#d(e,t,r,i){for(let[s,o]of e.entries())t.has(s)||this.#o(o,0,r,a=>{i(a),this.#d(e,new Set([...t,s]),a,i)})}};function ot(n){let e,t=!1;for(let r of n){let i=e===void 0?-1:gn(r.taken,e.taken);i<0?(e=r,t=!1):i===0&&e!==void 0&&!bn(r.taken,e.taken)?t=!0:i===0&&e?.later===!0&&(e=r)}return[e,t]}function gn(n,e){for(let[t,r]of n.entries()){let i=e[t];if(i===void 0)return 0;if(r.rank!==i.rank)return r.rank-i.rank;if(r.exact!==i.exact)return r.exact?-1:1}return 0}var bn=(n,e)=>n.every(({keyword:t},r)=>t===e[r]?.keyword);function at(n,e){if(n.is==="keyword")return n.text.startsWith(e)?{keyword:n.text,rank:3,exact:n.text===e}:void 0;if(yn(n,e))return{keyword:void 0,rank:n.of==="word"?4:n.of==="as"?3:2,exact:!0}}function yn(n,e){switch(n.of){case"word":return!0;case"range":return/^[+-]?\d{1,20}$/.test(e)&&Number(e)>=n.min&&Number(e)<=n.max;case"as":return y(e)!==void 0;case"ipv4":return v(e)?.family===4;case"ipv6":return dt(e);case"ipv4-prefix":return ut(e,32,t=>v(t)?.family===4);case"ipv6-prefix":return ut(e,128,dt);case"mac":return/^[\da-f]{1,2}(?::[\da-f]{1,2}){5}$/i.test(e)}}var dt=n=>/^[\da-f:.]{2,45}$/i.test(n)&&v(n)?.family===6;function ut(n,e,t){let[,r="",i=""]=/^([^/]{2,45})\/(\d{1,5})$/.exec(n)??[];return i!==""&&Number(i)<=e&&t(r)}function y(n){let[,e="",t]=/^(\d{1,10})(?:\.(\d{1,5}))?$/.exec(n)??[];if(e==="")return;let r=t===void 0?Number(e):Number(e)*65536+Number(t);if(!(t!==void 0&&(Number(e)>65535||Number(t)>65535)))return r>=1&&r<=4294967295?r:void 0}function R(n){let e=v(n);return e===void 0?n:$(e)}var K=n=>v(n)!==void 0,Xe={why:"it comes before the line that makes this neighbor (`remote-as`, `peer-group` or `interface`)",absent:!0};function ct(n,e,t){let[,r="",i="",s]=t.words;if(i===""||t.negative&&i==="remote-as")return _e(n,r);if(i==="remote-as")return xn(n,r,t);if(i==="interface")return K(r)?void 0:vn(n,r,t);if(i==="peer-group")return s===void 0?Rn(n,r,t):wn(n,r,s,t);let o=n.named(R(r));return o===void 0?Xe:Mn.has(i)?Pn(n,o,e,t):En(n,o,t)}function _e(n,e){let t=R(e),r=n.groups.get(t);for(let[s,{group:o}]of n.peers)r!==void 0&&o===r&&n.peers.delete(s);return n.peers.delete(t)||n.groups.delete(t)||!K(e)?void 0:Xe}function xn(n,e,t){let r=R(e),i=n.named(r);if(i===void 0&&!K(e))return{why:`no peer group and no interface is called ${e} before this line`,absent:!0};let s=i??n.make("address",e,l(t,1));i===void 0&&n.peers.set(r,s);let o=s.group?.own.get("remote-as");if(o!==void 0&&o.words[3]!==t.words[3])return{why:`its peer group ${s.group?.name} has \`remote-as ${o.words[3]}\`, which a member cannot override`};s.own.set("remote-as",t)}function vn(n,e,t){if(t.negative)return _e(n,e);if(n.groups.has(e))return{why:`${e} is the name of a peer group`};let r=n.peers.get(e)??n.make("interface",e,l(t,1));n.peers.set(e,r),t.words.indexOf("remote-as",3)!==-1&&r.own.set("remote-as",t);let s=t.words.indexOf("peer-group",3);return s===-1?void 0:ft(n,r,t.words[s+1]??"")}function Rn(n,e,t){if(t.negative)return _e(n,e);if(K(e))return{why:"a peer group is called by a name, and this is an address"};if(n.peers.has(e))return{why:`${e} is the name of an interface that is a neighbor`};n.groups.has(e)||n.groups.set(e,n.make("group",e,l(t,1)))}function wn(n,e,t,r){let i=R(e);if(r.negative){n.peers.delete(i);return}let s=n.peers.get(i);if(s===void 0&&!K(e))return Xe;if(!n.groups.has(t))return lt(t);let o=s??n.make("address",e,l(r,1));return n.peers.set(i,o),ft(n,o,t)}var lt=n=>({why:`no peer group is called ${n} before this line`});function ft(n,e,t){let r=n.groups.get(t);if(r===void 0)return lt(t);if(e.group!==void 0&&e.group!==r)return{why:`it is a member of ${e.group.name}, which a further line cannot change`};if(e.group!==r){e.group=r,r.members.push(e),r.own.has("remote-as")&&e.own.delete("remote-as");for(let i of new Set([...e.active.keys(),...r.active.keys()])){let s=r.active.get(i);e.active.set(i,{is:s?.is===!0,path:s?.path})}}}function mt(n,e){let t=e.setting("remote-as")?.words.at(-1);if(!(t===void 0||t==="auto"))return t==="internal"||t==="external"?t==="internal":y(t)===n.as}function En(n,e,t){let[,,r="",i="",s=""]=t.words,o=t.negative?void 0:An(n,e,r,t);if(o!==void 0)return{why:o};if(r==="timers")e.keep(i==="connect"||i==="delayopen"?`timers ${i}`:"timers",t);else if(r==="shutdown")i!=="rtt"&&e.keep("shutdown",t);else if(r==="bfd")Nn(e,i,t);else if(/^graceful-restart/.test(r)){let a=e.own.get("graceful-restart")?.words[2];(!t.negative||a===r)&&e.keep("graceful-restart",t)}else r==="capability"?e.keep(`capability ${i} ${s}`,t):r==="enforce-multihop"?e.keep("disable-connected-check",t):e.keep(r,t)}function Nn(n,e,t){e==="check-control-plane-failure"&&n.keep("bfd cbit",t),e===""&&t.negative&&n.keep("bfd cbit",t),!t.negative&&!n.own.has("bfd")&&n.keep("bfd",t),t.negative&&e===""&&n.keep("bfd",t)}function An(n,e,t,r){let[,,,i="",s=""]=r.words,o=mt(n,e);switch(t){case"timers":return i!=="connect"&&i!=="delayopen"?Oe(s):void 0;case"password":return i.length>80?"the password is longer than 80 characters":void 0;case"ebgp-multihop":return i!==""&&i!=="255"&&e.setting("ttl-security")!==void 0?pt:void 0;case"ttl-security":return e.setting("ebgp-multihop")!==void 0&&o!==!0?pt:void 0;case"local-as":return y(i)===n.as?`${i} is the number of the process itself`:o===!0?"it is for eBGP, and this neighbor is of the same AS":void 0;case"local-role":return o===!0?"roles are for eBGP, and this neighbor is of the same AS":void 0;default:return}}var pt="`ebgp-multihop` and `ttl-security` cannot be set together";function Oe(n){let e=Number(n);return e===1||e===2?"the hold time is 0 or at least 3 seconds":void 0}var Mn=new Set(["activate","soft-reconfiguration","attribute-unchanged","route-reflector-client","route-server-client","route-map","prefix-list","filter-list","distribute-list","unsuppress-map","advertise-map","next-hop-self","addpath-tx-all-paths","addpath-tx-bestpath-per-AS","addpath-tx-best-selected","allowas-in","maximum-prefix","as-override","remove-private-AS","send-community","weight","maximum-prefix-out","default-originate","disable-addpath-rx","soo","dampening","nexthop-local","accept-own","addpath-rx-paths-limit","upa"]);function Pn(n,e,t,r){let[,,i="",,s=""]=r.words;if(i==="activate"){Ln(e,t,r);return}let o=mt(n,e),a=r.negative?void 0:kn(e,t,i,s,o);if(a!==void 0)return{why:a};e.keepIn(t,Sn.has(i)?`${i} ${s}`:i,r)}var Sn=new Set(["route-map","prefix-list","filter-list","distribute-list"]);function kn(n,e,t,r,i){let s=o=>n.families.get(e)?.has(`${o} ${r}`)===!0;if(t==="prefix-list"&&s("distribute-list"))return"a `distribute-list` is set for this direction";if(t==="distribute-list"&&s("prefix-list"))return"a `prefix-list` is set for this direction";if(t==="route-reflector-client"&&i===!1)return"a client of a reflector is of the same AS";if((t==="as-override"||t==="remove-private-AS")&&i===!0)return"it is for eBGP, and this neighbor is of the same AS"}function Ln(n,e,t){let r={is:!t.negative,path:l(t,2)};if(n.active.set(e,r),n.kind==="group")for(let i of n.members)i.active.set(e,r)}function ht(n,e,t){let[r="",i="",s=""]=t.words;if(r==="neighbor")return ct(n,e,t);if(r==="timers")return On(n,t);if(r==="bgp"){if(i==="listen"&&s==="range")return In(n,t);if(i==="default"&&/^(?:ipv[46]|l2vpn)-/.test(s)){n.defaults.set(s.replace("-"," "),!t.negative);return}if(i==="confederation"&&s==="peers"){for(let o of t.words.slice(3)){let a=y(o);a!==void 0&&(t.negative?n.confederationPeers.delete(a):n.confederationPeers.add(a))}return}gt(n,Xn(t.words),t)}}function Xn([,n="",e=""]){return new Set(["graceful-restart","confederation","listen","default","bestpath","long-lived-graceful-restart"]).has(n)?`${n} ${e}`.trim():n}function gt({settings:n},e,t){!t.negative&&e==="graceful-restart"&&n.delete("graceful-restart-disable"),!t.negative&&e==="graceful-restart-disable"&&n.delete("graceful-restart"),t.negative&&!_n.has(e)?n.delete(e):n.set(e,t)}var _n=new Set(["ebgp-requires-policy","graceful-restart notification"]);function On(n,e){let t=e.negative?void 0:Oe(e.words[3]??"");if(t!==void 0)return{why:t};gt(n,"timers",e)}function In(n,e){let[,,,t="",,r=""]=e.words,i=S(t);if(i===void 0)return;if(e.negative){n.taken.remove(i);return}let s=Cn(n,i,r);if(s==="")return;let o={said:e,cidr:i,...s!==void 0&&{refused:s}};s===void 0?n.taken.add(o):n.refusedRanges.push(o)}function Cn(n,e,t){let r=S("fe80::/10");if(r!==void 0&&A(e,r))return"it is a range of link-local addresses";let i=n.taken.touching(e);if(i!==void 0){let[,,,o="",,a=""]=i.said.words;return A(e,i.cidr)&&A(i.cidr,e)?a===t?"":`the same range is that of the peer group ${a}`:A(e,i.cidr)?`it is inside ${o}, which is a range already`:`${o} is inside it, which is a range already`}let s=n.groups.get(t);return s===void 0?`no peer group is called ${t} before this line`:s.own.has("remote-as")?void 0:`its peer group ${t} has no \`remote-as\` before this line`}var $n={"A.B.C.D":"ipv4","A.B.C.D/M":"ipv4-prefix","X:X::X:X":"ipv6","X:X::X:X/M":"ipv6-prefix","X:X:X:X:X:X":"mac",ASNUM:"as"},Tn="<A.B.C.D|X:X::X:X|WORD>";function p(n,e=!1){return n.split(`
`).map(t=>t.trim()).filter(t=>t!=="").flatMap(t=>{let[r,i]=t.startsWith("+")?[!0,t.slice(1)]:[!1,t],[s="",o=""]=i.replace(/\bPEER\b/g,Tn).split(" ! "),a={sequence:bt(`${s} ${o}`),later:e},d={sequence:bt(o===""?`no ${s}`:`no ${s} [${o}]`),later:e};return r||s.startsWith("no ")?[a]:[a,d]})}var Dn=/\.\.\.|[<>[\]{}|]|\(-?\d+-\d+\)|[^\s<>[\]{}|]+?(?=\.\.\.|[\s<>[\]{}|]|$)/g;function bt(n){let e=n.match(Dn)??[],t=0,r=s=>{let o=[],a=[];for(;t<e.length&&e[t]!==s;t++){let d=e[t]??"";if(d==="|")o.push(a),a=[];else if(d==="..."){let u=a.pop();u!==void 0&&a.push({is:"repeated",body:u})}else a.push(i(d))}return o.push(a),o},i=s=>{if(t+="<[{".includes(s)?1:0,s==="<")return{is:"one",options:r(">")};if(s==="{")return{is:"any",options:r("}")};if(s==="[")return{is:"maybe",body:[{is:"one",options:r("]")}]};let[,o,a]=/^\((-?\d+)-(\d+)\)$/.exec(s)??[];if(o!==void 0)return{is:"argument",of:"range",min:Number(o),max:Number(a)};let d=$n[s]??(/^[A-Z][A-Z\d_:-]+$/.test(s)?"word":void 0);return d===void 0?{is:"keyword",text:s}:{is:"argument",of:d,min:0,max:0}};return r(void 0)[0]??[]}var w=p(`
  neighbor PEER activate
  neighbor PEER soft-reconfiguration inbound
  neighbor PEER attribute-unchanged [{as-path|next-hop|med}]
  neighbor PEER <route-reflector-client|route-server-client>
  neighbor PEER route-map RMAP_NAME <in|out>
`),W=p(`neighbor PEER addpath-rx-paths-limit ! (1-65535)
neighbor PEER upa`,!0),G=p(`
  neighbor PEER prefix-list WORD <in|out>
  neighbor PEER filter-list AS_PATH_FILTER_NAME <in|out>
`),Y=p(`
  neighbor PEER next-hop-self [<force|all>]
  neighbor PEER <addpath-tx-all-paths|addpath-tx-bestpath-per-AS>
  neighbor PEER allowas-in ! <(1-10)|origin>
  + neighbor PEER allowas-in
  neighbor PEER maximum-prefix ! (1-4294967295) [(1-100)] [<warning-only|restart (1-65535)>] [force]
`),z=p(`
  neighbor PEER allowas-in route-map RMAP_NAME [<(1-10)|origin>]
  neighbor PEER addpath-tx-best-selected ! (1-6)
`,!0),de=p(`
  neighbor PEER as-override
  neighbor PEER remove-private-AS [all] [replace-AS]
  neighbor PEER send-community [<both|all|extended|standard|large>]
  neighbor PEER weight ! (0-65535)
  neighbor PEER distribute-list ACCESSLIST_NAME <in|out>
  neighbor PEER unsuppress-map WORD
  neighbor PEER advertise-map RMAP_NAME <exist-map|non-exist-map> RMAP_NAME
  neighbor PEER maximum-prefix-out ! (1-4294967295)
`),ue=p(`neighbor PEER send-community extended rpki
neighbor PEER dampening ! (1-45) [(1-20000) (1-20000) (1-255)]
+ neighbor PEER dampening`,!0),J=p(`neighbor PEER disable-addpath-rx
neighbor PEER soo ! ASN:NN_OR_IP-ADDRESS:NN`),yt=p(`
  neighbor PEER capability orf prefix-list <both|send|receive>
  neighbor PEER default-originate [route-map RMAP_NAME]
`),H=p(`
  network <A.B.C.D/M|A.B.C.D [mask A.B.C.D]> [{route-map RMAP_NAME|label-index (0-1048560)|backdoor}]
  aggregate-address <A.B.C.D/M|A.B.C.D A.B.C.D> [{as-set|summary-only|route-map RMAP_NAME|origin <egp|igp|incomplete>|matching-MED-only|suppress-map RMAP_NAME}]
`),Ie=p("aggregate-address <A.B.C.D/M|A.B.C.D A.B.C.D> [{as-set|summary-only|route-map RMAP_NAME|origin <egp|igp|incomplete>|matching-MED-only|suppress-map RMAP_NAME|upa [drop] [max-routes (1-65535)]}]",!0),pe=p(`
  network X:X::X:X/M [{route-map RMAP_NAME|label-index (0-1048560)}]
  aggregate-address X:X::X:X/M [{as-set|summary-only|route-map RMAP_NAME|origin <egp|igp|incomplete>|matching-MED-only|suppress-map RMAP_NAME}]
`),ce=p(`
  aggregate-address X:X::X:X/M [{as-set|summary-only|route-map RMAP_NAME|origin <egp|igp|incomplete>|matching-MED-only|suppress-map RMAP_NAME|upa [drop] [max-routes (1-65535)]}]
  nexthop prefer-global
`,!0),B=p(`
  maximum-paths ! (1-256)
  maximum-paths ibgp ! (1-256) [equal-cluster-length]
`),ae=(n,e,t=!1)=>p(`redistribute <${n}> [{metric (0-4294967295)|route-map RMAP_NAME}]
     redistribute <${e}> (1-65535) [{metric (0-4294967295)|route-map RMAP_NAME}]`,t),Ce=[...ae("kernel|connected|static|rip|ospf|isis|eigrp|nhrp|table|vnc|vnc-direct|babel|openfabric","ospf|table"),...ae("sharp|table-direct|local","table-direct",!0)],xt=[...ae("kernel|connected|static|ripng|ospf6|isis|nhrp|table|vnc|vnc-direct|babel|openfabric","table"),...ae("sharp|table-direct|local","table-direct",!0)],q=n=>p(`distance (1-255) ${n} [WORD]
distance bgp ! (1-255) (1-255) (1-255)`),k=p("bgp dampening [(1-45) [(1-20000) (1-50000) (1-255)]]"),V=p("table-map WORD"),E=p("neighbor PEER peer-group PGNAME"),h=p("+ exit-address-family"),$e=p(`
  <import|export> vpn
  <rt|route-target> vpn <import|export|both> RTLIST...
  no <rt|route-target> vpn <import|export|both>
  <rt|route-target|route-target6|rt6> redirect import RTLIST...
  no <rt|route-target|route-target6|rt6> redirect import
  import vrf VIEWVRFNAME
  import vrf route-map ! RMAP
  label vpn export ! <(0-1048575)|auto>
  nexthop vpn export ! <A.B.C.D|X:X::X:X>
  rd vpn export ! ASN:NN_OR_IP-ADDRESS:NN
  route-map vpn <import|export> ! RMAP
  sid vpn export ! <(1-255)|auto>
`),Te=p(`
  label vpn export allocation-mode <per-vrf|per-nexthop>
  sid vpn export ! <(1-4294967295)|auto|explicit X:X::X:X>
  sid export ! <(1-1048575)|auto|explicit X:X::X:X> [behavior dt46] [route-map RMAP]
  neighbor <X:X::X:X|WORD> <encapsulation-srv6|encapsulation-srv6-relax>
  upa <originate-all|drop>
  upa max-routes ! (1-4294967295)
`,!0),De=p("bgp retain route-target all"),We=p("neighbor PEER <encapsulation-srv6|encapsulation-mpls|accept-own>",!0),Be=p(`
  rd ! ASN:NN_OR_IP-ADDRESS:NN
  route-target <both|import|export> RT
  no route-target <import|export>
  advertise-default-gw
  advertise-svi-ip
  advertise-subnet
  flooding <disable|head-end-replication>
`),qe=p(`auto-route-target ! <both|import|export> <add-always|add-never|add-if-no-manual|rfc8365-compatible>
route-target <both|import|export> RTLIST...`,!0),vt=p(`
  vni (1-16777215)
  advertise-all-vni
  advertise-pip ! ip <A.B.C.D> [mac <X:X:X:X:X:X|X:X:X:X:X:X/M>]
  + advertise-pip
  disable-ead-evi-rx
  disable-ead-evi-tx
  ead-es-frag evi-limit (1-1000)
  enable-resolve-overlay-index
  use-es-l3nhg
  advertise <ipv4|ipv6> <unicast|multicast|vpn> [gateway-ip] [route-map RMAP_NAME]
  autort rfc8365-compatible
  default-originate <ipv4|ipv6>
  dup-addr-detection [max-moves (2-1000) time (2-1800)]
  dup-addr-detection freeze <permanent|(30-3600)>
  no dup-addr-detection freeze
  ead-es-route-target export RT
  network <A.B.C.D/M|X:X::X:X/M> rd ASN:NN_OR_IP-ADDRESS:NN ethtag WORD label WORD esi WORD gwip <A.B.C.D|X:X::X:X> routermac WORD [route-map RMAP_NAME]
`),Rt=p(`
  mac-vrf soo ! ASN:NN_OR_IP-ADDRESS:NN
  advertise <ipv4|ipv6> <unicast|multicast|vpn> [gateway-ip] [route-map RMAP_NAME] [skip-evpn-imported]
`,!0);var wt=p(`
  bgp router-id ! A.B.C.D
  bgp cluster-id ! <A.B.C.D|(1-4294967295)>
  bgp confederation identifier ! (1-4294967295)
  bgp confederation peers (1-4294967295)...
  bgp max-med administrative ! (0-4294967295)
  + bgp max-med administrative
  bgp max-med on-startup ! (5-86400) [(0-4294967295)]
  bgp allow-martian-nexthop
  bgp fast-convergence
  bgp suppress-fib-pending
  bgp disable-ebgp-connected-route-check
  bgp minimum-holdtime ! (1-65535)
  bgp client-to-client reflection
  bgp <always-compare-med|ebgp-requires-policy|suppress-duplicates|reject-as-sets|deterministic-med|fast-external-failover|log-neighbor-changes>
  bgp graceful-restart
  bgp graceful-restart-disable
  bgp graceful-restart <preserve-fw-state|notification|disable-eor>
  bgp graceful-restart stalepath-time ! (1-4095)
  bgp graceful-restart restart-time ! (0-4095)
  bgp graceful-restart select-defer-time ! (0-3600)
  bgp graceful-restart rib-stale-time ! (1-3600)
  bgp hard-administrative-reset
  bgp long-lived-graceful-restart stale-time ! (1-4294967295)
  bgp bestpath compare-routerid
  bgp bestpath as-path <ignore|confed>
  bgp bestpath as-path multipath-relax [<as-set|no-as-set>]
  bgp bestpath peer-type multipath-relax
  bgp bestpath med <confed [missing-as-worst]|missing-as-worst [confed]>
  bgp bestpath bandwidth ! <ignore|skip-missing|default-weight-for-missing>
  bgp default <ipv4-unicast|ipv4-multicast|ipv4-vpn|ipv4-labeled-unicast|ipv4-flowspec|ipv6-unicast|ipv6-multicast|ipv6-vpn|ipv6-labeled-unicast|ipv6-flowspec|l2vpn-evpn>
  bgp default <shutdown|show-hostname|show-nexthop-hostname>
  bgp default local-preference ! (0-4294967295)
  bgp default subgroup-pkt-queue-max ! (20-100)
  bgp network import-check
  + bgp network import-check exact
  bgp route-reflector allow-outbound-policy
  bgp listen limit ! (1-65535)
  bgp listen range <A.B.C.D/M|X:X::X:X/M> peer-group PGNAME
  bgp shutdown
  bgp shutdown message MSG...
  bgp route-map delay-timer ! (0-600)
  bgp graceful-shutdown
  bgp conditional-advertisement timer (5-240)
  bgp dampening [(1-45) [(1-20000) (1-50000) (1-255)]]
  timers bgp ! (0-65535) (0-65535)
  update-delay ! (0-3600) [(1-3600)]
  write-quanta (1-64)
  read-quanta (1-10)
  coalesce-time (0-4294967295)
  bmp targets BMPTARGETS
  bmp mirror buffer-limit ! (0-4294967294)
  segment-routing srv6
  no auto-summary
  no synchronization
  no rd
  vrf-policy NAME
  vnc NAME...
  + address-family ipv4 [<unicast|multicast|vpn|labeled-unicast|flowspec>]
  + address-family ipv6 [<unicast|multicast|vpn|labeled-unicast|flowspec>]
  + address-family <vpnv4|vpnv6> [unicast]
  + address-family l2vpn evpn
`),Et=p(`
  bgp confederation identifier ! ASNUM
  bgp confederation peers ASNUM...
  bgp suppress-fib-pending (0-10000)
  bgp bestpath <aigp|use-imported-attributes>
  bgp default <dynamic-capability|link-local-capability>
  bgp default software-version-capability [latest-encoding]
  bgp default-originate timer (0-65535)
  bgp enforce-first-as
  bgp ipv6-auto-ra
  bgp labeled-unicast <explicit-null|ipv4-explicit-null|ipv6-explicit-null>
  bgp tcp-keepalive ! (1-65535) (1-65535) (1-30)
  advertisement-delay ! (1-3600)
  use-underlays-nexthop-weight
  sid vpn per-vrf export ! <(1-4294967295)|auto|explicit X:X::X:X>
  + address-family <ipv4|ipv6> unreachability
  + address-family link-state [link-state]
`,!0),Nt=p(`
  + neighbor PEER remote-as <(1-4294967295)|internal|external>
  no neighbor <WORD|<A.B.C.D|X:X::X:X> [remote-as <(1-4294967295)|internal|external>]>
  no neighbor WORD remote-as <(1-4294967295)|internal|external>
  + neighbor WORD interface [v6only] [peer-group PGNAME]
  + neighbor WORD interface [v6only] remote-as <(1-4294967295)|internal|external>
  no neighbor WORD interface [v6only] [peer-group PGNAME] [remote-as <(1-4294967295)|internal|external>]
  neighbor <A.B.C.D|X:X::X:X> interface WORD
  neighbor WORD peer-group
  neighbor PEER peer-group PGNAME
  + neighbor PEER local-as (1-4294967295) [no-prepend [replace-as]]
  no neighbor PEER local-as [(1-4294967295) [no-prepend [replace-as]]]
  neighbor PEER local-role <provider|rs-server|rs-client|customer|peer> [strict-mode]
  neighbor PEER <graceful-restart|graceful-restart-disable|graceful-restart-helper>
  neighbor PEER <solo|passive|dont-capability-negotiate|override-capability|strict-capability-match>
  neighbor PEER <disable-connected-check|enforce-multihop|disable-link-bw-encoding-ieee|extended-optional-parameters>
  neighbor PEER <enforce-first-as|sender-as-path-loop-detection>
  neighbor PEER password ! LINE
  neighbor PEER shutdown
  neighbor PEER shutdown message MSG...
  neighbor PEER shutdown rtt ! (1-65535) [count (1-255)]
  neighbor PEER capability <dynamic|extended-nexthop>
  neighbor PEER ebgp-multihop
  neighbor PEER ebgp-multihop (1-255)
  neighbor PEER description ! LINE...
  neighbor PEER update-source ! PEER
  neighbor PEER port ! (0-65535)
  neighbor PEER timers ! (0-65535) (0-65535)
  neighbor PEER timers connect ! (1-65535)
  neighbor PEER timers delayopen ! (1-240)
  neighbor PEER advertisement-interval ! (0-600)
  neighbor PEER ttl-security hops (1-254)
  neighbor PEER tcp-mss ! (1-65535)
  neighbor PEER bfd
  neighbor PEER bfd (2-255) (50-60000) (50-60000)
  neighbor PEER bfd check-control-plane-failure
  neighbor PEER bfd profile ! BFDPROF
`),At=p(`
  + neighbor PEER remote-as <ASNUM|auto>
  no neighbor <WORD|<A.B.C.D|X:X::X:X> [remote-as <ASNUM|auto>]>
  no neighbor WORD remote-as <ASNUM|auto>
  + neighbor WORD interface [v6only] remote-as <ASNUM|auto>
  no neighbor WORD interface [v6only] [peer-group PGNAME] [remote-as <ASNUM|auto>]
  + neighbor PEER local-as ASNUM [no-prepend [replace-as [dual-as]]]
  no neighbor PEER local-as [ASNUM [no-prepend [replace-as] [dual-as]]]
  neighbor PEER <oad|aigp|graceful-shutdown|extended-link-bandwidth|send-nexthop-characteristics|ip-transparent>
  neighbor PEER capability software-version [latest-encoding]
  neighbor PEER capability <link-local|fqdn>
  neighbor PEER rpki strict
  neighbor PEER path-attribute discard ! (1-255)...
  neighbor PEER path-attribute treat-as-withdraw ! (1-255)...
  neighbor PEER local-link-id ! (1-4294967295)
  neighbor PEER remote-link-id ! (1-4294967295)
  neighbor PEER bfd strict [hold-time (1-4294967295)]
  no neighbor PEER bfd strict hold-time
`,!0);var L=[...w,...W,...G,...Y,...z,...de,...ue,...J,...yt],Mt=[...w,...W,...G,...E,...p("local-install INTERFACE"),...h],Pt={bgp:[...wt,...Et,...Nt,...At,...L,...H,...Ie,...Ce,...B,...q("A.B.C.D/M"),...V],"ipv4 unicast":[...L,...E,...H,...Ie,...Ce,...B,...q("A.B.C.D/M"),...k,...V,...$e,...Te,...h],"ipv6 unicast":[...L,...E,...pe,...ce,...xt,...B,...q("X:X::X:X/M"),...k,...V,...$e,...Te,...p("neighbor PEER nexthop-local unchanged"),...h],"ipv4 multicast":[...L,...E,...H,...q("A.B.C.D/M"),...k,...V,...h],"ipv6 multicast":[...L,...E,...pe,...ce,...q("X:X::X:X/M"),...k,...h],"ipv4 labeled-unicast":[...L,...H,...B,...k,...h],"ipv6 labeled-unicast":[...L,...E,...pe,...ce,...B,...k,...h],"ipv4 vpn":[...w,...W,...G,...Y,...z,...de,...ue,...J,...E,...De,...We,...h],"ipv6 vpn":[...w,...W,...G,...Y,...z,...de,...ue,...J,...E,...De,...We,...h],"l2vpn evpn":[...w,...W,...Y,...z,...J,...vt,...Rt,...Be,...qe,...h],"ipv4 flowspec":Mt,"ipv6 flowspec":Mt,"ipv4 unreachability":[...w,...h],"ipv6 unreachability":[...w,...h],"link-state":[...w,...p("distribute bgp-fabric-link-state [instance-id WORD]"),...h],vni:[...Be,...qe,...p("+ exit-vni")],bmp:p("bmp WORD..."),srv6:p(`locator NAME
srv6-only
encap-behavior <H_Encaps|H_Encaps_Red>`)};var Wn="kernel|connected|static|rip|ripng|ospf|ospf6|isis|bgp|eigrp|nhrp|table|vnc|babel|openfabric|local|sharp|vnc-direct|any",Bn=p(`
  match as-path ! AS_PATH_FILTER_NAME
  match alias ! ALIAS_NAME
  match community ! <(1-99)|(100-500)|COMMUNITY_LIST_NAME> [exact-match]
  match extcommunity ! <(1-99)|(100-500)|EXTCOMMUNITY_LIST_NAME>
  match large-community ! <(1-99)|(100-500)|LCOMMUNITY_LIST_NAME> [exact-match]
  match evpn default-route
  match evpn rd ASN:NN_OR_IP-ADDRESS:NN
  match evpn route-type <ead|1|macip|2|multicast|3|es|4|prefix|5>
  match evpn vni (1-16777215)
  match interface ! IFNAME
  match ip address ! ACCESSLIST4_NAME
  match ip address prefix-len ! (0-32)
  match ip address prefix-list ! PREFIXLIST_NAME
  match ip next-hop ! ACCESSLIST4_NAME
  match ip next-hop address ! A.B.C.D
  match ip next-hop prefix-len ! (0-32)
  match ip next-hop prefix-list ! PREFIXLIST_NAME
  match ip next-hop type ! <blackhole>
  match ip route-source ! ACCESSLIST4_NAME
  match ip route-source prefix-list ! PREFIXLIST_NAME
  match ipv6 address ! ACCESSLIST6_NAME
  match ipv6 address prefix-len ! (0-128)
  match ipv6 address prefix-list ! PREFIXLIST_NAME
  match ipv6 next-hop ! ACCESSLIST6_NAME
  match ipv6 next-hop address X:X::X:X
  match ipv6 next-hop X:X::X:X
  match ipv6 next-hop prefix-list ! PREFIXLIST_NAME
  match ipv6 next-hop type ! <blackhole>
  match local-preference ! (0-4294967295)
  match mac address ACCESSLIST_MAC_NAME
  match metric ! (0-4294967295)
  match origin ! <egp|igp|incomplete>
  match peer ! <local|PEER>
  match probability ! (0-100)
  match rpki <valid|invalid|notfound>
  match rpki-extcommunity <valid|invalid|notfound>
  match source-instance ! (0-255)
  match source-protocol ! <${Wn}>
  match source-vrf NAME
  match tag ! (1-4294967295)
`),qn=p(`
  match as-path-count ! (0-1028)
  match community-limit ! (0-65535)
  match extcommunity-limit ! (0-65535)
  match <community|large-community> <(1-99)|(100-500)|LIST_NAME> any
  match extcommunity <(1-99)|(100-500)|LIST_NAME> <exact-match|any>
  match script WORD
  match vpn dataplane ! <mpls|srv6|vxlan>
  match src-peer ! PEER
  match tag untagged
`,!0),Un=p(`
  set <ipv4|ipv6> vpn next-hop ! <A.B.C.D|X:X::X:X>
  set aggregator as ! (1-4294967295) A.B.C.D
  set as-path exclude (1-4294967295)...
  no set as-path exclude
  set as-path prepend (1-4294967295)...
  no set as-path prepend
  set as-path prepend last-as ! (1-10)
  set as-path replace ! <any|(1-4294967295)>
  set atomic-aggregate
  set comm-list ! <(1-99)|(100-500)|COMMUNITY_LIST_NAME> delete
  set community AA:NN...
  no set community
  set distance ! (0-255)
  set evpn gateway-ip ipv4 A.B.C.D
  set evpn gateway-ip ipv6 X:X::X:X
  set extcommunity bandwidth ! <(1-25600)|cumulative|num-multipaths> [non-transitive]
  set extcommunity none
  set extcommunity <rt|soo> ASN:NN_OR_IP-ADDRESS:NN...
  no set extcommunity <rt|soo>
  set forwarding-address ! X:X::X:X
  set ip next-hop ! A.B.C.D
  set ip next-hop <peer-address|unchanged>
  set ipv6 next-hop global X:X::X:X
  set ipv6 next-hop local ! X:X::X:X
  set ipv6 next-hop <peer-address|prefer-global>
  set l3vpn next-hop encapsulation gre
  set label-index ! (0-1048560)
  set large-comm-list ! <(1-99)|(100-500)|LCOMMUNITY_LIST_NAME> delete
  set large-community AA:BB:CC...
  no set large-community
  set local-preference ! WORD
  set metric ! <(-4294967295-4294967295)|rtt|+rtt|-rtt>
  set metric-type ! <type-1|type-2>
  set origin ! <egp|igp|incomplete>
  set originator-id ! A.B.C.D
  set sr-te color ! (1-4294967295)
  set src ! <A.B.C.D|X:X::X:X>
  set table ! (1-4294967295)
  set tag ! (1-4294967295)
  set weight ! (0-4294967295)
  call ! WORD
  continue ! (1-65535)
  + continue
  description ! LINE...
  on-match goto ! (1-65535)
  on-match next
`),Fn=p(`
  set aggregator as ! ASNUM A.B.C.D
  set as-path <exclude|prepend> ASNUM...
  set as-path exclude all
  set as-path exclude as-path-access-list ! AS_PATH_FILTER_NAME
  set as-path replace ! <any|ASNUM> [ASNUM]
  set as-path replace as-path-access-list ! AS_PATH_FILTER_NAME [ASNUM]
  set aigp-metric ! <igp-metric|(0-4294967295)>
  set comm-list <delete|add|replace> ! <(1-99)|(100-500)|COMMUNITY_LIST_NAME>
  set large-comm-list delete ! <(1-99)|(100-500)|LCOMMUNITY_LIST_NAME>
  set extended-comm-list delete ! <(1-99)|(100-500)|LIST_NAME>
  set extended-comm-list <(1-99)|(100-500)|LIST_NAME> delete
  set extcommunity <color|nt> RTLIST...
  no set extcommunity <color|nt>
  set extcommunity bandwidth (0-4294967295) [non-transitive]
  set extcommunity evpn rmac ! X:X:X:X:X:X
  set l3vpn next-hop encapsulation gretap
  set <min-metric|max-metric> ! (0-4294967295)
  set metric <igp|aigp>
  set tag untagged
  set vpnv4 next-hop A.B.C.D
  set vpnv6 next-hop X:X::X:X
`,!0),jn=p(`
  router bgp [(1-4294967295) [<view|vrf> VIEWVRFNAME]]
  + route-map RMAP_NAME <deny|permit> (1-65535)
  no route-map RMAP_NAME [<deny|permit> (1-65535)]
  route-map RMAP_NAME optimization
  ip prefix-list WORD [seq (1-4294967295)] <deny|permit> <any|A.B.C.D/M [{ge (0-32)|le (0-32)}]>
  ip prefix-list WORD description ! LINE...
  no ip prefix-list WORD [seq (1-4294967295)]
  ipv6 prefix-list WORD [seq (1-4294967295)] <deny|permit> <any|X:X::X:X/M [{ge (0-128)|le (0-128)}]>
  ipv6 prefix-list WORD description ! LINE...
  no ipv6 prefix-list WORD [seq (1-4294967295)]
  <ip|ipv6> prefix-list sequence-number
  access-list WORD [seq (1-4294967295)] <deny|permit> <A.B.C.D/M [exact-match]|any>
  access-list WORD [seq (1-4294967295)] <deny|permit> <[host] A.B.C.D|A.B.C.D A.B.C.D>
  access-list WORD [seq (1-4294967295)] <deny|permit> ip <A.B.C.D A.B.C.D|host A.B.C.D|any> <A.B.C.D A.B.C.D|host A.B.C.D|any>
  access-list WORD remark ! LINE...
  no access-list WORD
  ipv6 access-list WORD [seq (1-4294967295)] <deny|permit> <X:X::X:X/M [exact-match]|any>
  ipv6 access-list WORD remark ! LINE...
  no ipv6 access-list WORD
  bgp as-path access-list AS_PATH_FILTER_NAME [seq (0-4294967295)] <deny|permit> LINE...
  no bgp as-path access-list AS_PATH_FILTER_NAME
  bgp community-list <(1-99)|standard COMMUNITY_LIST_NAME> [seq (0-4294967295)] <deny|permit> AA:NN...
  bgp community-list <(100-500)|expanded COMMUNITY_LIST_NAME> [seq (0-4294967295)] <deny|permit> AA:NN...
  no bgp community-list <(1-99)|(100-500)|<standard|expanded> COMMUNITY_LIST_NAME>
  bgp extcommunity-list <(1-99)|standard EXTCOMMUNITY_LIST_NAME> [seq (0-4294967295)] <deny|permit> AA:NN...
  bgp extcommunity-list <(100-500)|expanded EXTCOMMUNITY_LIST_NAME> [seq (0-4294967295)] <deny|permit> LINE...
  no bgp extcommunity-list <(1-99)|(100-500)|<standard|expanded> EXTCOMMUNITY_LIST_NAME>
  bgp large-community-list <(1-99)|standard LCOMMUNITY_LIST_NAME> [seq (0-4294967295)] <deny|permit> AA:BB:CC...
  bgp large-community-list <(100-500)|expanded LCOMMUNITY_LIST_NAME> [seq (0-4294967295)] <deny|permit> LINE...
  no bgp large-community-list <(1-99)|(100-500)|LCOMMUNITY_LIST_NAME|<standard|expanded> LCOMMUNITY_LIST_NAME>
  bgp community alias WORD ALIAS_NAME
  bgp graceful-shutdown
  bgp no-rib
  bgp route-map delay-timer ! (0-600)
  bgp session-dscp ! (0-63)
  bgp update-delay ! (0-3600) [(1-3600)]
  bgp suppress-fib-pending
  bgp send-extra-data zebra
  bgp config-type <cisco|zebra>
`),Kn=p(`
  router bgp ASNUM [<view|vrf> VIEWVRFNAME] [as-notation <dot|dot+|plain>]
  ipv6 access-list WORD [seq (1-4294967295)] <deny|permit> <X:X::X:X X:X::X:X|[host] X:X::X:X>
  ipv6 access-list WORD [seq (1-4294967295)] <deny|permit> ipv6 <X:X::X:X X:X::X:X|host X:X::X:X|any> <X:X::X:X X:X::X:X|host X:X::X:X|any>
  ip access-list WORD NAME...
  bgp graceful-restart
  bgp graceful-restart-disable
  bgp graceful-restart <preserve-fw-state|notification>
  bgp graceful-restart stalepath-time ! (1-4095)
  bgp graceful-restart restart-time ! (0-4095)
  bgp graceful-restart select-defer-time ! (0-3600)
  bgp graceful-restart rib-stale-time ! (1-3600)
  bgp ipv6-auto-ra
  bgp suppress-fib-pending (0-10000)
  bgp input-queue-limit ! (1-4294967295)
  bgp output-queue-limit ! (1-4294967295)
  bgp advertisement-delay ! (1-3600)
`,!0),St={"route-map":[...Bn,...qn,...Un,...Fn],top:[...jn,...Kn]};var Gn={...Pt,...St},Yn=new Set(["exit","quit","end"]),zn=new Map;function Z(n,e){let[t=""]=e;if(e.length===1&&Yn.has(t))return{is:"match",match:{words:e,later:!1}};let r=D(zn,n,()=>Jn(Gn[n])),i=Le(_t(r,e,(s,o)=>s===""||s.startsWith(o)),e);return i.is!=="none"?i:t==="n"?Z(n,["no",...e.slice(1)]):Le(_t(r,e,()=>!0),e)}var Ot=n=>n==="neighbor"?2:1;function Jn(n){let e=n.filter(({sequence:r})=>kt(r[0],"no")),t=n.filter(({sequence:r})=>!kt(r[0],"no"));return{positive:Lt(t,0),negative:Lt(e,1)}}var kt=(n,e)=>n?.is==="keyword"&&n.text===e;function Lt(n,e){let t=new Map;for(let r of n)for(let i of Xt(r.sequence[e])){let s=t.get(i)??new Map;t.set(i,s);for(let o of Xt(r.sequence[e+Ot(i)]))s.set(o,[...s.get(o)??[],r])}return Object.fromEntries([...t].map(([r,i])=>[r,[...i].map(([s,o])=>({word:s,commands:o}))]))}function Xt(n){if(n?.is==="keyword")return[n.text];if(n?.is!=="one")return[""];let e=n.options.map(([t])=>t?.is==="keyword"?t.text:"");return[...new Set(e)]}function _t({positive:n,negative:e},t,r){let i=t[0]==="no",s=i?1:0,o=new Set;for(let[a,d]of Object.entries(i?e:n)){if(!a.startsWith(t[s]??""))continue;let u=t[s+Ot(a)]??"";for(let{word:c,commands:f}of d)if(r(c,u))for(let g of f)o.add(g)}return[...o]}var m={is:"policies",node:"top"};var U={is:"bgp",node:"bgp",family:"ipv4 unicast",parent:m},le={is:"policies",node:"route-map",parent:m},X=(n,e,t=U)=>({is:"bgp",node:n,family:e,parent:t});function fe([,n="",e="unicast"]){if(n==="vpnv4"||n==="vpnv6")return X(`ipv${n==="vpnv4"?4:6} vpn`,`ipv${n.slice(-1)} vpn`);if(n==="l2vpn"||n==="evpn")return X("l2vpn evpn","l2vpn evpn");if(n==="link-state")return X("link-state","link-state");let t=`${n} ${e}`;return X(t,t)}function me(n,[e="",t=""]){if(e==="exit-address-family"||e==="exit-vni")return n.parent;if(e==="vni"&&n.node==="l2vpn evpn")return X("vni","l2vpn evpn",n);if(e==="bmp"&&t==="targets")return X("bmp","ipv4 unicast");if(e==="segment-routing")return X("srv6","ipv4 unicast");if(e==="vrf-policy"||e==="vnc"&&/^(?:defaults|nve-group|l2-group)$/.test(t))return{is:"other",parent:U}}function he(n,e){let t={is:"none",read:0,short:!1};for(let r=n;r!==void 0;r=r.parent){if(r.node===void 0)continue;let i=Z(r.node,e);if(i.is==="match")return{place:r,words:i.match.words,later:i.match.later};(i.is==="ambiguous"||t.is==="none"&&i.read>t.read)&&(t=i)}return t}var Hn=/^(?:affinity-map|agentx|allow-reserved-ranges|banner|bfd|clock|debug|domainname|dump|enable|evpn|fpm|frr|hostname|int(?:e|er|erf|erfa|erfac|erface)?|key|l2vpn|l3vpn|line|log|mac|mpls|nexthop-group|nhrp|ntp|pa(?:s|ss|sswo|ssword)?|pbr-map|pce|pseudowire|pw|router-id|rpki|segment-routing|service|smux|snmp|snmp-server|username|vrf|watchfrr|zebra)$/,Vn=/^(?:route|ro|mroute|forwarding|nht|protocol|import-table|router-id|multicast|pim|igmp|mld|ssmpingd|msdp|vrf|domain|host|name-server|ssh|prefix-list-sequence)/;function Ue(n){let[e="",t=""]=n[0]==="no"?n.slice(1):n;return e==="router"?t!==""&&!"bgp".startsWith(t)&&Zn(t):e==="ip"||e==="ipv6"?Vn.test(t):e==="vni"?n.length===2&&/^\d+$/.test(t):Hn.test(e)&&(t!==""||/^(?:bfd|rpki|agentx|segment-routing)$/.test(e))}var Zn=n=>/^(?:babel|eigrp|isis|openfabric|ospf6?|pim6?|rip|ripng|traffic|zebra)$/.test(n);var ge=class{#e=new Map;#t;begin(e,t){let[,r="",i,s=""]=t,o=this.#e.get(r);return this.#t=o??{name:r,vrf:"",shutdown:!1,path:b(e,1),addresses:[]},i==="vrf"&&(this.#t.vrf=s),t[0]!=="no"&&this.#e.set(r,this.#t),{is:"interface",name:r,parent:m}}line(e,t){let r=this.#t,i=t[0]==="no",[s="",o="",a=""]=i?t.slice(1):t;if(r===void 0||(s==="shutdown"&&(r.shutdown=!i),!/^ip(?:v6)?$/.test(s)||o.length<3||!"address".startsWith(o)))return;let[d,u]=[et(a.split("/")[0]??""),S(a)];if(d===void 0||u===void 0)return;let c=$(d);i?r.addresses=r.addresses.filter(f=>f.address!==c):r.addresses.push({address:c,cidr:T(u),family:d.family,path:b(e,2)})}get all(){return[...this.#e.values()]}};var Qn=require("./main.cjs"),M=Qn.lib_nearest$nearest;var be=(n,e="")=>`${n.vrf} ${R(e)}`;function It(n){let[,e="",t="0"]=/^(\d{1,3})(?:\.(\d{1,3}))?/.exec(n??"")??[];return e!==""&&(Number(e)<8||Number(e)===8&&Number(t)<=4)}var Ct=/^(?:remote-as|activate|peer-group|route-map|prefix-list|password|ebgp-multihop|update-source|timers)$/,$t=([n="",e=""])=>n==="route-map"||n==="access-list"||e==="prefix-list"||e==="access-list",er=["router","neighbor","bgp","address-family","exit-address-family","route-map","access-list"],tr=["prefix-list","access-list","as-path","community-list","large-community-list","extcommunity-list"];function ye(n){let[e="",t=""]=n[0]==="no"?n.slice(1):n;if(/^(?:ip|ipv6)$/.test(e))return M(t,tr,2)!==void 0||/^(?:pref|comm)/.test(t);if(/^(?:match|set|call|on-match|activate|remote-as|exit|quit|end)$/.test(e)||/^(?:redistribute|rd|rt|route-target|maximum-paths|aggregate-address|advertise-all-vni)$/.test(e))return!0;if(e==="import"||e==="export")return t==="vpn";if(e==="timers")return t==="bgp";if(/^(?:permit|deny)$/.test(n.at(-2)??"")&&/^\d+$/.test(n.at(-1)??""))return!0;let r=M(e,er,2);return r==="router"?M(t,["bgp"],1)!==void 0||/^\d+$/.test(t):r!==void 0||/^(?:neigh|address-f|exit-addr|route-m|access-l)/.test(e)}function Tt({place:n,words:e}){return e[0]==="router"?U:e[0]==="route-map"?le:e[0]==="address-family"?fe(e):me(n,e)??n}var xe=class{all=[];#e;#t;#r;#n=new Map;unread(e,t,r,i){let[s=""]=e.words.map(({text:d})=>d);if(this.#e!==void 0){this.#e.taken.push({line:e,by:this.#e.by});return}if(this.#t!==void 0&&/^(?:exit-|vni$|rd$|route-target$)/.test(s)){this.#t.taken.push({line:e,by:"vtysh"});return}if(i&&this.#r!==void 0&&!ye(e.words.map(({text:d})=>d))){this.#r.taken.push({line:e,by:"vtysh"});return}let o=this.#i(e,t,r,"vtysh");this.#r=o;let a=M(s,["router","route-map","address-family","vni"],2);a!==void 0&&(this.#e=o),a==="address-family"&&(this.#t=o)}behind(e,t,r){this.#e===void 0?this.#e=this.#i(e,void 0,t,r):this.#e.taken.push({line:e,by:r})}block(e,t,r){this.#e=this.#i(e,t,r,"bgpd",!0)}refused(e,t,r){let i=r===void 0?void 0:this.#n.get(r);if(i!==void 0)i.taken.push({line:e,by:"bgpd"});else{let s=this.#i(e,void 0,t,"bgpd");r!==void 0&&this.#n.set(r,s)}}causes(e){let t=this.all.at(-1);t!==void 0&&!this.#n.has(e)&&this.#n.set(e,t)}get isInBlock(){return this.#e!==void 0||this.#t!==void 0||this.#r!==void 0}taken(e){this.#e=void 0,this.#r=void 0,e&&(this.#t=void 0)}#i(e,t,r,i,s=!1){let o={line:e,word:t,why:r,by:i,isBlock:s,taken:[]};return this.all.push(o),o}get rows(){return this.all.map(({line:e,word:t,why:r,taken:i})=>({path:b(e,t),text:te(e),why:r,takes:i.length}))}};var nr=["neighbor","remote-as","peer-group","route-map","prefix-list","address-family","activate","password","ebgp-multihop","update-source","graceful-restart","router","router-id","unicast","timers","passive","ttl-security","maximum-prefix","next-hop-self","route-reflector-client","soft-reconfiguration","inbound","exit-address-family","redistribute","connected","network","permit","listen","range","external","internal","disable-connected-check","shutdown","description","allowas-in","as-override","send-community","evpn"];function Dt(n,e,t){if(e.is==="ambiguous")return{word:void 0,why:"it may be short for several commands"};if(n.words.length>ke)return{word:void 0,why:"it has more words than FRR takes"};let{read:r,short:i}=e;if(i&&r>=n.words.length)return{word:void 0,why:"it ends too early"};let s=n.words[r];if(s===void 0)return{word:void 0,why:"no command is written so here"};let o=rr(n,r);if(ir(n,r))return{word:r,why:"a password is one word, and here are more"};let a=s.secret?"\u2026":s.text,d=s.secret?void 0:M(s.text,nr,2),u=d!==void 0&&d!==s.text&&sr(n,r,d,t)?`; \`${d}\` is meant`:"",c=o===""?"no command begins":`behind \`${o}\` it cannot go on`;return{word:r,why:`${c} with \`${a}\`${u}`}}function rr(n,e){return n.words.slice(0,e).map(({text:t,secret:r})=>r?"\u2026":t).join(" ")}function ir({words:n},e){return e>3&&n[2]!==void 0&&"password".startsWith(n[2].text)&&n[0]?.text!=="no"}function sr(n,e,t,r){if(r===void 0)return!0;let i=n.words.map(({text:o},a)=>a===e?t:o),s=Z(r,i);return s.is==="match"||s.is==="none"&&s.read>e}var ve=class{policies=new ie;interfaces=new ge;refusals=new xe;batch=new oe(this.policies,this.refusals);instances=new Map;globals=[];version;hostname;defaults;hasPlaceholders=!1;notUnderstood=0;otherLines=[];laterLines=[];#e=m;#t;#r;#n=!1;#i=!1;read(e){for(let t of e)t.comment||this.#a(t);this.batch.flush()}#a(e){let t=e.words.map(({text:i})=>i),[r=""]=t;if(e.typed==="exec"||/^(?:Building|Current) configuration/.test(`${r} ${t[1]??""}`)){this.batch.flush(),this.#e=m,this.#n=!1,this.#i=!1;return}t.length===1&&/^(?:exi?t?|quit?|end)$/.test(r)?r!=="end"&&this.#s(r):t.some(i=>Qe(i)||i.length>2&&Ze(i))?this.#b(e,t):this.#e.is==="policies"||this.#e.is==="bgp"?this.#o(e,t):this.#u(e,t)}#s(e){if(/^exi?$/.test(e)&&this.#e.parent?.is==="bgp"&&(this.#e=this.#e.parent),this.#e.parent!==void 0&&!this.#n){this.#e=this.#e.parent;return}this.#n&&(this.#i=!0),this.#n=!0,this.#e=m}#o(e,t){let r=he(this.#e,t);if("place"in r){this.#d(e,r);return}if(Ue(t)){this.#p(e,t);return}if(this.#t!==void 0&&"place"in he(this.#t,t)){this.#c(e,t);return}if(this.#e===m&&!ye(t)&&!this.refusals.isInBlock){this.otherLines.push(e);return}this.#l(e,t,r)}#u(e,t){let r=he(m,t);"place"in r?this.#d(e,r):Ue(t)?this.#p(e,t):this.#e.is==="interface"?this.interfaces.line(e,t):/^exit-/.test(t[0]??"")?this.#e=m:t[0]==="neighbor"&&Ct.test(t[2]??"")&&this.#e.name!=="router"&&this.#l(e,t,r)}#p(e,t){this.batch.flush();let[r="",i=""]=t;this.#e.is==="bgp"&&(this.#t=this.#e),(/^(?:hostname|log|service|router|debug|line)$/.test(r)||/^(?:int|vrf$)/.test(r))&&(this.#t=void 0),r!=="vni"&&this.refusals.taken(!0),this.#e=m,!this.#n&&(r==="frr"&&i==="version"&&(this.version=t[2]),r==="frr"&&i==="defaults"&&(this.defaults=t[2]==="datacenter"?"datacenter":"traditional"),r==="hostname"&&(this.hostname=i),r.startsWith("int")?this.#e=this.interfaces.begin(e,t):r==="vrf"?this.#e={is:"vrf",parent:m}:r==="router"?this.#e={is:"other",name:"router",parent:m}:/^(?:bfd|key|line|pbr-map|nexthop-group|segment-routing|rpki|l2vpn|affinity-map)$/.test(r)&&(this.#e={is:"other",parent:m}))}#d(e,t){if(this.#n){this.#f(e),this.#e=Tt(t);return}let r=t.words[0]==="no",i={line:e,words:r?t.words.slice(1):t.words,negative:r};if(t.later&&this.laterLines.push(e),t.later&&It(this.version)){this.batch.flush(),this.refusals.unread(e,void 0,`FRR ${this.version} does not know it yet`,!1);return}this.#e=t.place,this.#t=void 0;let{node:s}=t.place;if((s!=="top"||i.words[0]!=="bgp")&&this.refusals.taken(i.words[0]==="address-family"||s==="top"),s==="route-map"||s==="top"&&$t(i.words)){this.batch.add({said:i,node:s}),s==="top"&&i.words[0]==="route-map"&&!r&&i.words[2]!=="optimization"&&(this.#e=le);return}this.batch.flush(),s==="top"?this.#m(i):this.#g(i,t.place)}#m(e){let[t="",r=""]=e.words;t==="router"?this.#h(e):r==="as-path"?this.policies.line(e):/^graceful-restart/.test(r)&&this.globals.push(e)}#h(e){let{words:t,negative:r,line:i}=e,[,,s,o,a=""]=t,d=o==="vrf"||o==="view"?a==="default"?"":a:"",u=this.instances.get(d);if(r){this.instances.delete(d);return}let c=y(s??"");c===void 0&&u===void 0?(this.refusals.block(i,void 0,"no process of BGP is there yet, and it gives no number"),this.#e=m):u!==void 0&&c!==void 0&&c!==u.as?(this.refusals.block(i,2,`BGP runs with the number ${u.asText} already`),this.#e=m):(this.#r=u??new re(d,i,c??0,s??"",l(e,2)),this.instances.set(d,this.#r),this.#e=U)}#g(e,t){let r=this.#r;if(r===void 0)return;let{words:i}=e;if(i[0]==="address-family"){this.#e=fe(i);return}let s=ht(r,t.family??"ipv4 unicast",e);if(s!==void 0){let o=i[0]==="neighbor"&&s.absent===!0?be(r,i[1]):void 0;this.refusals.refused(e.line,s.why,o),i[0]==="neighbor"&&/^(?:remote-as|peer-group|interface)$/.test(i[2]??"")&&this.refusals.causes(be(r,i[1]))}this.#e=me(t,i)??t}#l(e,t,r){if(this.#n){this.#f(e);return}this.batch.flush(),this.batch.keepNames(e),this.#c(e,t);let{word:i,why:s}=Dt(e,r,this.#e.node);this.refusals.unread(e,i,s,this.#e===m);let o=this.#r,a=t[0]==="no"?void 0:t[1];this.#e.is==="bgp"&&o!==void 0&&t[0]?.startsWith("nei")===!0&&a!==void 0&&o.named(R(a))===void 0&&this.refusals.causes(be(o,a))}#f(e){this.batch.keepNames(e),this.refusals.behind(e,"an `exit` before it has left the configuration",this.#i?"bgpd":"vtysh")}#c(e,t){if(this.notUnderstood++,this.#e.is!=="bgp"&&this.#t===void 0){this.#e.node==="route-map"&&this.batch.unread();return}let r=t[t[0]==="no"?2:1];((/^nei/.test(t[t[0]==="no"?1:0]??"")&&r!==void 0?this.#r?.named(R(r)):void 0)??this.#r)?.unknown.push(b(e))}#b(e,t){this.hasPlaceholders=!0,this.#c(e,t)}};var or=require("./main.cjs"),Wt=or.lib_passwords$passwordToken;function Re(n){return n!==void 0&&/^\d{1,15}$/.test(n)?Number(n):void 0}function _(n){return Object.fromEntries(Object.entries(n).filter(([,e])=>e!==void 0))}function qt(n,e,t){let r=a=>n.settings.get(a)??e.globals.filter(u=>!u.negative&&u.words.slice(1,3).join(" ")===a).at(-1),i=ar(n,e),s=r("confederation identifier"),o={instance:n,gracefulRestart:i,defined:t};return{vrf:n.vrf,path:n.path,as:{value:n.as,text:n.asText,path:n.asPath},..._({routerId:Fe(r("router-id"),2),confederation:s===void 0?void 0:{identifier:{value:y(s.words[3]??"")??0,path:l(s,3)},peers:[...n.confederationPeers]},restartTime:O(r("graceful-restart restart-time"),3),stalepathTime:O(r("graceful-restart stalepath-time"),3),minimumHoldtime:O(r("minimum-holdtime"),2),listenLimit:O(r("listen limit"),3),clusterId:Fe(r("cluster-id"),2),shutdown:P(r("shutdown"),1)}),gracefulRestart:i,requiresPolicy:dr(n,e),neighbors:[...n.peers.values()].map(a=>Bt(a,o)),listenRanges:[...n.taken.all,...n.refusedRanges].map(({said:a,cidr:d,refused:u})=>{let c=a.words[5]??"",f=n.groups.get(c)??n.make("group",c,l(a,5));return{cidr:T(d),family:d.family,group:c,path:l(a,3),...u!==void 0&&{refused:u},neighbor:Bt(f,o)}}),unknown:n.unknown}}function ar({settings:n},{globals:e}){for(let[t,r]of[["graceful-restart-disable","disabled"],["graceful-restart","restart"]]){let i=n.get(t)??e.findLast(({words:s,negative:o})=>!o&&s.length===2&&s[1]===t);if(i!==void 0)return{mode:r,path:l(i,1)}}return{mode:"helper"}}function dr({settings:n},{version:e,defaults:t}){let r=n.get("ebgp-requires-policy");if(r!==void 0)return{value:!r.negative,path:l(r,1)};let[,i="99",s="0"]=/^(\d{1,3})\.(\d{1,3})/.exec(e??"")??[],o=Number(i)<7||Number(i)===7&&Number(s)<4;return{value:t!=="datacenter"&&!o}}function Bt(n,e){let{instance:t}=e,r=v(n.name),i=c=>n.setting(c),s=i("timers")??t.settings.get("timers"),o=s?.words[0]==="timers"?2:3,a=i("remote-as"),d=i("bfd"),u=lr(n,e);return{name:n.name,...r!==void 0&&{address:$(r),family:r.family},...n.kind==="interface"&&{interface:n.name},path:n.path,...n.group!==void 0&&{group:n.group.name},..._({remoteAs:a&&ur(a),localAs:hr(i("local-as")),password:gr(i("password")),bfd:d&&{path:l(d,2),checkControlPlane:i("bfd cbit")!==void 0},multihop:br(i("ebgp-multihop")),ttlSecurity:yr(i("ttl-security")),connectedCheckDisabled:P(i("disable-connected-check"),2),holdTime:O(s,o+1),keepalive:O(s,o),passive:P(i("passive"),2),port:O(i("port"),3),updateSource:Fe(i("update-source"),3),shutdown:P(i("shutdown"),2)??P(t.settings.get("shutdown"),1),role:xr(i("local-role")),reflectorClient:u.find(({reflectorClient:c})=>c!==void 0)?.reflectorClient}),gracefulRestart:cr(i("graceful-restart"),e.gracefulRestart),families:u,unknown:[...n.unknown,...n.group?.unknown??[]]}}function ur(n){let e=n.words.length-1,t=n.words[e]??"",r=y(t),i=l(n,e),s=n.line.words.at(-1)?.text??t;return r!==void 0?{rule:"number",as:r,text:s,path:i}:{rule:t==="external"||t==="internal"?t:"auto",text:s,path:i}}var pr={"graceful-restart":"restart","graceful-restart-helper":"helper","graceful-restart-disable":"disabled"};function cr(n,e){let t=n&&pr[n.words[2]??""];return n===void 0||t===void 0?e:{mode:t,path:l(n,2)}}function lr(n,{defined:e}){let{group:t}=n;return[...new Set([...n.active.keys(),...n.families.keys(),...t?.families.keys()??[]])].map(i=>{let[s="",o=""]=i.split(" "),a=f=>n.familySetting(i,f),d=n.active.get(i),[u,c]=[a("maximum-prefix"),a("allowas-in")];return{afi:s==="ipv4"||s==="ipv6"||s==="l2vpn"?s:"other",safi:o,active:d?.is===!0,..._({path:d?.path,maximumPrefix:u&&{value:Number(u.words[3]),path:l(u,3),warningOnly:u.words.includes("warning-only")},allowasIn:c&&{path:l(c,2),..._({count:Re(c.words.at(-1))})},asOverride:P(a("as-override"),2),nextHopSelf:P(a("next-hop-self"),2),reflectorClient:P(a("route-reflector-client"),2)}),policies:mr(a,s,e)}})}var fr=["route-map","prefix-list","filter-list","distribute-list"];function mr(n,e,t){return["in","out"].flatMap(r=>fr.flatMap(i=>{let s=n(`${i} ${r}`);if(s===void 0)return[];let o=s.words[3]??"";return[{direction:r,kind:i,name:o,defined:t.has(i,e,o),path:l(s,3)}]}))}function P(n,e){return n&&{path:l(n,e)}}function Fe(n,e){return n&&{value:n.words[e]??"",path:l(n,e)}}function O(n,e){let t=Re(n?.words[e]);return n&&t!==void 0?{value:t,path:l(n,e)}:void 0}function hr(n){let e=y(n?.words[3]??"");if(n===void 0||e===void 0)return;let t=r=>n.words.includes(r);return{as:e,noPrepend:t("no-prepend"),replaceAs:t("replace-as"),path:l(n,3)}}function gr(n){return n&&{token:Wt(n.words[3]??"")??null,path:l(n,3)}}function br(n){if(n===void 0)return;let e=Re(n.words[3]);return{ttl:e??255,explicit:e!==void 0,path:l(n,e===void 0?2:3)}}function yr(n){return n&&{hops:Number(n.words[4]),path:l(n,4)}}function xr(n){return n&&{role:n.words[3]??"",strict:n.words[4]==="strict-mode",path:l(n,3)}}var vr=/(?:^|[/\\_.-])(?:bgpd|zebra|staticd|ospfd)[\w.-]*\.conf$/;function Ut(n,e){let t=new ve;t.read(I(n));let{policies:r,refusals:i}=t,s=Rr(t);return{dialect:"frr",..._({version:t.version,hostname:t.hostname,defaults:t.defaults}),whole:!vr.test(e)&&!t.hasPlaceholders,notUnderstood:t.notUnderstood,interfaces:t.interfaces.all,processes:[...t.instances.values()].map(o=>qt(o,t,s)),prefixLists:r.prefixLists,routeMaps:r.routeMaps,asPathLists:r.asPathLists,accessLists:r.accessLists,syntax:i.rows}}function Rr({policies:n,batch:e}){let t=s=>new Set(s.map(({name:o,afi:a})=>`${a??""} ${o}`)),r={"route-map":t(n.routeMaps),"prefix-list":t(n.prefixLists),"filter-list":t(n.asPathLists),"distribute-list":t(n.accessLists)},i=new Set(["prefix-list","distribute-list"]);return{has:(s,o,a)=>e.refusedNames.has(a)||r[s].has(`${i.has(s)?o==="ipv6"?"ipv6":"ipv4":""} ${a}`)}}function wr(n){return je(n)}var Ft=new Map;function je(n){if(Array.isArray(n))return n.map(je);if(typeof n!="object"||n===null)return n;let e=[];for(let[t,r]of Object.entries(n))r!==void 0&&e.push([Er(t),je(r)]);return Object.fromEntries(e)}function Er(n){let e=Ft.get(n);if(e!==void 0)return e;let t=n.replace(/[A-Z]/g,r=>`_${r.toLowerCase()}`);return Ft.set(n,t),t}function Nr({processes:n}){let e=n.flatMap(({unknown:t,neighbors:r,listenRanges:i})=>[...t,...r.flatMap(s=>s.unknown),...i.flatMap(({neighbor:s})=>s.unknown)]);return new Set(e.map(jt))}var jt=n=>JSON.stringify(n);function Kt(n,e,t){let r=Nr(t);return{id:e,document:n,base:[],family:"router",kind:"Router",gvk:{group:"",version:"",kind:"Router"},name:t.hostname??Ar(n.source.file),namespace:"",partial:!1,object:{},facts:{},extra:wr(t),unknown:i=>r.has(jt(i))}}function Ar(n){return n.slice(n.lastIndexOf("/")+1).replace(/(?<=.)\.[^.]*$/,"")}var Mr={frr:Ut};function Gt(n,e,t){let{text:r,file:i}=n.source,s=Mr[e]?.(r,i);return s===void 0?[]:[Kt(n,t,s)]}0&&(module.exports={classify_router_index$classifyRouter,lib_router_lines$freeKey,lib_router_lines$routerLines,parse_lines_document$LinesDocument,parse_router_index$parseRouter});
