import{createRequire as bgplintRequire}from'node:module';const require=bgplintRequire(import.meta.url);
import{a as f}from"./chunk-TMUSS2LD.mjs";import{c as r}from"./chunk-OJD7FFSV.mjs";var i=r(f(),1);var export_stringify=i.stringify;export{export_stringify as stringify};
