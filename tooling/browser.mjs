import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { run } from './child.mjs';
import { at } from './paths.mjs';
import { Refusal } from './refusal.mjs';

const HEADLESS = 'chromium-headless-shell';

/** The path of a Chromium: the one that was named, the system's, Playwright's, or Debian's, which root installs. */
export async function ensureBrowser() {
  const named = process.env.MIJI_CHROMIUM;
  if (named) {
    if (isExecutable(named)) return named;
    throw new Refusal(`MIJI_CHROMIUM names ${named}, which is not a program: correct it or leave it out.`);
  }
  const light = onPath(HEADLESS);
  if (light) return light;
  // The browser that draws no window needs a quarter less time for the same pages, so it is worth an installation.
  await aptInstall(HEADLESS, 'fonts-noto-cjk');
  const found = onPath(HEADLESS, 'chromium', 'chromium-browser', 'google-chrome') ?? playwrights();
  if (found) return found;
  await aptInstall('chromium');
  const installed = onPath('chromium');
  if (installed) return installed;
  throw new Refusal(
    'The browser tests need a Chromium: install one (Debian: apt install chromium; elsewhere: npx playwright install chromium) or name one with MIJI_CHROMIUM.',
  );
}

/** Screenshots show Chinese only with a font for it; its absence fails no test, so it is a warning where it cannot be mended. */
export async function ensureChineseFont() {
  if (hasChineseFont() || !onPath('fc-list')) return;
  await aptInstall('fonts-noto-cjk');
  if (!hasChineseFont())
    console.warn('No Chinese font is installed: screenshots will show boxes (Debian: apt install fonts-noto-cjk).');
}

function hasChineseFont() {
  const { stdout } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return Boolean(stdout?.trim());
}

async function aptInstall(...packages) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version') || !onPath('apt-get')) return;
  console.log(`Installing ${packages.join(' and ')} from Debian`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  if ((await run('apt-get', ['-qq', 'update'], { env })) !== 0) return;
  await run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...packages], { env });
}

function playwrights() {
  try {
    const path = createRequire(at('packages', 'testing', 'package.json'))('playwright-core').chromium.executablePath();
    return isExecutable(path) ? path : undefined;
  } catch {
    // Playwright refuses to name a browser on a platform it does not know.
    return undefined;
  }
}

function onPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
