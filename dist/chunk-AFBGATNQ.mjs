import{createRequire as bgplintRequire}from'node:module';const require=bgplintRequire(import.meta.url);
import{e as o}from"./chunk-RVZV56VJ.mjs";var r={pretty:async()=>(await import("./chunk-TQJWJHYF.mjs")).pretty,json:async()=>(await import("./chunk-YVAACMG2.mjs")).json,sarif:async()=>(await import("./chunk-H5HABDGC.mjs")).sarif,junit:async()=>(await import("./chunk-JVSYX4R3.mjs")).junit,github:async()=>(await import("./chunk-RRQPWG2T.mjs")).github},d=Object.keys(r);function b(t){return r[t]()}var i={name:"bgplint",version:"0.1.0",description:"Checks both ends of BGP sessions on Kubernetes before they are applied: Calico, MetalLB and Terraform plans, with SARIF and JUnit reports.",license:"Apache-2.0",type:"module",bin:{bgplint:"dist/bgplint.mjs"},files:["dist","schemas","LICENSE","README.md","CHANGELOG.md"],engines:{node:">=20"},scripts:{build:"npm run build:policies && npm run build:bundle && npm run build:pages","build:policies":"node scripts/build-policies.mjs","build:bundle":"node scripts/bundle.mjs","build:pages":"node scripts/build-pages.mjs",check:"npm run check:static && npm test",fix:"biome check --write . && node scripts/fix-policies.mjs",test:"vitest run","new-rule":"node scripts/new-rule.mjs","check:static":"biome check --error-on-warnings . && tsc -p . && node scripts/check-generated.mjs"},devDependencies:{"@biomejs/biome":"2.5.15","@microsoft/sarif-multitool-ts":"5.7.0","@open-policy-agent/opa-wasm":"1.10.0","@types/node":"20.19.43",ajv:"8.20.0",commander:"14.0.3",esbuild:"0.28.2",glob:"14.0.6",minimatch:"11.0.9",typescript:"7.0.2",vitest:"4.1.12","xmllint-wasm":"5.3.0",yaml:"2.9.1"}};var s={Calico:"3.32",MetalLB:"0.16","Terraform plan format":"1.2"};var m=i.version,j=`
Examples:
  bgplint                              check this folder
  bgplint manifests plan.json          check manifests and a plan together
  kustomize build prod | bgplint -     check what will be applied
  bgplint -o sarif=bgp.sarif           write a report for CI, and print it too
  bgplint explain calico/global-peer   say what a rule is about

Exit codes:
  0  nothing at or above --fail-on   1  findings   2  the job could not be done

A folder named like a command is given as a path: bgplint ./rules`;function k(t){if(!t.arguments.some(e=>e==="-V"||e==="--version"))return"";let{rules:n,digest:p}=o(),a=Object.entries(s).map(([e,l])=>`${e} ${l}`);return`bgplint ${m}
rules ${n.length}, sha256:${p}
knows ${a.join(", ")}`}export{d as a,b,m as c,j as d,k as e};
