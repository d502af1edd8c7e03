const bgplintUrl=require('node:url').pathToFileURL(__filename).href;
var yn=Object.create;var z=Object.defineProperty;var $n=Object.getOwnPropertyDescriptor;var bn=Object.getOwnPropertyNames;var wn=Object.getPrototypeOf,xn=Object.prototype.hasOwnProperty;var _n=(e,t)=>{for(var n in t)z(e,n,{get:t[n],enumerable:!0})},Ee=(e,t,n,r)=>{if(t&&typeof t=="object"||typeof t=="function")for(let i of bn(t))!xn.call(e,i)&&i!==n&&z(e,i,{get:()=>t[i],enumerable:!(r=$n(t,i))||r.enumerable});return e};var kn=(e,t,n)=>(n=e!=null?yn(wn(e)):{},Ee(t||!e||!e.__esModule?z(n,"default",{value:e,enumerable:!0}):n,e)),On=e=>Ee(z({},"__esModule",{value:!0}),e);var ti={};_n(ti,{cli_completion_index$completion:()=>fn,cli_explain$explain:()=>en,cli_file_list$fileList:()=>vt,cli_fix$applyFixes:()=>wt,cli_fix$diffOf:()=>bt,cli_help$rootHelp:()=>hn,cli_init_index$init:()=>Vt,cli_missing_path$sayMissing:()=>lt,cli_rules$listRules:()=>Zt,cli_stdin$readStdin:()=>it,config_errors$explain:()=>Qe,config_errors$spell:()=>ue,config_print$printConfig:()=>Ot,project_write$refuseLeading:()=>de,project_write$writeReport:()=>De,project_write$writeWhole:()=>H});module.exports=On(ti);var le=require("./main.cjs"),C=le.host_files$clause,m=le.host_files$nodeFiles,Fe=le.host_files$bytesOf;var ce=require("node:buffer"),f=require("node:fs");var Le=require("./main.cjs"),$=Le.lib_files$kindAt,Te=Le.lib_files$repositoryOf;var Me=require("./main.cjs"),g=Me.lib_host$HostError,oi=Me.lib_host$TooLarge;function Ae(e,t){let n=m.real(e)??e,r=Ie(n);try{let i=$(m,e);if(i==="other"){(0,f.writeFileSync)(e,t);return}(0,f.writeFileSync)(r,t,{flag:"wx"}),i==="file"&&(0,f.chmodSync)(r,(0,f.statSync)(n).mode),(0,f.renameSync)(r,n)}catch(i){throw(0,f.rmSync)(r,{force:!0}),new g(C(i))}}function Ne(e,t,n){let r=m.real(e)??e,i=Ie(r);try{let{mode:o,nlink:a,uid:s,gid:l}=(0,f.statSync)(r);if((o&f.constants.S_IWUSR)===0)throw new g("its mode says that it is read-only");(0,f.accessSync)(r,f.constants.W_OK),(0,f.writeFileSync)(i,n,{flag:"wx",mode:384});let c=(0,f.statSync)(i);a===1&&c.uid===s&&c.gid===l?((0,f.chmodSync)(i,o),(0,f.renameSync)(i,r)):jn(r,t,n)}catch(o){throw o instanceof g?o:new g(C(o))}finally{(0,f.rmSync)(i,{force:!0})}}function We(e){return(0,f.lstatSync)(e,{throwIfNoEntry:!1})?.isSymbolicLink()===!0}function jn(e,t,n){try{qe(e,n)}catch(r){throw qe(e,t),r}}function qe(e,t){let n=(0,f.openSync)(e,f.constants.O_WRONLY);try{let r=ce.Buffer.from(t,"utf8");for(let i=0;i<r.length;)i+=(0,f.writeSync)(n,r,i,r.length-i,i);(0,f.ftruncateSync)(n,r.length),(0,f.fsyncSync)(n)}finally{(0,f.closeSync)(n)}}function Ie(e){return`${e}.${ce.Buffer.from(crypto.getRandomValues(new Uint8Array(6))).toString("hex")}.tmp`}var vn=require("./main.cjs"),He=vn.project_links$leadsOut;var Sn=require("./main.cjs"),h=Sn.project_refusal$Refusal;function H(e,t,n,r){Je({shown:t,what:r},()=>Ae(e,n))}function De(e,t,n,r){de(e,t,{shown:n,what:"report"}),H(t,n,r,"report")}function de(e,t,n){if(He(e,t))throw new h(`The ${n.what} ${JSON.stringify(n.shown)} is a link out of its repository and is not written: name the file itself.`);if(We(t)&&m.real(t)===void 0)throw Ue(n,"it is a link that leads nowhere")}function Be(e,t,n,r){Je({shown:t,what:"file"},()=>Ne(e,n,r))}function Je(e,t){try{t()}catch(n){throw n instanceof g?Ue(e,n.message):n}}function Ue({shown:e,what:t},n){return new h(`The ${t} ${JSON.stringify(e)} cannot be written: ${n}.`)}var j=require("./main.cjs"),ze=j.lib_json$at,pe=j.lib_json$isObject,Ve=j.lib_json$pathOf,bi=j.lib_json$pointerSteps,wi=j.lib_json$text,xi=j.lib_json$pointer,_i=j.lib_json$inKeyOrder,ki=j.lib_json$followed,Oi=j.lib_json$withValue;var M=require("./main.cjs"),fe=M.lib_mask$maskName,me=M.lib_mask$maskText,vi=M.lib_mask$isHarmless,Si=M.lib_mask$maskRouterPasswords,Pi=M.lib_mask$maskComment,Ci=M.lib_mask$stars;var Pn=require("./main.cjs"),x=Pn.lib_nearest$nearest;var R=require("./main.cjs"),Fi=R.lib_text$cells,Li=R.lib_text$isHighSurrogate,Ti=R.lib_text$displayWidth,k=R.lib_text$wrap,Ye=R.lib_text$escapes,q=R.lib_text$clip,b=R.lib_text$neutralise;var Ge=12,Cn={object:"a mapping",array:"a list",boolean:"true or false",integer:"a whole number",string:"text"};function Qe(e,{value:t,file:n,selectors:r}){if(e.keyword==="if"||e.propertyName!==void 0)return;let i=Ve(e.instancePath,t),o=i.length===0?`\`${n}\``:`\`${ue(i)}\``,{params:a}=e;switch(e.keyword){case"additionalProperties":return Rn([...i,String(a.additionalProperty)],o,Object.keys(Mn(e)),n);case"propertyNames":{let s=String(a.propertyName);return{path:[...i,s],on:"key",message:Ke(s,r)}}case"required":return{path:i,on:"key",message:En(o,i,String(a.missingProperty))};default:{let s=ze(t,i),c=i[0]==="waivers"&&i[2]==="rule"&&typeof s=="string"?Ke(s,r):`${o} ${Fn(e,s)}`;return{path:i,on:"value",message:c}}}}function ue(e){return e.map(n=>{if(typeof n=="number")return`[${n}]`;let r=fe(n);return/^[\w-]+$/.test(r)?`.${r}`:`.${qn(r)}`}).join("").replace(/^\./,"")}function Rn(e,t,n,r){let i=fe(String(e.at(-1))),o=e.length===1?r:t,a=x(i,n),s=a?`did you mean \`${a}\`?`:`its keys are ${Ze(n)}`,l=n.length===0?`${t} takes no \`${q(i,60)}\`: remove it`:`\`${q(i,60)}\` is not a key of ${o}: ${s}`;return{path:e,on:"key",message:l}}function Ke(e,t){let n=x(e,t),r=n?`did you mean \`${n}\`?`:"see the list of rules";return`\`${q(me(e),60)}\` is not a rule, a family or a class: ${r}`}function En(e,t,n){return t[0]==="waivers"&&n==="resource"?`${e} says neither \`paths\` nor \`resource\`: say what it holds for, \`paths: ["**"]\` for every file`:`${e} has no \`${n}\`: add it`}function Fn(e,t){let{params:n,parentSchema:r}=e,i=String(n.limit),o=e.instancePath===""?void 0:r?.title;if(t===null)return"has no value: give it one, or remove the key";if(typeof o=="string"&&["type","pattern"].includes(e.keyword))return`must be ${o}, not ${D(t)}${Ln(t,e.keyword)}`;switch(e.keyword){case"type":return`must be ${Cn[String(n.type)]??String(n.type)}, not ${D(t)}`;case"enum":{let a=Tn(n.allowedValues),s=typeof t=="string"?x(t,a):void 0;return`must be ${Ze(a,"or")}, not ${D(t)}${s?`: did you mean \`${s}\`?`:""}`}case"minimum":return n.limit===r?.default?`must be ${i} or more: that is the default, and a limit cannot be lowered`:`must be ${i} or more, not ${D(t)}`;case"maximum":return`must be ${i} or less, not ${D(t)}`;case"maxItems":return`must have ${i} items or fewer`;case"maxLength":return`must have ${i} characters or fewer`;case"minProperties":return"is empty: give it a `level`";case"uniqueItems":return`names one thing twice, in items ${String(n.i)} and ${String(n.j)}: remove one`;default:return`is not what the schema of the config asks for (${e.keyword})`}}function Ln(e,t){return t==="type"&&typeof e=="number"?", a number: without quotes YAML drops zeros at its end":""}function D(e){return Array.isArray(e)?"a list":pe(e)?"a mapping":q(me(JSON.stringify(e??null)),60)}function Ze(e,t="and"){let n=e.slice(0,Ge).map(r=>`\`${r}\``);return e.length>Ge?`${n.join(", ")}, \u2026`:n.length<2?n.join(""):`${n.slice(0,-1).join(", ")} ${t} ${n.at(-1)}`}function Tn(e){return Array.isArray(e)?e.filter(t=>typeof t=="string"):[]}function Mn(e){let t=e.parentSchema?.properties;return pe(t)?t:{}}function qn(e){return JSON.stringify(q(e,60))}var rt=require("node:buffer");var he=require("./main.cjs"),Xe=he.lint_load$sniff,et=he.lint_load$stdinName,tt=he.lint_load$tooLarge;var nt=require("./main.cjs"),V=nt.read_index$DecodeError,Y=nt.read_index$textOf;function it(e,{stdinFilename:t=et},n){let r=l=>/\.json$/i.test(t)?"json":/\.ya?ml$/i.test(t)?"yaml":Xe(rt.Buffer.from(l.subarray(0,512)).toString("latin1")),i=l=>r(l)==="json"?n.jsonBytes:n.yamlBytes,o=An(e,i),[a,s]=[r(o),i(o)];if(o.length>s)return{file:t,text:"",kind:a,problem:tt(t,s,o.length)};try{return{file:t,text:Y(Fe(o)),kind:a}}catch(l){throw l instanceof V?new h(`Standard input cannot be read: ${l.message}.`):l}}function An(e,t){try{return e.readStdin(t)}catch(n){throw new h(`Standard input cannot be read: ${C(n)}.`)}}var A=require("./main.cjs"),O=A.lib_paths$folderOf,ge=A.lib_paths$nameOf,Yi=A.lib_paths$below,ot=A.lib_paths$child,st=A.lib_paths$isWithin,G=A.lib_paths$relative;var Nn=require("./main.cjs"),at=Nn.cli_command_names$commandNames;function lt({message:e,path:t},n){if(t===void 0)return e;let r=e.replace(/\.$/,""),i=Wn(t);if(i!==void 0)return`${r}: did you mean ${JSON.stringify(G(n,i))}?`;let o=O(t)===n?x(ge(t),at):void 0;return o===void 0?e:`${r}: did you mean the command bgplint ${o}?`}function Wn(e){let t=e;for(;O(t)!==""&&$(m,O(t))==="missing";)t=O(t);let n=O(t);try{let r=m.list(n).map(({name:o})=>o),i=x(ge(t),r);return i===void 0?void 0:ot(n,i)}catch(r){if(r instanceof g)return;throw r}}var yt=require("node:buffer");var In=require("./main.cjs"),K=In.host_paths$absolute;var Hn=require("./main.cjs"),Q=Hn.lib_limits$defaultLimits;var ye=require("./main.cjs"),so=ye.lib_lists$grouped,S=ye.lib_lists$largest,B=ye.lib_lists$append;var Dn=require("./main.cjs"),ct=Dn.lib_search$firstWhere;var w=require("./main.cjs"),co=w.report_text_phrases$longest,po=w.report_text_phrases$clean,fo=w.report_text_phrases$relatedOf,mo=w.report_text_phrases$remedyOf,uo=w.report_text_phrases$resourceLabel,ho=w.report_text_phrases$answered,Z=w.report_text_phrases$count,go=w.report_text_phrases$leftUnchecked,yo=w.report_text_phrases$worstFirst,$o=w.report_text_phrases$placeOf,dt=w.report_text_phrases$tally,bo=w.report_text_phrases$whyOf,pt=w.report_text_phrases$withoutCommand;var Bn=require("./main.cjs"),ft=Bn.report_pretty_style$painter;var be=3;function ut(e,t){let n=ft(t);return e.map(r=>Jn(r,n)).join("")}function Jn({file:e,before:t,edits:n},r){let i=ht(t),o=Un(t,i,n),a=b(e),s=[r("strong",`--- a/${a}`),r("strong",`+++ b/${a}`)].map(d=>`${d}
`),l=0,c=Vn(o).map(d=>{let p=Yn(d,i,l,r);for(let u of d)l+=u.lines.length-(u.end-u.start);return p});return o.length===0?"":[...s,...c].join("")}function ht(e){return e.match(/[^\n]*\n|[^\n]+$/g)??[]}function Un(e,t,n){let r=[],i=0;for(let s of t)r.push(i),i+=s.length;let o=[],a=[...n].sort((s,l)=>s.start-l.start||s.end-l.end);for(let s=0;s<a.length;){let l=$e(r,a[s]?.start??0),c=l,d="",p=r[l]??e.length;for(let y=a[s];y!==void 0&&$e(r,y.start)<=c;y=a[++s])d+=e.slice(p,y.start)+y.text,p=y.end,c=Math.max(c,$e(r,y.end===y.start?y.end:y.end-1));let u=Math.min(c+1,t.length);d+=e.slice(p,r[u]??e.length);let v=zn({start:l,end:u,lines:ht(d)},t);(v.end>v.start||v.lines.length>0)&&o.push(v)}return o}function $e(e,t){return Math.max(0,ct(e,n=>n>t)-1)}function zn({start:e,end:t,lines:n},r){let[i,o]=[0,0],a=Math.min(t-e,n.length);for(;i<a&&r[e+i]===n[i];)i++;for(;o<a-i&&r[t-1-o]===n[n.length-1-o];)o++;return{start:e+i,end:t-o,lines:n.slice(i,n.length-o)}}function Vn(e){let t=[];for(let n of e){let r=t.at(-1)?.at(-1);r!==void 0&&n.start-r.end<=2*be?t.at(-1)?.push(n):t.push([n])}return t}function Yn(e,t,n,r){let i=Math.max(0,(e[0]?.start??0)-be),o=Math.min(t.length,(e.at(-1)?.end??0)+be),a=e.reduce((d,p)=>d+p.lines.length-(p.end-p.start),0),s=[],l=i;for(let d of e)B(s,t.slice(l,d.start).map(p=>X(" ",p,r))),B(s,t.slice(d.start,d.end).map(p=>X("-",p,r))),B(s,d.lines.map(p=>X("+",p,r))),l=d.end;B(s,t.slice(l,o).map(d=>X(" ",d,r)));let c=`@@ -${mt(i,o-i)} +${mt(i+n,o-i+a)} @@`;return[`${r("note",c)}
`,...s].join("")}function mt(e,t){return`${t===0?e:e+1},${t}`}function X(e,t,n){let[,r="",i=""]=/^(.*?)(\r?\n?)$/s.exec(t)??[],o=r.split("	").map(b).join("	"),a=pt(e+o);return(e===" "?a:n(e==="-"?"error":"added",a))+(i.endsWith(`
`)?i:`${i}
\\ No newline at end of file
`)}function $t({report:e},{fixReview:t}){return e.findings.filter(({fixable:n,suppressed:r})=>r===null&&(n==="safe"||t===!0&&n==="review"))}function bt(e,t,n,r){let{files:i}=e.fixes.combine($t(e,t)),o=i.flatMap(({file:a,edits:s})=>{let l=e.frame(a);return l!==void 0?[{file:a,before:l,edits:s}]:(r.err(`bgplint: ${b(a)} is not shown: a part of it cannot be read, and may be secret.
`),[])});return ut(o,n)}function wt(e,t,n){let{files:r,applied:i,held:o}=e.fixes.combine($t(e,t)),a=new Set;for(let d of r)try{Gn(d,n)}catch(p){if(!(p instanceof h))throw p;a.add(d.file),n.err(`bgplint: ${b(p.message)}
`)}let s=d=>!(a.size===0?[]:e.fixes.of(d)?.edits??[d]).some(({file:u})=>a.has(u)),l=i.filter(s).length,c=r.length-a.size;if(c>0&&n.err(`bgplint: ${Z(l,"finding")} mended in ${Z(c,"file")}.
`),o.length>0){let d=o.length===1?"its fix gets":"their fixes get";n.err(`bgplint: ${Z(o.length,"finding")} held back, as ${d} in the way of others: run it again.
`)}return{written:c>0,failed:a.size>0}}function Gn({file:e,before:t,after:n},{cwd:r}){let i=K(r,e),o=JSON.stringify(e),a=gt(o,()=>m.read(i,Math.max(Q.jsonBytes,t.length*3)));if(gt(o,()=>Y(a))!==t)throw new h(`${o} changed while it was checked: run it again.`);let s=["\uFEFF",""].find(l=>Kn(l+t)===a.binary);if(s===void 0)throw new h(`${o} cannot be mended, as it is not in UTF-8: convert it first.`);Be(i,e,s+t,s+n)}function Kn(e){return yt.Buffer.from(e,"utf8").toString("latin1")}function gt(e,t){try{return t()}catch(n){throw n instanceof g||n instanceof V?new h(`${e} cannot be mended: ${n.message}.`):n}}var xt={$schema:"http://json-schema.org/draft-07/schema#",$comment:"definitions.selector.enum and properties.rules.properties are generated from the rules' METADATA.",title:"bgplint.yaml: what bgplint reads and how it judges it",type:"object",properties:{rules:{description:"Levels of rules: by id, by family (`calico/*`) or by class (`@security`). The narrowest holds. The level of an enforced rule cannot be changed: naming one is reported and has no effect.",type:"object",propertyNames:{$ref:"#/definitions/selector"},properties:{},additionalProperties:{$ref:"#/definitions/setting"}},exclude:{description:"Files and folders that are not read, unless they are named on the command line. The ledger counts them.",$ref:"#/definitions/globs"},complete:{description:"The folder of this file holds everything that is applied to the cluster. Rules that claim that something is absent then speak at their own level; without it they give a note.",type:"boolean",default:!1},clusters:{description:"The clusters that the files describe. Objects are joined only within one. Without a list the scan is one cluster, or several where one object occurs in several versions.",type:"array",maxItems:1e3,items:{$ref:"#/definitions/cluster"}},limits:{description:"Bounds of what is read. They can be raised, not lowered: a limit is no way to hide a file.",type:"object",properties:{yamlBytes:{description:"Size of a YAML file in bytes.",type:"integer",default:67108864,minimum:67108864,maximum:536870888},jsonBytes:{description:"Size of a JSON file in bytes.",type:"integer",default:268435456,minimum:268435456,maximum:536870888},documentBytes:{description:"Size of a document, or of an item of a List, in bytes.",type:"integer",default:4194304,minimum:4194304,maximum:536870888},depth:{description:"How deep mappings and lists may be nested.",type:"integer",default:200,minimum:200,maximum:1e3},aliases:{description:"How many values the aliases of a document may expand to.",type:"integer",default:1e4,minimum:1e4,maximum:1e7},documents:{description:"How many documents a file may hold.",type:"integer",default:1e5,minimum:1e5,maximum:1e7},findings:{description:"How many findings a run may report.",type:"integer",default:1e5,minimum:1e5,maximum:1e7}},additionalProperties:!1},waivers:{description:"Findings that are answered here, with a reason: the only way for JSON files, and the way for files that you cannot edit. A waiver without a reason, or for an enforced rule, has no effect and is reported.",type:"array",maxItems:1e3,items:{$ref:"#/definitions/waiver"}},baseline:{title:"a path relative to the folder of this file, with `/` between its parts",description:"The file of findings that were there when bgplint came, and are accepted: they do not count, new ones do. `bgplint --update-baseline` writes it, `bgplint --prune-baseline` removes what is mended. It must lie in the repository.",type:"string",maxLength:1024,pattern:"^[^/\\\\][^\\\\]*$"},calico:{description:"Calico in the clusters that say nothing else.",$ref:"#/definitions/product"},metallb:{description:"MetalLB in the clusters that say nothing else.",$ref:"#/definitions/metallb"},cilium:{description:"Cilium in the clusters that say nothing else.",$ref:"#/definitions/cilium"},terraform:{description:"What a plan does not say of itself.",type:"object",properties:{nodes:{description:"Addresses of the security groups, networks or NSGs of the cluster's nodes, as a plan names them; `*` stands for any part. They must let BGP in.",type:"array",maxItems:1e3,uniqueItems:!0,items:{title:"the address of a resource, such as `module.eks.aws_security_group.nodes`",type:"string",maxLength:1024,pattern:"^\\S(.*\\S)?$"}}},additionalProperties:!1}},additionalProperties:!1,definitions:{selector:{description:"A rule's id, a family such as `calico/*`, or a class such as `@security`.",type:"string"},level:{description:"`off` silences. Without quotes YAML 1.1 reads it as false, which means the same here.",enum:["off","note","warning","error",!1]},setting:{description:"A level, or a mapping with a `level`, and `options` where the rule has any.",if:{type:"object"},then:{type:"object",properties:{level:{$ref:"#/definitions/level"}},minProperties:1,additionalProperties:!1},else:{$ref:"#/definitions/level"}},globs:{type:"array",maxItems:1e3,items:{title:"a path relative to the folder of this file, with `/` between its parts; `*`, `**`, `?`, `[\u2026]` and `{a,b}` are wildcards",type:"string",maxLength:1024,pattern:"^[^/!\\\\][^\\\\]*$"}},version:{title:'a version in quotes, such as "3.30" or "3.30.1"',type:"string",pattern:"^v?[0-9]{1,4}\\.[0-9]{1,4}(\\.[0-9]{1,4})?$"},product:{type:"object",properties:{version:{$ref:"#/definitions/version"}},additionalProperties:!1},metallb:{type:"object",properties:{version:{$ref:"#/definitions/version"},mode:{description:"The BGP implementation that the speakers run.",enum:["native","frr","frr-k8s"]}},additionalProperties:!1},cilium:{type:"object",properties:{version:{$ref:"#/definitions/version"},secretsNamespace:{title:"a namespace's name, such as kube-system",description:"The namespace from which Cilium reads the passwords of BGP sessions: `bgpControlPlane.secretsNamespace.name` of its Helm chart.",type:"string",maxLength:63,pattern:"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}},additionalProperties:!1},cluster:{type:"object",properties:{name:{title:"a name of 1 to 253 characters",type:"string",pattern:"^\\S(.{0,251}\\S)?$"},paths:{description:"The files and folders of this cluster.",$ref:"#/definitions/globs"},complete:{description:"The paths hold everything that is applied to this cluster.",type:"boolean"},calico:{$ref:"#/definitions/product"},metallb:{$ref:"#/definitions/metallb"},cilium:{$ref:"#/definitions/cilium"}},required:["name","paths"],additionalProperties:!1},waiver:{type:"object",properties:{rule:{$ref:"#/definitions/selector"},paths:{description:"The files that it holds for.",$ref:"#/definitions/globs"},resource:{title:"an object, `Kind/name` or `Kind/namespace/name`, or the address of a plan's resource",description:"The object that it holds for: `Kind/name`, `Kind/namespace/name`, or the address of a plan's resource.",type:"string",maxLength:1024,pattern:"^(?=.*[./])\\S(.*\\S)?$"},reason:{description:"Why the finding is accepted. Without it the waiver has no effect.",type:"string"},owner:{description:"Who answers for it.",type:"string"},expires:{title:"a day, `YYYY-MM-DD`",description:"The last day on which it holds, in UTC.",type:"string",pattern:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}},required:["rule"],if:{not:{required:["paths"]}},then:{required:["resource"]},additionalProperties:!1}}};var _t=require("./main.cjs"),kt=_t.config_level$levelInForce,Io=_t.config_level$optionsOf;var Zn=/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{NChar}]/gu;async function Ot(e,t,n){let{stringify:r}=await import("./yaml.cjs"),i=(s,l,c)=>r({[s]:l},{defaultStringType:"QUOTE_DOUBLE",defaultKeyType:"PLAIN",lineWidth:0}).replace(`
`,` # ${c?b(n??"config"):"default"}
`),o=Object.entries(xt.properties.limits.properties).map(([s,l])=>{let c=e.limits[s];return`  ${i(s,c??l.default,c!==void 0)}`});return[i("rules",Object.fromEntries([...e.rules.values()].map(Xn)),e.rules.size>0),i("exclude",e.exclude,e.exclude.length>0),i("complete",e.complete,e.complete),i("clusters",e.clusters,e.clusters.length>0),`limits:
`,...o,i("waivers",e.waivers,e.waivers.length>0),...e.baseline===void 0?[]:[i("baseline",e.baseline,!0)],i("calico",e.calico,e.calico.version!==void 0),i("metallb",e.metallb,Object.keys(e.metallb).length>0),i("cilium",e.cilium,Object.keys(e.cilium).length>0),i("terraform",e.terraform,e.terraform.nodes.length>0),...er(e,t)].join("").replace(Zn,Ye)}function Xn({key:e,level:t,options:n}){return[e,n===void 0?t:{...t===void 0?{}:{level:t},options:n}]}function er(e,t){let n=S(t.map(i=>i.id.length));return[`
# Levels in force
`,...t.map(i=>{let{level:o,from:a}=kt(e,i),s=o==="off"?[o]:i.levels??[o],l=a===void 0?s.join(" or "):o,c=i.enforced?"enforced":a===void 0?"default":`rules: ${a}`;return`#   ${i.id.padEnd(n)}  ${l} (${c})
`})]}var tr=require("./main.cjs"),jt=tr.lib_order$compare;function vt({scan:e,left:t,candidates:n}){let r=new Map(e.skipped.map(s=>[s.file,s.reason])),i=[...e.texts.keys()].map(s=>({file:s,state:"read",why:r.get(s)??""})),o=n.filter(s=>!e.texts.has(s)).map(s=>r.has(s)?{file:s,state:"skipped",why:r.get(s)??""}:{file:s,state:"passed",why:"nothing about BGP in it"}),a=t.map(({file:s,reason:l})=>({file:s,state:"left",why:l}));return[...i,...o,...a].sort((s,l)=>jt(s.file,l.file)).map(({file:s,state:l,why:c})=>`${l.padEnd(8)}${b(s)}${c===""?"":`  (${b(c)})`}
`).join("")}var N=require("./main.cjs"),we=N.report_text_ledger$checked,St=N.report_text_ledger$byFamily,Qo=N.report_text_ledger$templates,Zo=N.report_text_ledger$withoutRules,Xo=N.report_text_ledger$elsewhere,es=N.report_text_ledger$account;var nr=require("./main.cjs"),ee=nr.cli_process$exit;var rr=require("./main.cjs"),Pt=rr.parse_index$parseYaml;var xe={name:"bgplint",version:"0.1.0",description:"Checks both ends of BGP sessions on Kubernetes before they are applied: Calico, MetalLB, frr-k8s, Cilium, Antrea and Terraform plans, with SARIF and JUnit reports.",license:"Apache-2.0",repository:"github:bgplint/bgplint",type:"module",bin:{bgplint:"dist/bgplint.mjs"},files:["dist","schemas","LICENSE","README.md","CHANGELOG.md"],engines:{node:">=20"},scripts:{"build:all":"npm run build:policies && npm run build:schemas && npm run build:bundle && npm run build:pages","build:policies":"node scripts/build-policies.mjs","build:schemas":"node scripts/build-schemas.mjs","build:bundle":"node scripts/bundle.mjs","build:pages":"node scripts/build-pages.mjs",check:"npm run check:static && npm test",fix:"biome check --write . && node scripts/fix-policies.mjs",test:"vitest run",bench:"node test/bench/index.mjs",fuzz:"node scripts/fuzz.mjs",differential:"vitest run --config test/differential/vitest.config.ts",lab:"vitest run --config test/lab/vitest.config.ts",integration:"vitest run --config test/integration/vitest.config.ts","new-rule":"node scripts/new-rule.mjs",rule:"node scripts/rule.mjs","check:static":"biome check --error-on-warnings . && tsc -p . && node scripts/check-generated.mjs"},devDependencies:{"@biomejs/biome":"2.5.15","@microsoft/sarif-multitool-ts":"5.7.0","@open-policy-agent/opa-wasm":"1.10.0","@types/node":"20.19.43",ajv:"8.20.0",commander:"14.0.3",esbuild:"0.28.2","fast-check":"4.10.2",glob:"14.0.6",minimatch:"11.0.9",typescript:"7.0.2",vitest:"4.1.12","xmllint-wasm":"5.3.0",yaml:"2.9.1"}};var or=require("./main.cjs"),_e=or.lib_versions$knownVersions;var{version:J}=xe,P=xe.repository.replace(/^github:/,""),Ct=`https://github.com/${P}/blob/v${J}/docs/pipelines.md`,ke="node_modules/bgplint/schemas/bgplint.schema.json",sr=`https://unpkg.com/bgplint@${J}/schemas/bgplint.schema.json`,ar=20;function Rt({installed:e,vendored:t,clusters:n,products:r,findings:i}){return`${[`# yaml-language-server: $schema=${e?`./${ke}`:sr}
# What bgplint reads and how it judges it. Paths start at the folder of this file.

# true where this folder holds all that is applied: what is nowhere is an error.
complete: false`,i?`# What is accepted for now: --update-baseline writes all that is found today into it.
baseline: bgplint-baseline.json`:"",n.length<2?"":lr(n),t.length===0?"":`# Files of others are checked like your own, unless they are named here:
# exclude: [${t.map(a=>JSON.stringify(a)).join(", ")}]`,`# The versions that you run; without them, the newest that the rules know.
${(r.length===0?["calico","metallb"]:r).map(a=>cr[a]).join(`
`)}`].filter(Boolean).join(`

`)}
`}function lr(e){let t="# Objects in several versions: their folders are taken for clusters.";if(e.length>ar)return`${t} There are ${e.length} (bgplint -f json).
# Where that is wrong, list all of them under \`clusters\`.`;let n=e.map(r=>`#   - { name: ${JSON.stringify(r)}, paths: [${JSON.stringify(r)}] }`);return[`${t} To say so:`,"# clusters:",...n].join(`
`)}var cr={calico:`# calico: { version: "${_e.Calico}" }`,metallb:`# metallb: { version: "${_e.MetalLB}", mode: frr } # or native, or frr-k8s`};function E(e){return`${e}- repo: https://github.com/${P}
${e}  rev: v${J}
${e}  hooks:
${e}    - id: bgplint
`}var Et=`repos:
${E("  ")}`;function Ft(e){return`name: bgplint
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
      - uses: ${P}@v${J} # a tag can be moved: a commit pins it
        with:
          changed-only: auto # on pull requests; a push to the branch reports everything
`}var Lt=`bgplint:
  image: node:22
  timeout: 10 minutes
  variables:
    GIT_DEPTH: 0 # a change is compared with the commit that it branched off from
  script:
    - >-
      npx --yes github:${P}#v${J}
      --output gitlab=gl-code-quality-report.json
      \${CI_MERGE_REQUEST_DIFF_BASE_SHA:+--changed-from="$CI_MERGE_REQUEST_DIFF_BASE_SHA"}
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`;function Tt(e){return je(e)?.some(t=>pr(t))===!0||e.includes(`github.com/${P}`)}function Mt(e){let t=je(e);if(t===void 0||t.length===0)return;let n=/\r\n/.test(e)?`\r
`:`
`,r=e.split(/\r?\n/),i=r.findIndex(d=>/^repos:[ \t]*(?:#.*)?$/.test(d)),o=r.slice(i+1),a=o.map(d=>/^( *)- /.exec(d)?.[1]).find(d=>d!==void 0);if(i===-1||a===void 0||o.some(d=>/^[^\s#-]|^---/.test(d)))return;let s=`${e.trimEnd()}
${E(a)}`.replace(/\r?\n/g,n),[l]=je(`repos:
${E("  ")}`)??[];return JSON.stringify(Oe(s))===JSON.stringify(dr(Oe(e),l??null))?s:void 0}function dr(e,t){return Object.fromEntries(Object.entries(e??{}).map(([n,r])=>[n,n==="repos"?[...r,t]:r]))}function Oe(e){let t={limits:Q,wants:()=>!0},{documents:n,problems:r}=Pt({file:".pre-commit-config.yaml",text:e},t),[i]=n,o=i?.value;if(!(r.length>0||n.length!==1))return typeof o=="object"&&o!==null&&!Array.isArray(o)?o:void 0}function je(e){let t=Oe(e)?.repos;return Array.isArray(t)?t:void 0}function pr(e){let t=e?.hooks;return Array.isArray(t)&&t.some(n=>String(n?.id).startsWith("bgplint"))}var fr=require("./main.cjs"),qt=fr.cli_request$prepare;var mr=require("./main.cjs"),At=mr.cli_run$run;var ur=1<<20,ve=/^[\w@+][\w.@+-]*(?:\/[\w@+][\w.@+-]*)*$/,hr=new Set(["vendor","vendored","third_party","third-party","thirdparty","external"]),gr=20;function F(e){try{return m.read(e,ur).decode("utf-8")}catch(t){if(t instanceof g||t instanceof TypeError)return;throw t}}async function Nt(e,t){let n={...e,cwd:t},{request:r}=await qt(n,[],{format:"pretty",failOn:"error",color:"auto"});return At(n,r)}function Wt(e,{candidates:t,report:n}){let{clusters:r,resources:i}=n.ledger;return{installed:$(m,`${e}/${ke}`)==="file",vendored:[...new Set(t.flatMap(yr))].filter(o=>ve.test(o)).slice(0,gr),clusters:r.map(({name:o})=>o).filter(o=>ve.test(o)),findings:n.findings.some(o=>o.suppressed===null),products:["calico","metallb"].filter(o=>(i[o]??0)>0)}}function yr(e){let t=e.split("/").slice(0,-1),n=t.findIndex(r=>hr.has(r.toLowerCase()));return n===-1?[]:[t.slice(0,n+1).join("/")]}function It(e){return $(m,`${e}/.github`)==="folder"?!0:/^\s*url\s*=\s*\S*github\.com[:/]/m.test(F(`${e}/.git/config`)??"")}function Ht(e){let t=`${e}/.git`,n=/^ref: refs\/remotes\/origin\/(.+)$/m.exec(F(`${t}/refs/remotes/origin/HEAD`)??"")?.[1];if(n!==void 0&&ve.test(n))return n;let r=/^ref: refs\/heads\/(.+)$/m.exec(F(`${t}/HEAD`)??"")?.[1];return["main","master","trunk"].find(o=>o===r||$(m,`${t}/refs/heads/${o}`)==="file")??"main"}var te=require("node:fs");function Se(e,t){let n=t,r=m.real(n);for(;r===void 0&&O(n)!=="";)n=O(n),r=m.real(n);return r===void 0||!st(m.real(e)??e,r)}function Dt(e,t,n){let r=`${e}/${t}`;Jt(e,t);try{(0,te.mkdirSync)(O(r),{recursive:!0}),(0,te.writeFileSync)(r,n,{flag:"wx"})}catch(i){let o=i.code==="EEXIST";throw new h(`${JSON.stringify(t)} cannot be written: ${o?"a link is in its place":C(i)}.`)}}function Bt(e,t,n){Jt(e,t),H(`${e}/${t}`,t,n,"file")}function Jt(e,t){if(Se(e,`${e}/${t}`))throw new h(`${JSON.stringify(t)} is not written: a link on its way leads out of the repository.`)}var Ut="bgplint.yaml",L=".pre-commit-config.yaml",ne=".github/workflows",re=".gitlab-ci.yml";function zt(e,t){let n=$(m,`${e}/.git`)!=="missing";return[$r(e,t),...n?[br(e)]:[],...It(e)?[wr(e)]:[],...$(m,`${e}/${re}`)==="file"?[xr(e)]:[]]}function Pe(e,t){return{action:"write",file:e,text:t,added:t}}function ie(e){return{action:"there",file:e,text:"",added:""}}function $r(e,t){let n=[Ut,"bgplint.yml"].find(r=>$(m,`${e}/${r}`)!=="missing");return n===void 0?Pe(Ut,Rt(Wt(e,t))):ie(n)}function br(e){if($(m,`${e}/${L}`)==="missing")return Pe(L,Et);let t={action:"by hand",file:L,text:"",added:E("  ")};if(Se(e,`${e}/${L}`))return t;let n=F(`${e}/${L}`);if(n===void 0)return t;if(Tt(n))return ie(L);let r=Mt(n);return r===void 0?t:{action:"extend",file:L,text:r,added:E("  ")}}function wr(e){let t=_r(`${e}/${ne}`).filter(o=>/\.ya?ml$/.test(o)),n=t.find(o=>F(`${e}/${ne}/${o}`)?.includes(`${P}@`)),r=t.find(o=>/^bgplint\.ya?ml$/.test(o)),i=n??r;return i===void 0?Pe(`${ne}/bgplint.yaml`,Ft(Ht(e))):ie(`${ne}/${i}`)}function xr(e){return F(`${e}/${re}`)?.includes("bgplint")===!0?ie(re):{action:"by hand",file:re,text:"",added:Lt}}function _r(e){try{return m.list(e).map(({name:t})=>t)}catch(t){if(t instanceof g)return[];throw t}}async function Vt(e,{yes:t,dryRun:n}){let r=Te(m,e.cwd)??e.cwd,i=d=>b(G(e.cwd,K(r,d))),o=await Nt(e,r),a=zt(r,o),s=a.filter(({action:d})=>d==="write"||d==="extend");e.out(`${kr(o)}
`);let l=t===void 0&&n===void 0&&s.length>0&&e.terminal,c=l||n===!0;if(e.out(a.map(d=>jr(d,i(d.file),c)).join("")),n)return ee.clean;if(l&&!Sr(e))return e.out(`Nothing was written.
`),ee.clean;for(let{action:d,file:p,text:u}of s)(d==="write"?Dt:Bt)(r,p,u);return e.out(s.length===0?`All is there: nothing was written.
`:Pr(o,a,s)),ee.clean}function kr({report:e}){let t=St(e.ledger);return t===""?we(e.ledger):`${we(e.ledger)}: ${t}`}var Or={write:"write",extend:"add to",there:"there","by hand":"by hand"};function jr({action:e,file:t,added:n},r,i){let o=`  ${Or[e].padEnd(9)}${r}
`;if(e==="there"||!i&&e!=="by hand")return o;let a=e==="by hand"?`${" ".repeat(11)}${vr(t)}
`:"";return`${o}${a}
${n.replace(/^(?=.)/gm," ".repeat(6))}
`}function vr(e){return e.endsWith(".gitlab-ci.yml")?"add this job:":"it is written in a way that is left to you; add this to its list of repos:"}function Sr(e){let t=e.ask("Write this? [y/N] ");return t===void 0||/^\s*y(?:es)?\s*$/i.test(t)}function Pr({report:e},t,n){let r=e.findings.filter(a=>a.suppressed===null),i=[["bgplint",`now: ${dt(r)}`],...r.length===0?[]:[["bgplint --update-baseline","accept that, and be told only of what is new"]],...n.some(({file:a})=>a===".pre-commit-config.yaml")?[["pre-commit install","run the hook at each commit"]]:[],...t.some(({file:a})=>/\.(?:github|gitlab-ci)/.test(a))?[]:[["a pipeline",`neither GitHub nor GitLab was seen here: ${Ct}`]]],o=S(i.map(([a])=>a.length));return`Next:
${i.map(([a,s])=>`  ${a.padEnd(o)}  ${s}
`).join("")}`}var Yt=require("./main.cjs"),T=Yt.host_policy$nodePolicy,Gt=Yt.host_policy$distUrl;var U=require("./main.cjs"),Ks=U.lib_rules$fails,Qs=U.lib_rules$rulesById,Zs=U.lib_rules$levels,Kt=U.lib_rules$adviceOf,W=U.lib_rules$ruleFamily;var Cr=require("./main.cjs"),Qt=Cr.cli_version$version;var Rr=7,Er=70;function Zt(e,t,n){let{rules:r,digest:i}=T(),o=[...new Set(r.map(({id:c})=>W(c)))];if(t!==void 0&&!o.includes(t))throw new h(Fr(t,o));let a=r.filter(c=>t===void 0||W(c.id)===t);if(n==="json"){let c={bgplint:Qt,digest:i,families:o,rules:a.map(Tr)};e.out(`${JSON.stringify(c,null,2)}
`);return}let s=e.terminal?e.columns??80:void 0;e.out(a.map(c=>Lr(c,a,s)).join(""));let l=[`${a.length} rules; bgplint explain <rule> says more.`,...a.some(c=>c.enforced)?["An enforced rule cannot be suppressed."]:[]].join(" ");e.out(`
${k(l,s??l.length).join(`
`)}
`)}function Fr(e,t){let n=x(e,t),r=n===void 0?`the families are ${t.join(", ")}.`:`did you mean ${n}?`;return`There is no family ${JSON.stringify(e)}: ${r}`}function Lr(e,t,n){let r=e.id.padEnd(S(t.map(l=>l.id.length))),i=e.off?"off":e.level,o=e.enforced?", enforced":"";if(n===void 0)return`${r}  ${`${i}${o}`.padEnd(17)}  ${e.class.padEnd(12)}  ${e.title}
`;let a=`${e.title}${e.enforced?" (enforced)":""}`;if(n<Er){let l=k(`${i}: ${a}`,n-4).map(c=>`    ${c}
`);return`${e.id}
${l.join("")}`}let s=`${r}  ${i.padEnd(Rr)}  `;return k(a,n-s.length).map((l,c)=>`${c===0?s:" ".repeat(s.length)}${l}
`).join("")}function Tr(e){let t=n=>n.trim().replace(/\s+/g," ");return{id:e.id,family:W(e.id),title:e.title,level:e.level,levels:e.levels??[e.level],class:e.class,off:e.off===!0,enforced:e.enforced===!0,freezes:e.freezes===!0,aliases:e.aliases??[],options:e.options??{},description:t(e.description),remediation:t(e.remediation),variants:Object.fromEntries(Object.keys(e.variants??{}).map(n=>{let{description:r,remediation:i}=Kt(e,n);return[n,{description:t(r),remediation:t(i)}]})),references:e.references}}var Xt=require("node:fs");var Mr=40,qr=100,_="  ";function en(e,t){let{rules:n}=T(),r=n.find(({id:a,aliases:s=[]})=>a===t||s.includes(t));if(r===void 0)throw new h(`There is no rule ${JSON.stringify(t)}${Ar(t,n)}`);let i=JSON.parse((0,Xt.readFileSync)(new URL("pages.json",Gt),"utf8")),o=Math.min(qr,Math.max(Mr,(e.columns??80)-1));e.out(`${Nr(r,i[r.id],o).join(`

`)}
`)}function Ar(e,t){let n=x(e,t.map(r=>r.id))??t.find(r=>r.id.endsWith(`/${e}`))?.id;return t.some(r=>r.id.startsWith(`${e}/`))?`: bgplint rules ${e} lists the family.`:n===void 0?": bgplint rules lists them.":`: did you mean ${n}?`}function Nr(e,t,n){let r=(c,d=_)=>k(c,n-d.length).map(p=>`${d}${p}`).join(`
`),i=c=>c.trim().split(/\n\s*\n/).map(d=>r(d)).join(`

`),o=Object.entries(e.options??{}).map(([c,{type:d,default:p,description:u}])=>`${_}${c} (${d}, default ${p===""?"none":p})
${r(u,_.repeat(2))}`),a=e.references.map(({ref:c,description:d})=>[...d===void 0?[]:[r(d)],`${_}${c}`].join(`
`)),s=Object.entries(e.variants??{}).map(([c,{description:d,remediation:p}])=>[`Variant ${c}`,...d===void 0?[]:[i(d)],...p===void 0?[]:[`${_}What to do`,r(p,_.repeat(2))]].join(`
`)),l=t?.findings.map(({place:c,level:d,message:p})=>`${_}${c}  ${d}
${r(p,_.repeat(2))}`);return[[e.id,...k(e.title,n),...k(Wr(e),n)].join(`
`),`Why
${i(e.description)}`,`What to do
${i(e.remediation)}`,...s,...o.length===0?[]:[`Options
${o.join(`
`)}`],...t===void 0?[]:[`Flagged
${tn(t.flagged)}`,(l??[]).join(`
`),Ir(t)],...a.length===0?[]:[`Sources
${a.join(`
`)}`]]}function Wr(e){let t=e.levels?.join(" or ")??e.level;return[e.off?`off (${t} where the config turns it on)`:t,e.class,...e.enforced?["enforced: nothing silences it"]:[],...e.aliases===void 0?[]:[`also known as ${e.aliases.join(", ")}`]].join("; ")}function Ir({mended:e,removed:t,excerpt:n}){let r=t.map(i=>`${_}${i} is removed`);return`Mended${n?" (the rest stays as it is)":""}
${[...e.length===0?[]:[tn(e)],...r].join(`

`)}`}function tn(e){let t=n=>n.replace(/^(?=.)/gm,_.repeat(2));return e.map(({file:n,text:r})=>`${_}${n}
${t(r)}`).join(`

`)}var Hr=require("./main.cjs"),oe=Hr.report_index$reporterNames;function nn(e){let t=(n,r)=>{let[i]=n.registeredArguments;return{name:r,text:n.summary(),flags:n.createHelp().visibleOptions(n).map(Dr),...i===void 0?{}:{operand:Br(i)}}};return{check:t(e,""),commands:e.commands.map(n=>t(n,n.name()))}}function Dr(e){let{short:t,long:n,description:r,argChoices:i,flags:o}=e,a=/[<[]([^\]>]*)/.exec(o)?.[1]?.replace(/\.+$/,"");return{names:[t,n].filter(s=>s!==void 0),text:r,...a===void 0?{}:{value:{name:a,...rn(a,i)}},repeatable:e.variadic||/\(repeatable\)/.test(r)}}function Br(e){return rn(e.name(),e.argChoices)}function rn(e,t){if(t!==void 0)return{kind:"words",words:t};switch(e){case"file":case"paths":return{kind:"files"};case"format=file":return{kind:"prefixed",words:oe};case"rule":return{kind:"words",words:T().rules.map(n=>n.id)};case"family":return{kind:"words",words:[...new Set(T().rules.map(({id:n})=>W(n)))]};case"ref":return{kind:"free"};default:throw new Error(`completions do not know what <${e}> stands for`)}}function I(e){return e.flags.filter(t=>t.value!==void 0).flatMap(t=>t.names)}function on({check:e,commands:t}){let n=t.map(({name:r})=>r);return`# Completion of bgplint for bash: source <(bgplint completion bash)
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
      ${I(e).join(" | ")})
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
${[e,...t].flatMap(r=>r.flags.flatMap(i=>Jr(r,i))).join(`
`)}
    *)
      case $command:$current in
${[e,...t].map(r=>`        ${r.name}:-*) words='${r.flags.flatMap(i=>i.names).join(" ")}' ;;`).join(`
`)}
${t.map(r=>`        ${r.name}:*) words='${sn(r.operand)}' ;;`).join(`
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
`}function Jr(e,{names:t,value:n}){if(n===void 0)return[];let r=t.map(o=>`${e.name}:${o}`).join(" | ");if(n.kind==="files")return[`    ${r}) return ;;`];let i=n.kind==="prefixed"?"compopt -o nospace 2> /dev/null; ":"";return[`    ${r}) ${i}words='${sn(n)}' ;;`]}function sn(e){return e?.kind==="prefixed"?e.words.map(t=>`${t}=`).join(" "):e?.kind==="words"?e.words.join(" "):""}function ln({check:e,commands:t}){let n=e.flags.flatMap(({value:i})=>i?.kind==="prefixed"?i.words:[]),r=[...e.flags.map(i=>`complete -c bgplint -n '__bgplint_is none paths' ${an(i)}`),...t.flatMap(i=>[`complete -c bgplint -n '__bgplint_is none' -a ${i.name} -d ${cn(i.text)}`,`complete -c bgplint -n '__bgplint_is ${i.name}' -f${zr(i)}`,...i.flags.map(o=>`complete -c bgplint -n '__bgplint_is ${i.name}' ${an(o)}`)])];return`# Completion of bgplint for fish: bgplint completion fish | source
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
            case ${I(e).join(" ")}
                set value yes
            case '-*'
            case ${t.map(({name:i})=>i).join(" ")}
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
`}function an({names:e,text:t,value:n}){return[...e.map(i=>i.startsWith("--")?`-l ${i.slice(2)}`:`-s ${i.slice(1)}`),...Ur(n),`-d ${cn(t)}`].join(" ")}function Ur(e){switch(e?.kind){case void 0:return[];case"files":return["-r -F"];case"free":return["-x"];case"words":return[`-x -a '${e.words.join(" ")}'`];case"prefixed":return["-x -a '(__bgplint_output)'"]}}function zr({operand:e}){return e?.kind==="words"?` -a '${e.words.join(" ")}'`:""}function cn(e){return`'${e.replaceAll("\\","\\\\").replaceAll("'","\\'")}'`}function dn({check:e,commands:t}){let n=e.flags.flatMap(({value:r})=>r?.kind==="prefixed"?r.words:[]);return`#compdef bgplint
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
${t.map(({name:r,text:i})=>`    ${Ce(`${r}:${i}`)}`).join(`
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
      (${I(e).join("|")}) ((at++)) ;;
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
${[...t,e].map(Vr).join(`
`)}
  esac
}
if [[ $funcstack[1] == _bgplint ]]; then
  _bgplint "$@"
else
  compdef _bgplint bgplint
fi
`}function Vr(e){let t=e.name===""?["'1: :_bgplint_operand'","'*:file:_files'"]:e.operand===void 0?[]:[Ce(`1:operand:${pn(e.operand)}`)],n=[...e.flags.map(Yr),...t];return`    (${e.name===""?"*":e.name})
      _arguments -s -S : \\
${n.map(r=>`        ${r}`).join(` \\
`)}
      ;;`}function Yr({names:e,text:t,value:n,repeatable:r}){let i=e.map(c=>n===void 0?c:c.startsWith("--")?`${c}=`:`${c}+`),o=r?"'*'":`'(${e.join(" ")})'`,a=`[${t.replace(/[\][:\\]/g,"\\$&")}]`,s=n===void 0?"":`:${n.name.replaceAll(":","\\:")}:${pn(n)}`,l=i.length>1?`{${i.join(",")}}`:i[0]??"";return`${o}${l}${Ce(a+s)}`}function pn(e){switch(e.kind){case"files":return"_files";case"words":return`(${e.words.join(" ")})`;case"prefixed":return"_bgplint_output";case"free":return" "}}function Ce(e){return`'${e.replaceAll("'","'\\''")}'`}var Gr={bash:on,zsh:dn,fish:ln};function fn(e,t){return Gr[t](nn(e))}var Kr=80,Qr=2,Zr=[{heading:"What to check",rows:[{options:["--stdin-filename"]},{options:["--require-resources"]},{options:["--allow-empty"]},{options:["--list-files"]}]},{heading:"What to report",rows:[{options:["--format"]},{options:["--output"]},{options:["--fail-on"]},{options:["--show-suppressed"]},{options:["--color"]}]},{heading:"Only part of it",rows:[{options:["--changed"],text:"report what changed since HEAD; all is read"},{options:["--changed-from"],text:"report what changed since the merge base with it"},{options:["--report-on"]},{options:["--hook"],text:"for pre-commit: read all, report on the paths"},{options:["--baseline","--no-baseline"],text:"findings accepted so far; --no-baseline: none"},{options:["--update-baseline"]},{options:["--prune-baseline"]}]},{heading:"Fixes",rows:[{options:["--fix","--fix-review"],text:"write fixes that are safe; those to review, too"},{options:["--diff"]}]},{heading:"Configuration",rows:[{options:["--config","--no-config"],text:"the configuration; --no-config: read none"},{options:["--print-config"]},{options:["--config-from"],text:"config and baseline as they are at that commit"},{options:["--loosened-from"]}]}],Xr=`Exit codes: 0 nothing at or above --fail-on (error), 1 findings, 2 not done
Examples:
  bgplint manifests plan.json          check manifests and a plan together
  kustomize build prod | bgplint -     check what will be applied
  bgplint -o sarif=bgp.sarif           write a report for CI, and print it too
`;function hn(e,t){let n=new Set,r=p=>e.options.find(u=>u.long===p&&!u.hidden),i=Zr.map(({heading:p,rows:u})=>{let v=u.flatMap(({options:y,text:gn})=>{let se=y.flatMap(ae=>r(ae)??[]);for(let ae of se)n.add(ae);let[Re]=se;return Re===void 0?[]:[[mn(se),gn??un(Re)]]});return[p,v]}),o=t.visibleOptions(e).filter(({long:p})=>p==="--help"||p==="--version");for(let p of o)n.add(p);let a=e.options.filter(p=>!p.hidden&&!n.has(p)),s=[...t.visibleCommands(e).map(p=>[ei(p),p.summary()]),[o.map(({flags:p})=>p.replace(", "," ")).join(", "),"of bgplint, or of a command"]],l=[...i,["Other",a.map(p=>[mn([p]),un(p)])]],c=S([...l.flatMap(([,p])=>p),...s].map(([p])=>p.length)),d=([p,u])=>u.length===0?[]:[`${p}:`,...u.map(([v,y])=>`  ${v.padEnd(c+Qr)}${y}`)];return["Usage: bgplint [options] [paths...]   or   bgplint <command>",e.description(),...l.flatMap(d),...k(`Formats: ${oe.join(" ")}`,Kr),...d(["Commands",s]),Xr].join(`
`)}function mn(e){let t=e[0]?.short===void 0?"    ":"",n=e.filter(({negate:r},i)=>i===0||!r);return`${t}${n.map(({flags:r})=>r).join(", ")}`}function un({description:e,argChoices:t=[]}){return t.length===0||t.length>4?e:`${e}: ${t.join(", ")}`}function ei(e){return[e.name(),e.usage().replace(/^\[options\] ?/,"")].filter(Boolean).join(" ")}0&&(module.exports={cli_completion_index$completion,cli_explain$explain,cli_file_list$fileList,cli_fix$applyFixes,cli_fix$diffOf,cli_help$rootHelp,cli_init_index$init,cli_missing_path$sayMissing,cli_rules$listRules,cli_stdin$readStdin,config_errors$explain,config_errors$spell,config_print$printConfig,project_write$refuseLeading,project_write$writeReport,project_write$writeWhole});
