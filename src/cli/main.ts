#!/usr/bin/env node
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

// The build joins the compiled modules to few files, which start sooner than many.
const joined = path.join(import.meta.dirname, '..', 'program', 'command-line.js');
await import(existsSync(joined) ? pathToFileURL(joined).href : './command-line.js');
