import { launchChromium } from '@miji/testing';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { MijiServer } from './miji-server.ts';
import { startMiji } from './miji-server.ts';
import type { Part, Player } from './people.ts';
import { assemble } from './people.ts';

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
/** How long a person waits for something to appear before it is a defect. */
const PATIENCE_MS = 20_000;
const DESK = { viewport: { width: 1_280, height: 900 } } as const;

/** How somebody comes to the console. */
export interface Coming
  extends Pick<BrowserContextOptions, 'viewport' | 'hasTouch' | 'isMobile' | 'colorScheme' | 'reducedMotion'> {
  readonly language?: 'zh-CN' | 'en';
}

/** Somebody in front of a browser of his own. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** opens an address of the console */
  open(path: string): Promise<void>;
  /** the calls that the page made since it was opened or since `forget`, such as `requests.get` */
  calls(): readonly string[];
  forget(): void;
}

export interface Stage {
  readonly server: MijiServer;
  as(part: Part): Promise<Player>;
  /** somebody signed in, or nobody */
  enter(part: Part | null, coming?: Coming): Promise<Visitor>;
}

/** Browsers say this of every answer but 2xx, and a refusal is an answer. */
const HTTP_REMARK = /^Failed to load resource: /;

const proceduresOf = (address: string): readonly string[] => {
  const { pathname } = new URL(address);
  return pathname.startsWith('/api/trpc/') ? pathname.slice('/api/trpc/'.length).split(',') : [];
};

/** What stood on a page when a test failed, for whoever reads why. */
const shownOn = async (page: Page): Promise<string> => {
  const shown = await page.locator('body').ariaSnapshot({ timeout: 2_000 }).catch(String);
  return `${page.url()}\n${shown.slice(0, 12_000)}`;
};

/**
 * One server and one browser for a test file. After each test the browser has nothing to complain of: no error of a script, no
 * warning, no violation of the content security policy.
 */
export const setStage = (): (() => Stage) => {
  let stage: Stage | undefined;
  let browser: Browser | undefined;
  let server: MijiServer | undefined;
  const opened: BrowserContext[] = [];
  const complaints: string[] = [];

  const enter = async (
    started: Browser,
    { url }: MijiServer,
    player: Player | null,
    coming: Coming,
  ): Promise<Visitor> => {
    const { language = 'zh-CN', ...how } = coming;
    const context = await started.newContext({
      ...DESK,
      // Nobody waits for what slides and fades; a test says so where it wants to see it.
      reducedMotion: 'reduce',
      ...how,
      baseURL: url,
      locale: language === 'en' ? 'en-US' : 'zh-CN',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    opened.push(context);
    if (player !== null) await context.addCookies(player.cookies.map((cookie) => ({ ...cookie, url })));
    context.on('console', (message) => {
      const isBad = message.type() === 'error' || message.type() === 'warning';
      if (isBad && !HTTP_REMARK.test(message.text()))
        complaints.push(`${new URL(message.page()?.url() ?? url).pathname}: ${message.text()}`);
    });
    context.on('weberror', (error) => void complaints.push(String(error.error())));
    const page = await context.newPage();
    let calls: string[] = [];
    page.on('request', (request) => void calls.push(...proceduresOf(request.url())));
    return {
      context,
      page,
      open: async (path) => void (await page.goto(path)),
      calls: () => calls,
      forget: () => {
        calls = [];
      },
    };
  };

  beforeAll(async () => {
    const [started, running] = await Promise.all([launchChromium(), startMiji()]);
    browser = started;
    server = running;
    const as = assemble(running.url);
    stage = {
      server: running,
      as,
      enter: async (part, coming = {}) => enter(started, running, part === null ? null : await as(part), coming),
    };
  });

  afterEach(async ({ task }) => {
    const contexts = opened.splice(0);
    const shown =
      task.result?.state === 'fail'
        ? await Promise.all(contexts.flatMap((context) => context.pages()).map(shownOn))
        : [];
    await Promise.all(contexts.map((context) => context.close()));
    // With its pages, a failure that comes once in twenty runs can be understood from the summary alone.
    expect({ complaints: complaints.splice(0), shown }).toEqual({ complaints: [], shown: [] });
  });

  afterAll(async () => {
    await browser?.close();
    await server?.dispose();
  });

  return () => {
    if (stage === undefined) throw new Error('The stage is not set before a test begins');
    return stage;
  };
};
