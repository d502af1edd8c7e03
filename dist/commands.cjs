const bgplintUrl=require('node:url').pathToFileURL(__filename).href;
var vn=Object.create;var U=Object.defineProperty;var jn=Object.getOwnPropertyDescriptor;var Sn=Object.getOwnPropertyNames;var Pn=Object.getPrototypeOf,Rn=Object.prototype.hasOwnProperty;var Cn=(e,t)=>{for(var n in t)U(e,n,{get:t[n],enumerable:!0})},Ne=(e,t,n,r)=>{if(t&&typeof t=="object"||typeof t=="function")for(let o of Sn(t))!Rn.call(e,o)&&o!==n&&U(e,o,{get:()=>t[o],enumerable:!(r=jn(t,o))||r.enumerable});return e};var En=(e,t,n)=>(n=e!=null?vn(Pn(e)):{},Ne(t||!e||!e.__esModule?U(n,"default",{value:e,enumerable:!0}):n,e)),Fn=e=>Ne(U({},"__esModule",{value:!0}),e);var co={};Cn(co,{cli_completion_index$completion:()=>wn,cli_explain$explain:()=>an,cli_file_list$fileList:()=>Ct,cli_fix$applyFixes:()=>kt,cli_fix$diffOf:()=>_t,cli_help$rootHelp:()=>kn,cli_init_index$init:()=>Zt,cli_missing_path$sayMissing:()=>pt,cli_rules$listRules:()=>on,cli_stdin$noPlanIn:()=>he,cli_stdin$readStdin:()=>tt,config_errors$explain:()=>at,config_errors$spell:()=>be,config_print$printConfig:()=>jt,project_write$refuseLeading:()=>ue,project_write$writeReport:()=>ze,project_write$writeWhole:()=>D});module.exports=Fn(co);var de=require("./main.cjs"),F=de.host_files$clause,m=de.host_files$nodeFiles,pe=de.host_files$bytesOf;var me=require("node:buffer"),f=require("node:fs");var Te=require("./main.cjs"),$=Te.lib_files$kindAt,Me=Te.lib_files$repositoryOf;var fe=require("./main.cjs"),g=fe.lib_host$HostError,uo=fe.lib_host$TooLarge,ho=fe.lib_host$PolicyLimit;function We(e,t){let n=m.real(e)??e,r=Be(n);try{let o=$(m,e);if(o==="other"){(0,f.writeFileSync)(e,t);return}(0,f.writeFileSync)(r,t,{flag:"wx"}),o==="file"&&(0,f.chmodSync)(r,(0,f.statSync)(n).mode),(0,f.renameSync)(r,n)}catch(o){throw(0,f.rmSync)(r,{force:!0}),new g(F(o))}}function He(e,t,n){let r=m.real(e)??e,o=Be(r);try{let{mode:i,nlink:s,uid:a,gid:d}=(0,f.statSync)(r);if((i&f.constants.S_IWUSR)===0)throw new g("its mode says that it is read-only");(0,f.accessSync)(r,f.constants.W_OK),(0,f.writeFileSync)(o,n,{flag:"wx",mode:384});let l=(0,f.statSync)(o);s===1&&l.uid===a&&l.gid===d?((0,f.chmodSync)(o,i),(0,f.renameSync)(o,r)):Ln(r,t,n)}catch(i){throw i instanceof g?i:new g(F(i))}finally{(0,f.rmSync)(o,{force:!0})}}function De(e){return(0,f.lstatSync)(e,{throwIfNoEntry:!1})?.isSymbolicLink()===!0}function Ln(e,t,n){try{Ie(e,n)}catch(r){throw Ie(e,t),r}}function Ie(e,t){let n=(0,f.openSync)(e,f.constants.O_WRONLY);try{let r=me.Buffer.from(t,"utf8");for(let o=0;o<r.length;)o+=(0,f.writeSync)(n,r,o,r.length-o,o);(0,f.ftruncateSync)(n,r.length),(0,f.fsyncSync)(n)}finally{(0,f.closeSync)(n)}}function Be(e){return`${e}.${me.Buffer.from(crypto.getRandomValues(new Uint8Array(6))).toString("hex")}.tmp`}var An=require("./main.cjs"),Je=An.project_links$leadsOut;var qn=require("./main.cjs"),h=qn.project_refusal$Refusal;function D(e,t,n,r){Ve({shown:t,what:r},()=>We(e,n))}function ze(e,t,n,r){ue(e,t,{shown:n,what:"report"}),D(t,n,r,"report")}function ue(e,t,n){if(Je(e,t))throw new h(`The ${n.what} ${JSON.stringify(n.shown)} is a link out of its repository and is not written: name the file itself.`);if(De(t)&&m.real(t)===void 0)throw Ye(n,"it is a link that leads nowhere")}function Ue(e,t,n,r){Ve({shown:t,what:"file"},()=>He(e,n,r))}function Ve(e,t){try{t()}catch(n){throw n instanceof g?Ye(e,n.message):n}}function Ye({shown:e,what:t},n){return new h(`The ${t} ${JSON.stringify(e)} cannot be written: ${n}.`)}var et=require("node:buffer");function Ge(...e){return require("./plans.cjs").classify_terraform_no_plan$noPlanProblem(...e)}var B=require("./main.cjs"),Ke=B.lint_load$sniff,Qe=B.lint_load$stdinName,Ze=B.lint_load$tooLarge,Co=B.lint_load$load,Eo=B.lint_load$textIn;var Xe=require("./main.cjs"),V=Xe.read_index$DecodeError,Y=Xe.read_index$textOf;function tt(e,{stdinFilename:t=Qe},n){let r=d=>/\.json$/i.test(t)?"json":/\.ya?ml$/i.test(t)?"yaml":Ke(et.Buffer.from(d.subarray(0,65536)).toString("latin1")),o=d=>r(d)==="json"?n.jsonBytes:n.yamlBytes,i=Nn(e,o),[s,a]=[r(i),o(i)];if(i.length>a)return{file:t,text:"",kind:s,problem:Ze(t,a,i.length)};try{return{file:t,text:Y(pe(i)),kind:s}}catch(d){throw d instanceof V?new h(`Standard input cannot be read: ${he(t,pe(i).binary)??d.message}.`):d}}function he(e,t){let n=Ge(e,t),{reason:r,hint:o}=n?.detail??{};return n&&(o===void 0?String(r):`it is ${r}; ${o}`)}function Nn(e,t){try{return e.readStdin(t)}catch(n){throw new h(`Standard input cannot be read: ${F(n)}.`)}}var j=require("./main.cjs"),nt=j.lib_json$at,ge=j.lib_json$isObject,Wo=j.lib_json$text,rt=j.lib_json$pathOf,Ho=j.lib_json$pointerSteps,Do=j.lib_json$pointer,Bo=j.lib_json$inKeyOrder,Jo=j.lib_json$followed,zo=j.lib_json$withValue;var T=require("./main.cjs"),ye=T.lib_mask$maskText,$e=T.lib_mask$maskName,Vo=T.lib_mask$isHarmless,Yo=T.lib_mask$maskRouterPasswords,Go=T.lib_mask$maskComment,Ko=T.lib_mask$stars;var Tn=require("./main.cjs"),_=Tn.lib_nearest$nearest;var L=require("./main.cjs"),Xo=L.lib_text$cells,ei=L.lib_text$isHighSurrogate,ti=L.lib_text$displayWidth,O=L.lib_text$wrap,ot=L.lib_text$escapes,M=L.lib_text$clip,b=L.lib_text$neutralise;var it=14,Mn={object:"a mapping",array:"a list",boolean:"true or false",integer:"a whole number",string:"text"};function at(e,{value:t,file:n,selectors:r}){if(e.keyword==="if"||e.propertyName!==void 0)return;let o=rt(e.instancePath,t),i=o.length===0?`\`${n}\``:`\`${be(o)}\``,{params:s}=e;switch(e.keyword){case"additionalProperties":return In([...o,String(s.additionalProperty)],i,Object.keys(Jn(e)),n);case"propertyNames":{let a=String(s.propertyName);return{path:[...o,a],on:"key",message:st(a,r)}}case"required":return{path:o,on:"key",message:Wn(i,o,String(s.missingProperty))};default:{let a=nt(t,o),l=o[0]==="waivers"&&o[2]==="rule"&&typeof a=="string"?st(a,r):`${i} ${Hn(e,a)}`;return{path:o,on:"value",message:l}}}}function be(e){return e.map(n=>{if(typeof n=="number")return`[${n}]`;let r=$e(n);return/^[\w-]+$/.test(r)?`.${r}`:`.${zn(r)}`}).join("").replace(/^\./,"")}function In(e,t,n,r){let o=$e(String(e.at(-1))),i=e.length===1?r:t,s=_(o,n),a=s?`did you mean \`${s}\`?`:`its keys are ${lt(n)}`,d=n.length===0?`${t} takes no \`${M(o,60)}\`: remove it`:`\`${M(o,60)}\` is not a key of ${i}: ${a}`;return{path:e,on:"key",message:d}}function st(e,t){let n=_(e,t),r=n?`did you mean \`${n}\`?`:"see the list of rules";return`\`${M(ye(e),60)}\` is not a rule, a family or a class: ${r}`}function Wn(e,t,n){return t[0]==="waivers"&&n==="resource"?`${e} says neither \`paths\` nor \`resource\`: say what it holds for, \`paths: ["**"]\` for every file`:`${e} has no \`${n}\`: add it`}function Hn(e,t){let{params:n,parentSchema:r}=e,o=String(n.limit),i=e.instancePath===""?void 0:r?.title;if(t===null)return"has no value: give it one, or remove the key";if(typeof i=="string"&&["type","pattern"].includes(e.keyword))return`must be ${i}, not ${J(t)}${Dn(t,e.keyword)}`;switch(e.keyword){case"type":return`must be ${Mn[String(n.type)]??String(n.type)}, not ${J(t)}`;case"enum":{let s=Bn(n.allowedValues),a=typeof t=="string"?_(t,s):void 0;return`must be ${lt(s,"or")}, not ${J(t)}${a?`: did you mean \`${a}\`?`:""}`}case"minimum":return n.limit===r?.default?`must be ${o} or more: that is the default, and a limit cannot be lowered`:`must be ${o} or more, not ${J(t)}`;case"maximum":return`must be ${o} or less, not ${J(t)}`;case"maxItems":return`must have ${o} items or fewer`;case"maxLength":return`must have ${o} characters or fewer`;case"minProperties":return"is empty: give it a `level`";case"uniqueItems":return`names one thing twice, in items ${String(n.i)} and ${String(n.j)}: remove one`;default:return`is not what the schema of the config asks for (${e.keyword})`}}function Dn(e,t){return t==="type"&&typeof e=="number"?", a number: without quotes YAML drops zeros at its end":""}function J(e){return Array.isArray(e)?"a list":ge(e)?"a mapping":M(ye(JSON.stringify(e??null)),60)}function lt(e,t="and"){let n=e.slice(0,it).map(r=>`\`${r}\``);return e.length>it?`${n.join(", ")}, \u2026`:n.length<2?n.join(""):`${n.slice(0,-1).join(", ")} ${t} ${n.at(-1)}`}function Bn(e){return Array.isArray(e)?e.filter(t=>typeof t=="string"):[]}function Jn(e){let t=e.parentSchema?.properties;return ge(t)?t:{}}function zn(e){return JSON.stringify(M(e,60))}var P=require("./main.cjs"),v=P.lib_paths$folderOf,we=P.lib_paths$nameOf,li=P.lib_paths$below,ct=P.lib_paths$child,dt=P.lib_paths$isWithin,G=P.lib_paths$relative,ci=P.lib_paths$resolve,di=P.lib_paths$join;var Un=require("./main.cjs"),K=Un.cli_command_names$commandNames;function pt({message:e,path:t},n){if(t===void 0)return e;let r=e.replace(/\.$/,""),o=Vn(t);if(o!==void 0)return`${r}: did you mean ${JSON.stringify(G(n,o))}?`;let i=v(t)===n?_(we(t),K):void 0;return i===void 0?e:`${r}: did you mean the command bgplint ${i}?`}function Vn(e){let t=e;for(;v(t)!==""&&$(m,v(t))==="missing";)t=v(t);let n=v(t);try{let r=m.list(n).map(({name:i})=>i),o=_(we(t),r);return o===void 0?void 0:ct(n,o)}catch(r){if(r instanceof g)return;throw r}}var wt=require("node:buffer");var Yn=require("./main.cjs"),Q=Yn.host_paths$absolute;var Gn=require("./main.cjs"),Z=Gn.lib_limits$defaultLimits;var xe=require("./main.cjs"),_i=xe.lib_lists$grouped,R=xe.lib_lists$largest,z=xe.lib_lists$append;var Kn=require("./main.cjs"),ft=Kn.lib_search$firstWhere;var w=require("./main.cjs"),vi=w.report_text_phrases$clean,ji=w.report_text_phrases$placeOf,mt=w.report_text_phrases$withoutCommand,Si=w.report_text_phrases$longest,Pi=w.report_text_phrases$relatedOf,Ri=w.report_text_phrases$remedyOf,Ci=w.report_text_phrases$resourceLabel,Ei=w.report_text_phrases$whyOf,Fi=w.report_text_phrases$answered,X=w.report_text_phrases$count,Li=w.report_text_phrases$leftUnchecked,Ai=w.report_text_phrases$worstFirst,ut=w.report_text_phrases$tally;var Qn=require("./main.cjs"),ht=Qn.report_pretty_style$painter;var ke=3;function yt(e,t){let n=ht(t);return e.map(r=>Zn(r,n)).join("")}function Zn({file:e,before:t,edits:n},r){let o=$t(t),i=Xn(t,o,n),s=b(e),a=[r("strong",`--- a/${s}`),r("strong",`+++ b/${s}`)].map(c=>`${c}
`),d=0,l=tr(i).map(c=>{let p=nr(c,o,d,r);for(let u of c)d+=u.lines.length-(u.end-u.start);return p});return i.length===0?"":[...a,...l].join("")}function $t(e){return e.match(/[^\n]*\n|[^\n]+$/g)??[]}function Xn(e,t,n){let r=[],o=0;for(let a of t)r.push(o),o+=a.length;let i=[],s=[...n].sort((a,d)=>a.start-d.start||a.end-d.end);for(let a=0;a<s.length;){let d=_e(r,s[a]?.start??0),l=d,c="",p=r[d]??e.length;for(let y=s[a];y!==void 0&&_e(r,y.start)<=l;y=s[++a])c+=e.slice(p,y.start)+y.text,p=y.end,l=Math.max(l,_e(r,y.end===y.start?y.end:y.end-1));let u=Math.min(l+1,t.length);c+=e.slice(p,r[u]??e.length);let S=er({start:d,end:u,lines:$t(c)},t);(S.end>S.start||S.lines.length>0)&&i.push(S)}return i}function _e(e,t){return Math.max(0,ft(e,n=>n>t)-1)}function er({start:e,end:t,lines:n},r){let[o,i]=[0,0],s=Math.min(t-e,n.length);for(;o<s&&r[e+o]===n[o];)o++;for(;i<s-o&&r[t-1-i]===n[n.length-1-i];)i++;return{start:e+o,end:t-i,lines:n.slice(o,n.length-i)}}function tr(e){let t=[];for(let n of e){let r=t.at(-1)?.at(-1);r!==void 0&&n.start-r.end<=2*ke?t.at(-1)?.push(n):t.push([n])}return t}function nr(e,t,n,r){let o=Math.max(0,(e[0]?.start??0)-ke),i=Math.min(t.length,(e.at(-1)?.end??0)+ke),s=e.reduce((c,p)=>c+p.lines.length-(p.end-p.start),0),a=[],d=o;for(let c of e)z(a,t.slice(d,c.start).map(p=>ee(" ",p,r))),z(a,t.slice(c.start,c.end).map(p=>ee("-",p,r))),z(a,c.lines.map(p=>ee("+",p,r))),d=c.end;z(a,t.slice(d,i).map(c=>ee(" ",c,r)));let l=`@@ -${gt(o,i-o)} +${gt(o+n,i-o+s)} @@`;return[`${r("note",l)}
`,...a].join("")}function gt(e,t){return`${t===0?e:e+1},${t}`}function ee(e,t,n){let[,r="",o=""]=/^(.*?)(\r?\n?)$/s.exec(t)??[],i=r.split("	").map(b).join("	"),s=mt(e+i);return(e===" "?s:n(e==="-"?"error":"added",s))+(o.endsWith(`
`)?o:`${o}
\\ No newline at end of file
`)}function xt({report:e},{fixReview:t}){return e.findings.filter(({fixable:n,suppressed:r})=>r===null&&(n==="safe"||t===!0&&n==="review"))}function _t(e,t,n,r){let{files:o}=e.fixes.combine(xt(e,t)),i=o.flatMap(({file:s,edits:a})=>{let d=e.frame(s);return d!==void 0?[{file:s,before:d,edits:a}]:(r.err(`bgplint: ${b(s)} is not shown: a part of it cannot be read, and may be secret.
`),[])});return yt(i,n)}function kt(e,t,n){let{files:r,applied:o,held:i}=e.fixes.combine(xt(e,t)),s=new Set;for(let c of r)try{rr(c,n)}catch(p){if(!(p instanceof h))throw p;s.add(c.file),n.err(`bgplint: ${b(p.message)}
`)}let a=c=>!(s.size===0?[]:e.fixes.of(c)?.edits??[c]).some(({file:u})=>s.has(u)),d=o.filter(a).length,l=r.length-s.size;if(l>0&&n.err(`bgplint: ${X(d,"finding")} fixed in ${X(l,"file")}.
`),i.length>0){let c=i.length===1?"its fix gets":"their fixes get";n.err(`bgplint: ${X(i.length,"finding")} held back, as ${c} in the way of others: run it again.
`)}return{written:l>0,failed:s.size>0}}function rr({file:e,before:t,after:n},{cwd:r}){let o=Q(r,e),i=JSON.stringify(e),s=bt(i,()=>m.read(o,Math.max(Z.jsonBytes,t.length*3)));if(bt(i,()=>Y(s))!==t)throw new h(`${i} changed while it was checked: run it again.`);let a=["\uFEFF",""].find(d=>or(d+t)===s.binary);if(a===void 0)throw new h(`${i} cannot be fixed, as it is not in UTF-8: convert it first.`);Ue(o,e,a+t,a+n)}function or(e){return wt.Buffer.from(e,"utf8").toString("latin1")}function bt(e,t){try{return t()}catch(n){throw n instanceof g||n instanceof V?new h(`${e} cannot be fixed: ${n.message}.`):n}}var Ot={$schema:"http://json-schema.org/draft-07/schema#",$comment:"definitions.selector.enum and properties.rules.properties are generated from the rules' METADATA.",title:"bgplint.yaml: what bgplint reads and how it judges it",type:"object",properties:{extends:{description:"The levels to start from, which `rules` then change. `recommended`: each rule at its own level. `correctness`: policies (passwords, graceful restart, explicit nodes) are warnings at most, so only what is broken fails a run. `strict`: rules that are off are on, and policies weigh one level more. Enforced rules are the same in each.",enum:["recommended","correctness","strict"],default:"recommended"},rules:{description:"Levels of rules: by id, by family (`calico/*`) or by class (`@security`). The narrowest holds. The level of an enforced rule cannot be changed: naming one is reported and has no effect.",type:"object",propertyNames:{$ref:"#/definitions/selector"},properties:{},additionalProperties:{$ref:"#/definitions/setting"}},exclude:{description:"Files and folders that are not read, unless they are named on the command line. The ledger counts them.",$ref:"#/definitions/globs"},complete:{description:"The folder of this file holds everything that is applied to the cluster. Rules that claim that something is absent then speak at their own level; without it they give a note.",type:"boolean",default:!1},clusters:{description:"The clusters that the files describe. Objects are joined only within one. Without a list the scan is one cluster, or several where one object occurs in several versions.",type:"array",maxItems:1e3,items:{$ref:"#/definitions/cluster"}},limits:{description:"Bounds of what is read. They can be raised, not lowered: a limit is no way to hide a file.",type:"object",properties:{yamlBytes:{description:"Size of a YAML file in bytes.",type:"integer",default:67108864,minimum:67108864,maximum:536870888},jsonBytes:{description:"Size of a JSON file in bytes.",type:"integer",default:268435456,minimum:268435456,maximum:536870888},documentBytes:{description:"Size of a document, or of an item of a List, in bytes.",type:"integer",default:4194304,minimum:4194304,maximum:536870888},depth:{description:"How deep mappings and lists may be nested.",type:"integer",default:200,minimum:200,maximum:1e3},aliases:{description:"How many values the aliases of a document may expand to.",type:"integer",default:1e4,minimum:1e4,maximum:1e7},documents:{description:"How many documents a file may hold.",type:"integer",default:1e5,minimum:1e5,maximum:1e7},findings:{description:"How many findings a run may report.",type:"integer",default:1e5,minimum:1e5,maximum:1e7}},additionalProperties:!1},waivers:{description:"Findings that are answered here, with a reason: the only way for JSON files, and the way for files that you cannot edit. A waiver without a reason, or for an enforced rule, has no effect and is reported.",type:"array",maxItems:1e3,items:{$ref:"#/definitions/waiver"}},baseline:{title:"a path relative to the folder of this file, with `/` between its parts",description:"The file of findings that were there when bgplint came, and are accepted: they do not count, new ones do. `bgplint --update-baseline` writes it, `bgplint --prune-baseline` removes what is fixed. It must lie in the repository.",type:"string",maxLength:1024,pattern:"^[^/\\\\][^\\\\]*$"},calico:{description:"Calico in the clusters that say nothing else.",$ref:"#/definitions/product"},metallb:{description:"MetalLB in the clusters that say nothing else.",$ref:"#/definitions/metallb"},cilium:{description:"Cilium in the clusters that say nothing else.",$ref:"#/definitions/cilium"},terraform:{description:"What a plan does not say of itself.",type:"object",properties:{nodes:{description:"Addresses of what holds the cluster's nodes, as a plan names them: security groups, networks, NSGs, firewalls, instances, launch templates, node pools; `*` stands for any part. BGP must pass between them.",type:"array",maxItems:1e3,uniqueItems:!0,items:{title:"the address of a resource, such as `module.eks.aws_security_group.nodes`",type:"string",maxLength:1024,pattern:"^\\S(.*\\S)?$"}}},additionalProperties:!1},routers:{description:"Routers whose configurations are not in the scan: the ends of sessions that peers name by their addresses.",type:"array",maxItems:1e4,items:{$ref:"#/definitions/router"}}},additionalProperties:!1,definitions:{router:{type:"object",properties:{name:{title:"a name of 1 to 253 characters",description:"How messages call it.",type:"string",pattern:"^\\S(.{0,251}\\S)?$"},address:{title:"an address, a network such as 192.0.2.0/24, or a list of them",description:"The addresses that peers name it by. A network is for routers of one AS in it; an address of its own comes first.",type:["string","array"],maxLength:64,maxItems:1e3,items:{title:"an address, or a network such as 192.0.2.0/24",type:"string",maxLength:64}},asNumber:{title:'an AS number, such as 64512 or "1.10"',description:"Its AS number.",type:["integer","string"],minimum:1,maximum:4294967295,maxLength:11},nodeAsNumber:{title:'an AS number, such as 64512 or "1.10"',description:"The AS number that it expects of the nodes.",type:["integer","string"],minimum:1,maximum:4294967295,maxLength:11}},required:["name","address","asNumber"],additionalProperties:!1},selector:{description:"A rule's id, a family such as `calico/*`, or a class such as `@security`.",type:"string"},level:{description:"`off` silences. Without quotes YAML 1.1 reads it as false, which means the same here.",enum:["off","note","warning","error",!1]},setting:{description:"A level, or a mapping with a `level`, and `options` where the rule has any.",if:{type:"object"},then:{type:"object",properties:{level:{$ref:"#/definitions/level"}},minProperties:1,additionalProperties:!1},else:{$ref:"#/definitions/level"}},globs:{type:"array",maxItems:1e3,items:{title:"a path relative to the folder of this file, with `/` between its parts; `*`, `**`, `?`, `[\u2026]` and `{a,b}` are wildcards",type:"string",maxLength:1024,pattern:"^[^/!\\\\][^\\\\]*$"}},version:{title:'a version in quotes, such as "3.30" or "3.30.1"',type:"string",pattern:"^v?[0-9]{1,4}\\.[0-9]{1,4}(\\.[0-9]{1,4})?$"},product:{type:"object",properties:{version:{$ref:"#/definitions/version"}},additionalProperties:!1},metallb:{type:"object",properties:{version:{$ref:"#/definitions/version"},mode:{description:"The BGP implementation that the speakers run.",enum:["native","frr","frr-k8s"]}},additionalProperties:!1},cilium:{type:"object",properties:{version:{$ref:"#/definitions/version"},secretsNamespace:{title:"a namespace's name, such as kube-system",description:"The namespace from which Cilium reads the passwords of BGP sessions: `bgpControlPlane.secretsNamespace.name` of its Helm chart.",type:"string",maxLength:63,pattern:"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}},additionalProperties:!1},cluster:{type:"object",properties:{name:{title:"a name of 1 to 253 characters",type:"string",pattern:"^\\S(.{0,251}\\S)?$"},paths:{description:"The files and folders of this cluster.",$ref:"#/definitions/globs"},complete:{description:"The paths hold everything that is applied to this cluster.",type:"boolean"},calico:{$ref:"#/definitions/product"},metallb:{$ref:"#/definitions/metallb"},cilium:{$ref:"#/definitions/cilium"}},required:["name","paths"],additionalProperties:!1},waiver:{type:"object",properties:{rule:{$ref:"#/definitions/selector"},paths:{description:"The files that it holds for.",$ref:"#/definitions/globs"},resource:{title:"an object, `Kind/name` or `Kind/namespace/name`, or the address of a plan's resource",description:"The object that it holds for: `Kind/name`, `Kind/namespace/name`, or the address of a plan's resource.",type:"string",maxLength:1024,pattern:"^(?=.*[./])\\S(.*\\S)?$"},reason:{description:"Why the finding is accepted. Without it the waiver has no effect.",type:"string"},owner:{description:"Who answers for it.",type:"string"},expires:{title:"a day, `YYYY-MM-DD`",description:"The last day on which it holds, in UTC.",type:"string",pattern:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}},required:["rule"],if:{not:{required:["paths"]}},then:{required:["resource"]},additionalProperties:!1}}};var Oe=require("./main.cjs"),vt=Oe.config_level$levelInForce,ts=Oe.config_level$levelOf,ns=Oe.config_level$optionsOf;var sr=/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{NChar}]/gu;async function jt(e,t,n){let{stringify:r}=await import("./yaml.cjs"),o=(a,d,l)=>r({[a]:d},{defaultStringType:"QUOTE_DOUBLE",defaultKeyType:"PLAIN",lineWidth:0}).replace(`
`,` # ${l?b(n??"config"):"default"}
`),i=Object.entries(Ot.properties.limits.properties).map(([a,d])=>{let l=e.limits[a];return`  ${o(a,l??d.default,l!==void 0)}`});return[o("extends",e.extends,e.extends!=="recommended"),o("rules",Object.fromEntries([...e.rules.values()].map(lr)),e.rules.size>0),o("exclude",e.exclude,e.exclude.length>0),o("complete",e.complete,e.complete),o("clusters",e.clusters,e.clusters.length>0),`limits:
`,...i,o("waivers",e.waivers,e.waivers.length>0),...e.baseline===void 0?[]:[o("baseline",e.baseline,!0)],o("calico",e.calico,e.calico.version!==void 0),o("metallb",e.metallb,Object.keys(e.metallb).length>0),o("cilium",e.cilium,Object.keys(e.cilium).length>0),o("terraform",e.terraform,e.terraform.nodes.length>0),o("routers",e.routers.map(ar),e.routers.length>0),...cr(e,t)].join("").replace(sr,ot)}function ar({name:e,addresses:t,as:n,nodeAs:r}){return{name:e,address:t,asNumber:n,...r===void 0?{}:{nodeAsNumber:r}}}function lr({key:e,level:t,options:n}){return[e,n===void 0?t:{...t===void 0?{}:{level:t},options:n}]}function cr(e,t){let n=R(t.map(o=>o.id.length));return[`
# Levels in force
`,...t.map(o=>{let i=(o.levels??[o.level]).map(d=>vt(e,o,{level:d})),s=[...new Set(i.map(({level:d})=>d))].join(" or "),a=i.map(d=>d.from).find(d=>d!==void 0);return`#   ${o.id.padEnd(n)}  ${s} (${o.enforced?"enforced":a??"default"})
`})]}var dr=require("./main.cjs"),St=dr.lib_order$compare;var x=require("./main.cjs"),ve=x.report_text_ledger$checked,ds=x.report_text_ledger$heldBack,ps=x.report_text_ledger$leftOut,Pt=x.report_text_ledger$unjudged,fs=x.report_text_ledger$unlisted,Rt=x.report_text_ledger$byFamily,ms=x.report_text_ledger$hidden,us=x.report_text_ledger$templates,hs=x.report_text_ledger$withoutRules,gs=x.report_text_ledger$elsewhere,ys=x.report_text_ledger$account,$s=x.report_text_ledger$gaps;function Ct({scan:e,left:t,candidates:n,report:r}){let o=new Map(e.skipped.map(l=>[l.file,l.reason])),i=[...e.texts.keys()].map(l=>({file:l,state:"read",why:o.get(l)??""})),s=n.filter(l=>!e.texts.has(l)).map(l=>o.has(l)?{file:l,state:"skipped",why:o.get(l)??""}:{file:l,state:"passed",why:"nothing about BGP in it"}),a=t.map(({file:l,reason:c})=>({file:l,state:"left",why:c}));return[...i,...s,...a].sort((l,c)=>St(l.file,c.file)).map(({file:l,state:c,why:p})=>`${c.padEnd(8)}${b(l)}${p===""?"":`  (${b(p)})`}
`).join("")+Pt(r.ledger).map(l=>`${l}
`).join("")}var pr=require("./main.cjs"),te=pr.cli_process$exit;var je=require("./main.cjs"),vs=je.lib_pages$rulePage,Et=je.lib_pages$docsPage,C=je.lib_pages$repository;var fr=require("./main.cjs"),Ft=fr.parse_index$parseYaml;var Lt={name:"bgplint",version:"0.1.0",description:"Checks both ends of BGP sessions on Kubernetes before they are applied: Calico, MetalLB, frr-k8s, Cilium, Antrea and Terraform plans, with SARIF and JUnit reports.",license:"Apache-2.0",repository:"github:bgplint/bgplint",type:"module",bin:{bgplint:"dist/bgplint.mjs"},files:["dist","schemas","LICENSE","README.md","CHANGELOG.md"],engines:{node:">=20"},scripts:{"build:all":"npm run build:policies && npm run build:schemas && npm run build:bundle && npm run build:pages","build:policies":"node scripts/build-policies.mjs","build:schemas":"node scripts/build-schemas.mjs","build:bundle":"node scripts/bundle.mjs","build:pages":"node scripts/build-pages.mjs",check:"npm run check:static && npm test",fix:"biome check --write . && node scripts/fix-policies.mjs",test:"vitest run",bench:"node test/bench/index.mjs",fuzz:"node scripts/fuzz.mjs",differential:"vitest run --config test/differential/vitest.config.ts",lab:"vitest run --config test/lab/vitest.config.ts",pages:"vitest run --config test/pages/vitest.config.ts",integration:"vitest run --config test/integration/vitest.config.ts","new-rule":"node scripts/new-rule.mjs",rule:"node scripts/rule.mjs","check:static":"biome check --error-on-warnings . && tsc -p . && node scripts/check-generated.mjs"},devDependencies:{"@biomejs/biome":"2.5.15","@microsoft/sarif-multitool-ts":"5.7.0","@open-policy-agent/opa-wasm":"1.10.0","@prometheus-io/lezer-promql":"0.315.0","@types/node":"20.19.43",ajv:"8.20.0",commander:"14.0.3",esbuild:"0.28.2","fast-check":"4.10.2",glob:"14.0.6",minimatch:"11.0.9",typescript:"7.0.2",vitest:"4.1.12","xmllint-wasm":"5.3.0",yaml:"2.9.1"}};var ur=require("./main.cjs"),Se=ur.lib_versions$knownVersions;var{version:ne}=Lt,At=Et("pipelines.md"),Pe="node_modules/bgplint/schemas/bgplint.schema.json",hr=`https://unpkg.com/bgplint@${ne}/schemas/bgplint.schema.json`,gr=20;function qt({installed:e,vendored:t,clusters:n,products:r,findings:o}){return`${[`# yaml-language-server: $schema=${e?`./${Pe}`:hr}
# What bgplint reads and how it judges it. Paths start at the folder of this file.

# true where this folder holds all that is applied: what is nowhere is an error.
complete: false`,o?`# What is accepted for now: --update-baseline writes all that is found today into it.
baseline: bgplint-baseline.json`:"",n.length<2?"":yr(n),t.length===0?"":`# Files of others are checked like your own, unless they are named here:
# exclude: [${t.map(s=>JSON.stringify(s)).join(", ")}]`,`# The versions that you run; without them, the newest that the rules know.
${(r.length===0?["calico","metallb"]:r).map(s=>$r[s]).join(`
`)}`].filter(Boolean).join(`

`)}
`}function yr(e){let t="# Objects in several versions: their folders are taken for clusters.";if(e.length>gr)return`${t} There are ${e.length} (bgplint -f json).
# Where that is wrong, list all of them under \`clusters\`.`;let n=e.map(r=>`#   - { name: ${JSON.stringify(r)}, paths: [${JSON.stringify(r)}] }`);return[`${t} To say so:`,"# clusters:",...n].join(`
`)}var $r={calico:`# calico: { version: "${Se.Calico}" }`,metallb:`# metallb: { version: "${Se.MetalLB}", mode: frr } # or native, or frr-k8s`};function A(e){return`${e}- repo: https://github.com/${C}
${e}  rev: v${ne}
${e}  hooks:
${e}    - id: bgplint
`}var Nt=`repos:
${A("  ")}`;function Tt(e){return`name: bgplint
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
      - uses: ${C}@v${ne} # a tag can be moved: a commit pins it
        with:
          changed-only: auto # on pull requests; a push to the branch reports everything
`}var Mt=`bgplint:
  image: node:22
  timeout: 10 minutes
  variables:
    GIT_DEPTH: 0 # a change is compared with the commit that it branched off from
  script:
    - >-
      npx --yes github:${C}#v${ne}
      --output gitlab=gl-code-quality-report.json
      \${CI_MERGE_REQUEST_DIFF_BASE_SHA:+--changed-from="$CI_MERGE_REQUEST_DIFF_BASE_SHA"}
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`;function It(e){return Ce(e)?.some(t=>wr(t))===!0||e.includes(`github.com/${C}`)}function Wt(e){let t=Ce(e);if(t===void 0||t.length===0)return;let n=/\r\n/.test(e)?`\r
`:`
`,r=e.split(/\r?\n/),o=r.findIndex(c=>/^repos:[ \t]*(?:#.*)?$/.test(c)),i=r.slice(o+1),s=i.map(c=>/^( *)- /.exec(c)?.[1]).find(c=>c!==void 0);if(o===-1||s===void 0||i.some(c=>/^[^\s#-]|^---/.test(c)))return;let a=`${e.trimEnd()}
${A(s)}`.replace(/\r?\n/g,n),[d]=Ce(`repos:
${A("  ")}`)??[];return JSON.stringify(Re(a))===JSON.stringify(br(Re(e),d??null))?a:void 0}function br(e,t){return Object.fromEntries(Object.entries(e??{}).map(([n,r])=>[n,n==="repos"?[...r,t]:r]))}function Re(e){let t={limits:Z,wants:()=>!0},{documents:n,problems:r}=Ft({file:".pre-commit-config.yaml",text:e},t),[o]=n,i=o?.value;if(!(r.length>0||n.length!==1))return typeof i=="object"&&i!==null&&!Array.isArray(i)?i:void 0}function Ce(e){let t=Re(e)?.repos;return Array.isArray(t)?t:void 0}function wr(e){let t=e?.hooks;return Array.isArray(t)&&t.some(n=>String(n?.id).startsWith("bgplint"))}var xr=require("./main.cjs"),Ht=xr.cli_request$prepare;var _r=require("./main.cjs"),Dt=_r.cli_run$run;var kr=1<<20,Ee=/^[\w@+][\w.@+-]*(?:\/[\w@+][\w.@+-]*)*$/,Or=new Set(["vendor","vendored","third_party","third-party","thirdparty","external"]),vr=20;function q(e){try{return m.read(e,kr).decode("utf-8")}catch(t){if(t instanceof g||t instanceof TypeError)return;throw t}}async function Bt(e,t){let n={...e,cwd:t},{request:r}=await Ht(n,[],{format:"pretty",failOn:"error",color:"auto"});return Dt(n,r)}function Jt(e,{candidates:t,report:n}){let{clusters:r,resources:o}=n.ledger;return{installed:$(m,`${e}/${Pe}`)==="file",vendored:[...new Set(t.flatMap(jr))].filter(i=>Ee.test(i)).slice(0,vr),clusters:r.map(({name:i})=>i).filter(i=>Ee.test(i)),findings:n.findings.some(i=>i.suppressed===null),products:["calico","metallb"].filter(i=>(o[i]??0)>0)}}function jr(e){let t=e.split("/").slice(0,-1),n=t.findIndex(r=>Or.has(r.toLowerCase()));return n===-1?[]:[t.slice(0,n+1).join("/")]}function zt(e){return $(m,`${e}/.github`)==="folder"?!0:/^\s*url\s*=\s*\S*github\.com[:/]/m.test(q(`${e}/.git/config`)??"")}function Ut(e){let t=`${e}/.git`,n=/^ref: refs\/remotes\/origin\/(.+)$/m.exec(q(`${t}/refs/remotes/origin/HEAD`)??"")?.[1];if(n!==void 0&&Ee.test(n))return n;let r=/^ref: refs\/heads\/(.+)$/m.exec(q(`${t}/HEAD`)??"")?.[1];return["main","master","trunk"].find(i=>i===r||$(m,`${t}/refs/heads/${i}`)==="file")??"main"}var re=require("node:fs");function Fe(e,t){let n=t,r=m.real(n);for(;r===void 0&&v(n)!=="";)n=v(n),r=m.real(n);return r===void 0||!dt(m.real(e)??e,r)}function Vt(e,t,n){let r=`${e}/${t}`;Gt(e,t);try{(0,re.mkdirSync)(v(r),{recursive:!0}),(0,re.writeFileSync)(r,n,{flag:"wx"})}catch(o){let i=o.code==="EEXIST";throw new h(`${JSON.stringify(t)} cannot be written: ${i?"a link is in its place":F(o)}.`)}}function Yt(e,t,n){Gt(e,t),D(`${e}/${t}`,t,n,"file")}function Gt(e,t){if(Fe(e,`${e}/${t}`))throw new h(`${JSON.stringify(t)} is not written: a link on its way leads out of the repository.`)}var Kt="bgplint.yaml",N=".pre-commit-config.yaml",oe=".github/workflows",ie=".gitlab-ci.yml";function Qt(e,t){let n=$(m,`${e}/.git`)!=="missing";return[Sr(e,t),...n?[Pr(e)]:[],...zt(e)?[Rr(e)]:[],...$(m,`${e}/${ie}`)==="file"?[Cr(e)]:[]]}function Le(e,t){return{action:"write",file:e,text:t,added:t}}function se(e){return{action:"there",file:e,text:"",added:""}}function Sr(e,t){let n=[Kt,"bgplint.yml"].find(r=>$(m,`${e}/${r}`)!=="missing");return n===void 0?Le(Kt,qt(Jt(e,t))):se(n)}function Pr(e){if($(m,`${e}/${N}`)==="missing")return Le(N,Nt);let t={action:"by hand",file:N,text:"",added:A("  ")};if(Fe(e,`${e}/${N}`))return t;let n=q(`${e}/${N}`);if(n===void 0)return t;if(It(n))return se(N);let r=Wt(n);return r===void 0?t:{action:"extend",file:N,text:r,added:A("  ")}}function Rr(e){let t=Er(`${e}/${oe}`).filter(i=>/\.ya?ml$/.test(i)),n=t.find(i=>q(`${e}/${oe}/${i}`)?.includes(`${C}@`)),r=t.find(i=>/^bgplint\.ya?ml$/.test(i)),o=n??r;return o===void 0?Le(`${oe}/bgplint.yaml`,Tt(Ut(e))):se(`${oe}/${o}`)}function Cr(e){return q(`${e}/${ie}`)?.includes("bgplint")===!0?se(ie):{action:"by hand",file:ie,text:"",added:Mt}}function Er(e){try{return m.list(e).map(({name:t})=>t)}catch(t){if(t instanceof g)return[];throw t}}async function Zt(e,{yes:t,dryRun:n}){let r=Me(m,e.cwd)??e.cwd,o=c=>b(G(e.cwd,Q(r,c))),i=await Bt(e,r),s=Qt(r,i),a=s.filter(({action:c})=>c==="write"||c==="extend");e.out(`${Fr(i)}
`);let d=t===void 0&&n===void 0&&a.length>0&&e.terminal,l=d||n===!0;if(e.out(s.map(c=>Ar(c,o(c.file),l)).join("")),n)return te.clean;if(d&&!Nr(e))return e.out(`Nothing was written.
`),te.clean;for(let{action:c,file:p,text:u}of a)(c==="write"?Vt:Yt)(r,p,u);return e.out(a.length===0?`All is there: nothing was written.
`:Tr(i,s,a)),te.clean}function Fr({report:e}){let t=Rt(e.ledger);return t===""?ve(e.ledger):`${ve(e.ledger)}: ${t}`}var Lr={write:"write",extend:"add to",there:"there","by hand":"by hand"};function Ar({action:e,file:t,added:n},r,o){let i=`  ${Lr[e].padEnd(9)}${r}
`;if(e==="there"||!o&&e!=="by hand")return i;let s=e==="by hand"?`${" ".repeat(11)}${qr(t)}
`:"";return`${i}${s}
${n.replace(/^(?=.)/gm," ".repeat(6))}
`}function qr(e){return e.endsWith(".gitlab-ci.yml")?"add this job:":"it is written in a way that is left to you; add this to its list of repos:"}function Nr(e){let t=e.ask("Write this? [y/N] ");return t===void 0||/^\s*y(?:es)?\s*$/i.test(t)}function Tr({report:e},t,n){let r=e.findings.filter(s=>s.suppressed===null),o=[["bgplint",`now: ${ut(r)}`],...r.length===0?[]:[["bgplint --update-baseline","accept that, and be told only of what is new"]],...n.some(({file:s})=>s===".pre-commit-config.yaml")?[["pre-commit install","run the hook at each commit"]]:[],...t.some(({file:s})=>/\.(?:github|gitlab-ci)/.test(s))?[]:[["a pipeline",`neither GitHub nor GitLab was seen here: ${At}`]]],i=R(o.map(([s])=>s.length));return`Next:
${o.map(([s,a])=>`  ${s.padEnd(i)}  ${a}
`).join("")}`}var Xt=require("./main.cjs"),E=Xt.host_policy$nodePolicy,en=Xt.host_policy$distUrl;var I=require("./main.cjs"),ka=I.lib_rules$rulesById,Oa=I.lib_rules$fails,va=I.lib_rules$levels,tn=I.lib_rules$freezes,W=I.lib_rules$ruleFamily,nn=I.lib_rules$adviceOf;var Mr=require("./main.cjs"),rn=Mr.cli_version$version;var Ir=7,Wr=70;function on(e,t,n){let{rules:r,digest:o}=E(),i=[...new Set(r.map(({id:l})=>W(l)))];if(t!==void 0&&!i.includes(t))throw new h(Hr(t,i));let s=r.filter(l=>t===void 0||W(l.id)===t);if(n==="json"){let l={bgplint:rn,digest:o,families:i,rules:s.map(Br)};e.out(`${JSON.stringify(l,null,2)}
`);return}let a=e.terminal?e.columns??80:void 0;e.out(s.map(l=>Dr(l,s,a)).join(""));let d=[`${s.length} rules; bgplint explain <rule> says more.`,...s.some(l=>l.enforced)?["An enforced rule cannot be suppressed."]:[]].join(" ");e.out(`
${O(d,a??d.length).join(`
`)}
`)}function Hr(e,t){let n=_(e,t),r=n===void 0?`the families are ${t.join(", ")}.`:`did you mean ${n}?`;return`There is no family ${JSON.stringify(e)}: ${r}`}function Dr(e,t,n){let r=e.id.padEnd(R(t.map(d=>d.id.length))),o=e.off?"off":e.level,i=e.enforced?", enforced":"";if(n===void 0)return`${r}  ${`${o}${i}`.padEnd(17)}  ${e.class.padEnd(12)}  ${e.title}
`;let s=`${e.title}${e.enforced?" (enforced)":""}`;if(n<Wr){let d=O(`${o}: ${s}`,n-4).map(l=>`    ${l}
`);return`${e.id}
${d.join("")}`}let a=`${r}  ${o.padEnd(Ir)}  `;return O(s,n-a.length).map((d,l)=>`${l===0?a:" ".repeat(a.length)}${d}
`).join("")}function Br(e){let t=n=>n.trim().replace(/\s+/g," ");return{id:e.id,family:W(e.id),title:e.title,level:e.level,levels:e.levels??[e.level],class:e.class,policy:e.policy===!0,off:e.off===!0,enforced:e.enforced===!0,freezes:e.freezes===!0,aliases:e.aliases??[],options:e.options??{},description:t(e.description),remediation:t(e.remediation),variants:Object.fromEntries(Object.keys(e.variants??{}).map(n=>{let{description:r,remediation:o}=nn(e,n),i={description:t(r),remediation:t(o)};return[n,{...i,freezes:tn(e,n)}]})),references:e.references}}var sn=require("node:fs");var Jr=40,zr=100,k="  ";function an(e,t){let{rules:n}=E(),r=n.find(({id:s,aliases:a=[]})=>s===t||a.includes(t));if(r===void 0)throw new h(`There is no rule ${JSON.stringify(t)}${Ur(t,n)}`);let o=JSON.parse((0,sn.readFileSync)(new URL("pages.json",en),"utf8")),i=Math.min(zr,Math.max(Jr,(e.columns??80)-1));e.out(`${Vr(r,o[r.id],i).join(`

`)}
`)}function Ur(e,t){let n=_(e,t.map(r=>r.id))??t.find(r=>r.id.endsWith(`/${e}`))?.id;return t.some(r=>r.id.startsWith(`${e}/`))?`: bgplint rules ${e} lists the family.`:n===void 0?": bgplint rules lists them.":`: did you mean ${n}?`}function Vr(e,t,n){let r=(l,c=k)=>O(l,n-c.length).map(p=>`${c}${p}`).join(`
`),o=l=>l.trim().split(/\n\s*\n/).map(c=>r(c)).join(`

`),i=Object.entries(e.options??{}).map(([l,{type:c,default:p,description:u}])=>`${k}${l} (${c}, default ${p===""?"none":p})
${r(u,k.repeat(2))}`),s=e.references.map(({ref:l,description:c})=>[...c===void 0?[]:[r(c)],`${k}${l}`].join(`
`)),a=Object.entries(e.variants??{}).map(([l,{description:c,remediation:p}])=>[`Variant ${l}`,...c===void 0?[]:[o(c)],...p===void 0?[]:[`${k}What to do`,r(p,k.repeat(2))]].join(`
`)),d=t?.findings.map(({place:l,level:c,message:p})=>`${k}${l}  ${c}
${r(p,k.repeat(2))}`);return[[e.id,...O(e.title,n),...O(Yr(e),n)].join(`
`),`Why
${o(e.description)}`,`What to do
${o(e.remediation)}`,...a,...i.length===0?[]:[`Options
${i.join(`
`)}`],...t===void 0?[]:[`Flagged
${ln(t.flagged)}`,(d??[]).join(`
`),Gr(t)],...s.length===0?[]:[`Sources
${s.join(`
`)}`]]}function Yr(e){let t=e.levels?.join(" or ")??e.level;return[e.off?`off (${t} where the config turns it on)`:t,e.class,...e.policy?["a policy: `extends` in bgplint.yaml can make it lighter or heavier"]:[],...e.enforced?["enforced: nothing silences it"]:[],...e.aliases===void 0?[]:[`also known as ${e.aliases.join(", ")}`]].join("; ")}function Gr({mended:e,removed:t,excerpt:n}){let r=t.map(o=>`${k}${o} is removed`);return`Mended${n?" (the rest stays as it is)":""}
${[...e.length===0?[]:[ln(e)],...r].join(`

`)}`}function ln(e){let t=n=>n.replace(/^(?=.)/gm,k.repeat(2));return e.map(({file:n,text:r})=>`${k}${n}
${t(r)}`).join(`

`)}var cn=require("./main.cjs"),Ha=cn.report_index$loadReporter,ae=cn.report_index$reporterNames;function pn(e){let t=(n,r)=>{let[o]=n.registeredArguments;return{name:r,text:n.summary(),flags:n.createHelp().visibleOptions(n).map(Kr),...o===void 0?{}:{operand:Qr(o)}}};return{check:t(e,""),commands:e.commands.map(n=>t(n,n.name()))}}function Kr(e){let{short:t,long:n,description:r,argChoices:o,flags:i}=e,s=/[<[]([^\]>]*)/.exec(i)?.[1]?.replace(/\.+$/,"");return{names:[t,n].filter(a=>a!==void 0),text:r,...s===void 0?{}:{value:{name:s,...fn(s,o)}},repeatable:e.variadic||/\(repeatable\)/.test(r)}}function Qr(e){return fn(e.name(),e.argChoices)}function fn(e,t){if(t!==void 0)return{kind:"words",words:t};switch(e){case"file":case"paths":return{kind:"files"};case"format=file":return{kind:"prefixed",words:ae};case"rule":return{kind:"words",words:E().rules.map(n=>n.id)};case"rules":return{kind:"words",words:[...dn(),...E().rules.map(n=>n.id)]};case"command":return{kind:"words",words:K};case"family":return{kind:"words",words:dn()};case"dir":return{kind:"folders"};case"ref":return{kind:"free"};default:throw new Error(`completions do not know what <${e}> stands for`)}}function dn(){return[...new Set(E().rules.map(({id:e})=>W(e)))]}function H(e){return e.flags.filter(t=>t.value!==void 0).flatMap(t=>t.names)}function mn({check:e,commands:t}){let n=t.map(({name:r})=>r);return`# Completion of bgplint for bash: source <(bgplint completion bash)
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
      ${H(e).join(" | ")})
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
${[e,...t].flatMap(r=>r.flags.flatMap(o=>Zr(r,o))).join(`
`)}
    *)
      case $command:$current in
${[e,...t].map(r=>`        ${r.name}:-*) words='${r.flags.flatMap(o=>o.names).join(" ")}' ;;`).join(`
`)}
${t.map(r=>`        ${r.name}:*) words='${un(r.operand)}' ;;`).join(`
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
`}function Zr(e,{names:t,value:n}){if(n===void 0)return[];let r=t.map(i=>`${e.name}:${i}`).join(" | ");if(n.kind==="files")return[`    ${r}) return ;;`];if(n.kind==="folders")return[`    ${r})`,"      compopt -o filenames 2> /dev/null",'      while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -d -- "$current")',"      compopt +o default 2> /dev/null","      return","      ;;"];let o=n.kind==="prefixed"?"compopt -o nospace 2> /dev/null; ":"";return[`    ${r}) ${o}words='${un(n)}' ;;`]}function un(e){return e?.kind==="prefixed"?e.words.map(t=>`${t}=`).join(" "):e?.kind==="words"?e.words.join(" "):""}function gn({check:e,commands:t}){let n=e.flags.flatMap(({value:o})=>o?.kind==="prefixed"?o.words:[]),r=[...e.flags.map(o=>`complete -c bgplint -n '__bgplint_is none paths' ${hn(o)}`),...t.flatMap(o=>[`complete -c bgplint -n '__bgplint_is none' -a ${o.name} -d ${yn(o.text)}`,`complete -c bgplint -n '__bgplint_is ${o.name}' -f${eo(o)}`,...o.flags.map(i=>`complete -c bgplint -n '__bgplint_is ${o.name}' ${hn(i)}`)])];return`# Completion of bgplint for fish: bgplint completion fish | source
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
            case ${H(e).join(" ")}
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
`}function hn({names:e,text:t,value:n}){return[...e.map(o=>o.startsWith("--")?`-l ${o.slice(2)}`:`-s ${o.slice(1)}`),...Xr(n),`-d ${yn(t)}`].join(" ")}function Xr(e){switch(e?.kind){case void 0:return[];case"files":return["-r -F"];case"folders":return["-x -a '(__fish_complete_directories)'"];case"free":return["-x"];case"words":return[`-x -a '${e.words.join(" ")}'`];case"prefixed":return["-x -a '(__bgplint_output)'"]}}function eo({operand:e}){return e?.kind==="words"?` -a '${e.words.join(" ")}'`:""}function yn(e){return`'${e.replaceAll("\\","\\\\").replaceAll("'","\\'")}'`}function $n({check:e,commands:t}){let n=e.flags.flatMap(({value:r})=>r?.kind==="prefixed"?r.words:[]);return`#compdef bgplint
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
${t.map(({name:r,text:o})=>`    ${Ae(`${r}:${o}`)}`).join(`
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
      (${H(e).join("|")}) ((at++)) ;;
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
${[...t,e].map(to).join(`
`)}
  esac
}
if [[ $funcstack[1] == _bgplint ]]; then
  _bgplint "$@"
else
  compdef _bgplint bgplint
fi
`}function to(e){let t=e.name===""?["'1: :_bgplint_operand'","'*:file:_files'"]:e.operand===void 0?[]:[Ae(`1:operand:${bn(e.operand)}`)],n=[...e.flags.map(no),...t];return`    (${e.name===""?"*":e.name})
      _arguments -s -S : \\
${n.map(r=>`        ${r}`).join(` \\
`)}
      ;;`}function no({names:e,text:t,value:n,repeatable:r}){let o=e.map(l=>n===void 0?l:l.startsWith("--")?`${l}=`:`${l}+`),i=r?"'*'":`'(${e.join(" ")})'`,s=`[${t.replace(/[\][:\\]/g,"\\$&")}]`,a=n===void 0?"":`:${n.name.replaceAll(":","\\:")}:${bn(n)}`,d=o.length>1?`{${o.join(",")}}`:o[0]??"";return`${i}${d}${Ae(s+a)}`}function bn(e){switch(e.kind){case"files":return"_files";case"folders":return"_path_files -/";case"words":return`(${e.words.join(" ")})`;case"prefixed":return"_bgplint_output";case"free":return" "}}function Ae(e){return`'${e.replaceAll("'","'\\''")}'`}var ro={bash:mn,zsh:$n,fish:gn};function wn(e,t){return ro[t](pn(e))}var oo=80,io=2,so=[{heading:"What to check",rows:[{options:["--stdin-filename"],text:"the name of what - reads (only with -)"},{options:["--terraform-dir"],text:"sources of the plans, to place findings in"},{options:["--require-resources"]},{options:["--allow-empty"]},{options:["--list-files"]},{options:["--config","--no-config"],text:"the configuration; --no-config: read none"},{options:["--print-config"]},{options:["--config-from"],text:"config and baseline as they are at that commit"},{options:["--loosened-from"]}]},{heading:"What to report",rows:[{options:["--format"]},{options:["--output"]},{options:["--fail-on"]},{options:["--quiet"]},{options:["--statistics"]},{options:["--show-suppressed"]},{options:["--color"]}]},{heading:"Only part of it",rows:[{options:["--changed","--hook"],text:"report what changed since HEAD; only on the paths"},{options:["--changed-from"],text:"report what changed since the merge base with it"},{options:["--report-on"]},{options:["--only"]},{options:["--skip"]},{options:["--baseline","--no-baseline"],text:"findings accepted so far; --no-baseline: none"},{options:["--update-baseline"]},{options:["--prune-baseline"]}]},{heading:"Fixes",rows:[{options:["--fix","--fix-review"],text:"write fixes that are safe; those to review, too"},{options:["--diff"]}]}],ao=`A folder with the name of a command: bgplint ./map
Exit codes: 0 nothing at or above --fail-on (error), 1 findings, 2 not done
Examples:
  bgplint manifests plan.json          check manifests and a plan together
  kustomize build prod | bgplint -     check what will be applied
  bgplint -o sarif=bgp.sarif           write a report for CI, and print it too
`;function kn(e,t){let n=new Set,r=p=>e.options.find(u=>u.long===p&&!u.hidden),o=so.map(({heading:p,rows:u})=>{let S=u.flatMap(({options:y,text:On})=>{let le=y.flatMap(ce=>r(ce)??[]);for(let ce of le)n.add(ce);let[qe]=le;return qe===void 0?[]:[[xn(le),On??_n(qe)]]});return[p,S]}),i=t.visibleOptions(e).filter(({long:p})=>p==="--help"||p==="--version");for(let p of i)n.add(p);let s=e.options.filter(p=>!p.hidden&&!n.has(p)),a=[...t.visibleCommands(e).map(p=>[lo(p),p.summary()]),[i.map(({flags:p})=>p.replace(", "," ")).join(", "),"print the versions; this help"]],d=[...o,["Other",s.map(p=>[xn([p]),_n(p)])]],l=R([...d.flatMap(([,p])=>p),...a].map(([p])=>p.length)),c=([p,u])=>u.length===0?[]:[`${p}:`,...u.map(([S,y])=>`  ${S.padEnd(l+io)}${y}`)];return["Usage: bgplint [options] [paths...]   or   bgplint <command>",e.description(),...d.flatMap(c),...O(`Formats: ${ae.join(" ")}`,oo),...c(["Commands",a]),ao].join(`
`)}function xn(e){let t=e[0]?.short===void 0?"    ":"",n=e.filter(({negate:r},o)=>o===0||!r);return`${t}${n.map(({flags:r})=>r).join(", ")}`}function _n({description:e,argChoices:t=[]}){return t.length===0||t.length>4?e:`${e}: ${t.join(", ")}`}function lo(e){return[e.name(),e.usage().replace(/^\[options\] ?/,"")].filter(Boolean).join(" ")}0&&(module.exports={cli_completion_index$completion,cli_explain$explain,cli_file_list$fileList,cli_fix$applyFixes,cli_fix$diffOf,cli_help$rootHelp,cli_init_index$init,cli_missing_path$sayMissing,cli_rules$listRules,cli_stdin$noPlanIn,cli_stdin$readStdin,config_errors$explain,config_errors$spell,config_print$printConfig,project_write$refuseLeading,project_write$writeReport,project_write$writeWhole});
