#!/usr/bin/env node
import module from 'node:module';

// Node keeps compiled code from run to run where it can (22.1 and later).
module.enableCompileCache?.();
module.createRequire(import.meta.url)('./main.cjs');
