import { execFile } from 'node:child_process';
import { access, chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
const cache = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));
const inflater = fileURLToPath(new URL('./inflate-chromium.ts', import.meta.url));
const manifest = new URL('../package.json', import.meta.resolve('@sparticuz/chromium'));
const Manifest = z.object({ version: z.string() });

/** Makes the package unpack the system libraries it carries, as it does for Amazon's images (its README). */
const WITH_LIBRARIES = { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };

/** A browser to start, with what its process needs in its environment. */
export interface Chromium {
  executablePath: string;
  env: Record<string, string>;
}

/**
 * Unpacks the Chromium that npm carries, once a version, with fonts and libraries for a machine that has none. A run that is
 * killed, or another one at the same time, never leaves half a browser behind.
 */
export async function unpackChromium(): Promise<Chromium> {
  const { version } = Manifest.parse(JSON.parse(await readFile(manifest, 'utf8')));
  const directory = join(cache, `chromium-${version}`);
  const isThere = await access(directory).then(
    () => true,
    () => false,
  );
  if (!isThere) await unpackInto(directory);
  return {
    executablePath: join(directory, 'chromium'),
    env: {
      FONTCONFIG_FILE: join(directory, 'with-fonts.conf'),
      LD_LIBRARY_PATH: join(directory, 'al2023', 'lib'),
    },
  };
}

async function unpackInto(directory: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const staging = await mkdtemp(join(cache, 'unpacking-'));
  try {
    await run(process.execPath, ['--disable-warning=ExperimentalWarning', inflater], {
      env: { ...WITH_LIBRARIES, TMPDIR: staging },
    });
    await writeFile(join(staging, 'with-fonts.conf'), fontsOf(directory));
    // Whoever may read the checkout may run its browser.
    await chmod(join(staging, 'chromium'), 0o755);
    await chmod(staging, 0o755);
    await rename(staging, directory).catch(async (error: unknown) => {
      // Another run was faster.
      await access(directory).catch(() => Promise.reject(error));
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** The machine's own fonts, and one that is always there. */
function fontsOf(directory: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(directory, 'fonts')}</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
}
