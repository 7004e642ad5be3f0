import chromium from '@sparticuz/chromium';

// Unpacks into the directory that TMPDIR names; a process of its own, because the package reads that from the environment.
await chromium.executablePath();
