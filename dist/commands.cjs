const bgplintUrl=require('node:url').pathToFileURL(__filename).href;
var ir=Object.create;var se=Object.defineProperty;var sr=Object.getOwnPropertyDescriptor;var ar=Object.getOwnPropertyNames;var lr=Object.getPrototypeOf,dr=Object.prototype.hasOwnProperty;var cr=(e,t)=>{for(var n in t)se(e,n,{get:t[n],enumerable:!0})},it=(e,t,n,r)=>{if(t&&typeof t=="object"||typeof t=="function")for(let o of ar(t))!dr.call(e,o)&&o!==n&&se(e,o,{get:()=>t[o],enumerable:!(r=sr(t,o))||r.enumerable});return e};var pr=(e,t,n)=>(n=e!=null?ir(lr(e)):{},it(t||!e||!e.__esModule?se(n,"default",{value:e,enumerable:!0}):n,e)),fr=e=>it(se({},"__esModule",{value:!0}),e);var oi={};cr(oi,{cli_completion_index$completion:()=>er,cli_explain_index$explain:()=>Hn,cli_file_list$fileList:()=>Xt,cli_fix$applyFixes:()=>Ut,cli_fix$diffOf:()=>zt,cli_help$rootHelp:()=>rr,cli_init_index$init:()=>xn,cli_missing_path$sayMissing:()=>Mt,cli_rules$listRules:()=>ve,cli_stdin$noPlanIn:()=>Te,cli_stdin$readStdin:()=>vt,config_errors$explain:()=>Lt,config_errors$spell:()=>Ie,config_print$printConfig:()=>Yt,project_write$refuseLeading:()=>Me,project_write$writeReport:()=>ut,project_write$writeWhole:()=>Z});module.exports=fr(oi);var Le=require("./main.cjs"),B=Le.host_files$clause,h=Le.host_files$nodeFiles,Ce=Le.host_files$bytesOf;var Fe=require("node:buffer"),u=require("node:fs");var st=require("./main.cjs"),k=st.lib_files$kindAt,at=st.lib_files$repositoryOf;var Ee=require("./main.cjs"),w=Ee.lib_host$HostError,li=Ee.lib_host$TooLarge,di=Ee.lib_host$PolicyLimit;function dt(e,t){let n=h.real(e)??e,r=ft(n);try{let o=k(h,e);if(o==="other"){(0,u.writeFileSync)(e,t);return}(0,u.writeFileSync)(r,t,{flag:"wx"}),o==="file"&&(0,u.chmodSync)(r,(0,u.statSync)(n).mode),(0,u.renameSync)(r,n)}catch(o){throw(0,u.rmSync)(r,{force:!0}),new w(B(o))}}function ct(e,t,n){let r=h.real(e)??e,o=ft(r);try{let{mode:i,nlink:a,uid:s,gid:l}=(0,u.statSync)(r);if((i&u.constants.S_IWUSR)===0)throw new w("its mode says that it is read-only");(0,u.accessSync)(r,u.constants.W_OK),(0,u.writeFileSync)(o,n,{flag:"wx",mode:384});let d=(0,u.statSync)(o);a===1&&d.uid===s&&d.gid===l?((0,u.chmodSync)(o,i),(0,u.renameSync)(o,r)):mr(r,t,n)}catch(i){throw i instanceof w?i:new w(B(i))}finally{(0,u.rmSync)(o,{force:!0})}}function pt(e){return(0,u.lstatSync)(e,{throwIfNoEntry:!1})?.isSymbolicLink()===!0}function mr(e,t,n){try{lt(e,n)}catch(r){throw lt(e,t),r}}function lt(e,t){let n=(0,u.openSync)(e,u.constants.O_WRONLY);try{let r=Fe.Buffer.from(t,"utf8");for(let o=0;o<r.length;)o+=(0,u.writeSync)(n,r,o,r.length-o,o);(0,u.ftruncateSync)(n,r.length),(0,u.fsyncSync)(n)}finally{(0,u.closeSync)(n)}}function ft(e){return`${e}.${Fe.Buffer.from(crypto.getRandomValues(new Uint8Array(6))).toString("hex")}.tmp`}var ur=require("./main.cjs"),mt=ur.project_links$leadsOut;var gr=require("./main.cjs"),$=gr.project_refusal$Refusal;function Z(e,t,n,r){ht({shown:t,what:r},()=>dt(e,n))}function ut(e,t,n,r){Me(e,t,{shown:n,what:"report"}),Z(t,n,r,"report")}function Me(e,t,n){if(mt(e,t))throw new $(`The ${n.what} ${JSON.stringify(n.shown)} is a link out of its repository and is not written: name the file itself.`);if(pt(t)&&h.real(t)===void 0)throw yt(n,"it is a link that leads nowhere")}function gt(e,t,n,r){ht({shown:t,what:"file"},()=>ct(e,n,r))}function ht(e,t){try{t()}catch(n){throw n instanceof w?yt(e,n.message):n}}function yt({shown:e,what:t},n){return new $(`The ${t} ${JSON.stringify(e)} cannot be written: ${n}.`)}var kt=require("node:buffer");function $t(...e){return require("./plans.cjs").classify_terraform_no_plan$noPlanProblem(...e)}var X=require("./main.cjs"),bt=X.lint_load$sniff,wt=X.lint_load$stdinName,xt=X.lint_load$tooLarge,vi=X.lint_load$load,Oi=X.lint_load$textIn;var _t=require("./main.cjs"),ae=_t.read_index$DecodeError,le=_t.read_index$textOf;function vt(e,{stdinFilename:t=wt},n){let r=l=>/\.json$/i.test(t)?"json":/\.ya?ml$/i.test(t)?"yaml":bt(kt.Buffer.from(l.subarray(0,65536)).toString("latin1")),o=l=>r(l)==="json"?n.jsonBytes:n.yamlBytes,i=hr(e,o),[a,s]=[r(i),o(i)];if(i.length>s)return{file:t,text:"",kind:a,problem:xt(t,s,i.length)};try{return{file:t,text:le(Ce(i)),kind:a}}catch(l){throw l instanceof ae?new $(`Standard input cannot be read: ${Te(t,Ce(i).binary)??l.message}.`):l}}function Te(e,t){let n=$t(e,t),{reason:r,hint:o}=n?.detail??{};return n&&(o===void 0?String(r):`it is ${r}; ${o}`)}function hr(e,t){try{return e.readStdin(t)}catch(n){throw new $(`Standard input cannot be read: ${B(n)}.`)}}var E=require("./main.cjs"),Ot=E.lib_json$at,Ae=E.lib_json$isObject,Mi=E.lib_json$text,jt=E.lib_json$pathOf,Ti=E.lib_json$pointerSteps,Ai=E.lib_json$pointer,qi=E.lib_json$inKeyOrder,Ni=E.lib_json$followed,Ii=E.lib_json$withValue;var V=require("./main.cjs"),qe=V.lib_mask$maskText,Ne=V.lib_mask$maskName,Bi=V.lib_mask$isHarmless,Hi=V.lib_mask$maskRouterPasswords,Di=V.lib_mask$maskComment,Ji=V.lib_mask$stars;var yr=require("./main.cjs"),R=yr.lib_nearest$nearest;var H=require("./main.cjs"),Vi=H.lib_text$cells,Gi=H.lib_text$isHighSurrogate,ee=H.lib_text$displayWidth,v=H.lib_text$wrap,St=H.lib_text$escapes,G=H.lib_text$clip,O=H.lib_text$neutralise;var Pt=14,$r={object:"a mapping",array:"a list",boolean:"true or false",integer:"a whole number",string:"text"};function Lt(e,{value:t,file:n,selectors:r}){if(e.keyword==="if"||e.propertyName!==void 0)return;let o=jt(e.instancePath,t),i=o.length===0?`\`${n}\``:`\`${Ie(o)}\``,{params:a}=e;switch(e.keyword){case"additionalProperties":return br([...o,String(a.additionalProperty)],i,Object.keys(vr(e)),n);case"propertyNames":{let s=String(a.propertyName);return{path:[...o,s],on:"key",message:Rt(s,r)}}case"required":return{path:o,on:"key",message:wr(i,o,String(a.missingProperty))};default:{let s=Ot(t,o),d=o[0]==="waivers"&&o[2]==="rule"&&typeof s=="string"?Rt(s,r):`${i} ${xr(e,s)}`;return{path:o,on:"value",message:d}}}}function Ie(e){return e.map(n=>{if(typeof n=="number")return`[${n}]`;let r=Ne(n);return/^[\w-]+$/.test(r)?`.${r}`:`.${Or(r)}`}).join("").replace(/^\./,"")}function br(e,t,n,r){let o=Ne(String(e.at(-1))),i=e.length===1?r:t,a=R(o,n),s=a?`did you mean \`${a}\`?`:`its keys are ${Ct(n)}`,l=n.length===0?`${t} takes no \`${G(o,60)}\`: remove it`:`\`${G(o,60)}\` is not a key of ${i}: ${s}`;return{path:e,on:"key",message:l}}function Rt(e,t){let n=R(e,t),r=n?`did you mean \`${n}\`?`:"see the list of rules";return`\`${G(qe(e),60)}\` is not a rule, a family or a class: ${r}`}function wr(e,t,n){return t[0]==="waivers"&&n==="resource"?`${e} says neither \`paths\` nor \`resource\`: say what it holds for, \`paths: ["**"]\` for every file`:`${e} has no \`${n}\`: add it`}function xr(e,t){let{params:n,parentSchema:r}=e,o=String(n.limit),i=e.instancePath===""?void 0:r?.title;if(t===null)return"has no value: give it one, or remove the key";if(typeof i=="string"&&["type","pattern"].includes(e.keyword))return`must be ${i}, not ${te(t)}${_r(t,e.keyword)}`;switch(e.keyword){case"type":return`must be ${$r[String(n.type)]??String(n.type)}, not ${te(t)}`;case"enum":{let a=kr(n.allowedValues),s=typeof t=="string"?R(t,a):void 0;return`must be ${Ct(a,"or")}, not ${te(t)}${s?`: did you mean \`${s}\`?`:""}`}case"minimum":return n.limit===r?.default?`must be ${o} or more: that is the default, and a limit cannot be lowered`:`must be ${o} or more, not ${te(t)}`;case"maximum":return`must be ${o} or less, not ${te(t)}`;case"maxItems":return`must have ${o} items or fewer`;case"maxLength":return`must have ${o} characters or fewer`;case"minProperties":return"is empty: give it a `level`";case"uniqueItems":return`names one thing twice, in items ${String(n.i)} and ${String(n.j)}: remove one`;default:return`is not what the schema of the config asks for (${e.keyword})`}}function _r(e,t){return t==="type"&&typeof e=="number"?", a number: without quotes YAML drops zeros at its end":""}function te(e){return Array.isArray(e)?"a list":Ae(e)?"a mapping":G(qe(JSON.stringify(e??null)),60)}function Ct(e,t="and"){let n=e.slice(0,Pt).map(r=>`\`${r}\``);return e.length>Pt?`${n.join(", ")}, \u2026`:n.length<2?n.join(""):`${n.slice(0,-1).join(", ")} ${t} ${n.at(-1)}`}function kr(e){return Array.isArray(e)?e.filter(t=>typeof t=="string"):[]}function vr(e){let t=e.parentSchema?.properties;return Ae(t)?t:{}}function Or(e){return JSON.stringify(G(e,60))}var M=require("./main.cjs"),C=M.lib_paths$folderOf,We=M.lib_paths$nameOf,ts=M.lib_paths$below,Et=M.lib_paths$child,Ft=M.lib_paths$isWithin,de=M.lib_paths$relative,ns=M.lib_paths$resolve,rs=M.lib_paths$join;var jr=require("./main.cjs"),ce=jr.cli_command_names$commandNames;function Mt({message:e,path:t},n){if(t===void 0)return e;let r=e.replace(/\.$/,""),o=Sr(t);if(o!==void 0)return`${r}: did you mean ${JSON.stringify(de(n,o))}?`;let i=C(t)===n?R(We(t),ce):void 0;return i===void 0?e:`${r}: did you mean the command bgplint ${i}?`}function Sr(e){let t=e;for(;C(t)!==""&&k(h,C(t))==="missing";)t=C(t);let n=C(t);try{let r=h.list(n).map(({name:i})=>i),o=R(We(t),r);return o===void 0?void 0:Et(n,o)}catch(r){if(r instanceof w)return;throw r}}var Dt=require("node:buffer");var Pr=require("./main.cjs"),pe=Pr.host_paths$absolute;var Rr=require("./main.cjs"),fe=Rr.lib_limits$defaultLimits;var Be=require("./main.cjs"),Tt=Be.lib_lists$grouped,T=Be.lib_lists$largest,b=Be.lib_lists$append;var Lr=require("./main.cjs"),At=Lr.lib_search$firstWhere;var j=require("./main.cjs"),ys=j.report_text_phrases$clean,$s=j.report_text_phrases$placeOf,qt=j.report_text_phrases$withoutCommand,bs=j.report_text_phrases$longest,ws=j.report_text_phrases$relatedOf,xs=j.report_text_phrases$remedyOf,_s=j.report_text_phrases$resourceLabel,ks=j.report_text_phrases$whyOf,vs=j.report_text_phrases$answered,me=j.report_text_phrases$count,Os=j.report_text_phrases$leftUnchecked,js=j.report_text_phrases$worstFirst,Nt=j.report_text_phrases$tally;var Cr=require("./main.cjs"),ue=Cr.report_pretty_style$painter;var De=3;function Wt(e,t){let n=ue(t);return e.map(r=>Er(r,n)).join("")}function Er({file:e,before:t,edits:n},r){let o=Bt(t),i=Fr(t,o,n),a=O(e),s=[r("strong",`--- a/${a}`),r("strong",`+++ b/${a}`)].map(p=>`${p}
`),l=0,d=Tr(i).map(p=>{let c=Ar(p,o,l,r);for(let m of p)l+=m.lines.length-(m.end-m.start);return c});return i.length===0?"":[...s,...d].join("")}function Bt(e){return e.match(/[^\n]*\n|[^\n]+$/g)??[]}function Fr(e,t,n){let r=[],o=0;for(let s of t)r.push(o),o+=s.length;let i=[],a=[...n].sort((s,l)=>s.start-l.start||s.end-l.end);for(let s=0;s<a.length;){let l=He(r,a[s]?.start??0),d=l,p="",c=r[l]??e.length;for(let f=a[s];f!==void 0&&He(r,f.start)<=d;f=a[++s])p+=e.slice(c,f.start)+f.text,c=f.end,d=Math.max(d,He(r,f.end===f.start?f.end:f.end-1));let m=Math.min(d+1,t.length);p+=e.slice(c,r[m]??e.length);let g=Mr({start:l,end:m,lines:Bt(p)},t);(g.end>g.start||g.lines.length>0)&&i.push(g)}return i}function He(e,t){return Math.max(0,At(e,n=>n>t)-1)}function Mr({start:e,end:t,lines:n},r){let[o,i]=[0,0],a=Math.min(t-e,n.length);for(;o<a&&r[e+o]===n[o];)o++;for(;i<a-o&&r[t-1-i]===n[n.length-1-i];)i++;return{start:e+o,end:t-i,lines:n.slice(o,n.length-i)}}function Tr(e){let t=[];for(let n of e){let r=t.at(-1)?.at(-1);r!==void 0&&n.start-r.end<=2*De?t.at(-1)?.push(n):t.push([n])}return t}function Ar(e,t,n,r){let o=Math.max(0,(e[0]?.start??0)-De),i=Math.min(t.length,(e.at(-1)?.end??0)+De),a=e.reduce((p,c)=>p+c.lines.length-(c.end-c.start),0),s=[],l=o;for(let p of e)b(s,t.slice(l,p.start).map(c=>ge(" ",c,r))),b(s,t.slice(p.start,p.end).map(c=>ge("-",c,r))),b(s,p.lines.map(c=>ge("+",c,r))),l=p.end;b(s,t.slice(l,i).map(p=>ge(" ",p,r)));let d=`@@ -${It(o,i-o)} +${It(o+n,i-o+a)} @@`;return[`${r("note",d)}
`,...s].join("")}function It(e,t){return`${t===0?e:e+1},${t}`}function ge(e,t,n){let[,r="",o=""]=/^(.*?)(\r?\n?)$/s.exec(t)??[],i=r.split("	").map(O).join("	"),a=qt(e+i);return(e===" "?a:n(e==="-"?"error":"added",a))+(o.endsWith(`
`)?o:`${o}
\\ No newline at end of file
`)}function Jt({report:e},{fixReview:t}){return e.findings.filter(({fixable:n,suppressed:r})=>r===null&&(n==="safe"||t===!0&&n==="review"))}function zt(e,t,n,r){let{files:o}=e.fixes.combine(Jt(e,t)),i=o.flatMap(({file:a,edits:s})=>{let l=e.frame(a);return l!==void 0?[{file:a,before:l,edits:s}]:(r.err(`bgplint: ${O(a)} is not shown: a part of it cannot be read, and may be secret.
`),[])});return Wt(i,n)}function Ut(e,t,n){let{files:r,applied:o,held:i}=e.fixes.combine(Jt(e,t)),a=new Set;for(let p of r)try{qr(p,n)}catch(c){if(!(c instanceof $))throw c;a.add(p.file),n.err(`bgplint: ${O(c.message)}
`)}let s=p=>!(a.size===0?[]:e.fixes.of(p)?.edits??[p]).some(({file:m})=>a.has(m)),l=o.filter(s).length,d=r.length-a.size;if(d>0&&n.err(`bgplint: ${me(l,"finding")} fixed in ${me(d,"file")}.
`),i.length>0){let p=i.length===1?"its fix gets":"their fixes get";n.err(`bgplint: ${me(i.length,"finding")} held back, as ${p} in the way of others: run it again.
`)}return{written:d>0,failed:a.size>0}}function qr({file:e,before:t,after:n},{cwd:r}){let o=pe(r,e),i=JSON.stringify(e),a=Ht(i,()=>h.read(o,Math.max(fe.jsonBytes,t.length*3)));if(Ht(i,()=>le(a))!==t)throw new $(`${i} changed while it was checked: run it again.`);let s=["\uFEFF",""].find(l=>Nr(l+t)===a.binary);if(s===void 0)throw new $(`${i} cannot be fixed, as it is not in UTF-8: convert it first.`);gt(o,e,s+t,s+n)}function Nr(e){return Dt.Buffer.from(e,"utf8").toString("latin1")}function Ht(e,t){try{return t()}catch(n){throw n instanceof w||n instanceof ae?new $(`${e} cannot be fixed: ${n.message}.`):n}}var Vt={$schema:"http://json-schema.org/draft-07/schema#",$comment:"definitions.selector.enum and properties.rules.properties are generated from the rules' METADATA.",title:"bgplint.yaml: what bgplint reads and how it judges it",type:"object",properties:{extends:{description:"The levels to start from, which `rules` then change. `recommended`: each rule at its own level. `correctness`: policies (passwords, graceful restart, explicit nodes) are warnings at most, so only what is broken fails a run. `strict`: rules that are off are on, and policies weigh one level more. Enforced rules are the same in each.",enum:["recommended","correctness","strict"],default:"recommended"},rules:{description:"Levels of rules: by id, by family (`calico/*`) or by class (`@security`). The narrowest holds. The level of an enforced rule cannot be changed: naming one is reported and has no effect.",type:"object",propertyNames:{$ref:"#/definitions/selector"},properties:{},additionalProperties:{$ref:"#/definitions/setting"}},exclude:{description:"Files and folders that are not read, unless they are named on the command line. The ledger counts them.",$ref:"#/definitions/globs"},complete:{description:"The folder of this file holds everything that is applied to the cluster. Rules that claim that something is absent then speak at their own level; without it they give a note.",type:"boolean",default:!1},clusters:{description:"The clusters that the files describe. Objects are joined only within one. Without a list the scan is one cluster, or several where one object occurs in several versions.",type:"array",maxItems:1e3,items:{$ref:"#/definitions/cluster"}},limits:{description:"Bounds of what is read. They can be raised, not lowered: a limit is no way to hide a file.",type:"object",properties:{yamlBytes:{description:"Size of a YAML file in bytes.",type:"integer",default:67108864,minimum:67108864,maximum:536870888},jsonBytes:{description:"Size of a JSON file in bytes.",type:"integer",default:268435456,minimum:268435456,maximum:536870888},documentBytes:{description:"Size of a document, or of an item of a List, in bytes.",type:"integer",default:4194304,minimum:4194304,maximum:536870888},depth:{description:"How deep mappings and lists may be nested.",type:"integer",default:200,minimum:200,maximum:1e3},aliases:{description:"How many values the aliases of a document may expand to.",type:"integer",default:1e4,minimum:1e4,maximum:1e7},documents:{description:"How many documents a file may hold.",type:"integer",default:1e5,minimum:1e5,maximum:1e7},findings:{description:"How many findings a run may report.",type:"integer",default:1e5,minimum:1e5,maximum:1e7}},additionalProperties:!1},waivers:{description:"Findings that are answered here, with a reason: the only way for JSON files, and the way for files that you cannot edit. A waiver without a reason, or for an enforced rule, has no effect and is reported.",type:"array",maxItems:1e3,items:{$ref:"#/definitions/waiver"}},baseline:{title:"a path relative to the folder of this file, with `/` between its parts",description:"The file of findings that were there when bgplint came, and are accepted: they do not count, new ones do. `bgplint --update-baseline` writes it, `bgplint --prune-baseline` removes what is fixed. It must lie in the repository.",type:"string",maxLength:1024,pattern:"^[^/\\\\][^\\\\]*$"},calico:{description:"Calico in the clusters that say nothing else.",$ref:"#/definitions/product"},metallb:{description:"MetalLB in the clusters that say nothing else.",$ref:"#/definitions/metallb"},cilium:{description:"Cilium in the clusters that say nothing else.",$ref:"#/definitions/cilium"},terraform:{description:"What a plan does not say of itself.",type:"object",properties:{nodes:{description:"Addresses of what holds the cluster's nodes, as a plan names them: security groups, networks, NSGs, firewalls, instances, launch templates, node pools; `*` stands for any part. BGP must pass between them.",type:"array",maxItems:1e3,uniqueItems:!0,items:{title:"the address of a resource, such as `module.eks.aws_security_group.nodes`",type:"string",maxLength:1024,pattern:"^\\S(.*\\S)?$"}}},additionalProperties:!1},routers:{description:"Routers whose configurations are not in the scan: the ends of sessions that peers name by their addresses.",type:"array",maxItems:1e4,items:{$ref:"#/definitions/router"}}},additionalProperties:!1,definitions:{router:{type:"object",properties:{name:{title:"a name of 1 to 253 characters",description:"How messages call it.",type:"string",pattern:"^\\S(.{0,251}\\S)?$"},address:{title:"an address, a network such as 192.0.2.0/24, or a list of them",description:"The addresses that peers name it by. A network is for routers of one AS in it; an address of its own comes first.",type:["string","array"],maxLength:64,maxItems:1e3,items:{title:"an address, or a network such as 192.0.2.0/24",type:"string",maxLength:64}},asNumber:{title:'an AS number, such as 64512 or "1.10"',description:"Its AS number.",type:["integer","string"],minimum:1,maximum:4294967295,maxLength:11},nodeAsNumber:{title:'an AS number, such as 64512 or "1.10"',description:"The AS number that it expects of the nodes.",type:["integer","string"],minimum:1,maximum:4294967295,maxLength:11}},required:["name","address","asNumber"],additionalProperties:!1},selector:{description:"A rule's id, a family such as `calico/*`, or a class such as `@security`.",type:"string"},level:{description:"`off` silences. Without quotes YAML 1.1 reads it as false, which means the same here.",enum:["off","note","warning","error",!1]},setting:{description:"A level, or a mapping with a `level`, and `options` where the rule has any.",if:{type:"object"},then:{type:"object",properties:{level:{$ref:"#/definitions/level"}},minProperties:1,additionalProperties:!1},else:{$ref:"#/definitions/level"}},globs:{type:"array",maxItems:1e3,items:{title:"a path relative to the folder of this file, with `/` between its parts; `*`, `**`, `?`, `[\u2026]` and `{a,b}` are wildcards",type:"string",maxLength:1024,pattern:"^[^/!\\\\][^\\\\]*$"}},version:{title:'a version in quotes, such as "3.30" or "3.30.1"',type:"string",pattern:"^v?[0-9]{1,4}\\.[0-9]{1,4}(\\.[0-9]{1,4})?$"},product:{type:"object",properties:{version:{$ref:"#/definitions/version"}},additionalProperties:!1},metallb:{type:"object",properties:{version:{$ref:"#/definitions/version"},mode:{description:"The BGP implementation that the speakers run.",enum:["native","frr","frr-k8s"]}},additionalProperties:!1},cilium:{type:"object",properties:{version:{$ref:"#/definitions/version"},secretsNamespace:{title:"a namespace's name, such as kube-system",description:"The namespace from which Cilium reads the passwords of BGP sessions: `bgpControlPlane.secretsNamespace.name` of its Helm chart.",type:"string",maxLength:63,pattern:"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}},additionalProperties:!1},cluster:{type:"object",properties:{name:{title:"a name of 1 to 253 characters",type:"string",pattern:"^\\S(.{0,251}\\S)?$"},paths:{description:"The files and folders of this cluster.",$ref:"#/definitions/globs"},complete:{description:"The paths hold everything that is applied to this cluster.",type:"boolean"},calico:{$ref:"#/definitions/product"},metallb:{$ref:"#/definitions/metallb"},cilium:{$ref:"#/definitions/cilium"}},required:["name","paths"],additionalProperties:!1},waiver:{type:"object",properties:{rule:{$ref:"#/definitions/selector"},paths:{description:"The files that it holds for.",$ref:"#/definitions/globs"},resource:{title:"an object, `Kind/name` or `Kind/namespace/name`, or the address of a plan's resource",description:"The object that it holds for: `Kind/name`, `Kind/namespace/name`, or the address of a plan's resource.",type:"string",maxLength:1024,pattern:"^(?=.*[./])\\S(.*\\S)?$"},reason:{description:"Why the finding is accepted. Without it the waiver has no effect.",type:"string"},owner:{description:"Who answers for it.",type:"string"},expires:{title:"a day, `YYYY-MM-DD`",description:"The last day on which it holds, in UTC.",type:"string",pattern:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}},required:["rule"],if:{not:{required:["paths"]}},then:{required:["resource"]},additionalProperties:!1}}};var Je=require("./main.cjs"),Gt=Je.config_level$levelInForce,Vs=Je.config_level$levelOf,Gs=Je.config_level$optionsOf;var Wr=/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{NChar}]/gu;async function Yt(e,t,n){let{stringify:r}=await import("./yaml.cjs"),o=(s,l,d)=>r({[s]:l},{defaultStringType:"QUOTE_DOUBLE",defaultKeyType:"PLAIN",lineWidth:0}).replace(`
`,` # ${d?O(n??"config"):"default"}
`),i=Object.entries(Vt.properties.limits.properties).map(([s,l])=>{let d=e.limits[s];return`  ${o(s,d??l.default,d!==void 0)}`});return[o("extends",e.extends,e.extends!=="recommended"),o("rules",Object.fromEntries([...e.rules.values()].map(Hr)),e.rules.size>0),o("exclude",e.exclude,e.exclude.length>0),o("complete",e.complete,e.complete),o("clusters",e.clusters,e.clusters.length>0),`limits:
`,...i,o("waivers",e.waivers,e.waivers.length>0),...e.baseline===void 0?[]:[o("baseline",e.baseline,!0)],o("calico",e.calico,e.calico.version!==void 0),o("metallb",e.metallb,Object.keys(e.metallb).length>0),o("cilium",e.cilium,Object.keys(e.cilium).length>0),o("terraform",e.terraform,e.terraform.nodes.length>0),o("routers",e.routers.map(Br),e.routers.length>0),...Dr(e,t)].join("").replace(Wr,St)}function Br({name:e,addresses:t,as:n,nodeAs:r}){return{name:e,address:t,asNumber:n,...r===void 0?{}:{nodeAsNumber:r}}}function Hr({key:e,level:t,options:n}){return[e,n===void 0?t:{...t===void 0?{}:{level:t},options:n}]}function Dr(e,t){let n=T(t.map(o=>o.id.length));return[`
# Levels in force
`,...t.map(o=>{let i=(o.levels??[o.level]).map(l=>Gt(e,o,{level:l})),a=[...new Set(i.map(({level:l})=>l))].join(" or "),s=i.map(l=>l.from).find(l=>l!==void 0);return`#   ${o.id.padEnd(n)}  ${a} (${o.enforced?"enforced":s??"default"})
`})]}var Jr=require("./main.cjs"),Kt=Jr.lib_order$compare;var S=require("./main.cjs"),ze=S.report_text_ledger$checked,na=S.report_text_ledger$heldBack,ra=S.report_text_ledger$leftOut,Qt=S.report_text_ledger$unjudged,oa=S.report_text_ledger$unlisted,Zt=S.report_text_ledger$byFamily,ia=S.report_text_ledger$hidden,sa=S.report_text_ledger$templates,aa=S.report_text_ledger$withoutRules,la=S.report_text_ledger$elsewhere,da=S.report_text_ledger$gaps,ca=S.report_text_ledger$account,pa=S.report_text_ledger$looser;var zr=["read","in part","no BGP in it","not checked","not read"];function Xt({scan:e,left:t,candidates:n,report:r},o){let i=new Map(r.ledger.skipped.map(c=>[c.file,c])),a=new Set(r.ledger.inPart),l=[...[...new Set([...e.texts.keys(),...n])].map(c=>{let m=i.get(c);if(m!==void 0){let g=m.reason.replace(/^not checked, /,"");return{file:c,state:a.has(c)?"in part":"not checked",why:g}}return e.texts.has(c)?{file:c,state:"read",why:""}:{file:c,state:"no BGP in it",why:c===o?"the configuration":""}}),...t.map(({file:c,reason:m})=>({file:c,state:"not read",why:m}))].sort((c,m)=>Kt(c.file,m.file)),d=14;return`${[...l.map(({file:c,state:m,why:g})=>`${m.padEnd(d)}${O(c)}${g===""?"":`  (${O(g)})`}`),...l.length===0?[]:[""],Ur(l),...Qt(r.ledger)].join(`
`)}
`}function Ur(e){let t=Tt(e,({state:r})=>r),n=zr.flatMap(r=>t.has(r)?[`${t.get(r)?.length} ${r}`]:[]);return`${e.length} in all${n.length===0?"":`: ${n.join(", ")}`}`}var Vr=require("./main.cjs"),he=Vr.cli_process$exit;var Ue=require("./main.cjs"),ye=Ue.lib_pages$rulePage,$e=Ue.lib_pages$docsPage,A=Ue.lib_pages$repository;var Gr=require("./main.cjs"),en=Gr.parse_index$parseYaml;var tn={name:"bgplint",version:"0.1.0",description:"Linter for BGP on Kubernetes: checks both ends of every session in Calico, MetalLB, frr-k8s, Cilium and Antrea manifests, Terraform plans, router configurations, host firewalls and running state.",license:"Apache-2.0",repository:"github:bgplint/bgplint",type:"module",bin:{bgplint:"dist/bgplint.mjs"},files:["dist","schemas","LICENSE","README.md","CHANGELOG.md"],engines:{node:">=20"},scripts:{"build:all":"npm run build:policies && npm run build:schemas && npm run build:bundle && npm run build:pages","build:policies":"node scripts/build-policies.mjs","build:schemas":"node scripts/build-schemas.mjs","build:bundle":"node scripts/bundle.mjs","build:pages":"node scripts/build-pages.mjs",check:"npm run check:static && npm test",fix:"biome check --write . && node scripts/fix-policies.mjs",test:"vitest run",bench:"node test/bench/index.mjs",fuzz:"node scripts/fuzz.mjs",differential:"vitest run --config test/differential/vitest.config.ts",lab:"vitest run --config test/lab/vitest.config.ts",pages:"vitest run --config test/pages/vitest.config.ts",integration:"vitest run --config test/integration/vitest.config.ts","new-rule":"node scripts/new-rule.mjs",rule:"node scripts/rule.mjs","check:static":"biome check --error-on-warnings . && tsc -p . && node scripts/check-generated.mjs"},devDependencies:{"@biomejs/biome":"2.5.15","@microsoft/sarif-multitool-ts":"5.7.0","@open-policy-agent/opa-wasm":"1.10.0","@prometheus-io/lezer-promql":"0.315.0","@types/node":"20.19.43",ajv:"8.20.0",commander:"14.0.3",esbuild:"0.28.2","fast-check":"4.10.2",glob:"14.0.6",minimatch:"11.0.9",typescript:"7.0.2",vitest:"4.1.12","xmllint-wasm":"5.3.0",yaml:"2.9.1"}};var Kr=require("./main.cjs"),Ve=Kr.lib_versions$knownVersions;var{version:be}=tn,nn=$e("pipelines.md"),Ge="node_modules/bgplint/schemas/bgplint.schema.json",Qr=`https://unpkg.com/bgplint@${be}/schemas/bgplint.schema.json`,Zr=20;function rn({installed:e,vendored:t,clusters:n,products:r,findings:o}){return`${[`# yaml-language-server: $schema=${e?`./${Ge}`:Qr}
# What bgplint reads and how it judges it. Paths start at the folder of this file.

# true where this folder holds all that is applied: what is nowhere is an error.
complete: false`,o?`# What is accepted for now: --update-baseline writes all that is found today into it.
baseline: bgplint-baseline.json`:"",n.length<2?"":Xr(n),t.length===0?"":`# Files of others are checked like your own, unless they are named here:
# exclude: [${t.map(a=>JSON.stringify(a)).join(", ")}]`,`# The versions that you run; without them, the newest that the rules know.
${(r.length===0?["calico","metallb"]:r).map(a=>eo[a]).join(`
`)}`].filter(Boolean).join(`

`)}
`}function Xr(e){let t="# Objects in several versions: their folders are taken for clusters.";if(e.length>Zr)return`${t} There are ${e.length} (bgplint -f json).
# Where that is wrong, list all of them under \`clusters\`.`;let n=e.map(r=>`#   - { name: ${JSON.stringify(r)}, paths: [${JSON.stringify(r)}] }`);return[`${t} To say so:`,"# clusters:",...n].join(`
`)}var eo={calico:`# calico: { version: "${Ve.Calico}" }`,metallb:`# metallb: { version: "${Ve.MetalLB}", mode: frr } # or native, or frr-k8s`};function D(e){return`${e}- repo: https://github.com/${A}
${e}  rev: v${be}
${e}  hooks:
${e}    - id: bgplint
`}var on=`repos:
${D("  ")}`;function sn(e){return`name: bgplint
on:
  pull_request:
  push:
    branches: [${JSON.stringify(e)}]

permissions: {}

jobs:
  bgplint:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read # to check the repository out
      security-events: write # to upload to code scanning
      actions: read # to upload from a private repository
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          fetch-depth: 0 # a change is compared with the commit that it branched off from
          persist-credentials: false
      - uses: ${A}@v${be} # a tag can be moved: a commit pins it
        with:
          changed-only: auto # on pull requests; a push to the branch reports everything
`}var an=`bgplint:
  image: node:22
  timeout: 10 minutes
  variables:
    GIT_DEPTH: 0 # a change is compared with the commit that it branched off from
  script:
    - >-
      npx --yes github:${A}#v${be}
      --output gitlab=gl-code-quality-report.json
      \${CI_MERGE_REQUEST_DIFF_BASE_SHA:+--changed-from="$CI_MERGE_REQUEST_DIFF_BASE_SHA"}
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`;function ln(e){return Ke(e)?.some(t=>no(t))===!0||e.includes(`github.com/${A}`)}function dn(e){let t=Ke(e);if(t===void 0||t.length===0)return;let n=/\r\n/.test(e)?`\r
`:`
`,r=e.split(/\r?\n/),o=r.findIndex(p=>/^repos:[ \t]*(?:#.*)?$/.test(p)),i=r.slice(o+1),a=i.map(p=>/^( *)- /.exec(p)?.[1]).find(p=>p!==void 0);if(o===-1||a===void 0||i.some(p=>/^[^\s#-]|^---/.test(p)))return;let s=`${e.trimEnd()}
${D(a)}`.replace(/\r?\n/g,n),[l]=Ke(`repos:
${D("  ")}`)??[];return JSON.stringify(Ye(s))===JSON.stringify(to(Ye(e),l??null))?s:void 0}function to(e,t){return Object.fromEntries(Object.entries(e??{}).map(([n,r])=>[n,n==="repos"?[...r,t]:r]))}function Ye(e){let t={limits:fe,wants:()=>!0},{documents:n,problems:r}=en({file:".pre-commit-config.yaml",text:e},t),[o]=n,i=o?.value;if(!(r.length>0||n.length!==1))return typeof i=="object"&&i!==null&&!Array.isArray(i)?i:void 0}function Ke(e){let t=Ye(e)?.repos;return Array.isArray(t)?t:void 0}function no(e){let t=e?.hooks;return Array.isArray(t)&&t.some(n=>String(n?.id).startsWith("bgplint"))}var ro=require("./main.cjs"),cn=ro.cli_request$prepare;var oo=require("./main.cjs"),pn=oo.cli_run$run;var io=1<<20,Qe=/^[\w@+][\w.@+-]*(?:\/[\w@+][\w.@+-]*)*$/,so=new Set(["vendor","vendored","third_party","third-party","thirdparty","external"]),ao=20;function J(e){try{return h.read(e,io).decode("utf-8")}catch(t){if(t instanceof w||t instanceof TypeError)return;throw t}}async function fn(e,t){let n={...e,cwd:t},{request:r}=await cn(n,[],{format:"pretty",failOn:"error",color:"auto"});return pn(n,r)}function mn(e,{candidates:t,report:n}){let{clusters:r,resources:o}=n.ledger;return{installed:k(h,`${e}/${Ge}`)==="file",vendored:[...new Set(t.flatMap(lo))].filter(i=>Qe.test(i)).slice(0,ao),clusters:r.map(({name:i})=>i).filter(i=>Qe.test(i)),findings:n.findings.some(i=>i.suppressed===null),products:["calico","metallb"].filter(i=>(o[i]??0)>0)}}function lo(e){let t=e.split("/").slice(0,-1),n=t.findIndex(r=>so.has(r.toLowerCase()));return n===-1?[]:[t.slice(0,n+1).join("/")]}function un(e){return k(h,`${e}/.github`)==="folder"?!0:/^\s*url\s*=\s*\S*github\.com[:/]/m.test(J(`${e}/.git/config`)??"")}function gn(e){let t=`${e}/.git`,n=/^ref: refs\/remotes\/origin\/(.+)$/m.exec(J(`${t}/refs/remotes/origin/HEAD`)??"")?.[1];if(n!==void 0&&Qe.test(n))return n;let r=/^ref: refs\/heads\/(.+)$/m.exec(J(`${t}/HEAD`)??"")?.[1];return["main","master","trunk"].find(i=>i===r||k(h,`${t}/refs/heads/${i}`)==="file")??"main"}var we=require("node:fs");function Ze(e,t){let n=t,r=h.real(n);for(;r===void 0&&C(n)!=="";)n=C(n),r=h.real(n);return r===void 0||!Ft(h.real(e)??e,r)}function hn(e,t,n){let r=`${e}/${t}`;$n(e,t);try{(0,we.mkdirSync)(C(r),{recursive:!0}),(0,we.writeFileSync)(r,n,{flag:"wx"})}catch(o){let i=o.code==="EEXIST";throw new $(`${JSON.stringify(t)} cannot be written: ${i?"a link is in its place":B(o)}.`)}}function yn(e,t,n){$n(e,t),Z(`${e}/${t}`,t,n,"file")}function $n(e,t){if(Ze(e,`${e}/${t}`))throw new $(`${JSON.stringify(t)} is not written: a link on its way leads out of the repository.`)}var bn="bgplint.yaml",z=".pre-commit-config.yaml",xe=".github/workflows",_e=".gitlab-ci.yml";function wn(e,t){let n=k(h,`${e}/.git`)!=="missing";return[co(e,t),...n?[po(e)]:[],...un(e)?[fo(e)]:[],...k(h,`${e}/${_e}`)==="file"?[mo(e)]:[]]}function Xe(e,t){return{action:"write",file:e,text:t,added:t}}function ke(e){return{action:"there",file:e,text:"",added:""}}function co(e,t){let n=[bn,"bgplint.yml"].find(r=>k(h,`${e}/${r}`)!=="missing");return n===void 0?Xe(bn,rn(mn(e,t))):ke(n)}function po(e){if(k(h,`${e}/${z}`)==="missing")return Xe(z,on);let t={action:"by hand",file:z,text:"",added:D("  ")};if(Ze(e,`${e}/${z}`))return t;let n=J(`${e}/${z}`);if(n===void 0)return t;if(ln(n))return ke(z);let r=dn(n);return r===void 0?t:{action:"extend",file:z,text:r,added:D("  ")}}function fo(e){let t=uo(`${e}/${xe}`).filter(i=>/\.ya?ml$/.test(i)),n=t.find(i=>J(`${e}/${xe}/${i}`)?.includes(`${A}@`)),r=t.find(i=>/^bgplint\.ya?ml$/.test(i)),o=n??r;return o===void 0?Xe(`${xe}/bgplint.yaml`,sn(gn(e))):ke(`${xe}/${o}`)}function mo(e){return J(`${e}/${_e}`)?.includes("bgplint")===!0?ke(_e):{action:"by hand",file:_e,text:"",added:an}}function uo(e){try{return h.list(e).map(({name:t})=>t)}catch(t){if(t instanceof w)return[];throw t}}async function xn(e,{yes:t,dryRun:n}){let r=at(h,e.cwd)??e.cwd,o=p=>O(de(e.cwd,pe(r,p))),i=await fn(e,r),a=wn(r,i),s=a.filter(({action:p})=>p==="write"||p==="extend");e.out(`${go(i)}
`);let l=t===void 0&&n===void 0&&s.length>0&&e.terminal,d=l||n===!0;if(e.out(a.map(p=>yo(p,o(p.file),d)).join("")),n)return he.clean;if(l&&!bo(e))return e.out(`Nothing was written.
`),he.clean;for(let{action:p,file:c,text:m}of s)(p==="write"?hn:yn)(r,c,m);return e.out(s.length===0?`All is there: nothing was written.
`:wo(i,a,s)),he.clean}function go({report:e}){let t=Zt(e.ledger);return t===""?ze(e.ledger):`${ze(e.ledger)}: ${t}`}var ho={write:"write",extend:"add to",there:"there","by hand":"by hand"};function yo({action:e,file:t,added:n},r,o){let i=`  ${ho[e].padEnd(9)}${r}
`;if(e==="there"||!o&&e!=="by hand")return i;let a=e==="by hand"?`${" ".repeat(11)}${$o(t)}
`:"";return`${i}${a}
${n.replace(/^(?=.)/gm," ".repeat(6))}
`}function $o(e){return e.endsWith(".gitlab-ci.yml")?"add this job:":"it is written in a way that is left to you; add this to its list of repos:"}function bo(e){let t=e.ask("Write this? [y/N] ");return t===void 0||/^\s*y(?:es)?\s*$/i.test(t)}function wo({report:e},t,n){let r=e.findings.filter(a=>a.suppressed===null),o=[["bgplint",`now: ${Nt(r)}`],...r.length===0?[]:[["bgplint --update-baseline","accept that, and be told only of what is new"]],...n.some(({file:a})=>a===".pre-commit-config.yaml")?[["pre-commit install","run the hook at each commit"]]:[],...t.some(({file:a})=>/\.(?:github|gitlab-ci)/.test(a))?[]:[["a pipeline",`neither GitHub nor GitLab was seen here: ${nn}`]]],i=T(o.map(([a])=>a.length));return`Next:
${o.map(([a,s])=>`  ${a.padEnd(i)}  ${s}
`).join("")}`}var _n=require("./main.cjs"),q=_n.host_policy$nodePolicy,kn=_n.host_policy$distUrl;var Y=require("./main.cjs"),hl=Y.lib_rules$rulesById,yl=Y.lib_rules$fails,$l=Y.lib_rules$levels,vn=Y.lib_rules$freezes,F=Y.lib_rules$ruleFamily,On=Y.lib_rules$adviceOf;var xo=require("./main.cjs"),jn=xo.cli_version$version;var _o=7,ko=70;function ve(e,t,n){let{rules:r,digest:o}=q(),i=[...new Set(r.map(({id:d})=>F(d)))];if(t!==void 0&&!i.includes(t))throw new $(vo(t,i));let a=r.filter(d=>t===void 0||F(d.id)===t);if(n==="json"){let d={bgplint:jn,digest:o,families:i,rules:a.map(jo)};e.out(`${JSON.stringify(d,null,2)}
`);return}let s=e.terminal?e.columns??80:void 0;e.out(a.map(d=>Oo(d,a,s)).join(""));let l=[`${a.length} rules; bgplint explain <rule> says more.`,...a.some(d=>d.enforced)?["An enforced rule cannot be suppressed."]:[]].join(" ");e.out(`
${v(l,s??l.length).join(`
`)}
`)}function vo(e,t){let n=R(e,t),r=n===void 0?`the families are ${t.join(", ")}.`:`did you mean ${n}?`;return`There is no family ${JSON.stringify(e)}: ${r}`}function Oo(e,t,n){let r=e.id.padEnd(T(t.map(l=>l.id.length))),o=e.off?"off":e.level,i=e.enforced?", enforced":"";if(n===void 0)return`${r}  ${`${o}${i}`.padEnd(17)}  ${e.class.padEnd(12)}  ${e.title}
`;let a=`${e.title}${e.enforced?" (enforced)":""}`;if(n<ko){let l=v(`${o}: ${a}`,n-4).map(d=>`    ${d}
`);return`${e.id}
${l.join("")}`}let s=`${r}  ${o.padEnd(_o)}  `;return v(a,n-s.length).map((l,d)=>`${d===0?s:" ".repeat(s.length)}${l}
`).join("")}function jo(e){let t=n=>n.trim().replace(/\s+/g," ");return{id:e.id,family:F(e.id),title:e.title,level:e.level,levels:e.levels??[e.level],class:e.class,policy:e.policy===!0,off:e.off===!0,enforced:e.enforced===!0,freezes:e.freezes===!0,aliases:e.aliases??[],options:e.options??{},description:t(e.description),remediation:t(e.remediation),variants:Object.fromEntries(Object.keys(e.variants??{}).map(n=>{let{description:r,remediation:o}=On(e,n),i={description:t(r),remediation:t(o)};return[n,{...i,freezes:vn(e,n)}]})),references:e.references}}var Bn=require("node:fs");var So=require("./main.cjs"),Sn=So.cli_write_reports$colored;var Pn=require("./main.cjs"),Ll=Pn.config_profile$isLighter,et=Pn.config_profile$levelIn;function Rn(...e){return require("./findings.cjs").report_pretty_window$windowOf(...e)}var x="  ",Po=1e4,tt=24;function ne({line:e,sign:t,findings:n,digits:r,other:o},{width:i,paint:a}){let s=i===void 0?Po:Oe(i,r),l=n.filter(({range:f})=>f?.startLine===e.number),d=(f,y)=>`${f.padEnd(1)} ${y.padStart(r)} |`,p=t==="-"?"error":t==="+"?"added":void 0,c=f=>p===void 0?`${a("faint",d(t,`${e.number}`))}${Cn(f)}`:a(p,d(t,`${e.number}`)+Cn(f));if(l.length===0){let f=o===void 0?0:Lo(e.text,o.text);return[c(Ln(e.text,f,f,s).shown)]}let m=[],g;for(let{range:f,level:y,message:L}of l){let I=(f?.startColumn??1)-1,_=f!==null&&f.endLine===f.startLine?f.endColumn-1:e.text.length,P=Ln(e.text,I,_,s);P.shown!==g&&m.push(c(P.shown)),g=P.shown;let W=" ".repeat(P.column)+a(y,"^".repeat(Math.max(1,P.width))),U=Ro(`${y}: ${L}`,P.column,P.width,i===void 0?Oe(80,r):s),[rt="",...or]=U.lines,ot=U.isBeside?[`${W} ${a(y,rt)}`]:[W," ".repeat(U.indent)+a(y,rt)];b(ot,or.map(Re=>" ".repeat(U.indent)+a(y,Re))),b(m,ot.map(Re=>`${a("faint",d("",""))} ${Re}`))}return m}function Ro(e,t,n,r){let o=t+Math.max(1,n)+1,i=r-o>=tt||ee(e)<=r-o,a=i?o:Math.min(t,Math.max(0,r-2*tt));return{isBeside:i,indent:a,lines:v(e,Math.max(tt,r-a))}}function je(e,{width:t}){return e.filter(({range:n})=>n===null).flatMap(({level:n,message:r})=>v(`${n}: ${r}`,(t??80)-x.length))}function Ln(e,t,n,r){return Rn(e,Math.min(t,Math.max(0,e.length-1)),Math.min(n,e.length),r)}function Oe(e,t){return Math.max(20,e-x.length-t-5)}function Cn(e){return e===""?"":` ${e}`}function Lo(e,t){let n=0;for(;n<e.length&&e[n]===t[n];)n++;return n}function Fn(e,t){let[n,r]=[En(e),En(t)],o=Eo(n,r),i=[],a=[],s=[],l=()=>{for(let c=0;c<Math.max(a.length,s.length);c++)i.push(Co(a[c],s[c]));a=[],s=[]},[d,p]=[0,0];for(;;){let[c,m]=[n[d],r[p]];if(c===void 0&&m===void 0)break;c!==void 0&&m!==void 0&&c.text===m.text?(l(),i.push({old:c,fresh:m,changed:!1}),d++,p++):c!==void 0&&(m===void 0||re(o,d+1,p)>=re(o,d,p+1))?(a.push(c),d++):m!==void 0&&(s.push(m),p++)}return l(),i}function Co(e,t){return{...e===void 0?{}:{old:e},...t===void 0?{}:{fresh:t},changed:!0}}function En(e){return e===""?[]:e.split(`
`).map((t,n)=>({number:n+1,text:t}))}function Eo(e,t){let n=Array.from({length:e.length+1},()=>new Array(t.length+1).fill(0));for(let r=e.length-1;r>=0;r--){let o=n[r]??[];for(let i=t.length-1;i>=0;i--)o[i]=e[r]?.text===t[i]?.text?re(n,r+1,i+1)+1:Math.max(re(n,r+1,i),re(n,r,i+1))}return n}function re(e,t,n){return e[t]?.[n]??0}function Mn({flagged:e,findings:t,fixed:n,removed:r}){let o=new Map(n.map(({file:s,text:l})=>[s,l])),i=(s,l)=>{let d=r.includes(s),p=Fn(l??"",d?"":o.get(s)??l??"");return{file:s,rows:p,findings:t.filter(c=>c.file===s),isNew:l===void 0,isRemoved:d,digits:`${p.length}`.length}},a=new Set(e.map(({file:s})=>s));return[...e.map(({file:s,text:l})=>i(s,l)),...n.filter(({file:s})=>!a.has(s)).map(({file:s})=>i(s,void 0))]}var oe=3,Se=40,K="...",Fo=3;function ie(e,t,n){let r=new Set;for(let[s,l]of e.entries())if(t(l))for(let d=Math.max(0,s-n);d<=Math.min(e.length-1,s+n);d++)r.add(d);let o=[],i=-1,a=s=>{s-i-1<Fo?b(o,e.slice(i+1,s)):o.push(void 0)};for(let s of[...r].sort((l,d)=>l-d))a(s),o.push(e[s]),i=s;return a(e.length),o}var Mo=56,Tn="   ";function An(e,t,n){let r={width:t,paint:n},o=(a,s,l)=>{let d=s===""?a:`${a}${" ".repeat(Math.max(0,t-To(a)))}${Tn}${s}`;return l===void 0?d:n(l,d)},i=[o("Flagged","Fixed","strong")];for(let[a,{file:s,rows:l,findings:d,digits:p,isNew:c,isRemoved:m}]of e.entries()){a>0&&i.push(""),i.push(o(c?"":x+s,m?`${x}${s} is removed`:x+s)),b(i,je(d,r).map(f=>x+f));let g=f=>f.changed||d.some(({range:y})=>y?.startLine===f.old?.number);for(let f of l.length<=Se?l:ie(l,g,2*oe))if(f===void 0)i.push(o(x+K,x+K));else{let y=(_,P,W,U)=>_===void 0?[]:ne({line:_,other:f.changed?P:void 0,sign:W,findings:U,digits:p},r),L=y(f.old,f.fresh,f.changed?"-":"",d),I=y(f.fresh,f.old,f.changed?"+":"",[]);for(let _=0;_<Math.max(L.length,I.length);_++){let[P,W]=[L[_],I[_]];i.push(o(P===void 0?"":x+P,W===void 0?"":x+W))}}}return i.join(`
`)}function qn(e,{width:t}){if(t===void 0)return;let n=Math.floor((t-Tn.length)/2),r=({rows:o,digits:i})=>o.every(({old:a,fresh:s})=>[a,s].every(l=>ee(l?.text??"")<=Oe(n,i)));return n>=Mo&&e.every(r)?n:void 0}function To(e){return ee(e.replace(/\x1b\[[\d;]*m/g,""))}function Nn(e,t){let n=Mn(e),r=qn(n,t);if(r!==void 0)return[An(n,r,t.paint)];let o=n.filter(({isNew:s})=>!s).map(s=>Ao(s,t)),i=n.filter(({rows:s})=>s.some(({changed:l})=>l)).map(s=>qo(s,t)),a=s=>t.paint("strong",s);return[`${a("Flagged")}
${o.join(`

`)}`,`${a("Fixed")}
${i.join(`

`)}`]}function Ao({file:e,rows:t,findings:n,digits:r},o){let i=t.flatMap(({old:d})=>d??[]),a=d=>n.some(({range:p})=>p?.startLine===d),l=(i.length<=Se?i:ie(i,({number:d})=>a(d),2*oe)).flatMap(d=>d===void 0?[K]:ne({line:d,sign:"",findings:n,digits:r},o));return[e,...je(n,o),...l].map(d=>x+d).join(`
`)}function qo({file:e,rows:t,digits:n,isRemoved:r},o){if(r)return`${x}${e} is removed`;let i=ie(t,({changed:p})=>p,oe),a=[],s=[],l=()=>{b(a,s),s=[]};for(let p of i)(p===void 0||!p.changed)&&l(),p===void 0?a.push(K):p.changed?(b(a,d(p.old,"-",p.fresh)),b(s,d(p.fresh,"+",p.old))):b(a,d(p.fresh,"",p.old));return l(),[e,...a].map(p=>x+p).join(`
`);function d(p,c,m){return p===void 0?[]:ne({line:p,sign:c,digits:n,findings:[],other:m},o)}}var In=40,No=100,N="  ";function Wn(e,t,{columns:n,paint:r}){let o=Math.min(No,Math.max(In,(n??80)-1)),i=g=>r("strong",g),a=(g,f=N)=>v(g,o-f.length).map(y=>`${f}${y}`).join(`
`),s=g=>g.trim().split(/\n\s*\n/).map(f=>a(f)).join(`

`),l=Object.entries(e.options??{}).map(([g,{type:f,default:y,description:L}])=>`${N}${g} (${f}, default ${y===""?"none":y})
${a(L,N.repeat(2))}`),d=e.references.map(({ref:g,description:f})=>[...f===void 0?[]:[a(f)],`${N}${g}`].join(`
`)),p=Object.entries(e.variants??{}).map(([g,{description:f,remediation:y}])=>[i(`Variant ${g}`),...f===void 0?[]:[s(f)],...y===void 0?[]:[`${N}What to do`,a(y,N.repeat(2))]].join(`
`)),c={width:n===void 0?void 0:Math.max(In,n-1),paint:r};return`${[[i(e.id),...v(e.title,o),...v(Io(e),o)].join(`
`),`${i("Why")}
${s(e.description)}`,`${i("What to do")}
${s(e.remediation)}`,...p,...l.length===0?[]:[`${i("Options")}
${l.join(`
`)}`],...t===void 0?[]:Nn(t,c),`${i("Sources")}
${[...d,`${N}This page, and all of the rule's fixtures
${N}${ye(e.id)}`].join(`
`)}`].join(`

`)}
`}function Io(e){let t=e.levels?.join(" or ")??e.level;return[e.off?`off (${t} where the config turns it on)`:t,e.class,...e.policy?[`policy${Wo(e)}`]:[],...e.freezes?["freezes BGP"]:[],...e.enforced?["enforced: nothing silences it"]:[],...e.aliases===void 0?[]:[`also known as ${e.aliases.join(", ")}`]].join("; ")}function Wo(e){let t=et("recommended",e,e.level),n=["correctness","strict"].flatMap(r=>{let o=et(r,e,e.level);return o===t?[]:[`${o} with \`extends: ${r}\``]});return n.length===0?"":` (${n.join(", ")})`}async function Hn(e,t,{open:n}){let{rules:r}=q(),o=[...new Set(t)].map(s=>Ho(s,r));if(n){for(let s of o)await Jo(e,"rule"in s?ye(s.rule.id):$e("rules/README.md"));return}let i=ue(Sn(e,{color:"auto"})),a={columns:e.terminal?e.columns||80:void 0,paint:i};for(let[s,l]of o.entries())s>0&&e.out(`
${i("faint","\u2500".repeat(Math.min(a.columns??80,80)-1))}

`),"family"in l?ve(e,l.family,"table"):e.out(Wn(l.rule,Bo()[l.rule.id],a))}function Bo(){return JSON.parse((0,Bn.readFileSync)(new URL("pages.json",kn),"utf8"))}function Ho(e,t){let n=t.find(({id:o,aliases:i=[]})=>o===e||i.includes(e));if(n!==void 0)return{rule:n};let r=e.replace(/\/\*?$/,"");if(t.some(({id:o})=>F(o)===r))return{family:r};throw new $(`There is no rule ${JSON.stringify(e)}${Do(e,t)}`)}function Do(e,t){let n=t.map(({id:i})=>i),r=new Set(n.map(F)),o=R(e,[...n,...r])??n.find(i=>i.endsWith(`/${e}`));return o===void 0?": bgplint rules lists them.":`: did you mean ${o}?`}async function Jo(e,t){e.out(`${t}
`),e.terminal&&await e.browse(t)}var Dn=require("./main.cjs"),fd=Dn.report_index$loadReporter,Pe=Dn.report_index$reporterNames;function zn(e){let t=(n,r)=>{let[o]=n.registeredArguments;return{name:r,text:n.summary(),flags:n.createHelp().visibleOptions(n).map(zo),...o===void 0?{}:{operand:Uo(o)}}};return{check:t(e,""),commands:e.commands.map(n=>t(n,n.name()))}}function zo(e){let{short:t,long:n,description:r,argChoices:o,flags:i}=e,a=/[<[]([^\]>]*)/.exec(i)?.[1]?.replace(/\.+$/,"");return{names:[t,n].filter(s=>s!==void 0),text:r,...a===void 0?{}:{value:{name:a,...Un(a,o)}},repeatable:e.variadic||/\(repeatable\)/.test(r)}}function Uo(e){return Un(e.name(),e.argChoices)}function Un(e,t){if(t!==void 0)return{kind:"words",words:t};switch(e){case"file":case"paths":return{kind:"files"};case"format=file":return{kind:"prefixed",words:Pe};case"rule":return{kind:"words",words:q().rules.map(n=>n.id)};case"rules":return{kind:"words",words:[...Jn(),...q().rules.map(n=>n.id)]};case"command":return{kind:"words",words:ce};case"family":return{kind:"words",words:Jn()};case"dir":return{kind:"folders"};case"ref":return{kind:"free"};default:throw new Error(`completions do not know what <${e}> stands for`)}}function Jn(){return[...new Set(q().rules.map(({id:e})=>F(e)))]}function Q(e){return e.flags.filter(t=>t.value!==void 0).flatMap(t=>t.names)}function Vn({check:e,commands:t}){let n=t.map(({name:r})=>r);return`# Completion of bgplint for bash: source <(bgplint completion bash)
_bgplint() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]}
  local command='' first=yes words='' at word
  COMPREPLY=()
  # bash makes a word of each \`=\`.
  if [[ $current == '=' ]]; then
    current=''
  elif [[ $previous == '=' ]]; then
    previous=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  # The file of \`-o sarif=\`: bash completes files where nothing is offered.
  [[ $previous != -* && \${COMP_WORDS[COMP_CWORD]}\${COMP_WORDS[COMP_CWORD - 1]} == *=* ]] && return
  for ((at = 1; at < COMP_CWORD; at++)); do
    word=\${COMP_WORDS[at]}
    case $word in
      --) return ;;
      ${Q(e).join(" | ")})
        ((at++))
        [[ \${COMP_WORDS[at]} == '=' ]] && ((at++))
        [[ \${COMP_WORDS[at + 1]} == '=' ]] && ((at += 2))
        ;;
      -*) ;;
      ${n.join(" | ")})
        command=$word
        break
        ;;
      *)
        first=''
        break
        ;;
    esac
  done
  case $command:$previous in
${[e,...t].flatMap(r=>r.flags.flatMap(o=>Vo(r,o))).join(`
`)}
    *)
      case $command:$current in
${[e,...t].map(r=>`        ${r.name}:-*) words='${r.flags.flatMap(o=>o.names).join(" ")}' ;;`).join(`
`)}
${t.map(r=>`        ${r.name}:*) words='${Gn(r.operand)}' ;;`).join(`
`)}
        *)
          [[ -n $first ]] || return
          COMPREPLY=($(compgen -W '${n.join(" ")}' -- "$current"))
          # Where a command fits, the files that fit too are told; else bash completes files.
          if [[ \${#COMPREPLY[@]} -gt 0 ]]; then
            while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current")
            compopt -o filenames 2> /dev/null
          fi
          return
          ;;
      esac
      ;;
  esac
  compopt +o default 2> /dev/null
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _bgplint bgplint
`}function Vo(e,{names:t,value:n}){if(n===void 0)return[];let r=t.map(i=>`${e.name}:${i}`).join(" | ");if(n.kind==="files")return[`    ${r}) return ;;`];if(n.kind==="folders")return[`    ${r})`,"      compopt -o filenames 2> /dev/null",'      while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -d -- "$current")',"      compopt +o default 2> /dev/null","      return","      ;;"];let o=n.kind==="prefixed"?"compopt -o nospace 2> /dev/null; ":"";return[`    ${r}) ${o}words='${Gn(n)}' ;;`]}function Gn(e){return e?.kind==="prefixed"?e.words.map(t=>`${t}=`).join(" "):e?.kind==="words"?e.words.join(" "):""}function Kn({check:e,commands:t}){let n=e.flags.flatMap(({value:o})=>o?.kind==="prefixed"?o.words:[]),r=[...e.flags.map(o=>`complete -c bgplint -n '__bgplint_is none paths' ${Yn(o)}`),...t.flatMap(o=>[`complete -c bgplint -n '__bgplint_is none' -a ${o.name} -d ${Qn(o.text)}`,`complete -c bgplint -n '__bgplint_is ${o.name}' -f${Yo(o)}`,...o.flags.map(i=>`complete -c bgplint -n '__bgplint_is ${o.name}' ${Yn(i)}`)])];return`# Completion of bgplint for fish: bgplint completion fish | source
function __bgplint_command --description 'The command of the line; paths where there are only such, none before either'
    set -l value no
    set -l tokens (commandline -opc)
    for token in $tokens[2..-1]
        if test $value = yes
            set value no
            continue
        end
        switch $token
            case --
                echo paths
                return
            case ${Q(e).join(" ")}
                set value yes
            case '-*'
            case ${t.map(({name:o})=>o).join(" ")}
                echo $token
                return
            case '*'
                echo paths
                return
        end
    end
    echo none
end
function __bgplint_is
    contains -- (__bgplint_command) $argv
end
function __bgplint_output
    set -l token (string replace -r -- '^(--output=|-o)' '' (commandline -ct))
    if string match -q -- '*=*' $token
        set -l format (string replace -r -- '=.*' '' $token)
        for path in (__fish_complete_path (string replace -r -- '^[^=]*=' '' $token))
            echo $format=$path
        end
    else
        printf '%s=\\n' ${[...new Set(n)].join(" ")}
    end
end
complete -c bgplint -e
${r.join(`
`)}
`}function Yn({names:e,text:t,value:n}){return[...e.map(o=>o.startsWith("--")?`-l ${o.slice(2)}`:`-s ${o.slice(1)}`),...Go(n),`-d ${Qn(t)}`].join(" ")}function Go(e){switch(e?.kind){case void 0:return[];case"files":return["-r -F"];case"folders":return["-x -a '(__fish_complete_directories)'"];case"free":return["-x"];case"words":return[`-x -a '${e.words.join(" ")}'`];case"prefixed":return["-x -a '(__bgplint_output)'"]}}function Yo({operand:e}){return e?.kind==="words"?` -a '${e.words.join(" ")}'`:""}function Qn(e){return`'${e.replaceAll("\\","\\\\").replaceAll("'","\\'")}'`}function Zn({check:e,commands:t}){let n=e.flags.flatMap(({value:r})=>r?.kind==="prefixed"?r.words:[]);return`#compdef bgplint
# Completion of bgplint for zsh: source <(bgplint completion zsh)
_bgplint_output() {
  if compset -P '*='; then
    _files
  else
    compadd -S = -q -- ${[...new Set(n)].join(" ")}
  fi
}
_bgplint_operand() {
  local -a commands
  local ret=1
  commands=(
${t.map(({name:r,text:o})=>`    ${nt(`${r}:${o}`)}`).join(`
`)}
  )
  _describe -t commands command commands && ret=0
  _files && ret=0
  return ret
}
_bgplint() {
  local -i at
  local command=''
  for ((at = 2; at < CURRENT; at++)); do
    case $words[at] in
      (--) break ;;
      (${Q(e).join("|")}) ((at++)) ;;
      (-*) ;;
      (${t.map(({name:r})=>r).join("|")})
        command=$words[at]
        break
        ;;
      (*) break ;;
    esac
  done
  if [[ -n $command ]]; then
    ((CURRENT -= at - 1))
    shift $((at - 1)) words
  fi
  case $command in
${[...t,e].map(Ko).join(`
`)}
  esac
}
if [[ $funcstack[1] == _bgplint ]]; then
  _bgplint "$@"
else
  compdef _bgplint bgplint
fi
`}function Ko(e){let t=e.name===""?["'1: :_bgplint_operand'","'*:file:_files'"]:e.operand===void 0?[]:[nt(`1:operand:${Xn(e.operand)}`)],n=[...e.flags.map(Qo),...t];return`    (${e.name===""?"*":e.name})
      _arguments -s -S : \\
${n.map(r=>`        ${r}`).join(` \\
`)}
      ;;`}function Qo({names:e,text:t,value:n,repeatable:r}){let o=e.map(d=>n===void 0?d:d.startsWith("--")?`${d}=`:`${d}+`),i=r?"'*'":`'(${e.join(" ")})'`,a=`[${t.replace(/[\][:\\]/g,"\\$&")}]`,s=n===void 0?"":`:${n.name.replaceAll(":","\\:")}:${Xn(n)}`,l=o.length>1?`{${o.join(",")}}`:o[0]??"";return`${i}${l}${nt(a+s)}`}function Xn(e){switch(e.kind){case"files":return"_files";case"folders":return"_path_files -/";case"words":return`(${e.words.join(" ")})`;case"prefixed":return"_bgplint_output";case"free":return" "}}function nt(e){return`'${e.replaceAll("'","'\\''")}'`}var Zo={bash:Vn,zsh:Zn,fish:Kn};function er(e,t){return Zo[t](zn(e))}var Xo=80,ei=2,ti=[{heading:"What to check",rows:[{options:["--stdin-filename"],text:"the name of what - reads (only with -)"},{options:["--terraform-dir"],text:"sources of the plans, to place findings in"},{options:["--require-resources"]},{options:["--allow-empty"]},{options:["--list-files"]},{options:["--config","--no-config"],text:"the configuration; --no-config: read none"},{options:["--print-config"]},{options:["--config-from"],text:"config and baseline as they are at that commit"},{options:["--loosened-from"]}]},{heading:"What to report",rows:[{options:["--format"]},{options:["--output"]},{options:["--fail-on"]},{options:["--quiet"]},{options:["--statistics"]},{options:["--show-suppressed"]},{options:["--color"]}]},{heading:"Only part of it",rows:[{options:["--changed","--hook"],text:"report what changed since HEAD; only on the paths"},{options:["--changed-from"],text:"report what changed since the merge base with it"},{options:["--report-on"]},{options:["--only"]},{options:["--skip"]},{options:["--baseline","--no-baseline"],text:"findings accepted so far; --no-baseline: none"},{options:["--update-baseline"]},{options:["--prune-baseline"]}]},{heading:"Fixes",rows:[{options:["--fix","--fix-review"],text:"write fixes that are safe; those to review, too"},{options:["--diff"]}]}],ni=`A folder with the name of a command: bgplint ./map
Exit codes: 0 nothing at or above --fail-on (error), 1 findings, 2 not done
Examples:
  bgplint manifests plan.json          check manifests and a plan together
  kustomize build prod | bgplint -     check what will be applied
  bgplint -o sarif=bgp.sarif           write a report for CI, and print it too
`;function rr(e,t){let n=new Set,r=c=>e.options.find(m=>m.long===c&&!m.hidden),o=ti.map(({heading:c,rows:m})=>{let g=m.flatMap(({options:f,text:y})=>{let L=f.flatMap(_=>r(_)??[]);for(let _ of L)n.add(_);let[I]=L;return I===void 0?[]:[[tr(L),y??nr(I)]]});return[c,g]}),i=t.visibleOptions(e).filter(({long:c})=>c==="--help"||c==="--version");for(let c of i)n.add(c);let a=e.options.filter(c=>!c.hidden&&!n.has(c)),s=[...t.visibleCommands(e).map(c=>[ri(c),c.summary()]),[i.map(({flags:c})=>c.replace(", "," ")).join(", "),"print the versions; this help"]],l=[...o,["Other",a.map(c=>[tr([c]),nr(c)])]],d=T([...l.flatMap(([,c])=>c),...s].map(([c])=>c.length)),p=([c,m])=>m.length===0?[]:[`${c}:`,...m.map(([g,f])=>`  ${g.padEnd(d+ei)}${f}`)];return["Usage: bgplint [options] [paths...]   or   bgplint <command>",e.description(),...l.flatMap(p),...v(`Formats: ${Pe.join(" ")}`,Xo),...p(["Commands",s]),ni].join(`
`)}function tr(e){let t=e[0]?.short===void 0?"    ":"",n=e.filter(({negate:r},o)=>o===0||!r);return`${t}${n.map(({flags:r})=>r).join(", ")}`}function nr({description:e,argChoices:t=[]}){return t.length===0||t.length>4?e:`${e}: ${t.join(", ")}`}function ri(e){return[e.name(),e.usage().replace(/^\[options\] ?/,"")].filter(Boolean).join(" ")}0&&(module.exports={cli_completion_index$completion,cli_explain_index$explain,cli_file_list$fileList,cli_fix$applyFixes,cli_fix$diffOf,cli_help$rootHelp,cli_init_index$init,cli_missing_path$sayMissing,cli_rules$listRules,cli_stdin$noPlanIn,cli_stdin$readStdin,config_errors$explain,config_errors$spell,config_print$printConfig,project_write$refuseLeading,project_write$writeReport,project_write$writeWhole});
