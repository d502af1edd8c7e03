import{createRequire as bgplintRequire}from'node:module';const require=bgplintRequire(import.meta.url);
var i=/[\x7f-\x9f]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{NChar}]|(?<=#)#(?=[a-z]{0,20}\[)/giu;function o(n){return`${JSON.stringify(n,null,2).replace(i,s)}
`}function s(n){return Array.from({length:n.length},(t,r)=>n.charCodeAt(r)).map(t=>`\\u${t.toString(16).padStart(4,"0")}`).join("")}export{o as a};
