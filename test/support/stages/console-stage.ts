/** The web console in Debian's chromium, against the operator API and the server of its files, all of them real. */
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type { OperatorRole } from '../../../config/config.js';
import { addConsole } from '../../../engine/api/serve-console.js';
import { operatorUnderTest, tokens, type OperatorUnderTest } from './operator-under-test.js';

export interface ConsoleStage {
  readonly under: OperatorUnderTest;
  /** `http://127.0.0.1:40001` */
  readonly address: string;
  /** Everything the browser complained about on any page: policy violations, exceptions, the console's own errors. */
  readonly complaints: string[];
  /** A tab of its own, with nothing in its storage, at the console. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** The same, signed in, on a page of the console. */
  openAs(role: OperatorRole, page: string, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/** A slow machine is waited for; nothing here waits for time to pass. */
const patience = 60_000;

/** `settings`: more of `operator` in the configuration. */
export async function consoleStage(settings = ''): Promise<ConsoleStage> {
  const complaints: string[] = [];
  const under = await operatorUnderTest(
    (app) => addConsole(app, (message) => complaints.push(message)),
    settings,
  );
  const { host, port } = await under.api.listen();
  const address = `http://${host}:${port}`;
  const browser = await startBrowser();

  const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ locale: 'en', timezoneId: 'Asia/Shanghai', ...options });
    context.setDefaultTimeout(patience);
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      // The browser also reports answers such as 401 and 404; the tests check what the page makes of them.
      const isAnswer = message.text().startsWith('Failed to load resource');
      if (['error', 'warning'].includes(message.type()) && !isAnswer) complaints.push(message.text());
    });
    await page.goto(address);
    return page;
  };
  return {
    under,
    address,
    complaints,
    open,
    async openAs(role, name, options) {
      const page = await open(options);
      await page.getByLabel('Operator token').fill(tokens[role]);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { name, level: 1 }).waitFor();
      return page;
    },
    async close() {
      await browser.close();
      await under.api.close();
    },
  };
}

function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    timeout: patience,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--no-proxy-server',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
