import{createRequire as bgplintRequire}from'node:module';const require=bgplintRequire(import.meta.url);
import{d as r}from"./chunk-3KXVG4VI.mjs";import"./chunk-N7FOQKNL.mjs";export{r as stringify};
